import * as vscode from 'vscode';

/** What nobody wants to search for sources, whatever the settings say. */
const ALWAYS = ['**/node_modules/**', '**/.git/**'];

/** A glob of what `files.exclude` and `search.exclude` hide in a folder. */
export function searchExclusions(folder: vscode.WorkspaceFolder | undefined): string {
  const hidden = ['files', 'search'].flatMap((section) => {
    const globs = vscode.workspace.getConfiguration(section, folder?.uri).get<Record<string, unknown>>('exclude') ?? {};
    return Object.keys(globs).filter((glob) => globs[glob] === true);
  });
  const whole = hidden.flatMap((glob) => (glob.endsWith('/**') ? [glob] : [glob, `${glob}/**`]));
  // Braces do not nest in VS Code's globs.
  return `{${[...new Set([...ALWAYS, ...whole])].filter((glob) => !/[{},]/.test(glob)).join(',')}}`;
}
