/**
 * `npm run package`: builds the `.vsix`, after a look at what would be in it. With `--check` it goes to .build/ and only
 * the look matters.
 */
import { mkdir, readFile, stat } from 'node:fs/promises';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';

/** What the extension is made of. Whatever else turns up was not meant to ship. */
const shipped = [
  /^package\.json$/,
  /^(README|CHANGELOG)\.md$/,
  /^LICENSE$/,
  /^dist\/extension\.js$/,
  /^dist\/parts\/\w+\.js$/,
  /^dist\/web\/extension\.js$/,
  /^dist\/fileWorker\.js$/,
  /^dist\/web\/fileWorker\.js$/,
  /^dist\/grammars\/[\w-]+\.wasm$/,
  /^media\/report\.(css|js)$/,
  /^media\/(walkthrough\/)?[\w-]+\.(png|svg|md)$/,
];

const check = process.argv.includes('--check');
if (!check) await import('../esbuild.mjs');
const files = await listFiles({ packageManager: PackageManager.None });
const surplus = files.filter((file) => !shipped.some((pattern) => pattern.test(file)));
const missing = shipped.slice(0, 8).filter((pattern) => !files.some((file) => pattern.test(file)));
if (surplus.length > 0 || missing.length > 0) {
  console.error(`The package would hold what it must not: ${surplus.join(', ') || 'nothing'}.`);
  console.error(
    `It would lack: ${missing.map(String).join(', ') || 'nothing'}. See .vscodeignore and scripts/package.mjs.`,
  );
  process.exit(1);
}
if (check) await mkdir('.build', { recursive: true });
const { name, version } = JSON.parse(await readFile('package.json', 'utf8'));
const packagePath = `${check ? '.build/' : ''}${name}-${version}.vsix`;
await createVSIX({ packagePath, dependencies: false, allowMissingRepository: true, rewriteRelativeLinks: false });
const { size } = await stat(packagePath);
console.log(`${packagePath}: ${files.length} files, ${(size / 1024).toFixed(0)} kB`);
