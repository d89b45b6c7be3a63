import { REFRESH_TOKENS_END_SINCE_MS, refreshTokenEndMs } from '../../spotify/policy';
import { findInstant, type Instant } from '../../text/instant';
import type { Span } from '../../text/span';
import type { FoundToken } from '../foundToken';
import type { Lifetime } from './assessment';
import { FIELD_REACH, type Field, fieldsBeside } from './fields';
import { entryTime, timeBeside } from './timeBeside';
import { momentOf } from './times';

/**
 * When a token that does not say it begins and ends, by what is written beside it: a lifetime (`expires_in`) with a time
 * of issue, or a moment (`expires_at`). Without either no time is made up: then the result says at most how many seconds
 * the token lives.
 */
export function estimateLifetime(text: string, found: FoundToken): Lifetime {
  if (!mayTellLifetime(text, found)) return NOTHING_KNOWN;
  if (found.kind === 'refresh-token') return refreshTokenLifetime(text, found);
  const fields = fieldsBeside(text, found);
  const own = fields.filter(({ name }) => !FOREIGN.test(name));
  const moment = firstOf(own, MOMENTS, readMoment);
  const duration = firstOf(own, DURATIONS, readSeconds);
  if (moment) {
    return {
      estimated: true,
      expiresAtMs: moment.value,
      ...(duration ? { issuedAtMs: moment.value - duration.value * 1000, seconds: duration.value } : {}),
      sources: [moment, ...(duration ? [duration] : [])],
    };
  }
  if (!duration) return NOTHING_KNOWN;
  const issued = issueTime(text, found, own);
  if (!issued) return { estimated: false, seconds: duration.value, sources: [duration] };
  return {
    estimated: true,
    issuedAtMs: issued.epochMs,
    expiresAtMs: issued.epochMs + duration.value * 1000,
    seconds: duration.value,
    sources: [duration, { start: issued.start, end: issued.end }],
  };
}

/** Whether it is worth a look: no lifetime is made out of what does not speak of an end. */
export function mayTellLifetime(text: string, { kind, start, end }: FoundToken): boolean {
  if (kind !== 'refresh-token' && !COUNTED_KINDS.has(kind)) return false;
  return END.test(text.slice(Math.max(0, start - FIELD_REACH), start)) || END.test(text.slice(end, end + FIELD_REACH));
}

/** What is in each of `MOMENTS` and `DURATIONS`, as it may be written in a name. */
const END = /e[_-]*x[_-]*p[_-]*i[_-]*r/i;

/** The scopes that stand beside an opaque token in the answer that brought it. */
export function scopesBeside(text: string, found: FoundToken): string | undefined {
  const field = fieldsBeside(text, found).find(({ name }) => name === 'scope' || name === 'scopes');
  if (!field) return undefined;
  const at = field.end - field.value.length;
  return SCOPE_LIST.exec(text.slice(at, at + LONGEST_SCOPE_LIST))?.[0].replace(/%20|\+/g, ' ');
}

const LONGEST_SCOPE_LIST = 1000;
const SCOPE_LIST = /^[a-z][a-z-]{0,59}(?:(?: |\+|%20|, ?)[a-z][a-z-]{0,59})*/;

const NOTHING_KNOWN: Lifetime = { estimated: false };

/** What a lifetime in the text beside it can be of: a JWS says it itself, of the others it is never written down. */
const COUNTED_KINDS: ReadonlySet<FoundToken['kind']> = new Set(['access-token', 'client-token', 'jwe']);

/** A field whose name says that it speaks of something else. */
const FOREIGN = /refresh|session|idtoken|cookie|code/;

type ReadField = (field: Field) => number | undefined;

/** Ends of names, in the spelling of `Field.name`. The first that fits wins. */
const MOMENTS: readonly string[] = [
  'accesstokenexpirationtimestampms',
  'expiresat',
  'expireat',
  'expireson',
  'expiry',
  'expiration',
  'expires',
];
const DURATIONS: readonly string[] = ['expiresin', 'expiresafterseconds'];

function firstOf(
  fields: readonly Field[],
  endings: readonly string[],
  read: ReadField,
): (Span & { value: number }) | undefined {
  for (const ending of endings) {
    for (const field of fields) {
      const value = field.name.endsWith(ending) ? read(field) : undefined;
      if (value !== undefined) return { start: field.start, end: field.end, value };
    }
  }
  return undefined;
}

/** Milliseconds since the epoch; a number counts as seconds or milliseconds by its size. */
function readMoment({ name, value }: Field): number | undefined {
  const digits = LEADING_NUMBER.exec(value)?.[0];
  if (digits !== undefined) {
    const number = Number(digits);
    return number >= EARLIEST_SECONDS ? momentOf(number) : undefined;
  }
  // Written as text, `expires` is the end of a session (next-auth) or of a cookie, and not of the token.
  if (name.endsWith('expires')) return undefined;
  const instant = findInstant(value, 0, value.length);
  return instant && instant.zone !== 'none' ? instant.epochMs : undefined;
}

function readSeconds({ value }: Field): number | undefined {
  const digits = LEADING_NUMBER.exec(value)?.[0];
  const seconds = digits === undefined ? Number.NaN : Number(digits);
  return seconds > 0 && seconds < EARLIEST_SECONDS ? seconds : undefined;
}

const LEADING_NUMBER = /^\d{1,16}(?:\.\d{1,9})?(?![\w:-])/;

/** September 2001, in seconds: a smaller number is no moment but a span of time. */
const EARLIEST_SECONDS = 1_000_000_000;

/** When the token was given out, as far as the text shows it. */
function issueTime(text: string, found: Span, fields: readonly Field[]): Instant | undefined {
  const entry = entryTime(text, found);
  if (entry) return { ...entry.startedAt, epochMs: entry.startedAt.epochMs + entry.durationMs };
  const stated = firstOf(fields, ISSUE_TIMES, readMoment);
  if (stated) return { start: stated.start, end: stated.end, epochMs: stated.value, zone: 'stated', precisionMs: 1000 };
  const beside = dateHeader(text, found) ?? timeBeside(text, found);
  return beside?.zone === 'none' ? undefined : beside;
}

const ISSUE_TIMES: readonly string[] = ['issuedat', 'createdat', 'obtainedat', 'fetchedat'];

/** The `Date` header (RFC 9110 section 6.6.1) of the message in whose body the token stands. */
function dateHeader(text: string, found: Span): Instant | undefined {
  const from = Math.max(0, found.start - FIELD_REACH);
  const above = text.slice(from, found.start);
  let last: RegExpExecArray | undefined;
  for (const match of above.matchAll(DATE_HEADER)) last = match;
  if (!last) return undefined;
  const at = last.index + last[0].length;
  // A first line of a message after it: the header belongs to the message before.
  if (FIRST_LINE.test(above.slice(at))) return undefined;
  return findInstant(text, from + at, from + at + LONGEST_DATE);
}

const DATE_HEADER = /(?:^|\n|\\n|["'])[<\s]{0,4}date["']?:[ \t]{0,4}["']?(?=[MTWFS][a-z]{2})/gi;
const FIRST_LINE = /HTTP\/[0-9.]{1,3}[ "\r\n]/;
const LONGEST_DATE = 40;

/**
 * Six months from the user's authorization, at the latest: the answer that shows the token may come from a later refresh.
 * Tokens that were older when that rule began ended on that day.
 */
function refreshTokenLifetime(text: string, found: FoundToken): Lifetime {
  const fields = fieldsBeside(text, found);
  const own = fields.filter(({ name }) => name.includes('refresh'));
  const moment = firstOf(own, MOMENTS, readMoment);
  if (moment) return { estimated: true, expiresAtMs: moment.value, sources: [moment] };
  const inAnswer =
    fields.some(({ name }) => name.endsWith('accesstoken')) && fields.some(({ name }) => name.endsWith('expiresin'));
  const issued = inAnswer ? issueTime(text, found, fields) : undefined;
  if (!issued) return NOTHING_KNOWN;
  return {
    estimated: true,
    issuedAtMs: issued.epochMs,
    expiresAtMs: Math.max(refreshTokenEndMs(issued.epochMs), REFRESH_TOKENS_END_SINCE_MS),
    sources: [{ start: issued.start, end: issued.end }],
  };
}
