import assert from 'node:assert/strict';
import type { Lines } from '../../../../../src/core/text/position';
import { TokenIndex } from '../../../../../src/core/token/keep/tokenIndex';
import { mintJws, mintOpaque } from '../../../../support/mint';

/** What a hover asks of a document that was just opened: `[title, a line of it, the line with the token]`. */
const CASES: readonly (readonly [title: string, filler: string, line: string])[] = [
  ['a JWS in a log', '2026-11-21T00:02:10Z INFO GET /v1/tracks 200', `Authorization: Bearer ${mintJws()}`],
  [
    'an opaque token in an indented HAR',
    '      "value": "no-cache"',
    `      "value": "Bearer ${mintOpaque('access-token')}"`,
  ],
];
const EACH_SIDE = 50_000;
const AT_ONCE = 32_768;

describe('a card in a document of 100,000 lines', () => {
  for (const [title, filler, line] of CASES) {
    it(`looks at the lines around it only: ${title}`, () => {
      const looked = new Set<number>();
      const lines: Lines = {
        lineCount: 2 * EACH_SIDE + 1,
        terminator: '\n',
        lineAt: (number) => {
          looked.add(number);
          return number === EACH_SIDE ? line : filler;
        },
      };
      const index = new TokenIndex();
      const place = { line: EACH_SIDE, character: line.length - 20 };
      index.settleIn(lines, { start: place, end: place }, AT_ONCE);
      const token = index.tokenAt(place);
      assert.ok(token);
      const reading = index.read(lines, token);
      assert.ok(reading.assessedAt(0).state);
      reading.beside();
      reading.scope();
      assert.ok(looked.size < 4_000, `${looked.size} lines`);
      // The last line is asked for its length.
      const far = [...looked].filter((number) => Math.abs(number - EACH_SIDE) > 2_000);
      assert.deepEqual(
        far.filter((number) => number !== 2 * EACH_SIDE),
        [],
      );
    });
  }
});
