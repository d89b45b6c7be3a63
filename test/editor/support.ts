import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** Base64url of a value as JSON. `Buffer` is not there in the web extension host. */
export function segment(value: unknown): string {
  return btoa(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** A compact JWS that lives from ten minutes ago for an hour; `claims` are added. */
export function mintJwt(claims: object = {}): string {
  const issued = Math.floor(Date.now() / 1000) - 600;
  const payload = { iss: 'https://auth.example.com', iat: issued, exp: issued + 3600, ...claims };
  return `${segment({ alg: 'HS256', typ: 'JWT' })}.${segment(payload)}.${random(32)}`;
}

export function mintOpaque(prefix: string, length: number): string {
  return `${prefix}${random(length)}`.slice(0, length);
}

function random(bytes: number): string {
  const text = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(bytes))));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

let texts = 0;

/**
 * An untitled document with this text and a name that no other has. VS Code numbers those without a name and uses a number
 * again before it has let go of the model that had it, so that a new document may come with the text of the last one
 * (`MainThreadDocuments` creates "Untitled-1" anew while the text model service still holds the old one by that name).
 */
export async function openText(content: string, language = 'plaintext'): Promise<vscode.TextDocument> {
  texts += 1;
  const blank = await vscode.workspace.openTextDocument(
    vscode.Uri.from({ scheme: 'untitled', path: `/auth-lens-${texts}.txt` }),
  );
  const edit = new vscode.WorkspaceEdit();
  edit.insert(blank.uri, new vscode.Position(0, 0), content);
  await vscode.workspace.applyEdit(edit);
  const document =
    blank.languageId === language ? blank : await vscode.languages.setTextDocumentLanguage(blank, language);
  assert.equal(document.getText(), content);
  return document;
}

/** The Markdown of all our hovers on the first place the text stands at. */
export async function hoverOn(document: vscode.TextDocument, text: string): Promise<readonly vscode.MarkdownString[]> {
  const at = document.getText().indexOf(text);
  assert.ok(at >= 0, 'the text is not in the document');
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    document.positionAt(at + 5),
  );
  const contents = hovers.flatMap((hover) => hover.contents) as vscode.MarkdownString[];
  const first = contents.findIndex(({ value }) => value.includes('command:authLens.'));
  return first < 0 ? [] : contents.slice(first, first + 2);
}

/** Markdown without its character references, as a reader sees it. */
export function plain(markdown: vscode.MarkdownString | undefined): string {
  return (markdown?.value ?? '').replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
}

/** Asks again until the answer is there: documents open and close in their own time. */
export async function eventually<T>(what: string, ask: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return assert.fail(`${what}: not within twenty seconds`);
}

/** The folder that this window was opened on, where tests may write. */
export function folderOfWorkspace(): vscode.Uri {
  return vscode.workspace.workspaceFolders?.[0]?.uri ?? assert.fail('no folder is open');
}
