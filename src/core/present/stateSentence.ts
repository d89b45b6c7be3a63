import type { Instant } from '../text/instant';
import type { Assessment, Lifetime } from '../token/read/assessment';
import type { Decoded } from '../token/read/decoded';
import { clockTime, durationInWords, formatUtc, relativeTime } from './time';

/** The state in words: what it is now, and when that changes. */
export function sentenceNow(decoded: Decoded, { state, lifetime }: Assessment, nowMs: number): string {
  const { expiresAtMs, notBeforeMs, estimated } = lifetime;
  const end = expiresAtMs === undefined ? '' : `${formatUtc(expiresAtMs)}, ${relativeTime(expiresAtMs, nowMs)}`;
  switch (state) {
    case 'valid':
      return estimated ? `Probably valid until ${end}.` : `Valid until ${end}.`;
    case 'expiring':
      return estimated ? `Probably expires soon: at ${end}.` : `Expires soon: at ${end}.`;
    case 'expired':
      return estimated ? `Probably expired at ${end}.` : `Expired at ${end}.`;
    case 'not-yet-valid':
      return notBeforeMs === undefined
        ? 'Not valid yet.'
        : `Not valid before ${formatUtc(notBeforeMs)}, ${relativeTime(notBeforeMs, nowMs)}.`;
    case 'no-expiry':
      return 'Never expires by itself.';
    case 'undecodable':
      return expiresAtMs === undefined
        ? 'Cannot be decoded as it stands: see what is wrong below.'
        : `Cannot be decoded as it stands: see what is wrong below. What could be read says that it ends at ${end}.`;
    case 'unknown':
      return decoded.kind === 'jwe' ? 'Encrypted: when it expires cannot be seen.' : 'When it expires is not known.';
    default:
      return state satisfies never;
  }
}

/**
 * What the state was when the line was written that the token stands in; undefined where that cannot be told. It goes on
 * from "When this was logged: …".
 */
export function sentenceThen({ issuedAtMs, notBeforeMs, expiresAtMs }: Lifetime, beside: Instant): string | undefined {
  if (beside.zone === 'none') return undefined;
  const thenMs = beside.epochMs;
  const assumed = beside.zone === 'assumed' ? ' (its time is read as UTC)' : '';
  const startMs = notBeforeMs ?? issuedAtMs;
  if (expiresAtMs !== undefined && thenMs >= expiresAtMs) {
    return `expired ${spanOf(thenMs - expiresAtMs)} before${assumed}`;
  }
  if (startMs !== undefined && thenMs + beside.precisionMs <= startMs) {
    return `not valid until ${spanOf(startMs - thenMs)} later${assumed}`;
  }
  if (expiresAtMs === undefined) return undefined;
  return `valid, with ${spanOf(expiresAtMs - thenMs)} left${assumed}`;
}

function spanOf(durationMs: number): string {
  const seconds = durationMs / 1000;
  return seconds < 3600 ? clockTime(seconds) : durationInWords(seconds);
}
