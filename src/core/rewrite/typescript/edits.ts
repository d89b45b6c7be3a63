import type { Node } from 'web-tree-sitter';
import type { Edit } from '../../text/edit';
import type { SourceFile } from '../callSites';
import { nodesByName } from '../lookup';
import { importPlace } from './bindings';
import { moduleStyleOf } from './moduleStyle';

/** A name that the file does not use yet: the wanted one, or one with a suffix. */
export function freeName(source: SourceFile, wanted: string): string {
  const isUsed = (name: string) =>
    nodesByName(source)
      .get(name)
      .some(({ type }) => NAMES.has(type));
  return [wanted, `${wanted}Auth`, `${wanted}Refreshing`].find((name) => !isUsed(name)) ?? `${wanted}WithRefresh`;
}

const NAMES: ReadonlySet<string> = new Set(['identifier', 'shorthand_property_identifier_pattern']);

/** An exported name and what it is called in this file. */
export interface ImportedName {
  readonly name: string;
  readonly local: string;
}

/** `import { name as local } from "specifier"` in the file's own style, where its imports are. */
export function importEdit(source: SourceFile, names: readonly ImportedName[], specifier: string): Edit {
  const style = moduleStyleOf(source);
  const end = style.semicolons === 'always' ? ';' : '';
  const quoted = `${style.quote}${specifier}${style.quote}`;
  const requires = style.modules === 'require' && style.language === 'javascript';
  const list = names
    .map(({ name, local }) => (local === name ? name : `${name}${requires ? ':' : ' as'} ${local}`))
    .join(', ');
  const line = requires ? `const { ${list} } = require(${quoted})${end}` : `import { ${list} } from ${quoted}${end}`;
  const { offset, after } = importPlace(source);
  const at = after === 'import' ? offset : endOfLine(source.text, offset);
  const bom = source.text.startsWith('\uFEFF') ? 1 : 0;
  const newText = after === 'start' ? `${line}\n\n` : after === 'head' ? `\n\n${line}` : `\n${line}`;
  const place = after === 'start' ? bom : at;
  return { start: place, end: place, newText: newText.replaceAll('\n', style.lineEnd) };
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  if (end === -1) return text.length;
  return text[end - 1] === '\r' ? end - 1 : end;
}

/** Removes an element of a list with its separator, and its line where it stood alone on one. */
export function removeFromList(source: SourceFile, element: Node): Edit {
  const { text } = source;
  const following = skipSpace(text, element.endIndex);
  if (text[following] === ',') {
    const next = element.nextNamedSibling;
    if (next !== null && next.type !== 'comment')
      return { start: element.startIndex, end: next.startIndex, newText: '' };
    const previous = element.previousNamedSibling;
    if (previous === null) {
      const close = skipSpace(text, following + 1);
      return { start: spaceBefore(text, element.startIndex), end: close, newText: '' };
    }
    return { start: previous.endIndex, end: following, newText: '' };
  }
  const previous = element.previousNamedSibling;
  // What follows on the line of a comment would become a part of it.
  const isAfterCode = previous !== null && previous.type !== 'comment';
  return { start: isAfterCode ? previous.endIndex : element.startIndex, end: element.endIndex, newText: '' };
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (/\s/.test(text[at] ?? '')) at++;
  return at;
}

function spaceBefore(text: string, from: number): number {
  let at = from;
  while (/\s/.test(text[at - 1] ?? '')) at--;
  return at;
}

export function replace(node: Node, newText: string): Edit {
  return { start: node.startIndex, end: node.endIndex, newText };
}

export function insertAt(offset: number, newText: string): Edit {
  return { start: offset, end: offset, newText };
}
