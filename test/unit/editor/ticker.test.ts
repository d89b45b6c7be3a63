import assert from 'node:assert/strict';
import { createTicker, UNATTENDED_MS } from '../../../src/editor/ticker';

describe('ticker', () => {
  it('sleeps until the earliest moment that any beat asked for', () => {
    const world = makeWorld();
    const ticker = createTicker(world);
    ticker.add((nowMs) => nowMs + 1000);
    ticker.add((nowMs) => nowMs + 300);
    assert.deepEqual(world.timers(), [300]);
  });

  it('calls only the beats that are due', () => {
    const world = makeWorld();
    const ticker = createTicker(world);
    const called: string[] = [];
    const note = (name: string, everyMs: number) => (nowMs: number) => {
      called.push(`${name}@${nowMs}`);
      return nowMs + everyMs;
    };
    ticker.add(note('slow', 1000));
    ticker.add(note('fast', 400));
    world.pass(1000);
    assert.deepEqual(called, ['slow@0', 'fast@0', 'fast@400', 'fast@800', 'slow@1000']);
  });

  it('has no timer while no beat wants one, and wakes when told', () => {
    const world = makeWorld();
    const ticker = createTicker(world);
    let next: number | undefined;
    ticker.add(() => next);
    assert.deepEqual(world.timers(), []);
    next = 500;
    ticker.wake();
    assert.deepEqual(world.timers(), [500]);
  });

  it('leaves an unattended window alone for a while', () => {
    const world = makeWorld();
    world.attended = false;
    createTicker(world).add((nowMs) => nowMs + 1000);
    assert.deepEqual(world.timers(), [UNATTENDED_MS]);
  });

  it('does not spin on a beat that asks for the past', () => {
    const world = makeWorld();
    createTicker(world).add((nowMs) => nowMs - 1000);
    assert.deepEqual(world.timers(), [1]);
  });

  it('stays within what a timer can wait for', () => {
    const world = makeWorld();
    createTicker(world).add(() => 1e15);
    assert.deepEqual(world.timers(), [3_600_000]);
  });

  it('forgets a beat that is disposed, and all of them at the end', () => {
    const world = makeWorld();
    const ticker = createTicker(world);
    ticker.add((nowMs) => nowMs + 100).dispose();
    assert.deepEqual(world.timers(), []);
    ticker.add((nowMs) => nowMs + 100);
    ticker.dispose();
    assert.deepEqual(world.timers(), []);
  });
});

function makeWorld() {
  let nowMs = 0;
  let pending: { readonly atMs: number; readonly callBack: () => void }[] = [];
  return {
    attended: true,
    now: () => nowMs,
    isAttended() {
      return this.attended;
    },
    after(delayMs: number, callBack: () => void) {
      const timer = { atMs: nowMs + delayMs, callBack };
      pending.push(timer);
      return () => {
        pending = pending.filter((one) => one !== timer);
      };
    },
    timers: () => pending.map(({ atMs }) => atMs - nowMs),
    pass(ms: number) {
      const endMs = nowMs + ms;
      for (;;) {
        const due = pending.filter(({ atMs }) => atMs <= endMs).sort((a, b) => a.atMs - b.atMs)[0];
        if (!due) break;
        pending = pending.filter((one) => one !== due);
        nowMs = due.atMs;
        due.callBack();
      }
      nowMs = endMs;
    },
  };
}
