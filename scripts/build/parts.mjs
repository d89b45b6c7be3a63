// src/parts.ts says what a part is: here each becomes a file of its own, for Node.
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';

/** One bundle for each, in dist/parts. A part may load another one. */
export const parts = ['src/parts', 'src/editor/parts'].flatMap((folder) =>
  readdirSync(folder).map((file) => ({
    entryPoints: [`${folder}/${file}`],
    outfile: `dist/parts/${basename(file, '.ts')}.js`,
  })),
);

/**
 * esbuild plugin: leaves the `require` of a part to Node.
 *
 * @param {string} from where dist/parts is, seen from the bundle
 * @returns {import('esbuild').Plugin}
 */
export const partsApart = (from) => ({
  name: 'parts-apart',
  setup(build) {
    build.onResolve({ filter: /^\.\/parts\/\w+$/ }, ({ path, kind }) =>
      kind === 'require-call' ? { path: `${from}/${basename(path)}.js`, external: true } : undefined,
    );
  },
});
