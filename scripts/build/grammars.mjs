// Copies the parser runtime and the grammars that the language table names into dist/grammars.
import { copyFile, mkdir, readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

const resolve = createRequire(import.meta.url).resolve;

/** @param {string} target folder */
export async function copyGrammars(target) {
  const runtime = resolve('web-tree-sitter/web-tree-sitter.wasm');
  const needed = (await grammarsInUse()).map(grammarFile);
  await mkdir(target, { recursive: true });
  await Promise.all([runtime, ...needed].map((file) => copyFile(file, join(target, basename(file)))));
}

/** Most come in one package; what is missing there comes from the grammar's own. @param {string} grammar */
function grammarFile(grammar) {
  const own = OWN_PACKAGES.has(grammar) ? `@tree-sitter-grammars/${grammar}` : undefined;
  const folder = dirname(resolve(`${own ?? '@vscode/tree-sitter-wasm'}/package.json`));
  return own === undefined ? join(folder, 'wasm', `${grammar}.wasm`) : join(folder, `${grammar}.wasm`);
}

const OWN_PACKAGES = new Set(['tree-sitter-kotlin']);

/** Every grammar file name that is written in src/core/rewrite. A name that does not exist fails the copy. */
async function grammarsInUse() {
  const sources = (await readdir('src/core/rewrite', { recursive: true })).filter((name) => name.endsWith('.ts'));
  const texts = await Promise.all(sources.map((name) => readFile(join('src/core/rewrite', name), 'utf8')));
  return [...new Set(texts.join('\n').match(/'tree-sitter-[\w-]+'/g) ?? [])].map((name) => name.slice(1, -1));
}
