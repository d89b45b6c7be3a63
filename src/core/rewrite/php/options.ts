import type { Node } from 'web-tree-sitter';
import type { Edit } from '../../text/edit';
import type { SourceFile } from '../callSites';
import { children } from '../nodes';
import { measureStyle } from '../style';
import { placesOf } from './findCallSites';
import { argument, argumentsOf, elementOf, elementValue } from './values';

/** What `+` binds tighter than, so that nothing needs parentheses. */
const OPERAND =
  /^(?:variable_name|name|subscript_expression|parenthesized_expression|\w*(?:call|access)_expression|array_creation_expression)$/;

/**
 * Gives a client or a request the option `handler`, in the place of the Authorization header where there is one;
 * undefined where its options cannot be extended safely.
 */
export function withHandler(source: SourceFile, call: Node, handler: string): readonly Edit[] | undefined {
  const { quote } = measureStyle(source.text);
  const option = `${quote}handler${quote} => ${handler}`;
  const place = placesOf(call)?.options ?? 0;
  const given = argumentsOf(call);
  if (given.some((one) => one.namedChildren[0]?.type === 'variadic_unpacking')) return undefined;
  const options = argument(call, place, call.type === 'object_creation_expression' ? 'config' : 'options');
  if (options?.type === 'array_creation_expression') return inArray(source, options, option);
  if (options !== undefined)
    return OPERAND.test(options.type) ? [insert(options.startIndex, `[${option}] + `)] : undefined;
  const last = given.at(-1);
  if (last !== undefined) {
    const name = given.some((one) => one.childForFieldName('name') !== null) ? 'options: ' : '';
    return given.length === place || name !== ''
      ? [insert(last.endIndex, `,${spaceBefore(source, last)}${name}[${option}]`)]
      : undefined;
  }
  const list = call.namedChildren.find((child) => child.type === 'arguments');
  return list === undefined ? [insert(call.endIndex, `([${option}])`)] : [insert(list.startIndex + 1, `[${option}]`)];
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
