import * as vscode from 'vscode';

/** Where a document stands in its project. The core knows files by their path from the folder. */
export interface Place {
  /** With `/`; absolute where there is no workspace folder. */
  readonly path: string;
  readonly folder: vscode.WorkspaceFolder | undefined;
  /** The file itself, or the folder where it has never been saved. */
  readonly existing: vscode.Uri | undefined;
  /** The address of a file by its path; none where there is no folder that it could be put into. */
  uriOf(path: string): vscode.Uri | undefined;
}

export function placeOf(document: vscode.TextDocument): Place {
  const uri = notebookOf(document)?.uri ?? document.uri;
  const [onlyFolder] = vscode.workspace.workspaceFolders ?? [];
  const folder = vscode.workspace.getWorkspaceFolder(uri) ?? (uri.scheme === 'untitled' ? onlyFolder : undefined);
  const existing = uri.scheme === 'untitled' ? folder?.uri : uri;
  if (!folder) {
    return {
      path: uri.path,
      folder,
      existing,
      uriOf: (path) => (uri.scheme === 'untitled' ? undefined : uri.with({ path, query: '', fragment: '' })),
    };
  }
  return {
    path: uri.scheme === 'untitled' ? uri.path : vscode.workspace.asRelativePath(uri, false),
    folder,
    existing,
    uriOf: (path) => vscode.Uri.joinPath(folder.uri, path),
  };
}

function notebookOf(document: vscode.TextDocument): vscode.NotebookDocument | undefined {
  if (document.uri.scheme !== 'vscode-notebook-cell') return undefined;
  return vscode.workspace.notebookDocuments.find((notebook) =>
    notebook.getCells().some((cell) => cell.document === document),
  );
}

/** Whether the user can change it: not an output channel, the other side of a comparison, or a file of a library. */
export function isEditable({ uri }: vscode.TextDocument): boolean {
  if (uri.scheme === 'untitled' || uri.scheme === 'vscode-notebook-cell') return true;
  return vscode.workspace.fs.isWritableFileSystem(uri.scheme) === true;
}
