import * as vscode from 'vscode';
import { reading } from '../parts';
import { COMMANDS } from './commandIds';
import type { DocumentToken, TokenDocuments } from './documents';
import type { LiveSettings } from './liveSettings';
import type { Ticker } from './ticker';
import type { TokenHandle } from './tokenHandle';

/** An item for the live token that ends next among those of the visible editors; a click goes to it. */
export function showStatusBar(documents: TokenDocuments, settings: LiveSettings, ticker: Ticker): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('authLens.nearestToken', vscode.StatusBarAlignment.Right, 90);
  item.name = 'Auth Lens: Next Token to Expire';
  const beat = ticker.add((nowMs) => {
    const nearest = settings.current()['statusBar.enabled'] ? nearestLive(documents, nowMs) : undefined;
    if (!nearest) {
      item.hide();
      return undefined;
    }
    const { text, changesAtMs } = nearest.countdown;
    const spoken = text.replaceAll('\u2007', '');
    item.text = `$(key) ${text}`;
    item.tooltip = 'The token in view that expires next. Click to go to it.';
    item.accessibilityInformation = { label: `The token that expires next: ${spoken}`, role: 'button' };
    item.command = { command: COMMANDS.goToToken, title: 'Go to Token', arguments: [handleOf(nearest)] };
    item.show();
    return changesAtMs;
  });
  return vscode.Disposable.from(beat, item);
}

interface LiveToken {
  readonly document: vscode.TextDocument;
  readonly token: DocumentToken;
  readonly expiresAtMs: number;
  readonly countdown: { readonly text: string; readonly changesAtMs: number };
}

function nearestLive(documents: TokenDocuments, nowMs: number): LiveToken | undefined {
  let nearest: LiveToken | undefined;
  for (const document of new Set(vscode.window.visibleTextEditors.map((editor) => editor.document))) {
    for (const token of documents.tokensIn(document)) {
      const assessment = token.read().assessedAt(nowMs);
      const { expiresAtMs } = assessment.lifetime;
      if (assessment.state !== 'valid' && assessment.state !== 'expiring') continue;
      if (expiresAtMs === undefined || (nearest && nearest.expiresAtMs <= expiresAtMs)) continue;
      const countdown = reading().countdownOf(assessment, nowMs, 'fixed');
      if (countdown) nearest = { document, token, expiresAtMs, countdown };
    }
  }
  return nearest;
}

function handleOf({ document, token }: LiveToken): TokenHandle {
  return { uri: document.uri.toString(), version: document.version, start: token.found.start };
}
