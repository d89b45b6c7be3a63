// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the cases are source code.
import assert from 'node:assert/strict';
import { applyEdits } from '../../../../src/core/text/edit';
import { hasSyntaxError, languageIdOf, rewriter } from '../../../support/rewriting';

const REFRESH = `async function refreshToken() {
  const response = await post({ grant_type: 'refresh_token', refresh_token: stored.refreshToken });
  token = (await response.json()).access_token;
}
`;

const me = (handling: string, refresh = REFRESH) => `${refresh}
export async function me() {
  let response = await fetch('https://api.spotify.com/v1/me', { headers: { Authorization: \`Bearer \${token}\` } });
${handling}  return response.json();
}
`;

const AGAIN =
  "response = await fetch('https://api.spotify.com/v1/me', { headers: { Authorization: `Bearer ${token}` } });";

/** What people write, and what their handling lacks; nothing where it must stay. */
const cases: readonly (readonly [title: string, source: string, lack: RegExp | undefined])[] = [
  [
    'refresh and repeat',
    me(`  if (response.status === 401) {\n    await refreshToken();\n    ${AGAIN}\n  }\n`),
    /100 concurrent requests refresh 100 times/,
  ],
  [
    'return the repetition',
    me(
      `  if (response.status === 401) {\n    token = await refreshToken();\n    return fetch('https://api.spotify.com/v1/me', o);\n  }\n`,
    ),
    /100 concurrent requests/,
  ],
  [
    'by recursion without end',
    me('  if (response.status === 401) {\n    await refreshToken();\n    return me();\n  }\n'),
    /without end/,
  ],
  [
    'shared, but a refused token is spent again',
    me(
      `  if (response.status === 401) {\n    await refreshToken();\n    ${AGAIN}\n  }\n`,
      REFRESH.replace('const response = await', 'pending ??='),
    ),
    /spends a refused refresh token/,
  ],
  [
    'shared, and stops when refused',
    me(
      `  if (response.status === 401) {\n    await refreshToken();\n    ${AGAIN}\n  }\n`,
      REFRESH.replace('const response = await', "if (error === 'invalid_grant') stop(); pending ??="),
    ),
    undefined,
  ],
  [
    'does something else besides',
    me(
      `  if (response.status === 401) {\n    metrics.count('expired');\n    await refreshToken();\n    ${AGAIN}\n  }\n`,
    ),
    undefined,
  ],
  [
    'has another branch',
    me(`  if (response.status === 401) {\n    await refreshToken();\n    ${AGAIN}\n  } else log(response);\n`),
    undefined,
  ],
  [
    'another condition as well',
    me(`  if (response.status === 401 && retries > 0) {\n    await refreshToken();\n    ${AGAIN}\n  }\n`),
    undefined,
  ],
  [
    'repeats another call',
    me(
      `  if (response.status === 401) {\n    await refreshToken();\n    response = await fetch('https://api.spotify.com/v1/you', o);\n  }\n`,
    ),
    undefined,
  ],
  [
    'refreshes elsewhere, unseen',
    me(
      `  if (response.status === 401) {\n    await refreshToken();\n    ${AGAIN}\n  }\n`,
      "import { refreshToken } from './refresh';\n",
    ),
    undefined,
  ],
  [
    'the token of a visitor',
    me(`  if (response.status === 401) {\n    await refreshToken();\n    ${AGAIN}\n  }\n`).replaceAll(
      '${token}',
      '${req.session.token}',
    ),
    undefined,
  ],
];

describe('replaceHandWritten', () => {
  for (const [title, source, lack] of cases) {
    it(title, async () => {
      const context = { languageId: languageIdOf('me.ts'), path: 'src/me.ts' };
      const at = source.indexOf('status === 401');
      const [rewrite, ...others] = await rewriter.replaceHandWritten(source, {
        ...context,
        within: { start: at, end: at },
      });
      assert.deepEqual(others, []);
      if (lack === undefined) return assert.equal(rewrite, undefined);
      assert.match(rewrite?.title ?? '', lack);
      const after = applyEdits(source, rewrite?.edits ?? []);
      assert.match(
        after,
        /let response = await spotify\.fetch\('https:\/\/api\.spotify\.com\/v1\/me'\);\n {2}return response\.json\(\);/,
      );
      assert.equal(await hasSyntaxError(after, context.languageId), false);
      assert.doesNotMatch(after, /401/);
      assert.deepEqual(await rewriter.insertRefresh(after, context), [], 'nothing is missing afterwards');
    });
  }
});
