import type { Span } from '../core/text/span';
import { shift } from '../core/text/span';
import type { FoundToken } from '../core/token/foundToken';

/** The core's `scan`, passed in. */
export type Scan = (text: string) => readonly FoundToken[];

/** What stands before a token and tells its kind (a key name, a scheme) is nearer than this. UTF-16 units. */
const CONTEXT_BEFORE = 4096;
/** A token that reaches the end of what was looked at is looked at again with twice as much. */
const CONTEXT_AFTER = 16_384;

/** The tokens that start in the zone, as a scan of the whole text would find them, from a look at the zone's surroundings. */
export function scanZone(text: string, zone: Span, scan: Scan): readonly FoundToken[] {
  const from = Math.max(0, zone.start - CONTEXT_BEFORE);
  for (let after = CONTEXT_AFTER; ; after *= 2) {
    const to = Math.min(text.length, zone.end + after);
    const found = scan(text.slice(from, to));
    const last = found.at(-1);
    if (to < text.length && last && from + last.end === to) continue;
    return found.map((token) => shiftToken(token, from)).filter(({ start }) => zone.start <= start && start < zone.end);
  }
}

/** One replacement of text, as the editor reports it. */
export interface TextChange {
  readonly rangeOffset: number;
  readonly rangeLength: number;
  readonly text: string;
}

/**
 * The tokens after changes, scanning only the touched lines and their surroundings.
 *
 * @param tokens those of the text before the changes.
 * @param text the text after them.
 */
export function rescan(
  tokens: readonly FoundToken[],
  changes: readonly TextChange[],
  text: string,
  scan: Scan,
): readonly FoundToken[] {
  let kept = tokens;
  let touched: Span | undefined;
  for (const change of changes) {
    const end = change.rangeOffset + change.rangeLength;
    const by = change.text.length - change.rangeLength;
    kept = kept
      .filter((token) => token.end < change.rangeOffset || token.start > end)
      .map((token) => (token.start > end ? shiftToken(token, by) : token));
    const moved = touched && { start: moveOffset(touched.start, end, by), end: moveOffset(touched.end, end, by) };
    touched = {
      start: Math.min(change.rangeOffset, moved?.start ?? change.rangeOffset),
      end: Math.max(change.rangeOffset + change.text.length, moved?.end ?? 0),
    };
  }
  if (!touched) return kept;
  const zone = {
    start: Math.max(0, text.lastIndexOf('\n', touched.start - 1) + 1 - CONTEXT_BEFORE),
    end: Math.min(text.length, lineEnd(text, touched.end) + CONTEXT_BEFORE),
  };
  return joinZones(
    kept.filter(({ start }) => start < zone.start),
    scanZone(text, zone, scan),
    kept.filter(({ start }) => start >= zone.end),
  );
}

/** Later zones may see the tail of a token that an earlier one saw whole. */
export function joinZones(...zones: readonly (readonly FoundToken[])[]): readonly FoundToken[] {
  const joined: FoundToken[] = [];
  for (const token of zones.flat()) {
    if (token.start >= (joined.at(-1)?.end ?? 0)) joined.push(token);
  }
  return joined;
}

function lineEnd(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  return at < 0 ? text.length : at;
}

function moveOffset(offset: number, changeEnd: number, by: number): number {
  return offset >= changeEnd ? offset + by : offset;
}

function shiftToken(token: FoundToken, by: number): FoundToken {
  if (by === 0) return token;
  return {
    ...token,
    ...shift(token, by),
    ...(token.key && { key: shift(token.key, by) }),
    ...(token.pieces && { pieces: token.pieces.map((piece) => shift(piece, by)) }),
  };
}
