import * as vscode from 'vscode';
import type { Rewriter } from '../../core/rewrite/rewriter';
import type { LiveSettings } from '../liveSettings';
import type { Output } from '../output';
import { showGapDiagnostics } from './gapDiagnostics';
import { watchGaps } from './gapDocuments';
import { watchHelperFiles } from './helperFiles';
import { registerInsertRefreshHandling } from './insertCommand';
import { registerRefreshActions } from './refreshActions';
import { showRefreshMenu } from './refreshMenu';

/** Calls that do not survive an expired token: seen, offered a fix at the light bulb, and fixed by a command. */
export function registerRefresh(rewriter: Rewriter, settings: LiveSettings, output: Output): vscode.Disposable {
  const helperFiles = watchHelperFiles();
  const gaps = watchGaps(rewriter, helperFiles, settings, output);
  return vscode.Disposable.from(
    helperFiles,
    gaps,
    showGapDiagnostics(gaps, settings),
    registerRefreshActions(gaps, rewriter),
    registerInsertRefreshHandling(gaps, rewriter, output),
    showRefreshMenu(gaps),
  );
}
