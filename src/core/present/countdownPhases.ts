/** The moments a countdown runs between, in milliseconds since the epoch. */
export interface CountdownMoments {
  /** When the image is made: its animations start here. */
  readonly nowMs: number;
  /** Start of the life that the bar measures. No bar where it is absent. */
  readonly issuedAtMs?: number;
  /** Before it the countdown runs towards this moment. */
  readonly validFromMs?: number;
  /** From here on the rest of the life is shown as running out. */
  readonly expiringAtMs?: number;
  readonly expiresAtMs: number;
  readonly estimated: boolean;
}

/** A stretch of time during which the layout of the countdown stays and only its figures change. */
export interface CountdownPhase {
  /** Milliseconds from the making of the image. The end is not part of the phase. */
  readonly startMs: number;
  readonly endMs: number;
  /** The moment counted to or from, in milliseconds since the epoch. */
  readonly targetMs: number;
  readonly direction: 'down' | 'up';
  readonly clock: 'm:ss' | 'mm:ss' | 'h:mm:ss' | 'hh:mm:ss';
  readonly before: readonly Word[];
  readonly after?: Word;
  readonly colour: 'waiting' | 'valid' | 'expiring' | 'expired';
}

export interface Word {
  readonly text: string;
  /** Pixels that the text is made to fill, about its natural width at 14 pixels. */
  readonly width: number;
}

/**
 * What an image made at `nowMs` shows from then on: the running phase first, then those that begin within six hours
 * (a hover stays open for minutes).
 */
export function phasesOf(moments: CountdownMoments): readonly CountdownPhase[] {
  const phases: CountdownPhase[] = [];
  for (const stretch of stretchesOf(moments)) {
    const from = Math.max(stretch.fromMs, moments.nowMs);
    const until = Math.min(stretch.untilMs, moments.nowMs + HORIZON_MS);
    for (let at = from; at < until; ) {
      const phase = phaseAt(stretch, at, moments);
      phases.push(phase);
      at = moments.nowMs + phase.endMs;
    }
  }
  return phases;
}

const HORIZON_MS = 6 * 3_600_000;
const DAY = 86_400;

/** A stretch between two moments that matter, with the words around its clock. */
interface Stretch {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly targetMs: number;
  readonly direction: CountdownPhase['direction'];
  readonly colour: CountdownPhase['colour'];
  readonly before: readonly Word[];
  readonly after?: Word;
}

const VALID_IN: Word = { text: 'valid in', width: 52 };
const EXPIRED: Word = { text: 'expired', width: 48 };
const ABOUT: Word = { text: 'about', width: 37 };
const LEFT: Word = { text: 'left', width: 24 };
const AGO: Word = { text: 'ago', width: 25 };

function stretchesOf(moments: CountdownMoments): readonly Stretch[] {
  const { expiresAtMs } = moments;
  const validFromMs = Math.min(moments.validFromMs ?? Number.NEGATIVE_INFINITY, expiresAtMs);
  const expiringAtMs = Math.min(Math.max(moments.expiringAtMs ?? expiresAtMs, validFromMs), expiresAtMs);
  const about = moments.estimated ? [ABOUT] : [];
  const towardsEnd = { targetMs: expiresAtMs, direction: 'down', before: about, after: LEFT } as const;
  return [
    {
      fromMs: Number.NEGATIVE_INFINITY,
      untilMs: validFromMs,
      targetMs: validFromMs,
      direction: 'down',
      colour: 'waiting',
      before: [VALID_IN],
    },
    { ...towardsEnd, fromMs: validFromMs, untilMs: expiringAtMs, colour: 'valid' },
    { ...towardsEnd, fromMs: expiringAtMs, untilMs: expiresAtMs, colour: 'expiring' },
    {
      fromMs: expiresAtMs,
      untilMs: Number.POSITIVE_INFINITY,
      targetMs: expiresAtMs,
      direction: 'up',
      colour: 'expired',
      before: [EXPIRED, ...about],
      after: AGO,
    },
  ];
}

/** The widest clocks first reached counting up; each holds for the seconds from the row before it. */
const CLOCKS = [
  { clock: 'm:ss', below: 600 },
  { clock: 'mm:ss', below: 3600 },
  { clock: 'h:mm:ss', below: 36_000 },
  { clock: 'hh:mm:ss', below: DAY },
] as const;

function phaseAt(stretch: Stretch, atMs: number, moments: CountdownMoments): CountdownPhase {
  const shown = Math.abs(Math.floor((atMs - stretch.targetMs) / 1000));
  const days = Math.floor(shown / DAY);
  const row = CLOCKS.findIndex(({ below }) => shown < below);
  const lowest = row < 0 ? days * DAY : (CLOCKS[row - 1]?.below ?? 0);
  const highest = row < 0 ? lowest + DAY - 1 : (CLOCKS[row]?.below ?? DAY) - 1;
  const changeMs =
    stretch.direction === 'down' ? stretch.targetMs - (lowest - 1) * 1000 : stretch.targetMs + (highest + 1) * 1000;
  const dayWord: readonly Word[] = days > 0 ? [{ text: `${days} d`, width: 16 + 8 * `${days}`.length }] : [];
  return {
    startMs: atMs - moments.nowMs,
    endMs: Math.min(changeMs, stretch.untilMs) - moments.nowMs,
    targetMs: stretch.targetMs,
    direction: stretch.direction,
    clock: CLOCKS[row]?.clock ?? 'hh:mm:ss',
    before: [...stretch.before, ...dayWord],
    ...(stretch.after && { after: stretch.after }),
    colour: stretch.colour,
  };
}
