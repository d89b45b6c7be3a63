// Bundles every test/unit/**/*.test.ts (found by pattern, never listed) and runs them with mocha in plain Node, where
// `vscode` cannot resolve. Arguments go to mocha: `npm run test:unit -- --grep scan`.
import { spawnSync } from 'node:child_process';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

const files = (await readdir('test/unit', { recursive: true })).filter((name) => name.endsWith('.test.ts'));
await rm('.build/unit', { recursive: true, force: true });
await build({
  entryPoints: files.map((name) => join('test/unit', name)),
  outdir: '.build/unit',
  outbase: 'test/unit',
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  outExtension: { '.js': '.mjs' },
  target: 'node20',
  sourcemap: 'inline',
  logLevel: 'warning',
});
const mocha = spawnSync(
  process.execPath,
  [
    '--enable-source-maps',
    'node_modules/mocha/bin/mocha.js',
    '--config',
    'test/unit/mocharc.json',
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit' },
);
process.exit(mocha.status ?? 1);
