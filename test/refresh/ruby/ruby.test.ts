import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describeLanguage, describeMutants } from '../driven/describeLanguage';
import type { Runtime } from '../driven/program';
import { faradayMutants, netHttpMutants } from './mutants';

const runtime: Runtime = {
  command: (program, order) => ['ruby', '-w', resolve('test/refresh/ruby/drive.rb'), program, JSON.stringify(order)],
  tokenFile: '.spotify-tokens.json',
  tokenText: ({ accessToken, refreshToken, expiresAt }) =>
    JSON.stringify({
      access_token: accessToken,
      refresh_token: refreshToken,
      expires_at: expiresAt,
      refreshed_at: expiresAt - 3600 - 60,
    }),
  seams: [['REFRESH_TIMEOUT_SECONDS = 15', "REFRESH_TIMEOUT_SECONDS = 15 / ENV.fetch('AUTHLENS_HURRY', '1').to_i"]],
  unsaved: 'kept',
  hasThreads: true,
};

const noRuby = missing('net/http');
const noFaraday = missing('faraday');

describeLanguage('inserted Ruby for Net::HTTP, run', {
  runtime,
  programs: [
    { file: 'ruby-net-http/client.rb' },
    { file: 'ruby-net-http/short.rb', only: ['two-expiries'], sharesCoreWith: 'ruby-net-http/client.rb' },
    { file: 'ruby-net-http/app.rb', owner: 'app', sharesCoreWith: 'ruby-net-http/client.rb' },
  ],
  missing: noRuby,
});

describeLanguage('inserted Ruby for Faraday, run', {
  runtime,
  programs: [
    {
      file: 'faraday/client.rb',
      only: ['two-expiries', 'not-a-401', 'always-401', 'bodies', 'other-origins', 'abort'],
      sharesCoreWith: 'ruby-net-http/client.rb',
    },
    { file: 'faraday/short.rb', only: ['two-expiries'], sharesCoreWith: 'ruby-net-http/client.rb' },
  ],
  missing: noFaraday,
});

describeMutants('inserted Ruby that is broken on purpose', {
  runtime,
  file: 'ruby-net-http/client.rb',
  mutants: netHttpMutants,
  missing: noRuby,
});

describeMutants('inserted Faraday middleware that is broken on purpose', {
  runtime,
  file: 'faraday/client.rb',
  mutants: faradayMutants,
  missing: noFaraday,
});

function missing(library: string): string | undefined {
  const { status } = spawnSync('ruby', ['-r', library, '-e', '0'], { stdio: 'ignore' });
  return status === 0 ? undefined : `no Ruby with ${library} here`;
}
