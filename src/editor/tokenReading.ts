import type { Instant } from '../core/text/instant';
import type { Assessment } from '../core/token/assessment';
import type { Decoded } from '../core/token/decoded';
import type { FoundToken } from '../core/token/foundToken';
import { reading } from '../parts';

/** What a token and the text around it say, whatever the time of day. */
export interface TokenReading {
  readonly decoded: Decoded;
  assessedAt(nowMs: number): Assessment;
  /** When the line or entry the token stands in was written. */
  readonly beside?: Instant;
  /** The scopes that the token response names. */
  readonly scope?: string;
}

export function readToken(text: string, found: FoundToken): TokenReading {
  const { assess, decode, estimateLifetime, scopesBeside, timeBeside } = reading();
  const decoded = decode(text, found);
  const lifetime = estimateLifetime(text, found);
  const beside = timeBeside(text, found);
  const scope = scopesBeside(text, found);
  return {
    decoded,
    assessedAt: (nowMs) => assess(decoded, lifetime, nowMs),
    ...(beside && { beside }),
    ...(scope !== undefined && { scope }),
  };
}
