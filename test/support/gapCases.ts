import assert from 'node:assert/strict';
import { languageIdOf, rewriter } from './rewriting';

/** What it is, the source, and the codes of the gaps that must be found in it. */
export type GapCase = readonly [title: string, source: string, ...codes: readonly string[]];

/** @param path of every source; its ending says which language it is */
export function describeGaps(title: string, path: string, cases: readonly GapCase[]): void {
  describe(title, () => {
    for (const [name, source, ...codes] of cases) {
      it(name, async () => {
        const gaps = await rewriter.findGaps(source, { languageId: languageIdOf(path), path });
        assert.deepEqual(
          gaps.map(({ code }) => code),
          codes,
        );
      });
    }
  });
}
