import * as vscode from 'vscode';
import type { Rewriter } from '../../core/rewrite/rewriter';
import type { LiveSettings } from '../liveSettings';
import type { Output } from '../output';
import { showGapDiagnostics } from './gapDiagnostics';
import { watchGaps } from './gapDocuments';
import { watchHelperFiles } from './helperFiles';
import { createInsertCommands, type InsertCommands } from './insertCommands';
import { registerRefreshActions } from './refreshActions';
import { showRefreshMenu } from './refreshMenu';

/** All that `registerRefresh` promises, at work. */
export function watchRefresh(
  rewriter: Rewriter,
  settings: LiveSettings,
  output: Output,
): InsertCommands & vscode.Disposable {
  const helperFiles = watchHelperFiles();
  const gaps = watchGaps(rewriter, helperFiles, settings, output);
  const watching = vscode.Disposable.from(
    helperFiles,
    gaps,
    showGapDiagnostics(gaps, settings),
    registerRefreshActions(gaps, rewriter),
    showRefreshMenu(gaps),
  );
  return { ...createInsertCommands(gaps, rewriter, output), dispose: () => watching.dispose() };
}
