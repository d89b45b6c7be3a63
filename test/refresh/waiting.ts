import assert from 'node:assert/strict';
import type { AuthServer } from '../support/authServer/authServer';

/** Looks again and again; a test that runs beside others may be slow. */
export async function until(condition: () => boolean, what: string, seconds = 20): Promise<void> {
  const deadline = performance.now() + seconds * 1000;
  while (!condition()) {
    assert.ok(performance.now() < deadline, `waited ${seconds} seconds in vain: ${what}`);
    await pause(5);
  }
}

/** Nothing has reached the server for a while: whoever does not wait for another has asked by now. */
export async function quiet({ counters }: AuthServer): Promise<void> {
  const seen = () => JSON.stringify([counters.apiCalls, counters.apiStatus, counters.tokenCalls]);
  for (let before = ''; before !== seen(); ) {
    before = seen();
    await pause(400);
  }
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
