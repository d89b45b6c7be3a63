import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describeLanguage, describeMutants } from '../driven/describeLanguage';
import type { Runtime } from '../driven/program';
import { mutants } from './mutants';

const runtime: Runtime = {
  command: (program, order) => ['php', resolve('test/refresh/php/drive.php'), program, JSON.stringify(order)],
  tokenFile: '.spotify-tokens.php',
  tokenText: ({ accessToken, refreshToken, expiresAt }) =>
    `<?php exit; ?>\n${JSON.stringify({
      access_token: accessToken,
      refresh_token: refreshToken,
      expires_at: expiresAt,
      refreshed_at: expiresAt - 3600 - 60,
    })}`,
  seams: [
    ['=> self::REFRESH_TIMEOUT_SECONDS', "=> (int) (self::REFRESH_TIMEOUT_SECONDS / (getenv('AUTHLENS_HURRY') ?: 1))"],
    ['file_put_contents($draft, $text)', "(is_dir('disk-full') ? false : file_put_contents($draft, $text))"],
  ],
  unsaved: 'kept',
};

const missing =
  spawnSync('php', ['-r', "require 'GuzzleHttp/autoload.php'; curl_version();"]).status === 0
    ? undefined
    : 'no PHP with curl and Guzzle here';

describeLanguage('inserted PHP, run', {
  runtime,
  programs: [
    { file: 'guzzle/client.php' },
    { file: 'guzzle/given.php', only: ['two-expiries', 'bodies'], sharesCoreWith: 'guzzle/client.php' },
    { file: 'guzzle/app.php', owner: 'app', sharesCoreWith: 'guzzle/client.php' },
  ],
  missing,
});

describeMutants('inserted PHP that is broken on purpose', { runtime, file: 'guzzle/client.php', mutants, missing });
