import assert from 'node:assert/strict';
import { CAUSES } from '../../../../src/core/diagnose/causes';
import { diagnose } from '../../../../src/core/diagnose/diagnose';
import { CAUSE_IDS } from '../../../../src/core/diagnose/diagnosis';
import { remediesFor } from '../../../../src/core/diagnose/remedies';
import { markdownReport } from '../../../../src/core/present/markdownReport';
import { codeSpan, plain } from '../../../../src/core/present/markdownText';
import { reportModel } from '../../../../src/core/present/report';
import { timelineOf } from '../../../../src/core/present/timeline';
import { parseSession, toHar } from '../../../support/session';

const NOW = Date.UTC(2026, 10, 1);
const diagnosed = (script: string) => {
  const entries = parseSession(script);
  return { entries, report: diagnose(toHar(entries), { now: NOW }) };
};

describe('reportModel', () => {
  const { report } = diagnosed('skew 300 | login | call 200 | +3700 call 401 "The access token expired"');

  it('leads with the verdict and judges the four causes and the seven fixes', () => {
    const model = reportModel(report);
    assert.equal(model.title, 'Session expired');
    assert.deepEqual(
      model.popularCauses.map(({ statusText }) => statusText),
      ['proved', 'ruled out', 'not shown', 'proved'],
    );
    assert.deepEqual(
      model.popularFixes.filter(({ fits }) => fits).map(({ id }) => id),
      ['refresh', 'check-clock', 'another-device'],
    );
    assert.match(model.popularFixes.find(({ id }) => id === 'check-clock')?.sentence ?? '', /300 s|5 min/);
    for (const fix of model.popularFixes) assert.notEqual(fix.sentence, '');
    assert.equal(model.questions.length, 5);
  });

  it('names only commands that exist', () => {
    const known = [
      'authLens.insertRefreshHandling',
      'authLens.compareDiagnoses',
      'authLens.decodeToken',
      'authLens.diagnose',
    ];
    for (const cause of CAUSE_IDS) {
      assert.notEqual(CAUSES[cause].title, '');
      for (const { command, sentence } of remediesFor(cause, 'open')) {
        assert.notEqual(sentence, '');
        if (command !== undefined) assert.ok(known.includes(command), command);
      }
      assert.ok(cause === 'none' || remediesFor(cause, 'open').length > 0, cause);
    }
  });

  it('draws token lives as bars on the clock of the log, and refused requests as such', () => {
    const timeline = timelineOf(report);
    assert.deepEqual(
      timeline?.dots.map(({ look }) => look),
      ['issued', 'ok', 'refused'],
    );
    assert.equal(timeline?.bars.length, 1);
    const [bar] = timeline.bars;
    assert.equal((bar?.toMs ?? 0) - (bar?.fromMs ?? 0), 3_600_000);
    assert.ok((timeline.dots[2]?.atMs ?? 0) > (bar?.toMs ?? 0));
    assert.equal(timeline.dots[2]?.token, bar?.fingerprint);
  });

  it('has no picture for a log without times', () => assert.equal(timelineOf(diagnose('', { now: NOW })), undefined));
});

describe('markdownReport', () => {
  it('holds no secret, and says all there is to say', () => {
    const { entries, report } = diagnosed(
      'login | call 200 | +3700 call 401 "The access token expired" | refresh 400 "Refresh token revoked"',
    );
    const markdown = markdownReport(report);
    for (const heading of [
      '# Permission revoked',
      '## Session expired',
      '## Tokens, by fingerprint',
      '## The seven usual fixes',
    ]) {
      assert.ok(markdown.includes(heading), heading);
    }
    const secrets = entries.flatMap(
      ({ requestHeaders, requestBody, responseBody }) =>
        `${requestHeaders.authorization ?? ''} ${requestBody} ${responseBody}`.match(/[BA]Q[\w-]{60,}/g) ?? [],
    );
    assert.ok(secrets.length >= 4);
    for (const secret of secrets) {
      for (let at = 0; at + 8 <= secret.length; at++) {
        assert.ok(!markdown.includes(secret.slice(at, at + 8)));
        assert.ok(!JSON.stringify(report).includes(secret.slice(at, at + 8)));
      }
    }
  });

  it('lets nothing from a log become Markdown', () => {
    assert.equal(codeSpan('a ``b`` c'), '```a ``b`` c```');
    assert.equal(codeSpan('`'), '`` ` ``');
    assert.equal(codeSpan('one\r\ntwo\u202e'), '`one two`');
    assert.equal(plain('![x](http://y) <b>|'), '\\!\\[x\\](http://y) \\<b\\>\\|');
  });
});
