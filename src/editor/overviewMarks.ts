import * as vscode from 'vscode';
import { type StateDecoration, stateDecorations } from './decorations';
import type { TokenDocuments } from './documents';
import type { LiveSettings } from './liveSettings';
import { earliest, type Ticker } from './ticker';

/** Marks are for the whole document; above this they only hide each other. */
const MOST_MARKS = 500;

/** Marks on the overview ruler where tokens are, by state. */
export function showOverviewMarks(
  documents: TokenDocuments,
  settings: LiveSettings,
  ticker: Ticker,
): vscode.Disposable {
  const marks = stateDecorations((color) => ({
    overviewRulerColor: color,
    overviewRulerLane: vscode.OverviewRulerLane.Right,
  }));
  /** What each editor shows, and when that has to be looked at again. */
  const shown = new WeakMap<vscode.TextEditor, { readonly revision: number; readonly untilMs: number | undefined }>();

  const update = (editor: vscode.TextEditor, nowMs: number): number | undefined => {
    if (!settings.current()['overviewRuler.enabled']) {
      shown.delete(editor);
      marks.show(editor, 0, []);
      return undefined;
    }
    const revision = documents.revisionOf(editor.document);
    const before = shown.get(editor);
    if (before?.revision === revision && nowMs < (before.untilMs ?? Number.POSITIVE_INFINITY)) return before.untilMs;
    const moments: (number | undefined)[] = [];
    const decorations = documents.firstTokensIn(editor.document, MOST_MARKS).map(({ range, read }): StateDecoration => {
      const { state, changesAtMs } = read().assessedAt(nowMs);
      moments.push(changesAtMs);
      return { state, options: { range } };
    });
    marks.show(editor, revision, decorations);
    const untilMs = earliest(moments);
    shown.set(editor, { revision, untilMs });
    return untilMs;
  };

  const beat = ticker.add((nowMs) => earliest(vscode.window.visibleTextEditors.map((editor) => update(editor, nowMs))));
  return vscode.Disposable.from(beat, marks);
}
