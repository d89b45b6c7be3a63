import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyEdits } from '../../../../src/core/text/edit';
import { languageIdOf, rewriter } from '../../../support/rewriting';

/**
 * test/fixtures/rewrite/LANGUAGE/LIBRARY/NAME.before.EXT and NAME.after.EXT, whole texts. Without an after file, nothing
 * may change. `UPDATE=1` writes the after files; then read the difference.
 */
const FIXTURES = 'test/fixtures/rewrite';

describe('insertRefresh', () => {
  for (const file of readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!file.includes('.before.')) continue;
    it(file.replace('.before.', '.'), async () => {
      const before = readFileSync(join(FIXTURES, file), 'utf8');
      const afterFile = join(FIXTURES, file.replace('.before.', '.after.'));
      const path = file.split(/[\\/]/).slice(2).join('/').replace('.before.', '.');
      const context = { languageId: languageIdOf(file), path: `src/${path}` };

      const after = await fixAll(before, context);
      if (process.env.UPDATE === '1' && after !== before) writeFileSync(afterFile, after);
      assert.equal(after, existsSync(afterFile) ? readFileSync(afterFile, 'utf8') : before);
      assert.deepEqual(await rewriter.insertRefresh(after, context), [], 'a second run changes nothing');
    });
  }
});

/** Applies one rewrite after the other, as a person accepting each would. */
async function fixAll(text: string, context: { languageId: string; path: string }): Promise<string> {
  let at = text;
  for (let round = 0; round < 5; round++) {
    const [rewrite] = await rewriter.insertRefresh(at, context);
    if (rewrite === undefined) return at;
    at = applyEdits(at, rewrite.edits);
  }
  return at;
}
