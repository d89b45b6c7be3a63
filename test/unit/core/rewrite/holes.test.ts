import assert from 'node:assert/strict';
import { findHoles } from '../../../../src/core/rewrite/holes';
import { slice } from '../../../../src/core/text/span';
import { languageIdOf, rewriter } from '../../../support/rewriting';

const URL = "'https://api.spotify.com/v1/me'";
const HEADERS = 'headers: { Authorization: "Bearer " + token }';

/** The file that is fixed, and what is to be filled in in the helper that it gets. */
const cases: readonly (readonly [path: string, source: string, ...holes: string[]])[] = [
  ['a.ts', `fetch(${URL}, { ${HEADERS} })`, 'SPOTIFY_CLIENT_ID', 'SPOTIFY_CLIENT_SECRET', 'SPOTIFY_REFRESH_TOKEN'],
  [
    'a.ts',
    `const id = process.env.MY_CLIENT_ID; fetch(${URL}, { ${HEADERS} })`,
    'SPOTIFY_CLIENT_SECRET',
    'SPOTIFY_REFRESH_TOKEN',
  ],
  ['a.tsx', `fetch(${URL}, { ${HEADERS} })`, 'YOUR_CLIENT_ID'],
  ['a.tsx', `const clientId = 'an-id-of-my-own'; fetch(${URL}, { ${HEADERS} })`],
  [
    'a.ts',
    `const grant = 'client_credentials'; fetch(${URL}, { ${HEADERS} })`,
    'SPOTIFY_CLIENT_ID',
    'SPOTIFY_CLIENT_SECRET',
  ],
  [
    'a.py',
    `import requests\nrequests.get(${URL}, headers=h)`,
    'SPOTIFY_CLIENT_ID',
    'SPOTIFY_CLIENT_SECRET',
    'SPOTIFY_REFRESH_TOKEN',
  ],
  [
    'a.py',
    `import os, requests\nI = os.environ["SPOTIFY_CLIENT_ID"]\nS = os.getenv("SPOTIFY_SECRET")\nrequests.get(${URL}, headers=h)`,
    'SPOTIFY_REFRESH_TOKEN',
  ],
];

describe('findHoles', () => {
  for (const [path, source, ...expected] of cases) {
    it(`${path}: ${source.slice(0, 70)}`, async () => {
      const [rewrite] = await rewriter.insertRefresh(source, { languageId: languageIdOf(path), path });
      const helper = rewrite?.newFiles[0]?.text ?? assert.fail('no helper');
      const holes = findHoles(helper, source).map((span) => slice(helper, span));
      assert.deepEqual(holes, expected);
    });
  }
});
