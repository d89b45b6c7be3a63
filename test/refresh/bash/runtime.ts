import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import type { Runtime } from '../driven/program';

export const runtime: Runtime = {
  command: (program, { times, path, method = 'GET', body, stream, signIn }) => [
    'bash',
    resolve('test/refresh/bash/drive.sh'),
    ...[program, String(times), path, method],
    ...(signIn !== undefined ? ['sign-in', JSON.stringify(signIn)] : []),
    ...(body !== undefined ? ['text', body] : stream !== undefined ? ['stream', stream] : ['', '']),
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
  seams: [['SPOTIFY_REFRESH_TIMEOUT=15', `SPOTIFY_REFRESH_TIMEOUT=$((15 / \${AUTHLENS_HURRY:-1}))`]],
  unsaved: 'not asked for',
};

const canRun = ['bash --version', 'curl --no-progress-meter --version', 'flock --version'].every(
  (command) => spawnSync('sh', ['-c', command], { stdio: 'ignore' }).status === 0,
);

/** Why nothing can be run here; undefined where it can. */
export const missing = canRun ? undefined : 'no bash with curl and flock here';
