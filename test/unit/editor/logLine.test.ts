import assert from 'node:assert/strict';
import { logLine } from '../../../src/editor/logLine';
import { tokenHandleFrom } from '../../../src/editor/tokenHandle';

describe('logLine', () => {
  it('is a code with numbers and names of our own', () => {
    assert.equal(logLine('document-scanned', { lines: 10, tokens: 2 }), 'document-scanned lines=10 tokens=2');
    assert.equal(logLine('bad-setting', { setting: 'hover.motion' }), 'bad-setting setting=hover.motion');
  });
});

describe('tokenHandleFrom', () => {
  const good = { uri: 'file:///a.log', version: 1, line: 0, character: 0 };
  const refused: readonly unknown[] = [
    undefined,
    null,
    'file:///a.log',
    [good],
    {},
    { ...good, uri: 7 },
    { ...good, uri: 'x'.repeat(9000) },
    { ...good, version: '1' },
    { ...good, line: -1 },
    { ...good, line: 0.5 },
    { ...good, character: Number.NaN },
  ];
  for (const argument of refused) {
    it(`refuses ${JSON.stringify(argument)?.slice(0, 60)}`, () => assert.equal(tokenHandleFrom(argument), undefined));
  }
  it('takes nothing but what it knows from a good one', () => {
    assert.deepEqual(tokenHandleFrom({ ...good, text: 'more' }), good);
  });
});
