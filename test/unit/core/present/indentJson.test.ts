import assert from 'node:assert/strict';
import fc from 'fast-check';
import { indentJson } from '../../../../src/core/present/indentJson';

describe('indentJson', () => {
  const cases: readonly [json: string, laidOut: string][] = [
    ['{}', '{}'],
    ['{ }', '{}'],
    ['[]', '[]'],
    ['{"a":1}', '{\n  "a": 1\n}'],
    ['{"a" : [1,2], "b":{}}', '{\n  "a": [\n    1,\n    2\n  ],\n  "b": {}\n}'],
    ['{"n":12345678901234567890}', '{\n  "n": 12345678901234567890\n}'],
    ['{"a":1,"a":2}', '{\n  "a": 1,\n  "a": 2\n}'],
    ['"a,b:{c}"', '"a,b:{c}"'],
    ['"\\"x\\\\"', '"\\"x\\\\"'],
    ['"\u202eé"', '"\\u202e\\u00e9"'],
  ];
  for (const [json, laidOut] of cases) it(json, () => assert.equal(indentJson(json), laidOut));

  it('lays out like JSON.stringify, in printable ASCII', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (json) => {
        const laidOut = indentJson(json);
        assert.match(laidOut, /^[\x20-\x7e\n]*$/);
        assert.deepEqual(JSON.parse(laidOut), JSON.parse(json));
        if (/^[\x20-\x7e]*$/.test(json)) assert.equal(laidOut, JSON.stringify(JSON.parse(json), null, 2));
      }),
      { numRuns: Number(process.env.AUTHLENS_RUNS ?? 200) },
    );
  });

  it('survives a nesting of 200,000', () => {
    const deep = '['.repeat(200_000) + ']'.repeat(200_000);
    assert.ok(indentJson(deep).length < 2 * deep.length);
  });
});
