import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describeLanguage } from '../driven/describeLanguage';
import type { Runtime } from '../driven/program';

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
};

const canRun = spawnSync('php', ['-r', "require 'GuzzleHttp/autoload.php'; curl_version();"]).status === 0;

describeLanguage('inserted PHP, run', {
  runtime,
  programs: [{ file: 'guzzle/client.php' }, { file: 'guzzle/given.php' }],
  missing: canRun ? undefined : 'no PHP with curl and Guzzle here',
});
