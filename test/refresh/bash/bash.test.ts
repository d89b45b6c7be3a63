import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describeLanguage, describeMutants } from '../driven/describeLanguage';
import type { Runtime } from '../driven/program';
import { mutants } from './mutants';

const runtime: Runtime = {
  command: (program, { times, path, method = 'GET', body, stream }) => [
    'bash',
    resolve('test/refresh/bash/drive.sh'),
    ...[program, String(times), path, method],
    ...[body === undefined ? (stream === undefined ? '' : 'stream') : 'text', body ?? stream ?? ''],
  ],
  tokenFile: 'tokens',
  tokenText: ({ accessToken, refreshToken, expiresAt }) =>
    [
      `access_token=${accessToken}`,
      `refresh_token=${refreshToken}`,
      `expires_at=${expiresAt}`,
      `refreshed_at=${expiresAt - 3600 - 60}`,
      '',
    ].join('\n'),
  environment: { SPOTIFY_TOKEN_FILE: 'tokens' },
};

const canRun = ['bash --version', 'curl --no-progress-meter --version', 'flock --version'].every(
  (command) => spawnSync('sh', ['-c', command], { stdio: 'ignore' }).status === 0,
);
const missing = canRun ? undefined : 'no bash with curl and flock here';

describeLanguage('inserted Bash, run', {
  runtime,
  programs: [
    { file: 'curl/client.sh' },
    { file: 'curl/short.sh', only: ['two-expiries', 'bodies', 'other-origins'] },
    { file: 'curl/app.sh', owner: 'app' },
  ],
  missing,
});

describeMutants('inserted Bash that is broken on purpose', { runtime, file: 'curl/client.sh', mutants, missing });
