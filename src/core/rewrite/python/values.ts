import type { Node } from 'web-tree-sitter';
import { isEnough } from '../enough';
import { ancestor, children, field } from '../nodes';
import { type Declarations, FUNCTIONS } from './declarations';

const CLASSES: ReadonlySet<string> = new Set(['class_definition']);

export function calledName(call: Node): string | undefined {
  const callee = field(call, 'function');
  const name = callee?.type === 'attribute' ? field(callee, 'attribute') : callee;
  return name?.type === 'identifier' ? name.text : undefined;
}

export function argumentsOf(call: Node): readonly Node[] {
  const list = field(call, 'arguments');
  return list === undefined ? [] : children(list);
}

export function keyword(call: Node, name: string): Node | undefined {
  return argumentsOf(call).find(
    (argument) => argument.type === 'keyword_argument' && field(argument, 'name')?.text === name,
  );
}

export function keywordValue(call: Node, name: string): Node | undefined {
  const found = keyword(call, name);
  return found === undefined ? undefined : field(found, 'value');
}

export function positional(call: Node, index: number): Node | undefined {
  return argumentsOf(call).filter((argument) => argument.type !== 'keyword_argument')[index];
}

const MAX_DEPTH = 8;
const ONE_HOP = 5;

/** The known beginning of the string that an expression makes; empty where nothing is known. */
export function readString(node: Node | undefined, declarations: Declarations, depth = 0): string {
  if (node === undefined || depth > MAX_DEPTH) return '';
  const read = (inner: Node | undefined) => readString(inner, declarations, depth + 1);
  switch (node.type) {
    case 'string':
      return readLiteral(node, read);
    case 'concatenated_string':
      return children(node).map(read).join('');
    case 'parenthesized_expression':
      return read(children(node)[0]);
    case 'binary_operator':
      return field(node, 'operator')?.type === '+'
        ? read(field(node, 'left')) + read(field(node, 'right'))
        : read(field(node, 'left'));
    case 'conditional_expression':
      return read(children(node)[0]);
    case 'call':
      return readCall(node, declarations, read);
    case 'identifier':
      return readName(node, declarations, depth);
    case 'boolean_operator':
      return read(field(node, 'left')) || read(field(node, 'right'));
    case 'subscript':
      return read(elementOf(node, declarations));
    case 'attribute':
      return read(
        declarations.valuesIn(declarations.root, node.text)[0] ??
          declarations.valuesIn(declarations.root, `self.${field(node, 'attribute')?.text}`)[0],
      );
    default:
      return '';
  }
}

function readLiteral(string: Node, read: (inner: Node | undefined) => string): string {
  let known = '';
  for (const part of string.namedChildren) {
    if (isEnough(known)) return known;
    if (part.type === 'interpolation') {
      const inner = read(field(part, 'expression') ?? part.namedChildren[0] ?? undefined);
      if (inner === '') return known;
      known += inner;
    } else if (part.type === 'string_content') known += part.text;
  }
  return known;
}

/** `"…".format(…)`, `urljoin(base, path)`, `str(url)`, `os.getenv("API", url)`, `url_of(path)`. */
function readCall(call: Node, declarations: Declarations, read: (inner: Node | undefined) => string): string {
  const callee = field(call, 'function');
  const name = calledName(call);
  if (callee?.type === 'attribute' && /^(?:format|rstrip|strip|replace)$/.test(name ?? '')) {
    const template = read(field(callee, 'object'));
    return /^\{\w*\}/.test(template) ? read(argumentsOf(call)[0]) : template;
  }
  if (/^(?:urljoin|str|URL)$/.test(name ?? '')) return read(argumentsOf(call)[0]);
  if (/\b(?:getenv|environ\.get)$/.test(callee?.text ?? '')) return read(argumentsOf(call)[1]);
  const [called, ...others] = declarations.functions.get(name ?? '');
  return called === undefined || others.length > 0 ? '' : read(resultOf(called));
}

/** Of a function that does nothing at the end but return it. */
function resultOf(owner: Node): Node | undefined {
  const body = field(owner, 'body');
  const [last] = body === undefined ? [] : children(body).slice(-1);
  return last?.type === 'return_statement' ? children(last)[0] : undefined;
}

/** `ENDPOINTS["me"]` of a dictionary in the file. */
function elementOf(subscript: Node, declarations: Declarations): Node | undefined {
  const [held] = declarations.valuesIn(declarations.root, field(subscript, 'value')?.text ?? '');
  const key = field(subscript, 'subscript')?.text.slice(1, -1);
  if (held?.type !== 'dictionary' || key === undefined) return undefined;
  const pair = children(held).find((one) => field(one, 'key')?.text.slice(1, -1) === key);
  return pair && field(pair, 'value');
}

function readName(use: Node, declarations: Declarations, depth: number): string {
  const owner = ancestor(use, FUNCTIONS);
  const valuesOf = (part: Node | undefined) =>
    declarations
      .valuesIn(part ?? declarations.root, use.text)
      .filter((value) => ancestor(value, FUNCTIONS)?.id === part?.id);
  const local = valuesOf(owner);
  if (local.length === 0 && owner !== undefined && parameterIndex(owner, use.text) !== -1)
    return readArgument(use.text, owner, declarations, depth);
  // Of several assignments the nearest before the use; a name of the module otherwise.
  const before = local.filter((value) => value.startIndex < use.startIndex);
  const value = before.at(-1) ?? local[0] ?? valuesOf(undefined)[0];
  return value === undefined ? '' : readString(value, declarations, depth + 1);
}

function parameterIndex(owner: Node, name: string): number {
  const parameters = field(owner, 'parameters');
  return parameters === undefined
    ? -1
    : children(parameters).findIndex((parameter) => parameterName(parameter) === name);
}

function parameterName(parameter: Node): string {
  return (
    (field(parameter, 'name') ?? (parameter.type === 'identifier' ? parameter : children(parameter)[0]))?.text ?? ''
  );
}

function readArgument(name: string, owner: Node, declarations: Declarations, depth: number): string {
  if (depth + ONE_HOP > MAX_DEPTH) return '';
  const isMethod = ancestor(owner, CLASSES) !== undefined;
  const index = parameterIndex(owner, name) - (isMethod ? 1 : 0);
  for (const call of declarations.calls.get(field(owner, 'name')?.text ?? '')) {
    const known = readString(keywordValue(call, name) ?? positional(call, index), declarations, depth + ONE_HOP);
    if (known !== '') return known;
  }
  const parameters = field(owner, 'parameters');
  const parameter = parameters === undefined ? undefined : children(parameters)[parameterIndex(owner, name)];
  return parameter === undefined ? '' : readString(field(parameter, 'value'), declarations, depth + 1);
}
