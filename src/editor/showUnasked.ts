import * as vscode from 'vscode';
import { showCountdowns } from './countdown';
import type { TokenDocuments } from './documents';
import type { LiveSettings } from './liveSettings';
import { showOverviewMarks } from './overviewMarks';
import { showStatusBar } from './statusBar';
import { startTicker } from './tickerHost';

/** What is there without being asked for: the time beside every token in view, marks, and the item of the status bar. */
export function showUnasked(documents: TokenDocuments, settings: LiveSettings): vscode.Disposable {
  const ticker = startTicker(documents, settings);
  return vscode.Disposable.from(
    ticker,
    showCountdowns(documents, settings, ticker),
    showOverviewMarks(documents, settings, ticker),
    showStatusBar(documents, settings, ticker),
  );
}
