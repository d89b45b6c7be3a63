import type { Span } from '../text/span';
import type { FoundToken } from './foundToken';

/** The same token in other coordinates. */
export function moveToken(token: FoundToken, move: (offset: number) => number): FoundToken {
  const moved = ({ start, end }: Span): Span => ({ start: move(start), end: move(end) });
  return {
    ...token,
    ...moved(token),
    ...(token.pieces && { pieces: token.pieces.map(moved) }),
  };
}
