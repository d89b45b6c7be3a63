import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { diagnose } from '../../src/core/diagnose/diagnose';
import { type Recording, type Recordings, recordAll } from './recordAll';
import { SCENARIOS } from './scenarios';
import { differences, VERDICTS_FILE, type Verdict, verdictTables } from './verdicts';

describe('recordings of real clients', () => {
  const verdicts: Verdict[] = [];
  let recordings: Recordings = { made: [], skipped: [] };

  before('records every scenario with every client', async function () {
    this.timeout(240_000);
    recordings = await recordAll('.build/recordings');
    for (const { what, reason } of recordings.skipped) console.log(`    not recorded: ${what} (${reason})`);
  });

  for (const { name, cause } of SCENARIOS) {
    it(`${name}: ${cause}`, function () {
      const ofScenario = recordings.made.filter(({ scenario }) => scenario === name);
      if (ofScenario.length === 0) this.skip();
      const here = ofScenario.map((recording) => judge(recording));
      verdicts.push(...here);
      const wrong = here.filter(({ recording, cause: said }) => !recording.expected.some((one) => one === said));
      assert.deepEqual(
        wrong.map(({ recording, cause: said }) => `${recording.file}: ${said}, not ${recording.expected.join(' or ')}`),
        [],
      );
    });
  }

  it('says of each what the table that is kept says', function () {
    if (verdicts.length < recordings.made.length || verdicts.length === 0) this.skip();
    const tables = verdictTables(verdicts);
    console.log(`\n${tables}`);
    if (process.env.UPDATE === '1') {
      assert.deepEqual(recordings.skipped, [], 'the table can only be written where everything can be recorded');
      writeFileSync(VERDICTS_FILE, tables);
    }
    assert.deepEqual(differences(readFileSync(VERDICTS_FILE, 'utf8'), verdicts), []);
  });
});

function judge(recording: Recording): Verdict {
  const text = readFileSync(recording.file, 'utf8');
  const { verdict } = diagnose(text, { name: recording.file, now: recording.now });
  return { recording, cause: verdict.cause, confidence: verdict.confidence };
}
