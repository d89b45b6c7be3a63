import * as vscode from 'vscode';

/** The address in a command's argument: `{ uri }`, as an object or as text, or an address as the explorer's menu gives it. */
export function addressIn(argument: unknown): vscode.Uri | undefined {
  if (argument instanceof vscode.Uri) return argument;
  if (typeof argument !== 'object' || argument === null || !('uri' in argument)) return undefined;
  if (argument.uri instanceof vscode.Uri) return argument.uri;
  return typeof argument.uri === 'string' ? vscode.Uri.parse(argument.uri) : undefined;
}

/** Another extension may hand its own token over with `{ uri, cancellation }`. */
export function cancellationIn(argument: unknown): vscode.CancellationToken | undefined {
  if (typeof argument !== 'object' || argument === null || !('cancellation' in argument)) return undefined;
  const { cancellation } = argument;
  const isToken =
    typeof cancellation === 'object' && cancellation !== null && 'isCancellationRequested' in cancellation;
  return isToken ? (cancellation as vscode.CancellationToken) : undefined;
}

/** The file name, for a person. */
export function nameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

/**
 * The file in the active tab where extensions get no document for it: VS Code shows files over 50 MB and hands them to
 * nobody.
 */
export function withheldFile(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (!(input instanceof vscode.TabInputText) || vscode.window.activeTextEditor) return undefined;
  const address = input.uri.toString();
  return vscode.workspace.textDocuments.some(({ uri }) => uri.toString() === address) ? undefined : input.uri;
}
