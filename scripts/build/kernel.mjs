// esbuild plugin: `import { base64 } from './x.ts?wasm'` is the AssemblyScript file x.ts, compiled; with `?wasm&guest` it works in
// the memory of another one, whose exports it is given as `env`; with `?wasm&relaxed` it is for engines that have relaxed SIMD.
import { readdir, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import asc from 'assemblyscript/asc';

/**
 * By what stands behind a file's name: what it may weigh, and the compiler's options for it. A guest's own data is where no other has
 * any: see `src/kernel/layout.ts`.
 * @type {Readonly<Record<string, { mostBytes: number, options: readonly string[] }>>}
 */
const VARIANTS = {
  '?wasm': { mostBytes: 5 * 1024, options: [] },
  '?wasm&relaxed': { mostBytes: 5 * 1024, options: ['--enable', 'relaxed-simd'] },
  '?wasm&guest': { mostBytes: 6 * 1024, options: ['--importMemory', '--memoryBase', '2048', '--shrinkLevel', '1'] },
};

/** @type {import('esbuild').Plugin} */
export const kernel = {
  name: 'kernel',
  setup(build) {
    build.onResolve({ filter: /\?wasm(&\w+)?$/ }, ({ path, importer }) => {
      const mark = path.indexOf('?');
      return { path: join(dirname(importer), path.slice(0, mark)), suffix: path.slice(mark), namespace: 'kernel' };
    });
    build.onLoad({ filter: /.*/, namespace: 'kernel' }, async ({ path, suffix }) => {
      const bytes = await compileOnce(path, suffix);
      const contents = `export const base64 = ${JSON.stringify(Buffer.from(bytes).toString('base64'))};`;
      return { contents, loader: 'js', watchDirs: [dirname(path)] };
    });
  },
};

/**
 * What was compiled in this process, of files as they were then: a kernel is in several bundles.
 * @type {Map<string, { changedMs: number, bytes: Promise<Uint8Array> }>}
 */
const compiled = new Map();

/**
 * @param {string} file
 * @param {string} variant
 * @returns {Promise<Uint8Array>}
 */
async function compileOnce(file, variant) {
  const folder = dirname(file);
  const neighbours = await Promise.all((await readdir(folder)).map((name) => stat(join(folder, name))));
  const changedMs = Math.max(...neighbours.map(({ mtimeMs }) => mtimeMs));
  const known = compiled.get(file + variant);
  if (known?.changedMs === changedMs) return known.bytes;
  const bytes = compile(file, variant);
  compiled.set(file + variant, { changedMs, bytes });
  return bytes;
}

/**
 * @param {string} file
 * @param {string} variant
 * @returns {Promise<Uint8Array>}
 */
async function compile(file, variant) {
  const known = VARIANTS[variant];
  if (!known) throw new Error(`No kernel is compiled as ${variant}.`);
  /** @type {Uint8Array | undefined} */
  let bytes;
  const options = ['--enable', 'simd', '--runtime', 'stub', '-O2', '--converge', '--noAssert', '--initialMemory', '89'];
  const { error, stderr } = await asc.main(
    [relative(process.cwd(), file), ...options, ...known.options, '--outFile', 'kernel.wasm'],
    {
      writeFile: (_, contents) => {
        if (typeof contents !== 'string') bytes = contents;
      },
    },
  );
  if (error || !bytes) throw new Error(`${file} does not compile.\n${stderr.toString()}`);
  if (bytes.length > known.mostBytes) {
    throw new Error(`${file}${variant} became ${bytes.length} bytes; ${known.mostBytes} are the limit.`);
  }
  return bytes;
}
