/** Bundles a TypeScript program, leaving packages where they are, and runs it in this process. */
import { mkdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** @param {URL} program */
export async function runTypeScript(program) {
  const entry = fileURLToPath(program);
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const outfile = join(root, '.build/programs', `${basename(dirname(entry))}-${process.pid}.mjs`);
  await mkdir(dirname(outfile), { recursive: true });
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
  });
  try {
    await import(pathToFileURL(outfile).href);
  } finally {
    await rm(outfile);
  }
}
