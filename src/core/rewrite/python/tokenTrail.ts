import type { Node } from 'web-tree-sitter';
import { followNames } from '../followNames';
import { ancestor, children, descendants, field, outermostAncestor } from '../nodes';
import { oncePer, oncePerTree } from '../oncePer';
import { type Declarations, FUNCTIONS } from './declarations';
import { argumentsOf, keywordValue } from './values';

/**
 * Where a call gets its token from: what stands in its header, then what the names in that were given in the same
 * function, and so on.
 */
export function tokenTrail(declarations: Declarations, call: Node): readonly Node[] {
  return trailsIn(declarations)(call);
}

const trailsIn = oncePerTree((declarations: Declarations) =>
  oncePer((call: Node) => {
    const headers = keywordValue(call, 'headers') ?? keywordValue(call, 'auth');
    const others = argumentsOf(call).filter((_, index) => index > 0);
    return trailOf(declarations, call, headers === undefined ? others : [headers]);
  }),
);

/** The same for expressions that stand at `use`. */
export function trailOf(declarations: Declarations, use: Node, expressions: readonly Node[]): readonly Node[] {
  const within = outermostAncestor(use, FUNCTIONS) ?? declarations.root;
  return followNames(expressions.map(tokenPart), namesIn, (name) => declarations.valuesIn(within, name).map(tokenPart));
}

/** Of a dictionary of headers only what is said of the token. */
function tokenPart(node: Node): Node {
  if (node.type !== 'dictionary') return node;
  const pair = children(node).find((one) => /^f?['"]authorization['"]$/i.test(field(one, 'key')?.text ?? ''));
  return (pair && field(pair, 'value')) ?? node;
}

export function namesIn(node: Node): readonly string[] {
  return [...new Set(descendants(node, 'identifier').map(({ text }) => text))];
}

/** The parameters of the functions around a node, by their names. */
export function parametersAround(use: Node): readonly string[] {
  const names: string[] = [];
  for (let at = use.parent; at !== null; at = at.parent) {
    const parameters = FUNCTIONS.has(at.type) ? field(at, 'parameters') : undefined;
    if (parameters !== undefined) names.push(...namesIn(parameters));
  }
  return names;
}

/** The parameters of `__init__` of the class around a node. */
export function constructorParameters(use: Node): readonly string[] {
  const owner = ancestor(use, CLASSES);
  const body = owner && field(owner, 'body');
  const made = body && children(body).find((member) => field(member, 'name')?.text === '__init__');
  const parameters = made && field(made, 'parameters');
  return parameters === undefined ? [] : namesIn(parameters);
}

const CLASSES: ReadonlySet<string> = new Set(['class_definition']);
