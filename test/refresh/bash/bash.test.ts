import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describeLanguage, describeMutants } from '../driven/describeLanguage';
import { fix } from '../project';
import { mutants } from './mutants';
import { missing, runtime } from './runtime';

describeLanguage('inserted Bash, run', {
  runtime,
  programs: [
    { file: 'curl/client.sh' },
    { file: 'curl/short.sh', only: ['bodies'], sharesCoreWith: 'curl/client.sh' },
    { file: 'curl/app.sh', owner: 'app', sharesCoreWith: 'curl/client.sh' },
  ],
  missing,
});

describeMutants('inserted Bash that is broken on purpose', { runtime, file: 'curl/client.sh', mutants, missing });

describe('inserted Bash', () => {
  const canCheck = spawnSync('shellcheck', ['--version'], { stdio: 'ignore' }).status === 0;
  const title = 'ShellCheck has nothing to say';
  if (!canCheck) it(`${title} (not installed here)`);
  else
    it(title, async () => {
      for (const { text } of (await fix('curl/client.sh')).helpers) {
        const { stdout } = spawnSync('shellcheck', ['-'], { input: text, encoding: 'utf8' });
        assert.equal(stdout, '');
      }
    });
});
