import type { Node } from 'web-tree-sitter';
import type { Edit } from '../../text/edit';
import type { SourceFile } from '../callSites';
import { children, field } from '../nodes';
import { styleOf } from '../style';
import { placesOf } from './findCallSites';
import { argument, argumentsOf, elementOf, elementValue } from './values';

/** What `+` binds tighter than, so that nothing needs parentheses. */
const OPERAND =
  /^(?:variable_name|name|subscript_expression|parenthesized_expression|\w*(?:call|access)_expression|array_creation_expression)$/;

/** Whether the options of a client or a request can be given one more safely. */
export function isExtensible(call: Node): boolean {
  const given = argumentsOf(call);
  if (given.some((one) => one.namedChildren[0]?.type === 'variadic_unpacking')) return false;
  const options = optionsOf(call);
  if (options !== undefined) return OPERAND.test(options.type);
  return given.length === 0 || given.length === placeOfOptions(call) || hasNames(given);
}

/** Gives what is extensible the option `handler`, in the place of the Authorization header where there is one. */
export function withHandler(source: SourceFile, call: Node, handler: string): readonly Edit[] {
  const { quote } = styleOf(source);
  const option = `${quote}handler${quote} => ${handler}`;
  const options = optionsOf(call);
  if (options?.type === 'array_creation_expression') return inArray(source, options, option);
  if (options !== undefined) return [insert(options.startIndex, `[${option}] + `)];
  const given = argumentsOf(call);
  const last = given.at(-1);
  if (last !== undefined) {
    const name = hasNames(given) ? 'options: ' : '';
    return [insert(last.endIndex, `,${spaceBefore(source, last)}${name}[${option}]`)];
  }
  const list = call.namedChildren.find((child) => child.type === 'arguments');
  return list === undefined ? [insert(call.endIndex, `([${option}])`)] : [insert(list.startIndex + 1, `[${option}]`)];
}

function placeOfOptions(call: Node): number {
  return placesOf(call)?.options ?? 0;
}

function optionsOf(call: Node): Node | undefined {
  return argument(call, placeOfOptions(call), call.type === 'object_creation_expression' ? 'config' : 'options');
}

function hasNames(given: readonly Node[]): boolean {
  return given.some((one) => field(one, 'name') !== undefined);
}

function inArray(source: SourceFile, array: Node, option: string): readonly Edit[] {
  const headers = elementOf(array, 'headers');
  const held = elementValue(headers);
  const token = elementOf(held, 'authorization');
  if (headers !== undefined && held !== undefined && token !== undefined && children(held).length === 1) {
    return [{ start: headers.startIndex, end: headers.endIndex, newText: option }];
  }
  const last = children(array).at(-1);
  const added =
    last === undefined
      ? insert(array.endIndex - 1, option)
      : insert(last.endIndex, `,${spaceBefore(source, last)}${option}`);
  return token === undefined ? [added] : [withoutElement(token), added];
}

/** With the separator after it, or before it where it is the last. */
function withoutElement(element: Node): Edit {
  const next = element.nextNamedSibling;
  if (next !== null) return { start: element.startIndex, end: next.startIndex, newText: '' };
  return { start: element.previousNamedSibling?.endIndex ?? element.startIndex, end: element.endIndex, newText: '' };
}

function insert(offset: number, newText: string): Edit {
  return { start: offset, end: offset, newText };
}

/** A space, or the line end and indentation that stand before this element. */
function spaceBefore({ text }: SourceFile, element: Node): string {
  let start = element.startIndex;
  while (/[ \t]/.test(text[start - 1] ?? '')) start--;
  if (text[start - 1] !== '\n') return ' ';
  const lineEnd = text[start - 2] === '\r' ? '\r\n' : '\n';
  return lineEnd + text.slice(start, element.startIndex);
}
