import type { Span } from '../text/span';
import type { FoundToken } from './foundToken';

/** The token itself, without line breaks and escapes, and where in the text each of its characters is written. */
export interface Unwrapped {
  readonly value: string;
  /** Where the characters from `from` up to `to` of `value` are written. */
  locate(from: number, to: number): Span;
}

export function unwrap(text: string, found: FoundToken): Unwrapped {
  const pieces = found.pieces ?? [found];
  const slices = pieces.map((piece) => text.slice(piece.start, piece.end));
  if (found.escape !== undefined) return unwrapPieces(pieces, slices, ESCAPES[found.escape]);
  const [only, ...more] = pieces;
  if (only && more.length === 0) {
    return {
      value: slices.join(''),
      locate: (from, to) => ({ start: only.start + from, end: only.start + to }),
    };
  }
  return unwrapPieces(pieces, slices, NO_ESCAPES);
}

interface EscapeSyntax {
  /** The character every escape begins with; none of its own meaning otherwise. */
  readonly lead: string;
  /** What an escape at `at` stands for, and how long it is written. */
  read(text: string, at: number): { readonly char: string; readonly length: number } | undefined;
}

const NO_ESCAPES: EscapeSyntax = { lead: '', read: () => undefined };

const ESCAPES: Readonly<Record<'percent' | 'json', EscapeSyntax>> = {
  percent: { lead: '%', read: (text, at) => hexEscape(text, at + 1, 2, 3) },
  json: { lead: '\\', read: readJsonEscape },
};

function readJsonEscape(text: string, at: number): { char: string; length: number } | undefined {
  // JSON inside JSON doubles the backslashes: all of them belong to the one escape.
  let slashes = 0;
  while (text[at + slashes] === '\\') slashes++;
  const letter = text[at + slashes];
  if (letter === 'u') return hexEscape(text, at + slashes + 1, 4, slashes + 5);
  return letter === undefined ? undefined : { char: letter, length: slashes + 1 };
}

function hexEscape(
  text: string,
  at: number,
  digits: number,
  length: number,
): { char: string; length: number } | undefined {
  const hex = text.slice(at, at + digits);
  if (hex.length < digits || !/^[0-9A-Fa-f]+$/.test(hex)) return undefined;
  return { char: String.fromCharCode(Number.parseInt(hex, 16)), length };
}

function unwrapPieces(pieces: readonly Span[], slices: readonly string[], syntax: EscapeSyntax): Unwrapped {
  const total = slices.reduce((sum, slice) => sum + slice.length, 0);
  const starts = new Uint32Array(total + 1);
  const ends = new Uint32Array(total + 1);
  const chars: string[] = [];
  for (const [index, piece] of pieces.entries()) {
    const slice = slices[index] ?? '';
    for (let at = 0; at < slice.length; ) {
      const escaped = slice[at] === syntax.lead ? syntax.read(slice, at) : undefined;
      const length = escaped?.length ?? 1;
      starts[chars.length] = piece.start + at;
      ends[chars.length] = piece.start + at + length;
      chars.push(escaped?.char ?? slice.charAt(at));
      at += length;
    }
  }
  const end = pieces.at(-1)?.end ?? 0;
  return {
    value: chars.join(''),
    locate: (from, to) => {
      const start = from < chars.length ? (starts[from] ?? end) : end;
      return { start, end: to > from ? (ends[Math.min(to, chars.length) - 1] ?? end) : start };
    },
  };
}
