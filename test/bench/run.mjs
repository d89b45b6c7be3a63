/** `npm run bench [-- --json | --check | --short | --editor]`: builds what ships, bundles the bench and runs it. */
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { kernel } from '../../scripts/build/kernel.mjs';
import { sourceText } from '../../scripts/build/sourceText.mjs';

const root = resolve(import.meta.dirname, '../..');
process.chdir(root);
const outdir = join(root, '.build/bench');
await build({
  entryPoints: ['test/bench/main.ts', 'test/bench/lightBulbParts.ts'],
  outdir,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  packages: 'external',
  plugins: [sourceText, kernel],
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: 'inline',
  alias: { '@host': './src/host/node' },
});
await build({
  entryPoints: ['test/bench/editor/inHost.ts', 'test/bench/editor/timeActivation.ts'],
  outdir,
  bundle: true,
  external: ['vscode'],
  plugins: [sourceText, kernel],
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  alias: { '@host': './src/host/node' },
  define: { RESULTS: JSON.stringify(join(outdir, 'inHost.json')), 'import.meta.url': '__filename' },
});
/** What the build says is not part of what the bench prints. */
const steps = [
  { args: ['esbuild.mjs'], stdio: [0, 2, 2] },
  { args: [join(outdir, 'main.mjs'), ...process.argv.slice(2)], stdio: [0, 1, 2] },
];
for (const { args, stdio } of steps) {
  const { status } = spawnSync(process.execPath, args, { stdio });
  if (status !== 0) process.exit(status ?? 1);
}
