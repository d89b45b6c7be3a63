// esbuild plugin: source files that are shipped as text, because the quick fixes put them into people's projects.
//   import { text } from './x.ts?text'        the file as it is
//   import { text } from './x.ts?javascript'  the same without its types, formatted again: comments and names stay
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { transformSync } from 'amaro';
import { format } from 'prettier';

/** @type {import('esbuild').Plugin} */
export const sourceText = {
  name: 'source-text',
  setup(build) {
    build.onResolve({ filter: /\?(?:text|javascript)$/ }, ({ path, importer }) => ({
      path: join(dirname(importer), path),
      namespace: 'source-text',
    }));
    build.onLoad({ filter: /.*/, namespace: 'source-text' }, async ({ path }) => {
      const [file = '', kind] = path.split('?');
      const source = await readFile(file, 'utf8');
      const text = kind === 'javascript' ? await withoutTypes(source) : source;
      return { contents: `export const text = ${JSON.stringify(text)};`, loader: 'js', watchFiles: [file] };
    });
  },
};

/**
 * Types become blanks (no code is printed anew, so comments stay), then Prettier closes the gaps.
 * @param {string} source
 */
export async function withoutTypes(source) {
  const withoutTypeComments = source.replace(/\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n(?=(?:export )?(?:interface|type) )/g, '');
  const { code } = transformSync(withoutTypeComments, { mode: 'strip-only' });
  return (await format(code, { parser: 'babel' })).replace(/^\n+/, '');
}
