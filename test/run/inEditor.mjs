/**
 * One suite inside VS Code: `node inEditor.mjs MODULE node|web [EXTENSION …]`, started by suites.mjs, which keeps the
 * chatter of VS Code away from the terminal. The extension is ours unless folders of others are named. The desktop VS Code
 * of `AUTHLENS_VSCODE` where there is a display and it can be downloaded, else the one from the npm registry.
 */
import { join, resolve } from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { cache } from '../vscode/fetch.mjs';
import { temporaryFolder } from '../vscode/temporaryFolder.mjs';
import { editors } from '../vscode/versions.mjs';

const [module = '', kind, ...extensions] = process.argv.slice(2);
const workspace = await temporaryFolder('workspace');
const profile = await temporaryFolder('profile');
try {
  await runTests({
    vscodeExecutablePath: (await desktop()) ?? resolve('test/vscode/launch.mjs'),
    extensionDevelopmentPath: (extensions.length > 0 ? extensions : ['.']).map((extension) => resolve(extension)),
    extensionTestsPath: module,
    launchArgs: [
      workspace.path,
      `--user-data-dir=${join(profile.path, 'user')}`,
      `--extensions-dir=${join(profile.path, 'extensions')}`,
      ...(kind === 'web' ? ['--extensionDevelopmentKind=web'] : []),
    ],
  });
} finally {
  await Promise.all([workspace.remove(), profile.remove()]);
}

async function desktop() {
  const wish = process.env.AUTHLENS_DESKTOP;
  const display = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (wish === '0' || (wish === undefined && !display)) return undefined;
  const name = process.env.AUTHLENS_VSCODE === 'minimum' ? 'minimum' : 'current';
  try {
    return await downloadAndUnzipVSCode({
      version: editors[name].vscode,
      cachePath: join(cache, 'desktop'),
      timeout: 30_000,
    });
  } catch (error) {
    console.log(`Desktop VS Code cannot be downloaded (${error}); using the one from the npm registry.`);
    return undefined;
  }
}
