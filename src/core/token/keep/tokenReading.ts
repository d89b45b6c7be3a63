import type { Instant } from '../../text/instant';
import type { Lines } from '../../text/position';
import type { FoundToken } from '../foundToken';
import { assess } from '../read/assess';
import type { Assessment, Lifetime } from '../read/assessment';
import { decode } from '../read/decode';
import type { Decoded } from '../read/decoded';
import { estimateLifetime, scopesBeside } from '../read/lifetime';
import { timeBeside } from '../read/timeBeside';
import { type PlacedToken, textOf } from './indexedToken';
import { surroundingsOf } from './surroundings';

/** What a token and the text around it say, whatever the time of day. */
export interface TokenReading {
  readonly decoded: Decoded;
  assessedAt(nowMs: number): Assessment;
  /** When the line or entry the token stands in was written. */
  beside(): Instant | undefined;
  /** The scopes that the token response names. */
  scope(): string | undefined;
}

export function readToken(text: string, found: FoundToken): TokenReading {
  const decoded = decode(text, found);
  const lifetime = estimateLifetime(text, found);
  return {
    decoded,
    assessedAt: (nowMs) => assess(decoded, lifetime, nowMs),
    beside: () => timeBeside(text, found),
    scope: () => scopesBeside(text, found),
  };
}

/**
 * The same for a token of an open document, of which only the surroundings are looked at. Decoded once. Places in it count
 * from the start of the token.
 *
 * @param lifetime what the document says of it, for a token that does not say it itself.
 */
export function readPlaced(lines: Lines, token: PlacedToken, lifetime: Lifetime | undefined): TokenReading {
  const { item } = token;
  item.decoded ??= decode(textOf(lines, token), item.found);
  const { decoded } = item;
  return {
    decoded,
    assessedAt: (nowMs) => assess(decoded, lifetime, nowMs),
    beside: () => {
      const { text, found } = surroundingsOf(lines, token);
      return timeBeside(text, found);
    },
    scope: () => {
      const { text, found } = surroundingsOf(lines, token);
      return scopesBeside(text, found);
    },
  };
}
