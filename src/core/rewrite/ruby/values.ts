import type { Node } from 'web-tree-sitter';
import type { Span } from '../../text/span';
import type { SourceFile } from '../callSites';
import { declaredBy } from '../declared';
import { isEnough } from '../enough';
import { around, type Lookup, lookupAround, lookupCalls, nodesByName } from '../lookup';
import { ancestor, children, comparePlaces, distinct, field } from '../nodes';
import { oncePerTree } from '../oncePer';
import { isWithin, partAround } from '../part';

export const FUNCTIONS: ReadonlySet<string> = new Set(['method', 'singleton_method', 'lambda']);

/** What the names of a file stand for. */
export interface Declarations {
  readonly root: Node;
  readonly text: string;
  /** What is assigned to a variable or constant, named as it is written without the modules before it. */
  readonly values: Lookup;
  readonly functions: Lookup;
  readonly calls: Lookup;
}

export const findDeclarations = oncePerTree((source: SourceFile): Declarations => {
  return {
    root: source.root,
    text: source.text,
    values: lookupAround(source, ASSIGNMENTS, (node, name) => {
      const isWhole = node.type === 'assignment' || field(node, 'operator')?.type === '||=';
      const value = isWhole && nameOf(field(node, 'left')) === name ? field(node, 'right') : undefined;
      return value === undefined ? [] : [value];
    }),
    functions: declaredBy(source, DECLARATION, METHODS),
    calls: lookupCalls(source, CALLS, (call, name) => (calledName(call) === name ? [call] : [])),
  };
});

const ASSIGNMENTS: ReadonlySet<string> = new Set(['assignment', 'operator_assignment']);
const DECLARATION = /\bdef\b[ \t]+[^\s(;]+/g;
const METHODS: ReadonlySet<string> = new Set(['method', 'singleton_method']);
const CALLS: ReadonlySet<string> = new Set(['call']);

/**
 * The calls in whose receiver one of these words stands, in text order.
 *
 * @param within only those that touch it, where it is given
 */
export function callsOn(source: SourceFile, words: readonly string[], within?: Span): readonly Node[] {
  const part = partAround(source, CALLS, within);
  const found = words.flatMap((word) =>
    nodesByName(source)
      .get(word, part)
      .flatMap((node) => around(node, CALLS)),
  );
  return [...distinct(found)].filter((node) => isWithin(node, within)).sort(comparePlaces);
}

export function nameOf(node: Node | undefined): string | undefined {
  if (node?.type === 'scope_resolution') return field(node, 'name')?.text;
  return node !== undefined && /^(?:identifier|constant|\w+_variable)$/.test(node.type) ? node.text : undefined;
}

export function calledName(call: Node): string | undefined {
  return field(call, 'method')?.text;
}

/** `Net::HTTP` of `::Net::HTTP.start(…)`; empty where a method is called on something else. */
export function receiverPath(call: Node): string {
  const receiver = field(call, 'receiver');
  return receiver?.type === 'constant' || receiver?.type === 'scope_resolution' ? receiver.text.replace(/^::/, '') : '';
}

export function argumentsOf(call: Node): readonly Node[] {
  const list = field(call, 'arguments');
  return list === undefined ? [] : children(list);
}

export function positional(call: Node, index: number): Node | undefined {
  return argumentsOf(call).filter(({ type }) => type !== 'pair')[index];
}

/** The value of `name: value`, `:name => value` or `'name' => value` among a call's arguments. */
export function keywordValue(call: Node, name: string): Node | undefined {
  const pair = argumentsOf(call).find(
    (one) => one.type === 'pair' && (field(one, 'key')?.text ?? '').replace(/^[:'"]|['"]$/g, '') === name,
  );
  return pair && field(pair, 'value');
}

const MAX_DEPTH = 11;
/** Callers are looked at once, not the callers of callers. */
const ONE_HOP = 6;

/** The known beginning of the string that an expression makes; empty where nothing is known. */
export function readString(node: Node | undefined, declarations: Declarations, depth = 0): string {
  if (node === undefined || depth > MAX_DEPTH) return '';
  const read = (inner: Node | undefined) => readString(inner, declarations, depth + 1);
  switch (node.type) {
    case 'string':
      return readLiteral(node, read);
    case 'chained_string':
      return children(node).map(read).join('');
    case 'parenthesized_statements':
    case 'then':
      return read(children(node).at(-1));
    case 'binary':
      return field(node, 'operator')?.type === '+'
        ? read(field(node, 'left')) + read(field(node, 'right'))
        : read(field(node, 'left')) || read(field(node, 'right'));
    case 'conditional':
      return read(field(node, 'consequence')) || read(field(node, 'alternative'));
    case 'call':
      return readCall(node, read, declarations, depth);
    case 'body_statement':
      return read(children(node).at(-1));
    default:
      return readName(node, declarations, depth);
  }
}

function readLiteral(literal: Node, read: (inner: Node | undefined) => string): string {
  let known = '';
  for (const part of literal.namedChildren) {
    if (isEnough(known)) return known;
    const text = part.type === 'interpolation' ? read(children(part)[0]) : part.text;
    if (text === '') return known;
    known += text;
  }
  return known;
}

/** What hands its receiver on, what makes a URL of its first argument, and what has a default as its second. */
const SAME = /^(?:freeze|to_s|strip|chomp|dup|request_uri)$/;
const MAKERS = /^(?:URI|parse|join|URL|new)$/;

function readCall(
  call: Node,
  read: (inner: Node | undefined) => string,
  declarations: Declarations,
  depth: number,
): string {
  const name = calledName(call) ?? '';
  const receiver = field(call, 'receiver');
  if (name === 'fetch' && receiver?.text === 'ENV') return read(positional(call, 1));
  if (/^s?printf$|^format$/.test(name)) {
    const template = read(positional(call, 0));
    return template.startsWith('%s') ? read(positional(call, 1)) + template.slice(2) : template;
  }
  if (MAKERS.test(name) && (receiver === undefined || /^(?:::)?(?:URI|File)\b/.test(receiver.text)))
    return read(positional(call, 0));
  if (receiver !== undefined && SAME.test(name)) return read(receiver);
  return receiver === undefined || receiver.type === 'self' ? readMethod(name, declarations, depth) : '';
}

function readName(use: Node, declarations: Declarations, depth: number): string {
  const name = nameOf(use);
  if (name === undefined) return '';
  const values = declarations.values.get(name);
  if (use.type !== 'identifier') {
    for (const value of values) {
      const known = readString(value, declarations, depth + 1);
      if (known !== '') return known;
    }
    return '';
  }
  const owner = ancestor(use, FUNCTIONS);
  const local = values.filter((value) => ancestor(value, FUNCTIONS)?.id === owner?.id);
  // Of several assignments the nearest before the use.
  const value = local.filter(({ startIndex }) => startIndex < use.startIndex).at(-1) ?? local[0];
  if (value !== undefined) return readString(value, declarations, depth + 1);
  const given = owner === undefined ? undefined : readArgument(name, owner, declarations, depth);
  return given ?? readMethod(name, declarations, depth);
}

/** What callers pass for a parameter, else its default; undefined where the function has none of that name. */
function readArgument(name: string, owner: Node, declarations: Declarations, depth: number): string | undefined {
  const parameters = children(field(owner, 'parameters') ?? owner);
  const index = parameters.findIndex((parameter) => (field(parameter, 'name') ?? parameter).text === name);
  const parameter = parameters[index];
  if (parameter === undefined) return undefined;
  if (depth + ONE_HOP > MAX_DEPTH) return '';
  for (const call of declarations.calls.get(field(owner, 'name')?.text ?? '')) {
    const known = readString(keywordValue(call, name) ?? positional(call, index), declarations, depth + ONE_HOP);
    if (known !== '') return known;
  }
  return readString(field(parameter, 'value'), declarations, depth + 1);
}

/** `def base_url = 'https://…'`, and a method whose last expression is known. */
function readMethod(name: string, declarations: Declarations, depth: number): string {
  const [method] = declarations.functions.get(name);
  return method === undefined ? '' : readString(field(method, 'body'), declarations, depth + 1);
}
