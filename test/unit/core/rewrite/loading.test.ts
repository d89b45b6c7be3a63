import assert from 'node:assert/strict';
import { createRewriter } from '../../../../src/core/rewrite/rewriter';
import { languages } from '../../../../src/core/rewrite/rewrites';
import { loadGrammar } from '../../../support/rewriting';

const CALL = "fetch('https://api.spotify.com/v1/me', { headers: { Authorization: token } });\n";

/** What a fresh rewriter loads for a file. */
async function loadedFor(text: string, languageId: string): Promise<readonly string[]> {
  const loaded: string[] = [];
  const rewriter = createRewriter((name) => {
    loaded.push(name);
    return loadGrammar(name);
  });
  const context = { languageId, path: 'src/file' };
  await rewriter.findGaps(text, context);
  await rewriter.insertRefresh(text, context);
  return loaded;
}

describe('parsers are loaded', () => {
  it('once for a file with a call', async () => {
    assert.deepEqual(await loadedFor(CALL, 'typescript'), ['web-tree-sitter.wasm', 'tree-sitter-typescript.wasm']);
  });

  for (const { name, grammars } of languages) {
    const [languageId = ''] = Object.keys(grammars);
    it(`not for a ${name} file that is about Spotify and holds nothing that a rule looks for`, async () => {
      assert.deepEqual(await loadedFor('// The playlist that Spotify plays.\nplay(playlist)\n', languageId), []);
    });
    it(`not for a ${name} file without Spotify`, async () => {
      assert.deepEqual(await loadedFor(CALL.replace('spotify', 'example'), languageId), []);
    });
  }
});
