import type { Span } from '../../text/span';
import { looksRandom } from './randomness';

/** Lines of base64 are 64 or 76 long (RFC 7468, RFC 2045); so far to each side a neighbouring line is looked at. */
const LONGEST_LINE = 100;
const SHORTEST_LINE = 20;

/**
 * Whether a value is one line of a longer base64 text: it fills its line, and the line before or behind it is base64
 * too. A list of values, one a line, is none: its lines all begin as `same` says.
 */
export function isBlobLine(text: string, value: Span, same: RegExp): boolean {
  if (!fillsLine(text, value)) return false;
  return isBase64(lineBefore(text, value.start), same) || isBase64(lineAfter(text, value.end), same);
}

export function fillsLine(text: string, { start, end }: Span): boolean {
  return (start === 0 || isLineEnd(text, start - 1)) && (end === text.length || isLineEnd(text, end));
}

function isBase64(line: string, same: RegExp): boolean {
  return line.length >= SHORTEST_LINE && /^[\w+/-]+=*$/.test(line) && !same.test(line) && looksRandom(line);
}

/** The whole line before; empty where it is longer than any line of base64. */
function lineBefore(text: string, start: number): string {
  const from = Math.max(0, start - LONGEST_LINE);
  const lines = text.slice(from, start).split(/\r?\n/);
  return lines.length > 2 || from === 0 ? (lines.at(-2) ?? '') : '';
}

/** The line behind; empty where it is longer than any line of base64. */
function lineAfter(text: string, end: number): string {
  const lines = text.slice(end, end + LONGEST_LINE).split(/\r?\n/);
  return lines.length > 2 || end + LONGEST_LINE >= text.length ? (lines[1] ?? '') : '';
}

function isLineEnd(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 0x0a || code === 0x0d;
}
