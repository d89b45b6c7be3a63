import * as vscode from 'vscode';
import { reading } from '../parts';
import { COMMANDS } from './commandIds';
import type { DocumentToken, TokenDocuments } from './documents';
import type { LiveSettings } from './liveSettings';
import type { Ticker } from './ticker';
import { handleOf } from './tokenHandle';
import { tokensInView } from './tokensInView';

/** An item for the live token that ends next among those in view; a click goes to it. */
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
    item.command = {
      command: COMMANDS.goToToken,
      title: 'Go to Token',
      arguments: [handleOf(nearest.document, nearest.token)],
    };
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
  for (const editor of vscode.window.visibleTextEditors) {
    for (const token of tokensInView(editor, documents)) {
      const assessment = token.read().assessedAt(nowMs);
      const { expiresAtMs } = assessment.lifetime;
      if (assessment.state !== 'valid' && assessment.state !== 'expiring') continue;
      if (expiresAtMs === undefined || (nearest && nearest.expiresAtMs <= expiresAtMs)) continue;
      const countdown = reading().countdownOf(assessment, nowMs, 'fixed');
      if (countdown) nearest = { document: editor.document, token, expiresAtMs, countdown };
    }
  }
  return nearest;
}
