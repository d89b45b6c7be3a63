import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { applyEdits } from '../../../../src/core/text/edit';
import { hasSyntaxError, languageIdOf, rewriter } from '../../../support/rewriting';

const FIXTURES = 'test/fixtures/rewrite';

/** What the helper of a fixture is like: where it is, what it says, and (after `not`) what it does not say. */
const cases: readonly {
  readonly title: string;
  readonly fixture: string;
  readonly change?: (source: string) => string;
  readonly path: string;
  readonly says: readonly (string | RegExp)[];
  readonly not?: RegExp;
}[] = [
  {
    title: 'Go: in the package of the file',
    fixture: 'go/net-http/clients.go',
    path: 'src/net-http/spotify_auth.go',
    says: ['package music\n', 'func SpotifyClient('],
    not: /oauth2/,
  },
  {
    title: 'Go: the variables that the file reads; no file for tokens that are taken over',
    fixture: 'go/zmb3-spotify/app.go',
    path: 'src/zmb3-spotify/spotify_auth.go',
    says: ['Getenv("SPOTIFY_ID")', 'Getenv("SPOTIFY_SECRET")', '"golang.org/x/oauth2"'],
    not: /SpotifyFileStore/,
  },
  {
    title: 'Java: package and indentation of the file',
    fixture: 'java/okhttp/Player.java',
    path: 'src/okhttp/SpotifyAuth.java',
    says: ['package com.example.music;\n', /^ {2}public static final SpotifyAuth USER/m],
  },
  {
    title: 'Java: an Android app cannot write where it starts',
    fixture: 'java/okhttp/Player.java',
    change: (source) => source.replace('import okhttp3', 'import android.content.Context;\nimport okhttp3'),
    path: 'src/okhttp/SpotifyAuth.java',
    says: ['java.io.tmpdir'],
  },
  {
    title: 'Kotlin: properties, as OkHttp 4 has them',
    fixture: 'kotlin/okhttp/Player.kt',
    path: 'src/okhttp/SpotifyAuth.kt',
    says: ['package com.example.music\n', /response\.code\}"/],
  },
  {
    title: 'Kotlin: functions, where the file calls them',
    fixture: 'kotlin/okhttp/Player.kt',
    change: (source) => source.replace('response.body!!', 'response.body()!!'),
    path: 'src/okhttp/SpotifyAuth.kt',
    says: [/response\.code\(\)\}"/, 'client.authenticator()'],
  },
  {
    title: 'C#: a namespace of the whole file',
    fixture: 'csharp/HttpClient/Player.cs',
    path: 'src/HttpClient/SpotifyAuth.cs',
    says: ['namespace Music.Playback;\n', /^public sealed class SpotifyAuth$/m],
  },
  {
    title: 'C#: a namespace in braces',
    fixture: 'csharp/HttpClient/Player.cs',
    change: (source) => `${source.replace('namespace Music.Playback;', 'namespace Music\n{')}}\n`,
    path: 'src/HttpClient/SpotifyAuth.cs',
    says: ['namespace Music\n{\n', /^ {4}public sealed class SpotifyAuth$/m],
  },
  {
    title: 'Rust: beside the file',
    fixture: 'rust/reqwest/player.rs',
    path: 'src/reqwest/spotify_auth.rs',
    says: ['impl SendRefreshed for RequestBuilder'],
  },
];

describe('helpers of compiled languages', () => {
  for (const { title, fixture, change = (source: string) => source, path, says, not } of cases) {
    it(title, async () => {
      const source = change(readFileSync(`${FIXTURES}/${fixture.replace(/(\.\w+)$/, '.before$1')}`, 'utf8'));
      const context = { languageId: languageIdOf(fixture), path: `src/${fixture.split('/').slice(1).join('/')}` };
      const [rewrite] = await rewriter.insertRefresh(source, context);
      const [helper = assert.fail('no helper')] = rewrite?.newFiles ?? [];
      assert.equal(helper.path, path);
      for (const part of says)
        assert.ok(typeof part === 'string' ? helper.text.includes(part) : part.test(helper.text), `${part}`);
      if (not !== undefined) assert.doesNotMatch(helper.text, not);
      assert.equal(await hasSyntaxError(helper.text, context.languageId), false, 'it parses');
    });
  }

  const elsewhere = [
    ['java/okhttp/Player.java', 'package com.example.net;', '.java', 'import com.example.net.SpotifyAuth;'],
    ['kotlin/okhttp/Player.kt', 'package com.example.net', '.kt', '\nimport com.example.net.SpotifyAuth\n'],
    ['csharp/HttpClient/Player.cs', 'namespace Music.Net;', '.cs', 'using Music.Net;'],
    ['rust/reqwest/player.rs', '', '.rs', '#[path = "../net/spotify_auth.rs"]'],
  ] as const;
  for (const [fixture, clause, ending, line] of elsewhere) {
    it(`${ending}: the helper that the project has elsewhere is imported, no second one is made`, async () => {
      const source = readFileSync(`${FIXTURES}/${fixture.replace(/(\.\w+)$/, '.before$1')}`, 'utf8');
      const name = ending === '.rs' ? 'spotify_auth' : 'SpotifyAuth';
      const kind = ending === '.rs' ? 'struct' : 'class';
      const text = `// Auth Lens helper: spotify-auth, version 1\n${clause}\npublic ${kind} SpotifyAuth {}\n`;
      const helpers = [{ path: `src/net/${name}${ending}`, text }];
      const context = { languageId: languageIdOf(fixture), path: `src/app/${fixture.split('/').at(-1)}`, helpers };
      const [rewrite] = await rewriter.insertRefresh(source, context);
      assert.deepEqual(rewrite?.newFiles, []);
      assert.ok(applyEdits(source, rewrite?.edits ?? []).includes(line), line);
    });
  }
});
