import type { Node } from 'web-tree-sitter';
import type { Span } from '../../text/span';
import type { SourceFile } from '../callSites';
import { declaredBy } from '../declared';
import { isEnough } from '../enough';
import { around, type Lookup, lookup, lookupCalls } from '../lookup';
import { ancestor, children, comparePlaces, distinct, field, type MayBe, nodesNamed, spanOf } from '../nodes';
import { oncePerTree } from '../oncePer';

export const FUNCTIONS: ReadonlySet<string> = new Set([
  'function_definition',
  'method_declaration',
  'anonymous_function',
  'arrow_function',
]);
/** Closures see the variables around them, by `use` or because they are arrows; functions do not. */
const CLOSURES: ReadonlySet<string> = new Set(['anonymous_function', 'arrow_function']);
export const CALLS: ReadonlySet<string> = new Set([
  'function_call_expression',
  'member_call_expression',
  'nullsafe_member_call_expression',
  'scoped_call_expression',
  'object_creation_expression',
]);

/** What the names of a file stand for. */
export interface Declarations {
  readonly root: Node;
  readonly text: string;
  /** What is assigned to a `nameOf`. */
  readonly values: Lookup;
  readonly functions: Lookup;
  readonly calls: Lookup;
}

export const findDeclarations = oncePerTree((source: SourceFile): Declarations => {
  const { root, text } = source;
  return {
    root,
    text,
    values: lookup((name, part) => {
      const written = writtenAs(name).flatMap((word) => [...nodesNamed(root, text, word, part, mayBeHolder)]);
      const holders = [...distinct(written.flatMap((node) => around(node, HOLDING)))].sort(comparePlaces);
      return HOLDERS.flatMap((types) =>
        holders.filter(({ type }) => types.has(type)).flatMap((node) => heldBy(node, name) ?? []),
      );
    }),
    functions: declaredBy(source, DECLARATION, NAMED_FUNCTIONS),
    calls: lookupCalls(source, CALLS, (call, name) => (calledName(call) === name ? [call] : [])),
  };
});

const DECLARATION = /\bfunction\b[ \t&]*[^\s(&]+/gi;
const NAMED_FUNCTIONS: ReadonlySet<string> = new Set(['function_definition', 'method_declaration']);

/** What gives names values. What stands first in the list counts first, wherever it is in the text. */
const HOLDERS: readonly ReadonlySet<string>[] = [
  new Set(['assignment_expression', 'augmented_assignment_expression']),
  new Set(['const_element']),
  new Set(['property_element', 'property_promotion_parameter']),
  new Set(['function_call_expression']),
];

const HOLDING: ReadonlySet<string> = new Set(HOLDERS.flatMap((types) => [...types]));

/** Not `$client` of `$client->get()`, `$client()` and `$client['name']`. */
const mayBeHolder: MayBe = (text, { end }) => !/^(?:\??->|::|[[(])/.test(text.slice(end, end + 3));

/** A property is written with its sign where it is declared, and without where it is used through an object. */
function writtenAs(name: string): readonly string[] {
  return name.startsWith('->') ? [name.slice(2), `$${name.slice(2)}`] : [name];
}

function heldBy(holder: Node, name: string): Node | undefined {
  switch (holder.type) {
    case 'const_element': {
      const [constant, value] = children(holder);
      return constant?.text === name ? value : undefined;
    }
    case 'property_element':
    case 'property_promotion_parameter':
      return `->${field(holder, 'name')?.text.slice(1)}` === name ? field(holder, 'default_value') : undefined;
    case 'function_call_expression': {
      const isNamed = calledName(holder) === 'define' && readString(argument(holder, 0), undefined) === name;
      return isNamed ? argument(holder, 1) : undefined;
    }
    default: {
      const left = field(holder, 'left');
      const isWhole = /^(?:=|\?\?=)$/.test(field(holder, 'operator')?.type ?? '=');
      return left !== undefined && isWhole && nameOf(left) === name ? field(holder, 'right') : undefined;
    }
  }
}

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
    if (isEnough(known)) return known;
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
  const values = declarations.values.get(name);
  if (!name.startsWith('$')) {
    for (const value of values) {
      const known = readString(value, declarations, depth + 1);
      if (known !== '') return known;
    }
    return '';
  }
  for (let owner = ancestor(use, FUNCTIONS); ; owner = owner && ancestor(owner, FUNCTIONS)) {
    const reach = owner === undefined ? ALL : spanOf(owner);
    const local = values.filter(
      (value) =>
        reach.start <= value.startIndex && value.startIndex < reach.end && ancestor(value, FUNCTIONS)?.id === owner?.id,
    );
    // Of several assignments the nearest before the use.
    const value = local.filter(({ startIndex }) => startIndex < use.startIndex).at(-1) ?? local[0];
    if (value !== undefined) return readString(value, declarations, depth + 1);
    if (owner === undefined) return '';
    const known = readArgument(name, owner, declarations, depth);
    if (known !== '' || !CLOSURES.has(owner.type)) return known;
  }
}

const ALL: Span = { start: 0, end: Number.POSITIVE_INFINITY };

/** What callers pass for a parameter, else its default. */
function readArgument(name: string, owner: Node, declarations: Declarations, depth: number): string {
  const parameters = children(field(owner, 'parameters') ?? owner);
  const index = parameters.findIndex((parameter) => field(parameter, 'name')?.text === name);
  const parameter = parameters[index];
  if (parameter === undefined || depth + ONE_HOP > MAX_DEPTH) return '';
  for (const call of declarations.calls.get(field(owner, 'name')?.text ?? '')) {
    const known = readString(argument(call, index, name.slice(1)), declarations, depth + ONE_HOP);
    if (known !== '') return known;
  }
  return readString(field(parameter, 'default_value'), declarations, depth + 1);
}
