import { assess } from '../core/token/assess';
import type { Assessment } from '../core/token/assessment';
import { decode } from '../core/token/decode';
import type { Decoded } from '../core/token/decoded';
import type { FoundToken } from '../core/token/foundToken';

/** What a token and the text around it say, whatever the time of day. */
export interface TokenReading {
  readonly decoded: Decoded;
  assessedAt(nowMs: number): Assessment;
}

export function readToken(text: string, found: FoundToken): TokenReading {
  const decoded = decode(text, found);
  return { decoded, assessedAt: (nowMs) => assess(decoded, undefined, nowMs) };
}
