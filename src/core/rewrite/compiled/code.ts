import type { Node } from 'web-tree-sitter';
import type { Span } from '../../text/span';
import type { SourceFile } from '../callSites';
import { type Lookup, lookupAround, lookupCalls, mayBeGiven } from '../lookup';
import { ancestor, children, comparePlaces, field } from '../nodes';
import { oncePerTree } from '../oncePer';
import { isWithin, partAround } from '../part';
import { CALLS, type Call, isMember, lastName, readCall } from './calls';

/** What differs between the grammars of compiled languages, as far as the rules look. */
export interface Syntax {
  /** Node types of functions, methods and lambdas. */
  readonly functions: ReadonlySet<string>;
  /** Node types that give a name a value: declarations, assignments, fields of literals. */
  readonly assignments: ReadonlySet<string>;
  /** Node types that give names a type: parameters, fields, typed declarations. */
  readonly typed: ReadonlySet<string>;
  /** The known beginning of a literal or template; undefined for every other node. */
  readLiteral(node: Node, read: (name: Node | string) => string): string | undefined;
  /** Calls whose first string has holes for the other arguments, and what a hole looks like. */
  readonly format: { readonly call: RegExp; readonly hole: RegExp };
}

/** A node with what is asked of it again and again: each answer of the tree is a call into WebAssembly. */
export interface Placed {
  readonly node: Node;
  readonly start: number;
  readonly end: number;
  /** The function around it, by its id. */
  readonly owner: number | undefined;
}

/** A file, and what stands under its names. Names stand without what is before the dot. */
export interface Code {
  readonly root: Node;
  readonly text: string;
  readonly syntax: Syntax;
  readonly calls: Lookup<Call>;
  /** What a name is given. */
  readonly values: Lookup<Placed>;
  /** The types a name is declared with. */
  readonly types: Lookup<Placed>;
  readonly functions: Lookup;
}

/** Reads files of one language, each once. */
export function codeReader(syntax: Syntax): (source: SourceFile) => Code {
  return oncePerTree((source: SourceFile) => readCode(source, syntax));
}

function readCode(source: SourceFile, syntax: Syntax): Code {
  const { root, text } = source;
  const place = (node: Node): Placed => ({
    node,
    start: node.startIndex,
    end: node.endIndex,
    owner: ancestor(node, syntax.functions)?.id,
  });
  return {
    root,
    text,
    syntax,
    calls: lookupCalls(source, CALLS, (node, name) => {
      const call = readCall(node);
      return call?.name === name ? [call] : [];
    }),
    values: lookupAround(
      source,
      syntax.assignments,
      (node, name) => {
        const names = left(node).map(nameOf);
        return names.includes(name)
          ? right(node)
              .filter((_, index) => names[index] === name)
              .map(place)
          : [];
      },
      mayBeGiven,
    ),
    types: lookupAround(
      source,
      syntax.typed,
      (node, name) => {
        const type = declaredNames(node).includes(name) ? typeOf(node) : undefined;
        return type === undefined ? [] : [place(type)];
      },
      mayBeGiven,
    ),
    functions: lookupAround(source, syntax.functions, (node, name) =>
      field(node, 'name')?.text === name ? [node] : [],
    ),
  };
}

/**
 * The calls of any of these names, in text order.
 *
 * @param within only those that touch it, where it is given
 */
export function callsNamed(names: readonly string[], code: Code, within?: Span): readonly Call[] {
  const part = partAround(code, CALLS, within);
  return names
    .flatMap((name) => code.calls.get(name, part))
    .filter(({ node }) => isWithin(node, within))
    .sort((a, b) => comparePlaces(a.node, b.node));
}

function typeOf(node: Node): Node | undefined {
  return field(node, 'type') ?? node.namedChildren.find((child) => /_type$/.test(child.type));
}

/** What the name stands for where it is used: of several values the nearest before in the same function, else one outside. */
export function lookUp(name: string, use: Node, { values, syntax }: Code): Node | undefined {
  const known = values.get(name);
  if (known.length === 0) return undefined;
  const { startIndex, endIndex } = use;
  const owner = ancestor(use, syntax.functions)?.id;
  const others = known.filter(({ start, end }) => !(start <= startIndex && endIndex <= end));
  const local = others.filter((value) => value.owner === owner);
  const before = local.filter(({ end }) => end <= startIndex);
  return (before.at(-1) ?? local[0] ?? others.find((one) => one.owner === undefined) ?? others[0])?.node;
}

/** What callers in the file give for a parameter of the function around its use. */
export function givenFor(name: string, use: Node, { calls, syntax }: Code): readonly Node[] {
  const owner = ancestor(use, syntax.functions);
  if (owner === undefined) return [];
  const list =
    field(owner, 'parameters') ?? owner.namedChildren.find(({ type }) => type === 'function_value_parameters');
  const names =
    list === undefined
      ? []
      : children(list)
          .filter((one) => one.type !== 'self_parameter')
          .flatMap(declaredNames);
  const index = names.indexOf(name);
  const called = calls.get(field(owner, 'name')?.text ?? '');
  return index === -1 ? [] : called.flatMap(({ args }) => args[index] ?? []);
}

/** `a, b := f()` has several names and one value: the first name gets it. */
function left(node: Node): readonly Node[] {
  const names = node.childrenForFieldName('name');
  if (names.length > 1) return names;
  const target = names[0] ?? field(node, 'left') ?? field(node, 'pattern') ?? field(node, 'key') ?? parts(node)[0];
  return target === undefined ? [] : target.type === 'expression_list' ? children(target) : [target];
}

function right(node: Node): readonly Node[] {
  const last = children(node).at(-1);
  const value = field(node, 'right') ?? field(node, 'value') ?? (children(node).length > 1 ? last : undefined);
  if (value === undefined) return [];
  return /^(?:expression_list|literal_element)$/.test(value.type) ? children(value) : [value];
}

function nameOf(node: Node | undefined): string {
  if (node === undefined) return '';
  if (isMember(node) || /identifier$/.test(node.type)) return lastName(node);
  return lastName(parts(node)[0]);
}

/** Without `private val` and its like. */
function parts(node: Node): readonly Node[] {
  return children(node).filter(({ type }) => !/^modifiers?$/.test(type));
}

function declaredNames(node: Node): readonly string[] {
  const named = node.childrenForFieldName('name');
  if (named.length > 0) return named.map((name) => name.text);
  const pattern = field(node, 'pattern');
  if (pattern !== undefined) return [lastName(pattern)];
  const declarators = children(node).filter((child) => /declarator$|^variable_declaration$/.test(child.type));
  return declarators.length > 0 ? declarators.map(nameOf) : [nameOf(node)];
}
