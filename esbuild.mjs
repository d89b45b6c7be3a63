// Builds everything that ships into dist/: `node esbuild.mjs [--watch]`.
import { rm } from 'node:fs/promises';
import { build, context } from 'esbuild';

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  minify: true,
  sourcemap: 'linked',
  sourcesContent: false,
  target: 'es2022',
  format: 'cjs',
  logLevel: 'warning',
};

/**
 * `@host/x` is src/host/node/x in one bundle and src/host/web/x in the other: no code asks at run time where it is.
 * @param {'node' | 'web'} name
 */
const host = (name) => ({ alias: { '@host': `./src/host/${name}` } });

/** @type {import('esbuild').BuildOptions[]} */
const bundles = [
  {
    ...common,
    ...host('node'),
    entryPoints: ['src/extension.ts'],
    outfile: 'dist/extension.js',
    platform: 'node',
    external: ['vscode'],
  },
  {
    ...common,
    ...host('web'),
    entryPoints: ['src/extension.ts'],
    outfile: 'dist/web/extension.js',
    platform: 'browser',
    external: ['vscode'],
  },
  {
    ...common,
    entryPoints: ['src/engine.ts'],
    outfile: 'dist/engine.js',
    platform: 'neutral',
    mainFields: ['module', 'main'],
  },
];

await rm('dist', { recursive: true, force: true });
if (process.argv.includes('--watch')) {
  for (const options of bundles) await (await context(options)).watch();
} else {
  await Promise.all(bundles.map((options) => build(options)));
}
