import type { TestEvent } from '../run/reporter.mjs';
import { complaint, type Figure, reaches, written } from './figure';
import type { Outcome } from './step';

/** Every figure that has a gate, as a test case for the collector of test/run. */
export function testEvents(outcomes: readonly Outcome[]): readonly TestEvent[] {
  const events = outcomes.flatMap(({ name, figures, error }) =>
    error === undefined
      ? figures.flatMap((figure) => eventsOf(name, figure))
      : [{ event: 'fail' as const, path: ['benchmark', name], message: messageOf(error) }],
  );
  const total = events.filter(({ event }) => event !== 'retry').length;
  return [{ event: 'start', total }, ...events, { event: 'end' }];
}

function eventsOf(step: string, figure: Figure): readonly TestEvent[] {
  const { what, value, gate, tries = [], note } = figure;
  if (!gate) return [];
  if (value === undefined) return [{ event: 'skip', path: ['benchmark', step, `${what} (${note ?? 'not measured'})`] }];
  const path = ['benchmark', step, `${what} is ${gate.is} ${gate.value}`];
  const again: readonly TestEvent[] = tries
    .slice(0, 1)
    .filter((first) => !reaches(first, gate))
    .map((first) => ({
      event: 'retry',
      path,
      message: `It was ${written(first)}. What counts is the median of three.`,
    }));
  const held = reaches(value, gate);
  return [
    ...again,
    held ? { event: 'pass', path, milliseconds: 0, slow: false } : { event: 'fail', path, message: complaint(figure) },
  ];
}

function messageOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
