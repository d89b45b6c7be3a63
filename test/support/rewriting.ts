import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createParsers, type LoadGrammar } from '../../src/core/rewrite/parsers';
import { createRewriter } from '../../src/core/rewrite/rewriter';
import { languages } from '../../src/core/rewrite/rewrites';

/** The grammars of the packages the build copies them from. */
export const loadGrammar: LoadGrammar = (name) =>
  readFile(resolve('node_modules', FOLDERS[name] ?? '@vscode/tree-sitter-wasm/wasm', name));

const FOLDERS: Readonly<Record<string, string>> = {
  'web-tree-sitter.wasm': 'web-tree-sitter',
  'tree-sitter-kotlin.wasm': '@tree-sitter-grammars/tree-sitter-kotlin',
};

export const rewriter = createRewriter(loadGrammar);

const parserFor = createParsers(loadGrammar);

/** What a compiler would refuse, as far as the grammar knows. */
export async function hasSyntaxError(text: string, languageId: string): Promise<boolean> {
  const grammar = languages.map(({ grammars }) => grammars[languageId]).find((name) => name !== undefined);
  const tree = (await parserFor(grammar ?? '')).parse(text);
  try {
    return tree?.rootNode.hasError ?? true;
  } finally {
    tree?.delete();
  }
}

/** VS Code's language identifier by a file's ending. */
export function languageIdOf(path: string): string {
  const ending = path.slice(path.lastIndexOf('.') + 1);
  return LANGUAGE_IDS[ending] ?? ending;
}

const LANGUAGE_IDS: Readonly<Record<string, string>> = {
  ts: 'typescript',
  mts: 'typescript',
  cts: 'typescript',
  tsx: 'typescriptreact',
  js: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  jsx: 'javascriptreact',
  py: 'python',
  go: 'go',
  java: 'java',
  kt: 'kotlin',
  cs: 'csharp',
  rs: 'rust',
  php: 'php',
  rb: 'ruby',
  sh: 'shellscript',
};
