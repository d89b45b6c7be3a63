import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { hasSyntaxError, languageIdOf, rewriter } from '../../../support/rewriting';

const FIXTURES = 'test/fixtures/rewrite';
const programs = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.includes('.before.'))
  .map((file) => ({ file, text: readFileSync(join(FIXTURES, file), 'utf8') }));

/** What people type, and what they paste. */
const typed = fc.constantFrom(
  'x',
  ' ',
  '\n',
  '{',
  '}',
  "'",
  '🎧',
  '\uD83C',
  '// spotify\n',
  'if (x) {\n  y();\n}\n',
  '401',
);
const change = fc.record({ at: fc.nat(), removed: fc.nat({ max: 30 }), typed });

let files = 0;

describe('a file that changes', () => {
  // Texts are compared by whole stretches before single characters.
  for (const { length, blankLines } of [
    { length: 'short', blankLines: '' },
    { length: 'long', blankLines: '\n'.repeat(5000) },
  ]) {
    it(`has the gaps that the same ${length} text has when it is seen for the first time`, async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...programs),
          fc.array(change, { minLength: 1, maxLength: 6 }),
          async ({ file, text }, changes) => {
            const languageId = languageIdOf(file);
            const path = `src/${files++}-${file.replaceAll(/[\\/]/g, '-').replace('.before.', '.')}`;
            const whole = blankLines + text + blankLines;
            const compare = async (now: string) => {
              const known = await rewriter.findGaps(now, { languageId, path });
              // Of what does not parse one reading is as good as another, and the parser may take either.
              if (await hasSyntaxError(now, languageId)) return;
              const fresh = await rewriter.findGaps(now, { languageId, path: `src/fresh-${files++}/${path}` });
              assert.deepEqual(known, fresh);
            };
            await compare(whole);
            let now = whole;
            for (const { at, removed, typed } of changes) {
              const start = blankLines.length + (at % (text.length + 1));
              now = now.slice(0, start) + typed + now.slice(start + removed);
              await compare(now);
            }
            await compare(whole);
          },
        ),
        { numRuns: Number(process.env.AUTHLENS_RUNS ?? 25) },
      );
    });
  }
});
