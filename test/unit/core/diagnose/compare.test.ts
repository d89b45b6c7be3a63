import assert from 'node:assert/strict';
import { compareDiagnoses } from '../../../../src/core/diagnose/compare';
import { diagnose } from '../../../../src/core/diagnose/diagnose';
import { markdownComparison } from '../../../../src/core/present/markdownComparison';
import { parseSession, toHar } from '../../../support/session';

const report = (script: string) => diagnose(toHar(parseSession(script)), { now: 0 });

describe('compareDiagnoses', () => {
  it('finds the clock that differs where one machine works', () => {
    const comparison = compareDiagnoses(
      report('login | call 200 | call 200'),
      report('skew 400 | login | call 200 | +3700 call 401 "The access token expired"'),
    );
    assert.deepEqual(
      comparison.differences.map(({ about }) => about),
      ['verdict', 'clock', 'tokens', 'endpoints'],
    );
    assert.match(comparison.conclusion, /works on one machine/);
    const markdown = markdownComparison(comparison, ['a|b.har', 'c.har']);
    assert.match(markdown, /\| a\\\|b\.har \|/);
    assert.match(markdown, /400 s ahead/);
  });

  it('says that two healthy logs are healthy, and what is the same', () => {
    const comparison = compareDiagnoses(report('login | call 200'), report('login | call 200'));
    assert.deepEqual(
      comparison.differences.map(({ about }) => about),
      ['tokens'],
    );
    assert.equal(comparison.same.length, 4);
  });

  it('knows a token that is used on both sides', () => {
    const one = report('login | call 200');
    assert.match(compareDiagnoses(one, one).same.join(' '), /get in each other's way/);
  });
});
