import * as vscode from 'vscode';
import type { PlaceLink, TokenList } from '../../core/present/tokenList';
import type { VirtualDocuments } from '../virtualDocuments';

/** Lists of tokens as read-only documents, in which places are links. */
export interface TokenPages extends vscode.Disposable {
  show(list: TokenList, file: vscode.Uri): Promise<void>;
}

const NAME = 'tokens.txt';

export function createTokenPages(virtual: VirtualDocuments): TokenPages {
  const pages = new Map<string, vscode.DocumentLink[]>();
  const subscriptions = vscode.Disposable.from(
    vscode.languages.registerDocumentLinkProvider(
      { scheme: virtual.scheme, pattern: `**/${NAME}` },
      { provideDocumentLinks: ({ uri }) => pages.get(uri.toString()) ?? [] },
    ),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => pages.delete(uri.toString())),
  );
  return {
    async show({ text, links }, file) {
      const document = await virtual.open(NAME, text);
      pages.set(
        document.uri.toString(),
        links.map((link) => documentLink(link, file)),
      );
      await vscode.window.showTextDocument(document, { preview: false });
    },
    dispose() {
      pages.clear();
      subscriptions.dispose();
    },
  };
}

/** To where VS Code itself opens the file: extensions get no document of one over 50 MB, but people may look at it. */
function documentLink({ line, start, end, place }: PlaceLink, file: vscode.Uri): vscode.DocumentLink {
  const fragment = `L${place.line + 1},${place.character + 1}`;
  const link = new vscode.DocumentLink(new vscode.Range(line, start, line, end), file.with({ fragment }));
  link.tooltip = 'Go to the token';
  return link;
}
