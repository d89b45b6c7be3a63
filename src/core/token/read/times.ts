import type { Span } from '../../text/span';
import type { JsonDocument, JsonMember, JsonValue } from './decoded';
import { type Finding, makeFinding, type TimeClaim } from './finding';
import { memberOf } from './header';

/** A moment a claim names. */
export interface ClaimTime extends Span {
  readonly claim: TimeClaim;
  /** Milliseconds since the epoch; absent where the claim is there but names no moment. */
  readonly epochMs?: number;
}

export interface ClaimTimes {
  readonly exp?: ClaimTime;
  readonly nbf?: ClaimTime;
  readonly iat?: ClaimTime;
  readonly findings: readonly Finding[];
}

/** A NumericDate above this is a count of milliseconds: as seconds it lies in the year 5138, as milliseconds in 1973. */
export const FIRST_MILLISECONDS = 100_000_000_000;

/** A NumericDate from this on is neither: as milliseconds, too, it lies behind the year 5138. */
export const FIRST_OUT_OF_RANGE = 100_000_000_000_000;

/** The times in a claims set, read as they were probably meant, with a finding wherever that is not what they say. */
export function readTimes(claims: JsonDocument): ClaimTimes {
  const findings: Finding[] = [];
  const times: { exp?: ClaimTime; nbf?: ClaimTime; iat?: ClaimTime } = {};
  for (const claim of ['exp', 'nbf', 'iat'] as const) {
    const member = memberOf(claims, claim);
    if (member) times[claim] = readTime(claim, member, findings);
  }
  const { exp, nbf, iat } = times;
  if (exp?.epochMs !== undefined) {
    if (iat?.epochMs !== undefined && exp.epochMs <= iat.epochMs) {
      findings.push(makeFinding(exp, { code: 'exp-before-iat' }));
    }
    if (nbf?.epochMs !== undefined && exp.epochMs <= nbf.epochMs) {
      findings.push(makeFinding(nbf, { code: 'nbf-after-exp' }));
    }
  }
  return { ...times, findings };
}

/** The moment a value names as a time, in milliseconds since the epoch, as it was probably meant. */
export function momentOf(value: JsonValue): number | undefined {
  const seconds = secondsOf(value);
  if (seconds === undefined || Math.abs(seconds) >= FIRST_OUT_OF_RANGE) return undefined;
  return Math.round(Math.abs(seconds) < FIRST_MILLISECONDS ? seconds * 1000 : seconds);
}

function readTime(claim: TimeClaim, member: JsonMember, findings: Finding[]): ClaimTime {
  const place = { claim, start: member.start, end: member.end };
  const seconds = secondsOf(member.value);
  if (seconds === undefined) {
    findings.push(makeFinding(member, { code: 'time-not-a-number', claim }));
    return place;
  }
  if (typeof member.value === 'string') findings.push(makeFinding(member, { code: 'time-as-text', claim }));
  const epochMs = momentOf(member.value);
  if (epochMs === undefined) {
    findings.push(makeFinding(member, { code: 'time-out-of-range', claim }));
    return place;
  }
  if (Math.abs(seconds) < FIRST_MILLISECONDS) return { ...place, epochMs };
  findings.push(
    makeFinding(
      member,
      claim === 'exp'
        ? { code: 'exp-in-milliseconds', meantMs: epochMs }
        : { code: 'time-in-milliseconds', claim, meantMs: epochMs },
    ),
  );
  return { ...place, epochMs };
}

function secondsOf(value: JsonValue): number | undefined {
  if (typeof value === 'number') return Number.isNaN(value) ? undefined : value;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (/^[+-]?\d{1,20}(?:\.\d{1,20})?$/.test(text)) return Number(text);
  if (!ISO_DATE.test(text)) return undefined;
  // Without a zone, `Date.parse` would read it by the clock of this machine.
  const zoned = !text.includes(':') || /(?:Z|[+-]\d\d:?\d\d)$/i.test(text);
  const epochMs = Date.parse(zoned ? text : `${text}Z`);
  return Number.isNaN(epochMs) ? undefined : epochMs / 1000;
}

const ISO_DATE = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?$/i;
