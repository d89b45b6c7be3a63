import type { Edit } from '../text/edit';
import type { Parsed } from './lookup';
import { oncePerTree } from './oncePer';

/** How a file is written, measured from its text, so that what is inserted looks the same. */
export interface Style {
  readonly lineEnd: '\n' | '\r\n';
  readonly quote: '"' | "'";
  readonly semicolons: 'always' | 'never';
  /** One step of indentation: a tab or some spaces. */
  readonly indent: string;
}

export function measureStyle(whole: string): Style {
  const text = whole.slice(0, ENOUGH_TO_MEASURE);
  return { lineEnd: lineEndOf(text), quote: quoteOf(text), semicolons: semicolonsOf(text), indent: indentOf(text) };
}

export const styleOf = oncePerTree(({ text }: Parsed): Style => measureStyle(text));

/** Code units. What follows is written like the beginning. */
const ENOUGH_TO_MEASURE = 20_000;

export function lineEndOf(text: string): '\n' | '\r\n' {
  const first = text.indexOf('\n');
  return first > 0 && text[first - 1] === '\r' ? '\r\n' : '\n';
}

/** The smallest indentation that a line has; two spaces where no line is indented. */
export function indentOf(text: string): string {
  let spaces = Number.POSITIVE_INFINITY;
  for (const [indentation] of text.matchAll(/^(?:\t| +)(?=[^\s*])/gm)) {
    if (indentation === '\t') return '\t';
    if (indentation.length > 1) spaces = Math.min(spaces, indentation.length);
  }
  return ' '.repeat(spaces === Number.POSITIVE_INFINITY ? 2 : Math.min(spaces, 8));
}

/** By majority, first of module names (where formatters agree most), then of all quotes. */
function quoteOf(text: string): '"' | "'" {
  const modules = count(text, /(?:from |require\()'/g) - count(text, /(?:from |require\()"/g);
  if (modules !== 0) return modules > 0 ? "'" : '"';
  return count(text, /'/g) > count(text, /"/g) ? "'" : '"';
}

/** Nine lines in ten never end in a semicolon even where they are used: braces, arguments, comments. */
function semicolonsOf(text: string): 'always' | 'never' {
  const lines = count(text, /\S[ \t]*$/gm);
  return count(text, /;[ \t]*\r?$/gm) * 10 >= lines ? 'always' : 'never';
}

function count(text: string, pattern: RegExp): number {
  let found = 0;
  for (const _ of text.matchAll(pattern)) found++;
  return found;
}

/** The same edits with the file's line ends. */
export function withLineEnds(edits: readonly Edit[], lineEnd: '\n' | '\r\n'): readonly Edit[] {
  return edits.map((edit) => ({ ...edit, newText: edit.newText.replaceAll('\n', lineEnd) }));
}
