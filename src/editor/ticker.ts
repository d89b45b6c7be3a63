/** Does what is due and says when it wants to be called next (milliseconds since the epoch); nothing: not at all. */
export type Beat = (nowMs: number) => number | undefined;

export interface Ticker {
  /** Calls `beat` now and whenever it is due, until disposed. */
  add(beat: Beat): { dispose(): void };
  /** Something other than time has changed: calls every beat now. */
  wake(): void;
  dispose(): void;
}

/** What the ticker needs of the world; tests bring their own. */
export interface TickerHost {
  now(): number;
  /** Calls back once after the delay (milliseconds) and returns what cancels it. */
  after(delayMs: number, callBack: () => void): () => void;
  /** False while nobody is at the window. Going back to true is told by `wake`. */
  isAttended(): boolean;
}

/** The earliest of some moments, for a beat that shows several things. */
export function earliest(momentsMs: readonly (number | undefined)[]): number | undefined {
  let earliestMs: number | undefined;
  for (const atMs of momentsMs) if (atMs !== undefined && !(atMs >= (earliestMs ?? atMs + 1))) earliestMs = atMs;
  return earliestMs;
}

/** How long, at least, an unattended window is left alone: it may still be seen on a second screen. */
export const UNATTENDED_MS = 15_000;

/** Longer waits overflow the 32 bits of a timer. */
const LONGEST_WAIT_MS = 3_600_000;

/** The one timer of the extension: it sleeps until the earliest moment that any beat asked for. */
export function createTicker(host: TickerHost): Ticker {
  const beats = new Map<Beat, number | undefined>();
  let cancel: (() => void) | undefined;

  const ask = (beat: Beat, nowMs: number) => {
    const next = beat(nowMs);
    // A moment that is not in the future would spin; the next millisecond is the earliest sensible one.
    beats.set(beat, next === undefined ? undefined : Math.max(next, nowMs + 1));
  };

  const schedule = () => {
    cancel?.();
    cancel = undefined;
    const due = [...beats.values()].filter((atMs) => atMs !== undefined);
    if (due.length === 0) return;
    const waitMs = Math.max(Math.min(...due) - host.now(), host.isAttended() ? 0 : UNATTENDED_MS);
    cancel = host.after(Math.min(waitMs, LONGEST_WAIT_MS), () =>
      run((atMs, nowMs) => atMs !== undefined && atMs <= nowMs),
    );
  };

  const run = (isDue: (atMs: number | undefined, nowMs: number) => boolean) => {
    const nowMs = host.now();
    for (const [beat, atMs] of beats) {
      if (!isDue(atMs, nowMs)) continue;
      ask(beat, nowMs);
    }
    schedule();
  };

  return {
    add(beat) {
      ask(beat, host.now());
      schedule();
      return {
        dispose() {
          beats.delete(beat);
          schedule();
        },
      };
    },
    wake: () => run(() => true),
    dispose() {
      beats.clear();
      schedule();
    },
  };
}
