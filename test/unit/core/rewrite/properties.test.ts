import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { applyEdits } from '../../../../src/core/text/edit';
import { touches } from '../../../../src/core/text/span';
import { languageIdOf, rewriter } from '../../../support/rewriting';

const FIXTURES = 'test/fixtures/rewrite';
const programs = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.includes('.before.'))
  .map((file) => ({ file, text: readFileSync(join(FIXTURES, file), 'utf8') }));

const runs = Number(process.env.AUTHLENS_RUNS ?? 60);

/** Ways to write the same program that must not matter, and must survive. */
const dress = fc.record({
  lineEnd: fc.constantFrom('\n', '\r\n'),
  bom: fc.constantFrom('', '\uFEFF'),
  comment: fc.constantFrom('', '🎧 𝄞 ä', 'spotify'),
});

/** A cursor, or what somebody has selected. */
const place = fc.record({ at: fc.nat(), length: fc.constantFrom(0, 0, 1, 20, 400) });

describe('insertRefresh, on every fixture', () => {
  it('line ends, byte order mark and astral characters survive; a second run changes nothing; no gap is left', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...programs), dress, async ({ file, text }, { lineEnd, bom, comment }) => {
        const mark = file.endsWith('.py') || file.endsWith('.rb') || file.endsWith('.sh') ? '#' : '//';
        const head = comment === '' || /\.(?:php|go)$/.test(file) ? '' : `${mark} ${comment}\n`;
        const source = bom + (head + text).replaceAll('\r\n', '\n').replaceAll('\n', lineEnd);
        const context = { languageId: languageIdOf(file), path: `src/${file.replace('.before.', '.')}` };
        const [rewrite] = await rewriter.insertRefresh(source, context);
        if (rewrite === undefined) return;
        const after = applyEdits(source, rewrite.edits);
        assert.equal(after.startsWith('\uFEFF'), bom !== '');
        assert.equal(/(?<!\r)\n/.test(after) && lineEnd === '\r\n', false, 'no bare line feed');
        assert.equal(/\r/.test(after) && lineEnd === '\n', false, 'no carriage return');
        for (const { text: helper } of rewrite.newFiles) {
          assert.equal(/(?<!\r)\n/.test(helper) && lineEnd === '\r\n', false, 'the helper too');
        }
        if (comment !== '' && head !== '') assert.ok(after.includes(comment));
        const again = await rewriter.insertRefresh(after, context);
        assert.ok(
          again.every(({ library }) => library !== rewrite.library),
          'a second run changes nothing',
        );
      }),
      { numRuns: runs },
    );
  });

  it('with one gap asked for, edits stay at it and at the imports', async () => {
    for (const { file, text } of programs) {
      const context = { languageId: languageIdOf(file), path: `src/${file.replace('.before.', '.')}` };
      for (const { span, fixable } of await rewriter.findGaps(text, context)) {
        if (!fixable) continue;
        const [rewrite] = await rewriter.insertRefresh(text, { ...context, within: span });
        const outside = rewrite?.edits.filter((edit) => edit.start < span.start || edit.end > span.end) ?? [];
        for (const { start, end } of outside) {
          assert.ok(start === end || /^.*(?:import |require\()/.test(text.slice(lineStart(text, start), end)), file);
        }
      }
    }
  });

  it('what is missing is the same whatever helpers a project has: nobody has to search for them first', async () => {
    for (const { file, text } of programs) {
      const context = { languageId: languageIdOf(file), path: `src/${file.replace('.before.', '.')}` };
      const helpers = (await rewriter.insertRefresh(text, context)).flatMap(({ newFiles }) => newFiles);
      const helped = { ...context, path: context.path.replace('src/', 'src/helped-'), helpers };
      assert.deepEqual(await rewriter.findGaps(text, helped), await rewriter.findGaps(text, context), file);
    }
  });

  it('asked about one place, it says of that what it says of it in the whole', async () => {
    let files = 0;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...programs), fc.nat(), place, async ({ file, text }, cut, { at, length }) => {
        // Every other text is one that somebody is writing.
        const source = cut % 2 === 0 ? text : text.slice(0, cut % (text.length + 1));
        // Paths of their own: what is known of the whole must not answer for the place.
        const contextOf = (name: string) => ({
          languageId: languageIdOf(file),
          path: `src/${name}-${files++}-${file.replaceAll(/[\\/]/g, '-').replace('.before.', '.')}`,
        });
        const all = await rewriter.findGaps(source, contextOf('whole'));
        // Two in three times at something that is found.
        const near = at % 3 === 0 ? undefined : all[at % Math.max(1, all.length)];
        const start = Math.min(
          near === undefined ? at % (source.length + 1) : near.span.start + (at % 5),
          source.length,
        );
        const within = { start, end: Math.min(start + length, source.length) };
        const there = await rewriter.findGaps(source, { ...contextOf('place'), within });
        assert.deepEqual(
          there,
          all.filter(({ span }) => touches(span, within)),
        );
        const context = contextOf('file');
        const fresh = await rewriter.insertRefresh(source, { ...context, within });
        await rewriter.findGaps(source, context);
        assert.deepEqual(fresh, await rewriter.insertRefresh(source, { ...context, within }));
        const isOffered = there.some(({ fixable }) => fixable);
        assert.equal(fresh.length > 0, isOffered, 'what is called fixable is what is offered');
      }),
      { numRuns: 2 * runs },
    );
  });

  it('cut off anywhere, it neither throws nor breaks what parses', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...programs), fc.nat(), async ({ file, text }, at) => {
        const cut = text.slice(0, at % (text.length + 1));
        const context = { languageId: languageIdOf(file), path: `src/${file.replace('.before.', '.')}` };
        for (const { edits } of await rewriter.insertRefresh(cut, context)) applyEdits(cut, edits);
      }),
      { numRuns: runs },
    );
  });
});

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}
