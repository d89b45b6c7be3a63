import type { Node } from 'web-tree-sitter';
import { ancestor, children, descendants, field } from '../nodes';
import { oncePer } from '../oncePer';
import { CALLS, type Call, isMember, lastName, readCall } from './calls';

/** What differs between the grammars of compiled languages, as far as the rules look. */
export interface Syntax {
  /** Node types of functions, methods and lambdas. */
  readonly functions: ReadonlySet<string>;
  /** Node types that give a name a value: declarations, assignments, fields of literals. */
  readonly assignments: readonly string[];
  /** Node types that give names a type: parameters, fields, typed declarations. */
  readonly typed: readonly string[];
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

/** A file and the names that it declares, collected once. Names stand without what is before the dot. */
export interface Code {
  readonly root: Node;
  readonly syntax: Syntax;
  readonly calls: readonly Call[];
  readonly callsNamed: ReadonlyMap<string, readonly Call[]>;
  /** Name -> what it is given, in text order. */
  readonly values: ReadonlyMap<string, readonly Placed[]>;
  /** Name -> the types it is declared with. */
  readonly types: ReadonlyMap<string, readonly Placed[]>;
  readonly functions: ReadonlyMap<string, readonly Node[]>;
}

/** Reads files of one language, each once. */
export function codeReader(syntax: Syntax): (root: Node) => Code {
  return oncePer((root: Node) => readCode(root, syntax));
}

function readCode(root: Node, syntax: Syntax): Code {
  const calls = descendants(root, ...CALLS).flatMap((node) => readCall(node) ?? []);
  const place = (node: Node): Placed => ({
    node,
    start: node.startIndex,
    end: node.endIndex,
    owner: ancestor(node, syntax.functions)?.id,
  });
  const callsNamed = new Map<string, Call[]>();
  for (const call of calls) add(callsNamed, call.name, call);
  const values = new Map<string, Placed[]>();
  const types = new Map<string, Placed[]>();
  const functions = new Map<string, Node[]>();
  for (const node of descendants(root, ...syntax.assignments)) {
    const names = [...left(node)];
    right(node).forEach((value, index) => {
      add(values, nameOf(names[index]), place(value));
    });
  }
  for (const node of descendants(root, ...syntax.typed)) {
    const type = field(node, 'type') ?? node.namedChildren.find((child) => /_type$/.test(child.type));
    const placed = type && place(type);
    for (const name of declaredNames(node)) add(types, name, placed);
  }
  for (const node of descendants(root, ...syntax.functions)) add(functions, field(node, 'name')?.text ?? '', node);
  return { root, syntax, calls, callsNamed, values, types, functions };
}

/** What the name stands for where it is used: of several values the nearest before in the same function, else one outside. */
export function lookUp(name: string, use: Node, { values, syntax }: Code): Node | undefined {
  const known = values.get(name);
  if (known === undefined) return undefined;
  const { startIndex, endIndex } = use;
  const owner = ancestor(use, syntax.functions)?.id;
  const others = known.filter(({ start, end }) => !(start <= startIndex && endIndex <= end));
  const local = others.filter((value) => value.owner === owner);
  const before = local.filter(({ end }) => end <= startIndex);
  return (before.at(-1) ?? local[0] ?? others.find((one) => one.owner === undefined) ?? others[0])?.node;
}

/** What callers in the file give for a parameter of the function around its use. */
export function givenFor(name: string, use: Node, { callsNamed, syntax }: Code): readonly Node[] {
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
  const called = callsNamed.get(field(owner, 'name')?.text ?? '') ?? [];
  return index === -1 ? [] : called.flatMap(({ args }) => args[index] ?? []);
}

function add<T>(map: Map<string, T[]>, name: string, node: T | undefined): void {
  if (name === '' || node === undefined) return;
  const known = map.get(name);
  if (known === undefined) map.set(name, [node]);
  else known.push(node);
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
