import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './support';

/** A file with one call to Spotify that knows nothing of a 401. */
export const CALL = `export async function me(token: string) {
  const response = await fetch('https://api.spotify.com/v1/me', { headers: { Authorization: \`Bearer \${token}\` } });
  return response.json();
}
`;

/** The same when it is fixed, with the helper in the same folder. */
export const FIXED_CALL = `import { spotify } from './spotify-auth';

export async function me(token: string) {
  const response = await spotify.fetch('https://api.spotify.com/v1/me');
  return response.json();
}
`;

let count = 0;

/** A project of its own in the workspace, so that no test finds the helper of another. */
export async function project(files: Record<string, string>): Promise<vscode.Uri> {
  const root = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(root, 'the window has a folder');
  count += 1;
  const folder = vscode.Uri.joinPath(root, `refresh-${count}`);
  for (const [name, text] of Object.entries({ 'package.json': '{}', ...files })) {
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, name), new TextEncoder().encode(text));
  }
  return folder;
}

export async function open(folder: vscode.Uri, name: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, name));
  await vscode.window.showTextDocument(document);
  return document;
}

/** Saved or not. */
export async function textOf(folder: vscode.Uri, name: string): Promise<string> {
  return (await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, name))).getText();
}

export function exists(folder: vscode.Uri, name: string): Promise<boolean> {
  return Promise.resolve(vscode.workspace.fs.stat(vscode.Uri.joinPath(folder, name))).then(
    () => true,
    () => false,
  );
}

/** Our actions at the first place the text stands at. */
export async function actionsAt(
  document: vscode.TextDocument,
  text: string,
  options: { readonly kind?: vscode.CodeActionKind; readonly resolve?: number } = {},
): Promise<readonly vscode.CodeAction[]> {
  const position = document.positionAt(document.getText().indexOf(text) + 1);
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    new vscode.Range(position, position),
    options.kind?.value,
    options.resolve,
  );
  return actions.filter(({ title }) => /refresh the token|expired token/i.test(title));
}

/** Our diagnostics, once there are this many. */
export function diagnosticsOf(document: vscode.TextDocument, expected: number): Promise<readonly vscode.Diagnostic[]> {
  return eventually(`${expected} diagnostics`, () => {
    const found = ours(document);
    return found.length === expected ? found : undefined;
  });
}

export function ours(document: vscode.TextDocument): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'Auth Lens');
}

/** Does the edit, and says yes to the preview where it asks for one. */
export async function applyConfirmed(edit: vscode.WorkspaceEdit | undefined): Promise<boolean> {
  assert.ok(edit, 'the action has no edit');
  return confirmed(vscode.workspace.applyEdit(edit));
}

/**
 * Says yes to the refactor preview until the work is done. Nothing tells an extension that the preview has its input, and a
 * yes that comes too early empties it, so that takes its time.
 */
export async function confirmed<T>(work: Thenable<T>): Promise<T> {
  let isDone = false;
  const done = () => {
    isDone = true;
  };
  work.then(done, done);
  for (let times = 0; times < 8; times++) {
    for (let waitedMs = 0; waitedMs < 1500 && !isDone; waitedMs += 50) await new Promise((go) => setTimeout(go, 50));
    if (isDone) break;
    await vscode.commands.executeCommand('refactorPreview.apply').then(undefined, () => undefined);
  }
  return work;
}
