import * as vscode from 'vscode';

/** Read-only documents made by commands. Their addresses say nothing about what is in them. */
export interface VirtualDocuments extends vscode.Disposable {
  /** The name's ending chooses the language. The text is kept until the document is closed. */
  open(name: string, text: string): Promise<vscode.TextDocument>;
}

export const VIRTUAL_SCHEME = 'auth-lens';

export function createVirtualDocuments(): VirtualDocuments {
  const texts = new Map<string, string>();
  let count = 0;
  const subscriptions = vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(VIRTUAL_SCHEME, {
      provideTextDocumentContent: (uri) => texts.get(uri.path) ?? '',
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri, isClosed }) => {
      // A change of language is reported as a closing too, of a document that stays open.
      if (uri.scheme === VIRTUAL_SCHEME && isClosed) texts.delete(uri.path);
    }),
  );
  return {
    async open(name, text) {
      count += 1;
      const uri = vscode.Uri.from({ scheme: VIRTUAL_SCHEME, path: `/${count}/${name}` });
      texts.set(uri.path, text);
      return vscode.workspace.openTextDocument(uri);
    },
    dispose() {
      texts.clear();
      subscriptions.dispose();
    },
  };
}
