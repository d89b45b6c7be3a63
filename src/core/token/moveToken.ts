import type { Span } from '../text/span';
import type { FoundToken } from './foundToken';

/** The same token in other coordinates. */
export function moveToken(token: FoundToken, move: (offset: number) => number): FoundToken {
  const moved = ({ start, end }: Span): Span => ({ start: move(start), end: move(end) });
  const { kind, evidence, pieces } = token;
  const { start, end } = moved(token);
  // Nearly all of them: an object that is put together from others takes many times as long to make, and to read.
  if (!pieces && !token.escape) return { start, end, kind, evidence };
  return { ...token, start, end, ...(pieces && { pieces: pieces.map(moved) }) };
}
