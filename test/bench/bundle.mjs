/** The bench, bundled by esbuild: it measures what ships, from the sources and from `dist/`. */
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { kernel } from '../../scripts/build/kernel.mjs';
import { sourceText } from '../../scripts/build/sourceText.mjs';

const outdir = resolve(import.meta.dirname, '../../.build/bench');

/** @returns {Promise<string>} the module to run, in the project's folder */
export async function bundleBench() {
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
  return join(outdir, 'main.mjs');
}
