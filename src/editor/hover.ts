import * as vscode from 'vscode';
import type { TokenDocuments } from './documents';
import type { LiveSettings } from './liveSettings';
import { hovering } from './parts';

/** The card of a token, in any document of any scheme. */
export function registerHover(documents: TokenDocuments, settings: LiveSettings): vscode.Disposable {
  return vscode.languages.registerHoverProvider('*', {
    provideHover(document, position) {
      if (!settings.current()['hover.enabled']) return undefined;
      const token = documents.tokenAt(document, position);
      if (!token) return undefined;
      const contents = hovering().hoverContents(document, token, Date.now(), settings.current()['hover.motion']);
      return new vscode.Hover(contents, token.range);
    },
  });
}
