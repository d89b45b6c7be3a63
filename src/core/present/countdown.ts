import type { Assessment, TokenState } from '../token/read/assessment';
import { twoDigits } from './time';

/**
 * `short`: `5:09 left`, as narrow as it can be. `fixed`: every number is padded on its left with figure spaces (U+2007,
 * as wide as a digit in every font) to the most digits its unit can have, so that the text keeps its width as long as its
 * unit stays: `⎵5:09 left`, `⎵3 h 05 min left`, `expired ⎵⎵3 d ago`.
 */
export type CountdownStyle = 'short' | 'fixed';

export interface Countdown {
  readonly text: string;
  /** The moment from which on the text is another one, in milliseconds since the epoch. Always after `nowMs`. */
  readonly changesAtMs: number;
}

/**
 * How long is left until a moment, or how long ago it was: minutes and seconds below an hour, hours and minutes below a
 * day, then days. What is left is rounded up to the second and larger units down, so `0:00 left` is never said and the
 * text changes exactly on the second. At the moment itself it is `expired 0:00 ago`.
 */
export function countdown(expiresAtMs: number, nowMs: number, style: CountdownStyle): Countdown {
  if (nowMs < expiresAtMs) {
    const left = remaining(expiresAtMs, nowMs, style);
    return { ...left, text: `${left.text} left` };
  }
  const seconds = Math.floor((nowMs - expiresAtMs) / 1000);
  const unit = unitOf(seconds);
  const next = (Math.floor(seconds / unit.step) + 1) * unit.step;
  return { text: `expired ${unit.format(seconds, style)} ago`, changesAtMs: expiresAtMs + next * 1000 };
}

/** `valid in 4:59`, for a token whose time has not come. From `startsAtMs` on ask `countdown` instead. */
export function countdownToStart(startsAtMs: number, nowMs: number, style: CountdownStyle): Countdown {
  const left = remaining(startsAtMs, nowMs, style);
  return { ...left, text: `valid in ${left.text}` };
}

/** The countdown that fits the state; undefined where there is no moment to count to. */
export function countdownOf(assessment: Assessment, nowMs: number, style: CountdownStyle): Countdown | undefined {
  const { state, lifetime, changesAtMs } = assessment;
  if (state === 'not-yet-valid' && changesAtMs !== undefined) {
    return nowMs < changesAtMs ? countdownToStart(changesAtMs, nowMs, style) : undefined;
  }
  if (lifetime.expiresAtMs === undefined || state === 'undecodable') return undefined;
  return countdown(lifetime.expiresAtMs, nowMs, style);
}

/** What stands in the place of a countdown where there is no moment to count to: the token was found all the same. */
export const WITHOUT_COUNTDOWN: Readonly<Partial<Record<TokenState, string>>> = {
  'no-expiry': 'no expiry',
  unknown: 'lifetime unknown',
  undecodable: 'broken',
};

function remaining(untilMs: number, nowMs: number, style: CountdownStyle): Countdown {
  const seconds = Math.max(1, Math.ceil((untilMs - nowMs) / 1000));
  const unit = unitOf(seconds);
  const lastOfText = Math.floor(seconds / unit.step) * unit.step;
  return { text: unit.format(seconds, style), changesAtMs: untilMs - (lastOfText - 1) * 1000 };
}

interface Unit {
  /** From so many seconds on. */
  readonly from: number;
  /** The text changes every so many seconds. */
  readonly step: number;
  format(seconds: number, style: CountdownStyle): string;
}

const DAYS: Unit = {
  from: 86_400,
  step: 86_400,
  format: (seconds, style) => `${digits(Math.floor(seconds / 86_400), 3, style)} d`,
};
const HOURS: Unit = {
  from: 3600,
  step: 60,
  format: (seconds, style) =>
    `${digits(Math.floor(seconds / 3600), 2, style)} h ${twoDigits(Math.floor((seconds % 3600) / 60))} min`,
};
const SECONDS: Unit = {
  from: 0,
  step: 1,
  format: (seconds, style) => `${digits(Math.floor(seconds / 60), 2, style)}:${twoDigits(seconds % 60)}`,
};

function unitOf(seconds: number): Unit {
  return [DAYS, HOURS].find((unit) => seconds >= unit.from) ?? SECONDS;
}

function digits(value: number, width: number, style: CountdownStyle): string {
  return style === 'fixed' ? String(value).padStart(width, '\u2007') : String(value);
}
