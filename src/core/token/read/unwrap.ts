import type { Span } from '../../text/span';
import { escapeAt } from '../find/escapes';
import type { FoundToken } from '../foundToken';
import { tokenText } from '../tokenText';

/** The token itself, without line breaks and escapes, and where in the text each of its characters is written. */
export interface Unwrapped {
  /** The same as `tokenText` says. */
  readonly value: string;
  /** Where the characters from `from` up to `to` of `value` are written. */
  locate(from: number, to: number): Span;
}

export function unwrap(text: string, found: FoundToken): Unwrapped {
  const value = tokenText(text, found);
  if (!found.pieces && !found.escape) {
    return { value, locate: (from, to) => ({ start: found.start + from, end: found.start + to }) };
  }
  const starts = placesOf(text, found, value.length);
  return {
    value,
    locate: (from, to) => {
      const start = starts[Math.min(from, value.length)] ?? found.end;
      if (to <= from) return { start, end: start };
      // A character ends where the next begins, but for the last before a line break or the end.
      const last = Math.min(to, value.length) - 1;
      const next = starts[last + 1] ?? found.end;
      const piece = found.pieces?.find((candidate) => (starts[last] ?? 0) < candidate.end);
      return { start, end: Math.min(next, piece?.end ?? found.end) };
    },
  };
}

/** Where each character begins, and behind them where the last one ends. */
function placesOf(text: string, found: FoundToken, length: number): Uint32Array {
  const places = new Uint32Array(length + 1).fill(found.end);
  let index = 0;
  for (const piece of found.pieces ?? [found]) {
    for (let at = piece.start; at < piece.end; index++) {
      places[index] = at;
      at = found.escape ? (escapeAt(text, at)?.end ?? at + 1) : at + 1;
    }
  }
  return places;
}
