// esbuild plugin: `import { base64 } from './x.ts?wasm'` is the AssemblyScript file x.ts, compiled.
import { dirname, join, relative } from 'node:path';
import asc from 'assemblyscript/asc';

/** What a kernel may weigh. */
const MOST_BYTES = 6000;

/** @type {import('esbuild').Plugin} */
export const kernel = {
  name: 'kernel',
  setup(build) {
    build.onResolve({ filter: /\?wasm$/ }, ({ path, importer }) => ({
      path: join(dirname(importer), path.replace(/\?wasm$/, '')),
      namespace: 'kernel',
    }));
    build.onLoad({ filter: /.*/, namespace: 'kernel' }, async ({ path }) => {
      const bytes = await compile(path);
      const contents = `export const base64 = ${JSON.stringify(Buffer.from(bytes).toString('base64'))};`;
      return { contents, loader: 'js', watchDirs: [dirname(path)] };
    });
  },
};

/**
 * @param {string} file
 * @returns {Promise<Uint8Array>}
 */
async function compile(file) {
  /** @type {Uint8Array | undefined} */
  let bytes;
  const options = ['--enable', 'simd', '--runtime', 'stub', '-O2', '--converge', '--noAssert', '--initialMemory', '24'];
  const { error, stderr } = await asc.main([relative(process.cwd(), file), ...options, '--outFile', 'kernel.wasm'], {
    writeFile: (_, contents) => {
      if (typeof contents !== 'string') bytes = contents;
    },
  });
  if (error || !bytes) throw new Error(`${file} does not compile.\n${stderr.toString()}`);
  if (bytes.length > MOST_BYTES) throw new Error(`${file} became ${bytes.length} bytes; ${MOST_BYTES} are the limit.`);
  return bytes;
}
