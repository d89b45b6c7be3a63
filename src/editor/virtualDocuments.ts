import * as vscode from 'vscode';

/** Read-only documents made by commands. Their addresses say nothing about what is in them. */
export interface VirtualDocuments extends vscode.Disposable {
  readonly scheme: string;
  /** The name's ending chooses the language. The text is forgotten when the last tab with it closes. */
  open(name: string, text: string): Promise<vscode.TextDocument>;
}

const SCHEME = 'auth-lens';

export function createVirtualDocuments(): VirtualDocuments {
  const texts = new Map<string, string>();
  const changed = new vscode.EventEmitter<vscode.Uri>();
  let count = 0;

  const forgetClosed = ({ closed }: vscode.TabChangeEvent) => {
    const open = new Set(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.flatMap(addressesOf)));
    for (const address of closed.flatMap(addressesOf)) {
      if (open.has(address)) continue;
      texts.delete(address);
      // VS Code keeps the document of a closed tab for minutes; asked again, it gets nothing to keep.
      changed.fire(vscode.Uri.parse(address));
    }
  };

  const subscriptions = vscode.Disposable.from(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? '',
    }),
    vscode.window.tabGroups.onDidChangeTabs(forgetClosed),
  );
  return {
    scheme: SCHEME,
    async open(name, text) {
      count += 1;
      const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${count}/${name}` });
      texts.set(uri.toString(), text);
      return vscode.workspace.openTextDocument(uri);
    },
    dispose() {
      texts.clear();
      subscriptions.dispose();
    },
  };
}

/** The addresses of our documents in a tab. */
function addressesOf({ input }: vscode.Tab): readonly string[] {
  return input instanceof vscode.TabInputText && input.uri.scheme === SCHEME ? [input.uri.toString()] : [];
}
