import { buildSync } from 'esbuild';

/** The least that an extension can do, bundled as ours is. @param command that it registers */
export function bundleHello(outfile: string, command: string): void {
  const contents = `
    import * as vscode from 'vscode';
    export function activate(context) {
      context.subscriptions.push(vscode.commands.registerCommand('${command}', () => vscode.window.showInformationMessage('Hello')));
    }`;
  buildSync({
    stdin: { contents, resolveDir: '.' },
    outfile,
    bundle: true,
    minify: true,
    format: 'cjs',
    platform: 'node',
    external: ['vscode'],
  });
}
