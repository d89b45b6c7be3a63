import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createRewriter } from '../../src/core/rewrite/rewriter';

/** The rewriter with the grammars of the packages the build copies them from. */
export const rewriter = createRewriter((name) =>
  readFile(
    name === 'web-tree-sitter.wasm'
      ? resolve('node_modules/web-tree-sitter', name)
      : resolve('node_modules/@vscode/tree-sitter-wasm/wasm', name),
  ),
);

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
