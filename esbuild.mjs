// Builds everything that ships into dist/: `node esbuild.mjs [--watch]`.
import { rm } from 'node:fs/promises';
import { build, context } from 'esbuild';
import { copyGrammars } from './scripts/build/grammars.mjs';
import { kernel } from './scripts/build/kernel.mjs';
import { bundleReport } from './scripts/build/limits.mjs';
import { parts, partsApart } from './scripts/build/parts.mjs';
import { sourceText } from './scripts/build/sourceText.mjs';
import { vscodeOnce } from './scripts/build/vscodeOnce.mjs';

const plugins = [sourceText, kernel, vscodeOnce];

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  minify: true,
  sourcemap: 'linked',
  sourcesContent: false,
  metafile: true,
  target: 'es2022',
  format: 'cjs',
  logLevel: 'warning',
  plugins,
  // Only where it runs in Node itself does the parser runtime ask for these; it is given its bytes instead.
  external: ['vscode', 'node:*', 'fs', 'fs/promises', 'module', 'path', 'url'],
};

/**
 * `@host/x` is src/host/node/x in one bundle and src/host/web/x in the other: no code asks at run time where it is.
 * @param {'node' | 'web'} name
 */
const host = (name) => ({
  alias: { '@host': `./src/host/${name}` },
  // The parser runtime makes itself a `require` from its own address, which a CommonJS module does not know by that name.
  ...(name === 'node' && { define: { 'import.meta.url': '__filename' } }),
});

/**
 * What searches files: beside the extension in Node, and in the browser a script that is fetched and started by our code.
 * @type {import('esbuild').BuildOptions[]}
 */
const workers = [
  {
    ...common,
    // It searches bytes, with a kernel of its own: that for strings would be loaded for nothing.
    alias: { '@host/kernel': './src/host/web/kernel.ts', ...host('node').alias },
    entryPoints: ['src/host/node/fileWorkerMain.ts'],
    outfile: 'dist/fileWorker.js',
    platform: 'node',
  },
  {
    ...common,
    ...host('web'),
    entryPoints: ['src/host/web/fileWorkerMain.ts'],
    outfile: 'dist/web/fileWorker.js',
    platform: 'browser',
    format: 'iife',
  },
];

/** @type {import('esbuild').BuildOptions[]} */
const bundles = [
  {
    ...common,
    ...host('node'),
    entryPoints: ['src/extension.ts'],
    outfile: 'dist/extension.js',
    platform: 'node',
    plugins: [...plugins, partsApart('./parts')],
  },
  ...parts.map((part) => ({
    ...common,
    ...host('node'),
    ...part,
    platform: /** @type {const} */ ('node'),
    plugins: [...plugins, partsApart('.')],
  })),
  {
    ...common,
    ...host('web'),
    entryPoints: ['src/extension.ts'],
    outfile: 'dist/web/extension.js',
    platform: 'browser',
  },
  ...workers,
  {
    ...common,
    ...host('node'),
    entryPoints: ['src/engine.ts'],
    outfile: 'dist/engine.js',
    platform: 'neutral',
    mainFields: ['module', 'main'],
  },
];

await rm('dist', { recursive: true, force: true });
await copyGrammars('dist/grammars');
if (process.argv.includes('--watch')) {
  for (const options of bundles) await (await context(options)).watch();
} else {
  const results = await Promise.all(bundles.map((options) => build(options)));
  console.log(bundleReport(results.flatMap(({ metafile }) => metafile ?? [])));
}
