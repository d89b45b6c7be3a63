import type { Instant } from '../text/instant';
import { type Lines, textBetween } from '../text/position';
import { assess } from './assess';
import type { Assessment } from './assessment';
import { decode } from './decode';
import type { Decoded } from './decoded';
import type { FoundToken } from './foundToken';
import { endOfPlaced, type IndexedToken, type PlacedToken } from './indexedToken';
import { estimateLifetime, scopesBeside } from './lifetime';
import { type Surroundings, surroundingsOf } from './surroundings';
import { timeBeside } from './timeBeside';

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
 * The same for a token of an open document, of which only the surroundings are looked at. What is needed again and again
 * is kept with the token. Places in it count from the start of the token.
 */
export function readPlaced(lines: Lines, token: PlacedToken): TokenReading {
  const { item } = token;
  item.decoded ??= decode(textBetween(lines, token, endOfPlaced(token)), item.found);
  // A JWS says itself how long it lives.
  if (item.found.kind !== 'jws') item.beside ??= lifetimeBeside(surroundingsOf(lines, token));
  const { decoded, beside } = item;
  return {
    decoded,
    assessedAt: (nowMs) => assess(decoded, beside?.lifetime, nowMs),
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

function lifetimeBeside({ text, found, lines }: Surroundings): NonNullable<IndexedToken['beside']> {
  return { lifetime: estimateLifetime(text, found), lines };
}
