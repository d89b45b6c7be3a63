import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits } from '../../../../src/core/text/edit';
import { hasSyntaxError, languageIdOf, rewriter } from '../../../support/rewriting';
import { correctionCases } from './correctionCases';

describe('corrections', () => {
  for (const [path, before, after] of correctionCases) {
    const context = { languageId: languageIdOf(path), path };
    it(`${path}: ${before.replaceAll('\n', '⏎').slice(-90)}`, async () => {
      const gaps = await rewriter.findGaps(before, context);
      if (after instanceof RegExp) {
        assert.match(gaps[0]?.message ?? '', after);
        assert.ok(gaps.every(({ correction, fixable }) => correction === undefined && !fixable));
        return;
      }
      const { correction } = gaps.find((gap) => gap.correction !== undefined) ?? assert.fail('nothing is offered');
      assert.equal(applyEdits(before, correction?.edits ?? []), after);
      assert.equal(await hasSyntaxError(after, context.languageId), false);
      const again = await rewriter.findGaps(after, context);
      assert.ok(
        again.every(({ code }) => gaps.every((gap) => gap.code !== code)),
        'the mistake is gone',
      );
    });
  }

  it('are the same with other line ends, a byte order mark and astral characters before', async () => {
    const dress = fc.record({
      lineEnd: fc.constantFrom('\n', '\r\n'),
      bom: fc.constantFrom('', '\uFEFF'),
      text: fc.constantFrom('🎧 𝄞 ä', 'spotify'),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...correctionCases),
        dress,
        async ([path, before, after], { lineEnd, bom, text }) => {
          if (after instanceof RegExp) return;
          const comment = `${path.endsWith('.py') ? '#' : '//'} ${text}\n`;
          const dressed = (source: string) => bom + (comment + source).replaceAll('\n', lineEnd);
          const gaps = await rewriter.findGaps(dressed(before), { languageId: languageIdOf(path), path });
          const edits = gaps.find(({ correction }) => correction !== undefined)?.correction?.edits ?? [];
          assert.equal(applyEdits(dressed(before), edits), dressed(after));
        },
      ),
      { numRuns: Number(process.env.AUTHLENS_RUNS ?? 60) },
    );
  });
});
