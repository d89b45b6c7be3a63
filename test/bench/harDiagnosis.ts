import { diagnose } from '../../src/core/diagnose/diagnose';
import { atLeast, type Figure } from './figure';
import type { Input } from './inputs';
import { compete, median, processorMs, ratio, type Timing } from './rounds';

interface Expectations {
  readonly id: string;
  readonly goal: number;
  readonly gate: number;
}

/** Why the calls in a HAR failed, against a parser that builds all of it and knows no places. */
export async function harDiagnosis(
  { name, text }: Input,
  rounds: number,
  { id, goal, gate }: Expectations,
): Promise<readonly Figure[]> {
  const entries = JSON.parse(text).log.entries.length;
  const { exchanges } = diagnose(text, { now: 0 });
  if (exchanges !== entries) throw new Error(`Diagnose counted ${exchanges} exchanges; there are ${entries}.`);
  const [parsed, diagnosed] = (await compete(
    [
      { name: 'parse', run: () => JSON.parse(text) },
      { name: 'diagnose', run: () => diagnose(text, { now: 0 }) },
    ],
    rounds,
    processorMs,
  )) as [Timing, Timing];
  const decides = 'whether Diagnose may read a large HAR without being asked to wait';
  return [
    {
      id: `${id}.ms`,
      what: `${name}, ${(text.length / 1e6).toPrecision(2)} MB: Diagnose`,
      value: median(diagnosed.rounds),
      unit: 'ms',
      decides: 'nothing: times differ from machine to machine',
    },
    {
      id: `${id}.parse`,
      what: `${name}: JSON.parse ÷ Diagnose`,
      value: ratio(parsed, diagnosed),
      unit: '×',
      goal: atLeast(goal),
      gate: atLeast(gate),
      decides,
    },
  ];
}
