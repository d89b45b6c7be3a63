import type { Node } from 'web-tree-sitter';
import type { SourceFile } from '../callSites';
import { addNamed, ancestor, children, descendants, field } from '../nodes';
import { oncePerTree } from '../oncePer';

export const FUNCTIONS: ReadonlySet<string> = new Set([
  'function_definition',
  'method_declaration',
  'anonymous_function',
  'arrow_function',
]);
/** Closures see the variables around them, by `use` or because they are arrows; functions do not. */
const CLOSURES: ReadonlySet<string> = new Set(['anonymous_function', 'arrow_function']);
export const CALLS = [
  'function_call_expression',
  'member_call_expression',
  'nullsafe_member_call_expression',
  'scoped_call_expression',
  'object_creation_expression',
] as const;

/** The names that a file declares, collected once. */
export interface Declarations {
  readonly root: Node;
  /** `nameOf` what is assigned to -> the values, in text order. */
  readonly values: ReadonlyMap<string, readonly Node[]>;
  readonly functions: ReadonlyMap<string, readonly Node[]>;
  readonly calls: ReadonlyMap<string, readonly Node[]>;
}

export const findDeclarations = oncePerTree(({ root }: SourceFile): Declarations => {
  const values = new Map<string, Node[]>();
  const functions = new Map<string, Node[]>();
  const calls = new Map<string, Node[]>();
  for (const node of descendants(root, 'assignment_expression', 'augmented_assignment_expression')) {
    const left = field(node, 'left');
    const isWhole = /^(?:=|\?\?=)$/.test(field(node, 'operator')?.type ?? '=');
    if (left !== undefined && isWhole) addNamed(values, nameOf(left), field(node, 'right'));
  }
  for (const node of descendants(root, 'const_element')) {
    const [name, value] = children(node);
    addNamed(values, name?.text, value);
  }
  for (const node of descendants(root, 'property_element', 'property_promotion_parameter'))
    addNamed(values, `->${field(node, 'name')?.text.slice(1)}`, field(node, 'default_value'));
  for (const node of descendants(root, 'function_definition', 'method_declaration'))
    addNamed(functions, field(node, 'name')?.text, node);
  for (const call of descendants(root, ...CALLS)) {
    const name = calledName(call);
    addNamed(calls, name, call);
    if (name === 'define') addNamed(values, readString(argument(call, 0), undefined), argument(call, 1));
  }
  return { root, values, functions, calls };
});

/** `$name`, `->name` of a property whatever object it belongs to, `NAME` of a constant whatever class it belongs to. */
export function nameOf(node: Node): string | undefined {
  switch (node.type) {
    case 'variable_name':
    case 'name':
      return node.text;
    case 'member_access_expression':
    case 'nullsafe_member_access_expression':
      return `->${field(node, 'name')?.text}`;
    case 'scoped_property_access_expression':
      return `->${field(node, 'name')?.text.slice(1)}`;
    case 'class_constant_access_expression':
      return node.namedChildren.at(-1)?.text;
    default:
      return undefined;
  }
}

export function calledName(call: Node): string | undefined {
  const callee = field(call, 'name') ?? field(call, 'function');
  return callee?.type === 'name' ? callee.text : undefined;
}

/** The nodes of type `argument`. */
export function argumentsOf(call: Node): readonly Node[] {
  const list = call.namedChildren.find((child) => child.type === 'arguments');
  return list === undefined ? [] : children(list);
}

/** An argument's value by its place, or by its name where it is given by name. */
export function argument(call: Node, index: number, name?: string): Node | undefined {
  const all = argumentsOf(call);
  const named = all.find((one) => name !== undefined && field(one, 'name')?.text === name);
  const placed = all[index];
  const found = named ?? (placed !== undefined && field(placed, 'name') === undefined ? placed : undefined);
  return found?.namedChildren.at(-1) ?? undefined;
}

/** The element of an array literal with this key, whatever its case. */
export function elementOf(array: Node | undefined, key: string): Node | undefined {
  if (array?.type !== 'array_creation_expression') return undefined;
  return children(array).find((element) => {
    const [name, value] = children(element);
    return value !== undefined && name !== undefined && readString(name, undefined).toLowerCase() === key;
  });
}

export function elementValue(element: Node | undefined): Node | undefined {
  return element === undefined ? undefined : children(element).at(-1);
}

const MAX_DEPTH = 11;
/** Callers are looked at once, not the callers of callers. */
const ONE_HOP = 6;

/** The known beginning of the string that an expression makes; empty where nothing is known. */
export function readString(node: Node | undefined, declarations: Declarations | undefined, depth = 0): string {
  if (node === undefined || depth > MAX_DEPTH) return '';
  const read = (inner: Node | undefined) => readString(inner, declarations, depth + 1);
  switch (node.type) {
    case 'string':
    case 'encapsed_string':
    case 'heredoc_body':
      return readLiteral(node, read);
    case 'heredoc':
      return read(field(node, 'value'));
    case 'parenthesized_expression':
      return read(children(node)[0]);
    case 'binary_expression': {
      const isDefault = field(node, 'operator')?.type === '??';
      const left = read(field(node, 'left'));
      return isDefault && left !== '' ? left : left + read(field(node, 'right'));
    }
    case 'conditional_expression':
      return read(field(node, 'body')) || read(field(node, 'alternative'));
    case 'function_call_expression':
      return readCall(node, read);
    case 'object_creation_expression':
      return read(argument(node, 0));
    default:
      return declarations === undefined ? '' : readName(node, declarations, depth);
  }
}

function readLiteral(literal: Node, read: (inner: Node | undefined) => string): string {
  let known = '';
  for (const part of literal.namedChildren) {
    const text = /^(?:string_content|escape_sequence)$/.test(part.type) ? part.text : read(part);
    if (text === '') return known;
    known += text;
  }
  return known;
}

/** `sprintf('%s/me', $base)`, `rtrim($base, '/')`, `env('SPOTIFY_API', 'https://…')`. */
function readCall(call: Node, read: (inner: Node | undefined) => string): string {
  const name = calledName(call) ?? '';
  const first = read(argument(call, 0));
  if (name === 'sprintf') return first.startsWith('%s') ? read(argument(call, 1)) + first.slice(2) : first;
  if (/^[lr]?trim$/.test(name)) return first;
  return name === 'env' ? read(argument(call, 1)) : '';
}

function readName(use: Node, declarations: Declarations, depth: number): string {
  const name = nameOf(use);
  if (name === undefined) return '';
  const values = declarations.values.get(name) ?? [];
  if (!name.startsWith('$')) {
    for (const value of values) {
      const known = readString(value, declarations, depth + 1);
      if (known !== '') return known;
    }
    return '';
  }
  for (let owner = ancestor(use, FUNCTIONS); ; owner = owner && ancestor(owner, FUNCTIONS)) {
    const local = values.filter((value) => ancestor(value, FUNCTIONS)?.id === owner?.id);
    // Of several assignments the nearest before the use.
    const value = local.filter(({ startIndex }) => startIndex < use.startIndex).at(-1) ?? local[0];
    if (value !== undefined) return readString(value, declarations, depth + 1);
    if (owner === undefined) return '';
    const known = readArgument(name, owner, declarations, depth);
    if (known !== '' || !CLOSURES.has(owner.type)) return known;
  }
}

/** What callers pass for a parameter, else its default. */
function readArgument(name: string, owner: Node, declarations: Declarations, depth: number): string {
  const parameters = children(field(owner, 'parameters') ?? owner);
  const index = parameters.findIndex((parameter) => field(parameter, 'name')?.text === name);
  const parameter = parameters[index];
  if (parameter === undefined || depth + ONE_HOP > MAX_DEPTH) return '';
  for (const call of declarations.calls.get(field(owner, 'name')?.text ?? '') ?? []) {
    const known = readString(argument(call, index, name.slice(1)), declarations, depth + ONE_HOP);
    if (known !== '') return known;
  }
  return readString(field(parameter, 'default_value'), declarations, depth + 1);
}
