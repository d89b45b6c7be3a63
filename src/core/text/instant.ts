import type { Span } from './span';

/** A point in time that was read out of text. */
export interface Instant extends Span {
  /**
   * Milliseconds since the epoch. Where `zone` is `none` the unwritten parts are those of 1970-01-01: a bare `00:02:10` is
   * 130000, a year-less `Nov 21 00:02:10` lies in 1970.
   */
  readonly epochMs: number;
  /** `assumed`: no zone is written, so the time was read as UTC. `none`: not even a full date is written. */
  readonly zone: 'stated' | 'assumed' | 'none';
  /** The finest unit that is written, in milliseconds: 1, 1000 or 60000. */
  readonly precisionMs: number;
}

/**
 * The first time written in `text` between `from` and `to`. Never a bare number: digits alone are a time only where a
 * field name says so (`parseInstant`).
 */
export function findInstant(text: string, from: number, to: number): Instant | undefined {
  const window = text.slice(from, to);
  ANY_FORM.lastIndex = 0;
  for (let match = ANY_FORM.exec(window); match; match = ANY_FORM.exec(window)) {
    const instant = readForm(FORMS[match.indexOf(match[0], 1) - 1], match[0], from + match.index);
    if (instant) return instant;
  }
  return undefined;
}

/**
 * The time that the whole of `text` is (blanks around it aside): any form that `findInstant` knows, or a Unix time in
 * seconds (10 digits, with or without a fraction), milliseconds (13), microseconds (16) or nanoseconds (19).
 *
 * @param at where `text` starts in the document: the span of the result counts from there
 */
export function parseInstant(text: string, at = 0): Instant | undefined {
  const written = text.trim();
  const start = at + text.indexOf(written);
  const epoch = readEpoch(written, start);
  if (epoch) return epoch;
  for (const form of FORMS) {
    const instant = readForm(form, written, start);
    if (instant) return instant;
  }
  return undefined;
}

const CLOCK = String.raw`(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,](?<fraction>\d{1,9}))?)?`;
const FULL_CLOCK = String.raw`(?<hour>\d{2}):(?<minute>\d{2}):(?<second>\d{2})(?:[.,](?<fraction>\d{1,9}))?`;
const ZONE = String.raw`(?: ?(?<zone>Z|(?:GMT|UTC)(?:[+-]\d{2}:?\d{2})?|[+-]\d{2}:?\d{2}|[ECMP][SD]T)(?![\w:]))?`;
const WEEKDAY = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const MONTH = '(?<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';

/** The ways a time is written. Where two fit at the same place the earlier row wins, so the one that says more is first. */
const FORM_SOURCES: readonly string[] = [
  // ISO 8601 and RFC 3339; Python logging (comma before the fraction); nginx and Go (slashes in the date)
  String.raw`(?<year>\d{4})[-/](?<month>\d{2})[-/](?<day>\d{2})(?:[Tt]|,? {1,2})${CLOCK}${ZONE}`,
  // ISO 8601 without separators
  String.raw`(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})T(?<hour>\d{2})(?<minute>\d{2})(?<second>\d{2})${ZONE}`,
  // common log format; HAProxy
  String.raw`(?<day>\d{1,2})/${MONTH}/(?<year>\d{4})[: ]${FULL_CLOCK}${ZONE}`,
  // RFC 9110 section 5.6.7: IMF-fixdate and the obsolete RFC 850 form
  String.raw`(?:${WEEKDAY}[a-z]{0,6}, ?)?(?<day>\d{1,2})[ -]${MONTH}[ -](?<year>\d{4}|\d{2}) ${FULL_CLOCK}${ZONE}`,
  // asctime; date(1)
  String.raw`(?:${WEEKDAY} )?${MONTH} {1,2}(?<day>\d{1,2}) ${FULL_CLOCK}${ZONE} (?<year>\d{4})`,
  // JavaScript's Date.prototype.toString
  String.raw`(?:${WEEKDAY} )?${MONTH} {1,2}(?<day>\d{1,2}),? (?<year>\d{4}),? ${FULL_CLOCK}${ZONE}`,
  // the United States, told from the rest of the world by the half of the day
  String.raw`(?<month>\d{1,2})/(?<day>\d{1,2})/(?<year>\d{4}),? ${CLOCK}\s(?<half>[AP]M)`,
  // syslog
  String.raw`${MONTH} {1,2}(?<day>\d{1,2}) ${FULL_CLOCK}`,
  // logcat
  String.raw`(?<month>\d{2})-(?<day>\d{2}) ${FULL_CLOCK}`,
  // curl --trace-time
  FULL_CLOCK,
];

const FORMS: readonly RegExp[] = FORM_SOURCES.map((source) => new RegExp(`^(?:${source})$`));

const ANY_FORM = new RegExp(
  `(?<![\\w:.])(?:${FORM_SOURCES.map((source) => `(${source.replace(/\(\?<\w+>/g, '(?:')})`).join('|')})(?![\\d:])`,
  'g',
);

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The only zone names that mean one offset, in hours: RFC 5322 section 4.3. */
const NAMED_ZONES: Readonly<Record<string, number>> = {
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
};

function readForm(form: RegExp | undefined, written: string, start: number): Instant | undefined {
  const parts = form?.exec(written)?.groups;
  if (!parts) return undefined;
  const monthName = MONTHS.indexOf(parts.month ?? '');
  const month = parts.month === undefined ? 0 : monthName < 0 ? Number(parts.month) - 1 : monthName;
  const day = Number(parts.day ?? 1);
  const hour = hourOfDay(Number(parts.hour), parts.half);
  const minute = Number(parts.minute);
  const second = Number(parts.second ?? 0);
  if (month < 0 || month > 11 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 60) return undefined;
  const millisecond = Number((parts.fraction ?? '').padEnd(3, '0').slice(0, 3));
  const local = Date.UTC(fullYear(parts.year), month, day, hour, minute, second, millisecond);
  return {
    start,
    end: start + written.length,
    epochMs: local - zoneOffsetMs(parts.zone),
    zone: parts.year === undefined ? 'none' : parts.zone === undefined ? 'assumed' : 'stated',
    precisionMs: parts.second === undefined ? 60_000 : parts.fraction === undefined ? 1000 : 1,
  };
}

function hourOfDay(hour: number, half: string | undefined): number {
  return half === undefined ? hour : (hour % 12) + (half === 'PM' ? 12 : 0);
}

/** RFC 9110 section 5.6.7 leaves the century of a two-digit year to the reader; no log here is older than 1970. */
function fullYear(year: string | undefined): number {
  if (year === undefined) return 1970;
  if (year.length === 4) return Number(year);
  return Number(year) + (Number(year) < 70 ? 2000 : 1900);
}

function zoneOffsetMs(zone: string | undefined): number {
  const named = NAMED_ZONES[zone ?? ''];
  if (named !== undefined) return named * 3_600_000;
  const offset = /([+-])(\d{2}):?(\d{2})$/.exec(zone ?? '');
  if (!offset) return 0;
  return (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3])) * 60_000;
}

function readEpoch(written: string, start: number): Instant | undefined {
  const match = /^(\d{10})(?:\.(\d{1,9}))?$|^(\d{13}|\d{16}|\d{19})(?:\.\d{1,9})?$/.exec(written);
  if (!match) return undefined;
  const [, seconds, fraction, finer] = match;
  const epochMs = finer
    ? Number(finer.slice(0, 13))
    : Number(seconds) * 1000 + Number((fraction ?? '').padEnd(3, '0').slice(0, 3));
  const precisionMs = finer || fraction ? 1 : 1000;
  return { start, end: start + written.length, epochMs, zone: 'stated', precisionMs };
}
