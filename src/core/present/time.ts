/** The farthest moment a `Date` can hold, in milliseconds from the epoch (ECMA-262 section 21.4.1.1). */
const FARTHEST_MS = 8.64e15;

/** ISO 8601 in UTC; undefined for a moment that no date can name. */
export function isoOf(epochMs: number): string | undefined {
  return Math.abs(epochMs) <= FARTHEST_MS ? new Date(epochMs).toISOString() : undefined;
}

/** `2026-11-21 13:05:09 UTC`; the milliseconds are left out. */
export function formatUtc(epochMs: number): string {
  const iso = isoOf(epochMs);
  return iso === undefined ? 'a time out of range' : `${iso.replace('T', ' ').replace(/\.\d{3}Z$/, '')} UTC`;
}

/** `in 42 minutes`, `3 days ago`, `now`. Rounded down: what is said to be left is left. */
export function relativeTime(epochMs: number, nowMs: number): string {
  const difference = epochMs - nowMs;
  const words = durationInWords(Math.abs(difference) / 1000);
  if (Math.abs(difference) < 1000) return 'now';
  return difference > 0 ? `in ${words}` : `${words} ago`;
}

/** The one or two largest units: `45 seconds`, `1 hour 5 minutes`, `3 days`, `182 days`. */
export function durationInWords(seconds: number): string {
  const whole = Math.floor(seconds);
  const index = UNITS.findIndex((unit) => whole >= unit.seconds);
  const unit = UNITS[index] ?? SECOND;
  const count = Math.floor(whole / unit.seconds);
  const first = plural(count, unit.name);
  const smaller = UNITS[index + 1];
  // Hours of the seventh day, or seconds of the fortieth minute, are only noise.
  if (!smaller || count >= unit.aloneFrom) return first;
  const rest = Math.floor((whole % unit.seconds) / smaller.seconds);
  return rest === 0 ? first : `${first} ${plural(rest, smaller.name)}`;
}

/** `4:12`, `0:03`, `1:05:09`: a span of time as a clock would show it. */
export function clockTime(seconds: number): string {
  const whole = Math.floor(seconds);
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const rest = twoDigits(whole % 60);
  return hours > 0 ? `${hours}:${twoDigits(minutes)}:${rest}` : `${minutes}:${rest}`;
}

export function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

function plural(count: number, name: string): string {
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}

const SECOND = { name: 'second', seconds: 1, aloneFrom: 1 };
const UNITS = [
  { name: 'year', seconds: 365 * 86_400, aloneFrom: 5 },
  { name: 'day', seconds: 86_400, aloneFrom: 2 },
  { name: 'hour', seconds: 3600, aloneFrom: 12 },
  { name: 'minute', seconds: 60, aloneFrom: 10 },
  SECOND,
];
