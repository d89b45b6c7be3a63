// esbuild plugin: `import { base64 } from './x.ts?wasm'` is the AssemblyScript file x.ts, compiled; with `?wasm&guest` it works in
// the memory of another one, whose exports it is given as `env`.
import { dirname, join, relative } from 'node:path';
import asc from 'assemblyscript/asc';

/** What a kernel may weigh, and a guest. */
const MOST_BYTES = 5 * 1024;
const MOST_BYTES_OF_GUEST = 6 * 1024;

/** Its own data is where no other has any: see `src/kernel/layout.ts`. */
const GUEST = ['--importMemory', '--memoryBase', '2048', '--shrinkLevel', '1'];

/** @type {import('esbuild').Plugin} */
export const kernel = {
  name: 'kernel',
  setup(build) {
    build.onResolve({ filter: /\?wasm(&guest)?$/ }, ({ path, importer }) => ({
      path: join(dirname(importer), path.replace(/\?.*$/, '')),
      namespace: 'kernel',
      pluginData: { isGuest: path.endsWith('&guest') },
    }));
    build.onLoad({ filter: /.*/, namespace: 'kernel' }, async ({ path, pluginData: { isGuest } }) => {
      const bytes = await (isGuest ? compile(path, MOST_BYTES_OF_GUEST, GUEST) : compile(path, MOST_BYTES, []));
      const contents = `export const base64 = ${JSON.stringify(Buffer.from(bytes).toString('base64'))};`;
      return { contents, loader: 'js', watchDirs: [dirname(path)] };
    });
  },
};

/**
 * @param {string} file
 * @param {number} most bytes
 * @param {readonly string[]} more options
 * @returns {Promise<Uint8Array>}
 */
async function compile(file, most, more) {
  /** @type {Uint8Array | undefined} */
  let bytes;
  const options = ['--enable', 'simd', '--runtime', 'stub', '-O2', '--converge', '--noAssert', '--initialMemory', '89'];
  const { error, stderr } = await asc.main(
    [relative(process.cwd(), file), ...options, ...more, '--outFile', 'kernel.wasm'],
    {
      writeFile: (_, contents) => {
        if (typeof contents !== 'string') bytes = contents;
      },
    },
  );
  if (error || !bytes) throw new Error(`${file} does not compile.\n${stderr.toString()}`);
  if (bytes.length > most) throw new Error(`${file} became ${bytes.length} bytes; ${most} are the limit.`);
  return bytes;
}
