import * as vscode from 'vscode';
import type { TokenDocuments } from './documents';
import type { LiveSettings } from './liveSettings';
import { createTicker, type Ticker } from './ticker';

/** The ticker of the real world: it is woken by whatever changes what is in view. */
export function startTicker(documents: TokenDocuments, settings: LiveSettings): Ticker {
  const ticker = createTicker({
    now: () => Date.now(),
    after(delayMs, callBack) {
      const timer = setTimeout(callBack, delayMs);
      return () => clearTimeout(timer);
    },
    isAttended: () => vscode.window.state.focused,
  });
  const wake = () => ticker.wake();
  const subscriptions = vscode.Disposable.from(
    documents.onDidChange(wake),
    settings.onDidChange(wake),
    vscode.window.onDidChangeVisibleTextEditors(wake),
    vscode.window.onDidChangeTextEditorVisibleRanges(wake),
    vscode.window.onDidChangeWindowState(({ focused }) => focused && ticker.wake()),
  );
  return {
    ...ticker,
    dispose() {
      subscriptions.dispose();
      ticker.dispose();
    },
  };
}
