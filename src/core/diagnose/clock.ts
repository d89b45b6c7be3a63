import type { Instant } from '../text/instant';
import type { ClockReading } from './diagnosis';

/** One answer that has both stamps. Milliseconds; `zone` says how much of `startMs` is known. */
export interface ClockSample {
  readonly startMs: number;
  readonly endMs?: number;
  /** The `Date` of the answer: whole seconds, cut off. RFC 9110 section 6.6.1. */
  readonly serverMs: number;
  readonly zone: Instant['zone'];
}

/** Below this an offset is latency and rounding: in public recordings right clocks are up to 11 s off. */
const THRESHOLD_MS = 60_000;

/** Two answers agree on an offset when they differ by no more than this. */
const AGREEMENT_MS = 20_000;

const QUARTER_HOUR_MS = 15 * 60_000;
const DAY_MS = 24 * 3_600_000;

/** The clock that wrote the log against the server's. */
export function readClock(samples: readonly ClockSample[]): ClockReading | undefined {
  if (samples.length === 0) return undefined;
  const offsets = samples.map(offsetOf).sort((a, b) => a - b);
  const median = offsets[offsets.length >> 1] ?? 0;
  const agreeing = offsets.filter((offset) => Math.abs(offset - median) <= AGREEMENT_MS).length;
  const reading = { offsetMs: Math.round(median), samples: samples.length, agreeing };
  if (Math.abs(median) <= THRESHOLD_MS) return { ...reading, verdict: 'right' };
  if (agreeing < 2 || agreeing * 2 < samples.length) return { ...reading, verdict: 'too-few' };
  const beside = Math.abs(median - Math.round(median / QUARTER_HOUR_MS) * QUARTER_HOUR_MS);
  if (beside > THRESHOLD_MS) return { ...reading, verdict: 'wrong' };
  return { ...reading, verdict: samples.every(({ zone }) => zone === 'stated') ? 'zone' : 'unstated-zone' };
}

/**
 * How far the log is ahead of the server. The server wrote its `Date` somewhere between the start and the end of the
 * exchange: an exchange that spans it says nothing, so latency never looks like a wrong clock.
 */
function offsetOf({ startMs, endMs, serverMs, zone }: ClockSample): number {
  if (zone === 'none') return offsetInDay(startMs - serverMs);
  const least = startMs - (serverMs + 999);
  const most = Math.max(endMs ?? startMs, startMs) - serverMs;
  return least <= 0 && most >= 0 ? 0 : (least + most) / 2;
}

/** A bare time of day says nothing of the day: the offset of least size that fits. */
function offsetInDay(difference: number): number {
  const within = ((difference % DAY_MS) + DAY_MS) % DAY_MS;
  return within > DAY_MS / 2 ? within - DAY_MS : within;
}
