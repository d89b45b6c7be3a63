/** A Chromium to look at VS Code with: the machine's own, else one from the npm registry that needs no installation. */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { chromium } from 'playwright-core';
import { cache, fetchPackage, run } from './fetch.mjs';
import { chromiumVersion, fontsVersion } from './versions.mjs';

/** @typedef {{ executablePath: string, env?: Record<string, string> }} BrowserProgram */

/** @param {import('playwright-core').LaunchOptions} [options] */
export async function launchBrowser(options) {
  const { executablePath, env } = await findBrowser();
  return chromium.launch({
    ...options,
    executablePath,
    env: /** @type {Record<string, string>} */ ({ ...process.env, ...env }),
  });
}

/**
 * `AUTHLENS_BROWSER` names another program; `AUTHLENS_BROWSER=fetch` skips the installed ones.
 * @returns {Promise<BrowserProgram>}
 */
export async function findBrowser() {
  const wish = process.env.AUTHLENS_BROWSER;
  if (wish !== undefined && wish !== 'fetch') return { executablePath: wish };
  const installed = wish === 'fetch' ? undefined : installedBrowser();
  if (installed !== undefined) return { executablePath: installed };
  if (process.platform === 'linux' && process.arch === 'x64') return fetchedBrowser();
  throw new Error(
    'No Chrome, Chromium or Edge was found. Install one, or name its program in the environment variable AUTHLENS_BROWSER.',
  );
}

/** Where the three systems keep the browsers that VS Code's web workbench runs in. */
const places = {
  linux: ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'microsoft-edge'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'].flatMap((base) => [
    join(process.env[base] ?? '', 'Google/Chrome/Application/chrome.exe'),
    join(process.env[base] ?? '', 'Microsoft/Edge/Application/msedge.exe'),
  ]),
};

function installedBrowser() {
  const playwrights = chromium.executablePath();
  if (process.platform !== 'linux') {
    const known = places[/** @type {'darwin' | 'win32'} */ (process.platform)] ?? [];
    return [...known, playwrights].find(existsSync);
  }
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = places.linux.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...found, playwrights].find((program) => existsSync(program) && starts(program));
}

/** Some distributions put a script of this name that only says how to install the browser. @param {string} program */
function starts(program) {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore', timeout: 20_000 });
    return true;
  } catch {
    return false;
  }
}

async function fetchedBrowser() {
  const folder = await fetchPackage('@sparticuz/chromium', chromiumVersion, {
    label: 'a headless Chromium',
    prepare: (unpacked) => inflate(join(unpacked, 'bin')),
  });
  const fonts = await fetchPackage('dejavu-fonts-ttf', fontsVersion, { label: 'fonts' });
  const configuration = resolve('.build/fonts.conf');
  await mkdir(resolve('.build'), { recursive: true });
  // In one step, because other runs read it.
  const beside = `${configuration}.${randomUUID()}`;
  await writeFile(beside, fontConfiguration([join(folder, 'bin/fonts'), join(fonts, 'ttf')]));
  await rename(beside, configuration);
  return {
    executablePath: join(folder, 'bin/chromium'),
    env: { LD_LIBRARY_PATH: join(folder, 'bin/lib'), FONTCONFIG_FILE: configuration },
  };
}

/**
 * The package is a folder of brotli archives; its own loader wants a newer Node than ours and unpacks into a place that
 * all users of the machine share, so we unpack it ourselves.
 * @param {string} folder
 */
async function inflate(folder) {
  const decompress = promisify(brotliDecompress);
  for (const archive of (await readdir(folder)).filter((name) => name.endsWith('.br'))) {
    const file = join(folder, archive.slice(0, -'.br'.length));
    await writeFile(file, await decompress(await readFile(join(folder, archive))));
    if (file.endsWith('.tar')) await run('tar', ['-xf', file], folder);
  }
  await chmod(join(folder, 'chromium'), 0o755);
}

/** Only the fonts that come along, so that a picture looks the same on every machine. @param {string[]} folders */
const fontConfiguration = (folders) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  ${folders.map((folder) => `<dir>${folder}</dir>`).join('')}
  <cachedir>${join(cache, 'fontconfig')}</cachedir>
  <selectfont><rejectfont><glob>*Serif*</glob><glob>*Condensed*</glob></rejectfont></selectfont>
  ${prefer('monospace', 'DejaVu Sans Mono')}
  ${['system-ui', 'sans-serif', 'serif'].map((family) => prefer(family, 'Open Sans')).join('')}
</fontconfig>
`;

/** @param {string} family @param {string} font */
const prefer = (family, font) =>
  `<match><test name="family"><string>${family}</string></test>` +
  `<edit name="family" mode="prepend" binding="strong"><string>${font}</string></edit></match>`;
