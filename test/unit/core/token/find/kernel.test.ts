import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ANCHORS } from '../../../../../src/core/token/find/anchors';
import type { Candidates } from '../../../../../src/core/token/find/candidates';
import { candidatesByKernel } from '../../../../../src/core/token/find/candidatesByKernel';
import { candidatesByLetters } from '../../../../../src/core/token/find/candidatesByLetters';
import {
  BEFORES_AT,
  PAIRS_AT,
  RULES_AT,
  SECONDS_AT,
  THIRDS_AT,
} from '../../../../../src/core/token/find/kernelSections';
import { kernelTables } from '../../../../../src/core/token/find/kernelTables';
import { scan } from '../../../../../src/core/token/find/scan';
import { kernelOf } from '../../../../../src/host/node/kernel';
import { SEARCH_MODULES } from '../../../../../src/host/searchModules';
import { likeVSCode } from '../../../../bench/engine';
import { har, hostile, log, minifiedScript, sourceFile } from '../../../../bench/inputs';
import { corpusFiles, describeCorpus } from '../../../../support/corpus';
import { mintJwe, mintJws, mintOpaque, segment } from '../../../../support/mint';
import { tokenLike } from '../../../../support/tokenLike';

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

likeVSCode();
const KERNELS = SEARCH_MODULES.map((each, index) => {
  const kernel = kernelOf([each]);
  assert(kernel, `Node has WebAssembly with SIMD, relaxed or not (${index}).`);
  return kernel;
});

function byKernel(text: string, window = 262_144, [kernel] = KERNELS): Candidates {
  assert(kernel);
  const search = kernel.searchOf(text);
  return candidatesByKernel(text, { ...search, window: Math.min(window, search.window) });
}

function assertSame(text: string, windows: readonly number[]): void {
  const expected = scan(text, candidatesByLetters(text));
  for (const window of windows) {
    for (const [index, kernel] of KERNELS.entries()) {
      assert.deepEqual(scan(text, byKernel(text, window, [kernel])), expected, `window ${window}, kernel ${index}`);
    }
  }
}

describe('the kernel finds what the letters find', () => {
  it('in any text, in windows of any size', () => {
    fc.assert(
      fc.property(tokenLike, fc.constantFrom(...WINDOWS), (value, window) => assertSame(value, [window])),
      { numRuns },
    );
  });

  it('among letters that begin nothing, which it throws out together', () => {
    const token = mintJws();
    const opaque = mintOpaque('access-token');
    const crowded = fc
      .array(
        fc.oneof(
          {
            weight: 6,
            arbitrary: fc.constantFrom('eyJ.', 'eyJa.', 'AQA ', 'BQ.', 'token=', '_token ', '.ey', '.ewA', 'TOKEN:'),
          },
          {
            weight: 2,
            arbitrary: fc.constantFrom(
              'Authorization: ',
              'Bearer ',
              'access_token=',
              'string ',
              '"',
              '\\n',
              '%3D',
              '\n',
            ),
          },
          {
            weight: 1,
            arbitrary: fc.constantFrom(
              ' '.repeat(58),
              `${segment('{"alg":1}')} `,
              `'${segment('{"alg":1}')} `,
              `ey.${opaque.slice(0, 7)}.`,
              '...',
            ),
          },
          {
            weight: 1,
            arbitrary: fc
              .tuple(fc.constantFrom(token, opaque), fc.nat(60), fc.integer({ min: 4, max: 200 }))
              .map(([value, from, length]) => value.slice(from % 3 === 0 ? 0 : from, from + length)),
          },
        ),
        { maxLength: 120 },
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(crowded, fc.constantFrom(...WINDOWS), (value, window) => assertSame(value, [window])),
      { numRuns },
    );
  });

  it('where a header stands in what an earlier value reads over, a character a window', () => {
    const small = segment('{"alg":1}');
    const value = mintOpaque('access-token', 21);
    assertSame(`${value}${small}.e30.ewog${small}.e30.`, WINDOWS);
  });

  it('and both what a slow expression finds', () => {
    fc.assert(
      fc.property(tokenLike, (value) => {
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

  it('behind a plus, which is glue or one of base64', () => {
    const names = [
      'refresh_token',
      'auth_code',
      'sp_dc',
      'sp-dc',
      'token',
      'Bearer',
      'AUTHORIZATION',
      'code: state=, code',
      '',
    ];
    const letters = [...'0enCrthgos/'].flatMap((last) => [...'dekKonixtT9/'].map((before) => `${before}${last}`));
    const glues = ['+', '%20+', '\\x20+', '%22+', '&gt;+', '=+', '\\n+', '/+', '++', '+ +', '\\+', '.', '/'];
    const tokens = [mintOpaque('refresh-token'), mintOpaque('access-token'), mintOpaque('access-token').slice(0, 40)];
    const values = tokens.flatMap((token) => [
      token,
      `${token}+${token}`,
      `${token.slice(0, 30)}/${token}`,
      `${token}=`,
    ]);
    for (const before of [...names, ...letters]) {
      assertSame(glues.flatMap((glue) => values.map((value) => `${before}${glue}${value}`)).join('\n'), [262_144]);
    }
  });

  it("behind a name of Spotify's where a value begins as another's does, or nearly so", () => {
    for (const start of [
      'AQABAA',
      'AQABAB',
      'AQABBA',
      'AQACAA',
      'BQABAA',
      'AQED',
      'AQEC',
      'AQIC',
      'AQID',
      'AQVA',
      'BQIC',
    ]) {
      const value = start + mintOpaque('refresh-token').slice(start.length);
      const texts = ['refresh_token', 'access_token', 'Bearer', 'code'].flatMap((name) => [
        `${name}=${value} `,
        `${name}: "${value.slice(0, 60)}"\n`,
      ]);
      assertSame(texts.join(''), [1000, 262_144]);
    }
  });

  it('behind an m, which ends a color or is a letter', () => {
    const values = [mintOpaque('access-token'), mintOpaque('refresh-token'), mintJws()];
    const starts = ['\u001b[', '\\u001b[', '\\x1b[', '\\033[', '\\e[', '[', ''];
    const parameters = ['', '0', '1;32', '38;2;255;255;255', '38:2:255:255:2550', '1;38;2;255;255;255', 'x9', ';'];
    const texts = starts.flatMap((start) => parameters.map((each) => `${start}${each}m`));
    assertSame(texts.flatMap((start) => values.map((value) => `Bearer ${start}${value}`)).join('\n'), [1000, 262_144]);
  });

  it('behind a name where a value begins with e', () => {
    const header = segment('{"alg":"HS256","typ":"JWT"}');
    const values = [
      'ee2a33c65f652808',
      'e4',
      'e30',
      'e3JhbGciOjF9',
      'e1siYWxnIjoxfQ',
      'eyA',
      'ewogImFsZyI6MX0',
      header,
      header.slice(0, 26),
    ];
    const ends = ['', '.', '.e30.e30', '"', '" +\n"abc', '=', '%3D', '/x', `.${header}`];
    for (const name of [
      'token=',
      'access_token="',
      'client token: ',
      'Authorization: ',
      'Authorization: Bearer ',
      'token: string = "',
    ]) {
      const texts = values.flatMap((value) =>
        ['', 'e'.repeat(40), mintOpaque('access-token')].map((rest) => value + rest),
      );
      assertSame(texts.flatMap((text) => ends.map((end) => `${name}${text}${end}`)).join('\n'), [1000, 262_144]);
    }
  });

  it('in a short value that a name of a client token stands before', () => {
    const token = mintJws();
    for (const start of [
      '\n-',
      ' _',
      ': __',
      '=',
      ' ab+',
      ' ab/',
      ' -',
      ` ${'a'.repeat(31)}+`,
      ` ${'a'.repeat(40)}/`,
    ]) {
      for (const small of [`${segment('{"alg":1}')}.e30.`, token, 'e4e4'])
        assertSame(`client-token${start}${small} x`, [1, 1000]);
    }
    const small = `${segment('{"alg":1}')}.e30.`;
    assert.equal(scan(`client-token\n-${small}`).length, 1);
  });

  it('wherever a window ends in a token or in what stands around it', () => {
    const text = `"name": "Authorization", "value": "Bearer ${mintJws()}"\n token='${mintOpaque('access-token')}'\n${mintJwe()}`;
    for (let window = 1; window < text.length; window += 7) assertSame(text, [window]);
  });

  it('when a line that is 64 characters long is one of a trace, and when it is none', () => {
    const token = mintJws();
    for (const offset of ['0040: ', '0040; ', '0040:', '']) {
      const lines = (token.match(/.{1,64}/g) ?? []).map(
        (line, index) => `${offset && (64 * index).toString(16).padStart(4, '0') + offset.slice(4)}${line}`,
      );
      assertSame(lines.join('\n'), [64, 262_144]);
    }
  });
});

describe('the kernel leaves little to do', () => {
  it('settles what is whole and plain: every token of a log', () => {
    const { text: value, truth } = log(300_000);
    const candidates = byKernel(value);
    const settled = new Map<number, number>();
    for (let at = candidates.next(0); at >= 0; at = candidates.next(at + 1)) {
      if (candidates.settled !== 'open') settled.set(at, candidates.settledEnd);
    }
    const missed = truth.filter(({ start, end }) => settled.get(start) !== end);
    // Where a window ends in one it is left to scan.
    assert(missed.length <= 2, `${missed.length} of ${truth.length}`);
  });

  it('offers hardly anything else: signed cookies, base64 JSON and letters in code are refused', () => {
    for (const { text: value, truth } of [har(2_000_000), log(1_000_000)]) {
      const candidates = byKernel(value);
      let offered = 0;
      for (let at = candidates.next(0); at >= 0; at = candidates.next(at + 1)) offered++;
      assert(offered <= 2.5 * truth.length, `${offered} for ${truth.length} tokens`);
    }
  });

  it('looks for a pair of every anchor', () => {
    const tables = kernelTables();
    const byteAt = (at: number): number => tables[at] ?? 0;
    const isPair = (word: string, at: number) => {
      const [before = 0, first = 0, second = 0, third = 0] = [...word.slice(at)].map((letter) => letter.charCodeAt(0));
      const rule = byteAt(SECONDS_AT + second);
      const around = byteAt(BEFORES_AT + before) & byteAt(THIRDS_AT + third) & byteAt(RULES_AT + rule);
      return around !== 0 && byteAt(PAIRS_AT + (first & 15)) === ((2 * first + second) & 255);
    };
    const words = [
      'eyJh',
      '0.eyJ',
      '0.ewo',
      ' AQB',
      ' BQA',
      'access_token',
      'idToken',
      'ACCESS_TOKEN',
      'Authorization',
    ];
    for (const { before = '', letters } of ANCHORS) {
      const own = words.filter(
        (word) => word.includes(letters) && [...before, ''].some((letter) => word.includes(letter + letters)),
      );
      assert(own.length > 0, letters);
      for (const word of own)
        assert(
          [...word].some((_, at) => isPair(word, at)),
          word,
        );
    }
  });
});

describeCorpus('the kernel: the corpus', () => {
  it('reads as by letters', function () {
    this.timeout(60_000);
    for (const file of corpusFiles()) assertSame(file.read(), [4000, 262_144]);
  });
});
