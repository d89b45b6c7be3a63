import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ANCHORS } from '../../../../src/core/token/anchors';
import type { Candidates } from '../../../../src/core/token/candidates';
import { candidatesByKernel } from '../../../../src/core/token/candidatesByKernel';
import { candidatesByLetters } from '../../../../src/core/token/candidatesByLetters';
import type { Kernel } from '../../../../src/core/token/kernel';
import { scan } from '../../../../src/core/token/scan';
import { openKernel } from '../../../../src/host/node/kernel';
import { har, hostile, log, minifiedScript, sourceFile } from '../../../bench/inputs';
import { corpusFiles, describeCorpus } from '../../../support/corpus';
import { mintJwe, mintJws, mintOpaque, segment } from '../../../support/mint';

const numRuns = Number(process.env.AUTHLENS_RUNS ?? 200);
/** Smaller than what a token depends on, odd, around the size of a block, and whole. */
const WINDOWS = [1, 63, 64, 65, 1000, 2500, 65_536, 262_144];

/** Every anchor wherever its letters stand, found by an expression and without any thought for speed. */
function candidatesByExpression(text: string): Candidates {
  const starts = ANCHORS.flatMap(({ letters, before, start }) => {
    const escaped = letters.replace(/[.?]/g, '\\$&');
    const expression = new RegExp(before === undefined ? escaped : `(?<=[${before}])${escaped}`, 'g');
    return [...text.matchAll(expression)].map(({ index }) => start(text, index));
  });
  const sorted = starts.filter((start) => start >= 0).sort((a, b) => a - b);
  return { settled: 'open', settledEnd: 0, next: (from) => sorted.find((start) => start >= from) ?? -1 };
}

function kernelOf(window: number): Kernel {
  const kernel = openKernel();
  assert(kernel, 'Node has WebAssembly with SIMD.');
  return { ...kernel, window: Math.min(window, kernel.window) };
}

function assertSame(text: string, windows: readonly number[]): void {
  const expected = scan(text, candidatesByLetters(text));
  for (const window of windows) {
    assert.deepEqual(scan(text, candidatesByKernel(text, kernelOf(window))), expected, `window ${window}`);
  }
}

const piece = fc.oneof(
  fc.constantFrom(
    ...[
      'eyJ',
      'eyJ.',
      'ewog',
      '.ey',
      '.ew',
      'AQ',
      'BQ',
      'AA',
      'Q',
      'J',
      'y',
      'ken',
      'KEN',
      'kEn',
      'zation',
      '?code=',
      '&code=',
    ],
    ...[
      'access_token',
      'token',
      'Bearer ',
      'bearer',
      'value',
      'string',
      'Basic ',
      ' = ',
      '": "',
      '=',
      ':',
      ' ',
      '\t',
      '-',
      '_',
    ],
    ...[
      '\\n',
      '\\u003d',
      '%3D',
      '%253D',
      '\\"',
      '&quot;',
      '\u001b[32m',
      '\n',
      '\r\n',
      '"',
      "' +\n  '",
      '.',
      '..',
      '+',
      '/',
    ],
    ...['é', 'ÿ', 'Ł', 'Ŋ', '\u{1f3b5}', '\ud83d', '\0'],
  ),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.integer({ min: 1, max: 400 }).map((length) => mintOpaque('access-token', 400).slice(400 - length)),
  fc.integer({ min: 20, max: 320 }).map((length) => mintOpaque('access-token', length)),
  fc.integer({ min: 20, max: 320 }).map((length) => mintOpaque('refresh-token', length)),
  fc.constantFrom('RS256', 'none', 'ES256').map((alg) => mintJws({ alg })),
  fc.constant(0).map(() => mintJws({ header: '{ "alg" : "HS256" }' })),
  fc.constant(0).map(() => `${segment('{"alg":1}')}.e30.`),
  fc.constant(0).map(() => mintJwe({ alg: 'dir' })),
  fc.constantFrom(24, 64, 300, 2100).map((length) => ' '.repeat(length)),
);
const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));

describe('the kernel finds what the letters find', () => {
  it('in any text, in windows of any size', () => {
    fc.assert(
      fc.property(text, fc.constantFrom(...WINDOWS), (value, window) => assertSame(value, [window])),
      { numRuns },
    );
  });

  it('and both what a slow expression finds', () => {
    fc.assert(
      fc.property(text, (value) => {
        assert.deepEqual(scan(value, candidatesByLetters(value)), scan(value, candidatesByExpression(value)));
      }),
      { numRuns },
    );
  });

  for (const { name, text: value } of [har(700_000), minifiedScript(300_000), log(300_000), sourceFile()]) {
    it(`in the bench's ${name}`, () => assertSame(value, [1000, 65_536, 262_144]));
    it(`in the bench's ${name} with a character beyond Latin-1`, () =>
      assertSame(`${value}\u{1f3b5}`, [1000, 262_144]));
  }

  for (const { name, text: value } of hostile(20_000)) {
    it(`in ${name}`, () => assertSame(value, [64, 1000, 262_144]));
  }

  it('wherever in a block of 64 bytes a token begins', () => {
    const token = mintJws();
    for (let at = 0; at < 130; at++) assertSame(`${' '.repeat(at)}${token} ${token}`, [64, 262_144]);
  });
});

describeCorpus('the kernel: the corpus', () => {
  it('reads as by letters', function () {
    this.timeout(60_000);
    for (const file of corpusFiles()) assertSame(file.read(), [4000, 262_144]);
  });
});
