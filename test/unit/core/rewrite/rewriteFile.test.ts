import assert from 'node:assert/strict';
import { rewriteFile } from '../../../../src/core/rewrite/rewriteFile';
import { applyEdits } from '../../../../src/core/text/edit';
import { rewriter } from '../../../support/rewriting';

const TWO_LIBRARIES = `import axios from 'axios';
import got from 'got';

export async function both(token: string) {
  const me = await axios.get('https://api.spotify.com/v1/me', { headers: { Authorization: \`Bearer \${token}\` } });
  const top = await got('https://api.spotify.com/v1/me/top/tracks', { headers: { Authorization: \`Bearer \${token}\` } });
  return [me, top];
}
`;

describe('rewriteFile', () => {
  const context = { languageId: 'typescript', path: 'src/both.ts' };

  it('changes the calls of two libraries with one list of edits, and a helper for each', async () => {
    const rewrite = await rewriteFile(rewriter.insertRefresh, TWO_LIBRARIES, context);
    assert.deepEqual(
      rewrite?.newFiles.map(({ path }) => path),
      ['src/spotify-auth.ts', 'src/spotify-auth-got.ts'],
    );
    const after = applyEdits(TWO_LIBRARIES, rewrite?.edits ?? []);
    assert.match(after, /spotifyHttp\.get\('https:\/\/api\.spotify\.com\/v1\/me'\)/);
    assert.match(after, /spotifyGot\('https:\/\/api\.spotify\.com\/v1\/me\/top\/tracks'\)/);
    assert.equal(
      await rewriteFile(rewriter.insertRefresh, after, { ...context, helpers: rewrite?.newFiles ?? [] }),
      undefined,
    );
  });

  it('leaves a file of the user’s alone that has the name of a helper', async () => {
    const helpers = [{ path: 'src/spotify-auth.ts', text: 'export const mine = 1;\n' }];
    const rewrite = await rewriteFile(rewriter.insertRefresh, TWO_LIBRARIES, { ...context, helpers });
    assert.equal(rewrite?.newFiles[0]?.path, 'src/spotify-auth-2.ts');
    assert.match(applyEdits(TWO_LIBRARIES, rewrite?.edits ?? []), /from '\.\/spotify-auth-2'/);
  });
});
