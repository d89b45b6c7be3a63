/** Tests are found by pattern, never listed, and bundled by esbuild for the place they run in. */
import { readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { kernel } from '../../scripts/build/kernel.mjs';
import { sourceText } from '../../scripts/build/sourceText.mjs';

const root = resolve(import.meta.dirname, '../..');

/**
 * One module per test file, for mocha in plain Node. What comes from node_modules stays there.
 * @param {string} folder below test/
 * @returns {Promise<string[]>} the bundled modules
 */
export async function bundleForNode(folder) {
  const files = await testsIn(folder);
  const outdir = join(root, '.build', folder);
  await rm(outdir, { recursive: true, force: true });
  await build({
    entryPoints: files,
    outdir,
    outbase: join(root, 'test', folder),
    bundle: true,
    splitting: true,
    packages: 'external',
    alias: { '@host': join(root, 'src/host/node') },
    plugins: [sourceText, kernel, modulesAsTheyAre],
    platform: 'node',
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    target: 'node20',
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  const modules = (await readdir(outdir, { recursive: true })).filter((name) => name.endsWith('.test.mjs'));
  return modules.sort().map((name) => join(outdir, name));
}

/**
 * test/editor as one module that VS Code loads into an extension host.
 * @param {import('../vscode/server.mjs').ExtensionKind} kind `*.node.test.ts` and `*.web.test.ts` run only there
 * @param {import('./suites.mjs').Selection & { report: string }} run built in, because the web host has no environment
 * @param {string} name of the module: what is built in differs from suite to suite
 */
export async function bundleForExtensionHost(kind, run, name) {
  const elsewhere = kind === 'node' ? '.web.test.ts' : '.node.test.ts';
  const files = (await testsIn('editor')).filter((file) => !file.endsWith(elsewhere));
  const suite = join(root, 'test/vscode/suite.mjs');
  const outfile = join(root, `.build/editor/${name}.js`);
  await build({
    stdin: {
      contents: [`export { run } from ${quote(suite)};`, ...files.map((file) => `import ${quote(file)};`)].join('\n'),
      resolveDir: root,
    },
    outfile,
    bundle: true,
    external: ['vscode'],
    plugins: [sourceText, kernel],
    // Not 'cjs': mocha's browser build would take `module.exports` for itself.
    format: 'iife',
    globalName: 'suite',
    footer: { js: 'module.exports = suite;' },
    target: 'es2022',
    sourcemap: 'inline',
    logLevel: 'warning',
    define: { RUN: JSON.stringify(run) },
    ...(kind === 'node'
      ? { platform: 'node', alias: { '@host': join(root, 'src/host/node') } }
      : {
          platform: 'browser',
          alias: {
            '@host': join(root, 'src/host/web'),
            'node:assert/strict': join(root, 'test/vscode/assertInWeb.mjs'),
          },
          define: { RUN: JSON.stringify(run), ...withoutNode },
        }),
  });
  return outfile;
}

/** What npm's `assert` asks Node for. */
const withoutNode = {
  global: 'globalThis',
  'process.env.NODE_DEBUG': 'undefined',
  'process.stderr': 'undefined',
  'process.emitWarning': 'undefined',
};

/** @param {string} folder below test/ */
async function testsIn(folder) {
  const names = await readdir(join(root, 'test', folder), { recursive: true });
  return names
    .filter((name) => name.endsWith('.test.ts'))
    .sort()
    .map((name) => join(root, 'test', folder, name));
}

/** @param {string} text */
const quote = (text) => JSON.stringify(text);

// For the debugger, which starts the host itself (see .vscode/launch.json).
if (process.argv[1] === import.meta.filename) await bundleForExtensionHost('node', { report: '' }, 'debug');

/** Plain modules run from where they are: some look for files beside them. @type {import('esbuild').Plugin} */
const modulesAsTheyAre = {
  name: 'modules-as-they-are',
  setup(run) {
    run.onResolve({ filter: /\.mjs$/ }, ({ path, resolveDir, kind }) =>
      kind === 'entry-point' ? undefined : { path: pathToFileURL(resolve(resolveDir, path)).href, external: true },
    );
  },
};
