/** `npm run bench [-- --json | --check | --short | --editor]`: builds what ships, bundles the bench and runs it. */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { bundleBench } from './bundle.mjs';

process.chdir(resolve(import.meta.dirname, '../..'));
const bench = await bundleBench();
/** What the build says is not part of what the bench prints. */
const steps = [
  { args: ['esbuild.mjs'], stdio: [0, 2, 2] },
  { args: [bench, ...process.argv.slice(2)], stdio: [0, 1, 2] },
];
for (const { args, stdio } of steps) {
  const { status } = spawnSync(process.execPath, args, { stdio });
  if (status !== 0) process.exit(status ?? 1);
}
