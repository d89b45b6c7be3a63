import { findInstant, type Instant, parseInstant } from '../../text/instant';
import type { Span } from '../../text/span';
import { enclosingObjects } from './enclosing';
import { FIELD_REACH, type Field, fieldsOf } from './fields';

/**
 * How far from a token the start of its HAR entry is looked for, in UTF-16 units to either side: headers and cookies of a
 * browser fill some thousand, and Chrome writes `startedDateTime` behind the answer.
 */
export const ENTRY_REACH = 32_768;

/** How many lines above the token the first line of its log record may be. */
export const RECORD_LINES = 24;

/**
 * When the text around a token was written: the time of its HAR entry, of its JSON log record, or of the log line it
 * stands in or below. Undefined where no time is written.
 */
export function timeBeside(text: string, place: Span): Instant | undefined {
  return entryTime(text, place)?.startedAt ?? recordTime(text, place) ?? lineTime(text, place);
}

export interface EntryTime {
  readonly startedAt: Instant;
  /** How long the exchange took, in milliseconds; 0 where the entry does not say. */
  readonly durationMs: number;
}

/** HAR 1.2: `entries[].startedDateTime` and `time` of the entry around the token. */
export function entryTime(text: string, place: Span): EntryTime | undefined {
  const from = Math.max(0, place.start - ENTRY_REACH);
  if (!text.slice(from, place.end + ENTRY_REACH).includes('startedDateTime')) return undefined;
  for (const object of enclosingObjects(text, place, ENTRY_REACH)) {
    const fields = fieldsOf(text, object, place);
    const startedAt = instantOf(fields.find(({ name }) => name === 'starteddatetime'));
    if (!startedAt) continue;
    const time = Number.parseFloat(fields.find(({ name }) => name === 'time')?.value ?? '');
    return { startedAt, durationMs: Number.isNaN(time) ? 0 : Math.max(0, Math.round(time)) };
  }
  return undefined;
}

/** A record of JSON lines: the outermost object around the token that names a time. */
function recordTime(text: string, place: Span): Instant | undefined {
  const objects = enclosingObjects(text, place, FIELD_REACH);
  for (const object of [...objects].reverse()) {
    const field = fieldsOf(text, object, place).find(({ name }) => RECORD_TIMES.has(name));
    const instant = instantOf(field);
    if (instant) return instant;
  }
  return undefined;
}

function instantOf(field: Field | undefined): Instant | undefined {
  if (!field) return undefined;
  const at = field.end - field.value.length;
  return findInstant(field.value, 0, field.value.length)
    ? shifted(findInstant(field.value, 0, field.value.length), at)
    : parseInstant(LEADING_NUMBER.exec(field.value)?.[0] ?? '', at);
}

function shifted(instant: Instant | undefined, by: number): Instant | undefined {
  return instant && { ...instant, start: instant.start + by, end: instant.end + by };
}

const LEADING_NUMBER = /^\d{10,19}(?:\.\d{1,9})?(?![\w:-])/;

/** Names of the time of a record, in the spelling of `Field.name`: pino, bunyan, winston, ECS, Logstash, Docker, zap. */
const RECORD_TIMES: ReadonlySet<string> = new Set([
  'time',
  'timestamp',
  '@timestamp',
  'ts',
  'datetime',
  'date',
  'asctime',
  'eventtime',
  'loggedat',
  't',
]);

/** The time at the head of the line the token stands in, else of the nearest line above that has one. */
function lineTime(text: string, place: Span): Instant | undefined {
  let end = place.start;
  for (let line = 0; line < RECORD_LINES; line++) {
    const head = Math.max(0, end - FIELD_REACH);
    const start = text.slice(head, end).lastIndexOf('\n') + 1 + head;
    const instant = headTime(text, start, end);
    if (instant) return instant;
    // Another message begins here: the times above are those of the one before.
    if (line > 0 && STATUS_OR_REQUEST_LINE.test(text.slice(start, Math.min(end, start + 200)))) return undefined;
    if (start === head) return undefined;
    end = start - 1;
  }
  return undefined;
}

/** How far into its line the time of a log line may begin: behind an address, a level, a service name. */
const HEAD_LENGTH = 80;

function headTime(text: string, start: number, end: number): Instant | undefined {
  const instant = findInstant(text, start, Math.min(end, start + HEAD_LENGTH));
  if (!instant) return undefined;
  const name = NAME_BEFORE.exec(text.slice(start, instant.start))?.[1];
  if (name === undefined) return instant;
  return RECORD_TIMES.has(name.toLowerCase().replace(/[_-]/g, '')) ? instant : undefined;
}

/** `expires_at: ` or `created="` in front of a time: then it is not the time of the line. */
const NAME_BEFORE = /([A-Za-z_@][\w@-]{1,59})["']?\s{0,8}[:=]\s{0,8}["']?$/;

const STATUS_OR_REQUEST_LINE = /(?:^|[\s"<>*])HTTP\/[0-9.]{1,3}(?:[\s"]|$)/;
