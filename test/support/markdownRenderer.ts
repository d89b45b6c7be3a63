import { build } from 'esbuild';
import { JSDOM } from 'jsdom';

/** What of a `vscode.MarkdownString` decides how it is drawn. */
export interface MarkdownLike {
  readonly value: string;
  readonly isTrusted?: boolean | { readonly enabledCommands: readonly string[] };
}

/** Draws Markdown as VS Code does: with the very renderer of its hovers, from monaco-editor, in a document of jsdom. */
export async function loadMarkdownRenderer(): Promise<(markdown: MarkdownLike) => HTMLElement> {
  const { outputFiles } = await build({
    stdin: {
      contents: `export { renderMarkdown } from 'monaco-editor/base/browser/markdownRenderer.js';`,
      resolveDir: process.cwd(),
    },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'renderer',
    loader: { '.css': 'empty', '.ttf': 'empty' },
    logLevel: 'error',
  });
  const { window } = new JSDOM('', { runScripts: 'outside-only', pretendToBeVisual: true });
  window.matchMedia ??= () =>
    ({ matches: false, addEventListener() {}, addListener() {} }) as unknown as MediaQueryList;
  window.CSS ??= { escape: (text: string) => text } as typeof window.CSS;
  window.eval(`${outputFiles[0]?.text}; window.renderer = renderer;`);
  const { renderMarkdown } = window.renderer;
  return (markdown) => renderMarkdown(markdown).element;
}
