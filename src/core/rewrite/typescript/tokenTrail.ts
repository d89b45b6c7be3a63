import type { Node } from 'web-tree-sitter';
import { followNames } from '../followNames';
import { children, descendants, field, nodesNamed, outermostAncestor, spanOf } from '../nodes';
import { oncePer, oncePerTree } from '../oncePer';
import { argumentsOf } from './callee';
import { FUNCTIONS } from './declarations';
import { propertyOf, unwrap } from './values';

/** A file, as far as names are looked up in it. */
interface Place {
  readonly root: Node;
  readonly text: string;
}

/**
 * Where a call gets its token from: the expression in its header, then what the names in that were given in the same
 * function, and so on.
 */
export function tokenTrail(place: Place, call: Node): readonly Node[] {
  return trailsIn(place)(call);
}

const trailsIn = oncePerTree((place: Place) => oncePer((call: Node) => trailOf(place, call, tokenExpressions(call))));

/** The same for expressions that stand at `use`. */
export function trailOf(place: Place, use: Node, expressions: readonly Node[]): readonly Node[] {
  const within = outermostAncestor(use, FUNCTIONS) ?? place.root;
  return followNames(expressions, namesIn, (name) => givenTo(name, place, within).map(tokenPart));
}

/** The part of a call that names the token: its Authorization header, its accessToken option, or whatever may hold them. */
function tokenExpressions(call: Node): readonly Node[] {
  const pairs = descendants(call, 'pair').filter((pair) => TOKEN_KEY.test(field(pair, 'key')?.text ?? ''));
  if (pairs.length > 0) return pairs.flatMap((pair) => field(pair, 'value') ?? []);
  const [first, ...others] = argumentsOf(call);
  return [...(first?.type === 'object' ? [first] : []), ...others].map(tokenPart);
}

const TOKEN_KEY = /^['"]?(?:authorization|accessToken)['"]?$/i;

/** Of an object with headers only what is said of the token. */
function tokenPart(node: Node): Node {
  const value = unwrap(node);
  if (value.type !== 'object') return value;
  for (const name of ['authorization', 'accessToken', 'headers']) {
    const pair = propertyOf(value, name);
    if (pair !== undefined) return tokenPart(field(pair, 'value') ?? pair);
  }
  return value;
}

export function namesIn(node: Node): readonly string[] {
  if (FUNCTIONS.has(node.type)) return [];
  return [...new Set(descendants(node, 'identifier', 'shorthand_property_identifier').map(({ text }) => text))];
}

/** What a name is declared with or assigned in this part of the file. */
function givenTo(name: string, { root, text }: Place, within: Node): readonly Node[] {
  return [...nodesNamed(root, text, name, spanOf(within))].flatMap((node) => {
    let target = node;
    while (target.parent !== null && PATTERNS.has(target.parent.type)) target = target.parent;
    const { parent } = target;
    if (parent?.type === 'variable_declarator' && field(parent, 'name')?.id === target.id)
      return field(parent, 'value') ?? [];
    // `user.token = …` is something that is given to the user, too.
    const assigned = parent?.type === 'member_expression' ? parent : target;
    const assignment = assigned.parent;
    if (assignment?.type !== 'assignment_expression' || field(assignment, 'left')?.id !== assigned.id) return [];
    return field(assignment, 'right') ?? [];
  });
}

const PATTERNS: ReadonlySet<string> = new Set(['object_pattern', 'array_pattern', 'pair_pattern']);

/** Whether a function around `use` takes a parameter of this name. */
export function isParameter(name: string, use: Node): boolean {
  for (let at = use.parent; at !== null; at = at.parent) {
    if (!FUNCTIONS.has(at.type)) continue;
    const parameters = field(at, 'parameters') ?? field(at, 'parameter');
    if (parameters !== undefined && parameterNames(parameters).includes(name)) return true;
  }
  return false;
}

export function parameterNames(parameters: Node): readonly string[] {
  if (parameters.type === 'identifier') return [parameters.text];
  return children(parameters).flatMap((parameter) =>
    parameter.type === 'identifier'
      ? parameter.text
      : descendants(
          field(parameter, 'pattern') ?? parameter,
          'identifier',
          'shorthand_property_identifier_pattern',
        ).map(({ text }) => text),
  );
}
