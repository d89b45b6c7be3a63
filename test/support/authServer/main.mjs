// `node test/support/authServer/main.mjs [--port-file FILE] [--mode rotate|spotify] [--access-token-seconds N]`
import { mkdir, rm } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
const outfile = fileURLToPath(new URL(`../../../.build/authServer/main-${process.pid}.mjs`, import.meta.url));
await mkdir(new URL('.', pathToFileURL(outfile)), { recursive: true });
await build({
  entryPoints: [`${here}main.ts`],
  outfile,
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  logLevel: 'warning',
});
await import(pathToFileURL(outfile).href);
await rm(outfile);
