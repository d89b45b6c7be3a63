import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { diagnose } from '../../src/core/diagnose/diagnose';
import type { Confidence } from '../../src/core/diagnose/diagnosis';
import { type Recording, recordAll } from './recordAll';
import { SCENARIOS } from './scenarios';

interface Verdict {
  readonly recording: Recording;
  readonly cause: string;
  readonly confidence: Confidence;
}

describe('recordings of real clients', () => {
  const verdicts: Verdict[] = [];
  let made: readonly Recording[] = [];

  before('records every scenario with every client', async function () {
    this.timeout(170_000);
    const recordings = await recordAll('.build/recordings');
    made = recordings.made;
    for (const { what, reason } of recordings.skipped) console.log(`    not recorded: ${what} (${reason})`);
  });

  for (const { name, cause } of SCENARIOS) {
    it(`${name}: ${cause}`, function () {
      const recordings = made.filter(({ scenario }) => scenario === name);
      if (recordings.length === 0) this.skip();
      const here = recordings.map((recording) => judge(recording));
      verdicts.push(...here);
      const wrong = here.filter(({ recording, cause: said }) => !recording.expected.some((one) => one === said));
      assert.deepEqual(
        wrong.map(({ recording, cause: said }) => `${recording.file}: ${said}, not ${recording.expected.join(' or ')}`),
        [],
      );
    });
  }

  after('prints what was said of each', () => {
    printTable(verdicts);
    printConfusions(verdicts);
  });
});

function judge(recording: Recording): Verdict {
  const text = readFileSync(recording.file, 'utf8');
  const { verdict } = diagnose(text, { name: recording.file, now: recording.now });
  return { recording, cause: verdict.cause, confidence: verdict.confidence };
}

/** Scenario by format. `=`: the cause that was staged, with the first letter of the confidence; else what was said. */
function printTable(verdicts: readonly Verdict[]): void {
  const formats = [...new Set(verdicts.map(({ recording }) => recording.format))].sort();
  const rows = SCENARIOS.map(({ name, cause }) => [
    name,
    cause,
    ...formats.map((format) => {
      const verdict = verdicts.find(({ recording }) => recording.scenario === name && recording.format === format);
      if (!verdict) return '';
      const says = verdict.cause === cause ? '=' : verdict.cause;
      return `${says} ${verdict.confidence[0]}${verdict.recording.expected.some((one) => one === verdict.cause) ? '' : ' !'}`;
    }),
  ]);
  print([['scenario', 'staged', ...formats], ...rows]);
}

function printConfusions(verdicts: readonly Verdict[]): void {
  const pairs = new Map<string, number>();
  for (const { recording, cause } of verdicts) {
    const pair = `${recording.cause} -> ${cause}`;
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  const isRight = (pair: string) => new Set(pair.split(' -> ')).size === 1;
  const right = [...pairs].filter(([pair]) => isRight(pair)).reduce((sum, [, times]) => sum + times, 0);
  console.log(`\n    ${right} of ${verdicts.length} verdicts name the cause that was staged. The others:`);
  for (const [pair, times] of [...pairs].filter(([pair]) => !isRight(pair)).sort())
    console.log(`      ${times} x ${pair}`);
}

function print(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  console.log('');
  for (const row of rows) {
    console.log(`    ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
  }
}
