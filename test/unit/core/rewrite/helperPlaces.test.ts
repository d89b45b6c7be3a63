import assert from 'node:assert/strict';
import type { NewFile } from '../../../../src/core/rewrite/rewrite';
import { applyEdits } from '../../../../src/core/text/edit';
import { languageIdOf, rewriter } from '../../../support/rewriting';

interface Result {
  readonly text: string;
  readonly newFiles: readonly NewFile[];
}

async function fix(path: string, source: string, helpers: readonly NewFile[] = []): Promise<Result> {
  const [rewrite] = await rewriter.insertRefresh(source, { languageId: languageIdOf(path), path, helpers });
  if (rewrite === undefined) assert.fail('nothing to fix');
  return { text: applyEdits(source, rewrite.edits), newFiles: rewrite.newFiles };
}

const paths = ({ newFiles }: Result) => newFiles.map(({ path }) => path);

const guzzle = (head: string) =>
  `<?php\n${head}\n$c = new \\GuzzleHttp\\Client(['base_uri' => 'https://api.spotify.com/v1/']);\n`;
const classOf = (namespace: string, name: string) =>
  `<?php\n\nnamespace ${namespace};\n\nclass ${name}\n{\n    private $c = null;\n\n    function c()\n    {\n        return $this->c ??= new \\GuzzleHttp\\Client(['base_uri' => 'https://api.spotify.com/v1/']);\n    }\n}\n`;

describe('the helper of a PHP project', () => {
  it('is found by Composer in the same namespace: nothing is required', async () => {
    const first = await fix('src/Music/Player.php', classOf('App\\Music', 'Player'));
    assert.deepEqual(paths(first), ['src/Music/SpotifyAuth.php']);
    assert.match(first.newFiles[0]?.text ?? '', /^namespace App\\Music;$/m);
    assert.doesNotMatch(first.text, /require|^use /m);
  });

  it('is made once, and used from other namespaces and from scripts', async () => {
    const { newFiles } = await fix('src/Music/Player.php', classOf('App\\Music', 'Player'));
    const other = await fix('src/Radio/Radio.php', classOf('App\\Radio', 'Radio'), newFiles);
    assert.deepEqual(paths(other), []);
    assert.match(other.text, /^use App\\Music\\SpotifyAuth;$/m);
    const script = await fix('bin/play.php', guzzle("require 'vendor/autoload.php';"), newFiles);
    assert.match(script.text, /^use App\\Music\\SpotifyAuth;$/m);
    assert.match(script.text, /^require_once __DIR__ \. '\/\.\.\/src\/Music\/SpotifyAuth\.php';$/m);
  });

  it('leaves the user’s own class of that name alone', async () => {
    const mine = [{ path: 'SpotifyAuth.php', text: '<?php\nclass SpotifyAuth {}\n' }];
    const { text, newFiles } = await fix('play.php', guzzle(''), mine);
    assert.equal(newFiles[0]?.path, 'SpotifyAuth2.php');
    assert.match(newFiles[0]?.text ?? '', /^final class SpotifyAuth2$/m);
    assert.match(text, /'handler' => SpotifyAuth2::handler\(\)/);
  });

  it('reads the settings by the names that the program has for them', async () => {
    const { newFiles } = await fix('play.php', guzzle("$id = getenv('RADIO_CLIENT_ID'); // client_credentials"));
    assert.match(newFiles[0]?.text ?? '', /setting\('RADIO_CLIENT_ID'\)/);
    assert.match(newFiles[0]?.text ?? '', /GRANT = 'client_credentials'/);
  });
});

describe('the helper of a Ruby project', () => {
  const faraday = "C = Faraday.new(url: 'https://api.spotify.com')\n";
  const netHttp = "C = Net::HTTP.new('api.spotify.com', 443)\n";

  it('lies where Rails finds it, and is not required there', async () => {
    const rails = await fix('app/services/music/player.rb', faraday);
    assert.deepEqual(paths(rails), ['app/services/spotify_auth.rb']);
    assert.doesNotMatch(rails.text, /require/);
  });

  it('is made once, and required by its place', async () => {
    const { newFiles } = await fix('lib/music/player.rb', faraday);
    const other = await fix('bin/play.rb', faraday, newFiles);
    assert.deepEqual(paths(other), []);
    assert.match(other.text, /^require_relative '\.\.\/lib\/music\/spotify_auth'$/m);
  });

  it('gets a file beside it for another library', async () => {
    const { newFiles } = await fix('lib/player.rb', faraday);
    const other = await fix('lib/play.rb', netHttp, newFiles);
    assert.deepEqual(paths(other), ['lib/spotify_auth_http.rb']);
    assert.match(other.text, /^require_relative 'spotify_auth_http'$/m);
    assert.match(other.newFiles[0]?.text ?? '', /^require_relative 'spotify_auth'$/m);
    assert.deepEqual(paths(await fix('lib/again.rb', netHttp, [...newFiles, ...other.newFiles])), []);
  });

  it('leaves the user’s own class of that name alone', async () => {
    const { text, newFiles } = await fix('play.rb', `class SpotifyAuth\nend\n${netHttp}`);
    assert.equal(newFiles[0]?.path, 'spotify_auth_2.rb');
    assert.match(text, /SpotifyAuth2::Http\.new\(/);
  });
});

describe('the helper of Bash scripts', () => {
  const curl = 'curl -s https://api.spotify.com/v1/me';

  it('is made once, and sourced by its place', async () => {
    const { newFiles } = await fix('scripts/music/play.sh', `#!/usr/bin/env bash\n${curl}\n`);
    assert.deepEqual(
      newFiles.map(({ path }) => path),
      ['scripts/music/spotify-auth.sh'],
    );
    const other = await fix('bin/play.sh', `#!/bin/bash\nset -e\n${curl}\n`, newFiles);
    assert.deepEqual(paths(other), []);
    assert.equal(
      other.text,
      `#!/bin/bash\nset -e\nsource "$(dirname "\${BASH_SOURCE[0]}")/../scripts/music/spotify-auth.sh"\nspotify_${curl}\n`,
    );
  });

  it('is sourced once where a script is changed twice', async () => {
    const first = await fix('play.sh', `#!/bin/bash\n${curl}\n`);
    const second = await fix('play.sh', `${first.text}${curl}\n`, first.newFiles);
    assert.equal(second.text.match(/source/g)?.length, 1);
  });

  it('reads the settings by the names that the script has for them', async () => {
    const { newFiles } = await fix('play.sh', `: "$RADIO_CLIENT_ID" # client_credentials\n${curl}\n`);
    assert.match(newFiles[0]?.text ?? '', /client_id=%s"\\n' "\$RADIO_CLIENT_ID"/);
    assert.match(newFiles[0]?.text ?? '', /^SPOTIFY_GRANT=client_credentials$/m);
  });
});

describe('the helper of a Python project', () => {
  const body = "def me():\n    return requests.get('https://api.spotify.com/v1/me', headers=headers)\n";
  const cases: readonly (readonly [title: string, path: string, source: string, module: string])[] = [
    ['beside a program', 'player.py', `import requests\n${body}`, 'spotify_auth'],
    ['in the folder that programs are in', 'src/player.py', `import requests\n${body}`, 'spotify_auth'],
    ['in a package', 'util/spotify.py', `import requests\n\nload_dotenv()\n\n${body}`, '.spotify_auth'],
    [
      'in a package that names itself',
      'flaskr/auth.py',
      `import requests\nfrom flaskr.db import db\n${body}`,
      'flaskr.spotify_auth',
    ],
    ['of a program in a folder', 'music/top.py', `import requests\n${body}\nprint(me())\n`, 'spotify_auth'],
    [
      'of a program with a guard',
      'music/top.py',
      `import requests\n${body}\nif __name__ == '__main__':\n    me()\n`,
      'spotify_auth',
    ],
  ];
  for (const [title, path, source, module] of cases) {
    it(`is imported by a name that is found: ${title}`, async () => {
      const { text } = await fix(path, source);
      assert.match(text, new RegExp(`^from ${module.replaceAll('.', '\\.')} import requests_auth$`, 'm'));
    });
  }

  it('keeps what people wrote inside the headers that go', async () => {
    const source = `import requests
if True: r = requests.get(
    'https://api.spotify.com/v1/me',
    headers={
        # The user's own.
        'Authorization': 'Bearer ' + token,  # not the app's
    },
)
r = requests.get(url='https://api.spotify.com/v1/me', headers={
    'Accept': 'application/json',
    # The user's own.
    'Authorization': 'Bearer ' + token})
`;
    const { text } = await fix('player.py', source);
    assert.equal(
      text,
      `import requests
from spotify_auth import requests_auth
# The user's own.
# not the app's
if True: r = requests.get(
    'https://api.spotify.com/v1/me',
    auth=requests_auth,
)
r = requests.get(url='https://api.spotify.com/v1/me', headers={
    'Accept': 'application/json',
    # The user's own.
    }, auth=requests_auth)
`,
    );
  });
});

describe('the edits of a JavaScript file', () => {
  it('put nothing behind a comment that ends its line', async () => {
    const source = `const r = await fetch('https://api.spotify.com/v1/me', { method: 'GET', // read
  headers: { Authorization: 'Bearer ' + token } });\n`;
    const { text } = await fix('a.mjs', source);
    assert.match(text, /\{ method: 'GET', \/\/ read\n {3}\}\);/);
  });
});

describe('the helper of a Bash script', () => {
  it('does not part a comment from what it is about', async () => {
    const source = '#!/bin/bash\n\n# Colours\nRED=1\ncurl https://api.spotify.com/v1/me\n';
    const { text } = await fix('a.sh', source);
    assert.match(text, /^#!\/bin\/bash\n\nsource .*\n\n# Colours\nRED=1\nspotify_curl /);
  });
});
