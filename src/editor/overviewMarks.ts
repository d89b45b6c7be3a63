import * as vscode from 'vscode';
import { type StateDecoration, stateDecorations } from './decorations';
import type { TokenDocuments } from './documents';
import type { LiveSettings } from './liveSettings';
import { earliest, type Ticker } from './ticker';

/** Marks are for the whole document; above this they only hide each other. */
const MOST_MARKS = 500;

/** Nobody looks at marks while typing, and the editor moves them with the text: they are made anew so often at most. */
const CALM_MS = 300;

interface Shown {
  readonly revision: number;
  readonly atMs: number;
  /** When one of the states changes. */
  readonly untilMs: number | undefined;
}

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
  const shown = new WeakMap<vscode.TextEditor, Shown>();

  const update = (editor: vscode.TextEditor, nowMs: number): number | undefined => {
    if (!settings.current()['overviewRuler.enabled']) {
      shown.delete(editor);
      marks.show(editor, 0, []);
      return undefined;
    }
    const revision = documents.revisionOf(editor.document);
    const before = shown.get(editor);
    const dueMs = before && (before.revision === revision ? before.untilMs : before.atMs + CALM_MS);
    if (before && nowMs < (dueMs ?? Number.POSITIVE_INFINITY)) return dueMs;
    const moments: (number | undefined)[] = [];
    const decorations = documents.firstTokensIn(editor.document, MOST_MARKS).map(({ range, read }): StateDecoration => {
      const { state, changesAtMs } = read().assessedAt(nowMs);
      moments.push(changesAtMs);
      return { state, options: { range } };
    });
    marks.show(editor, revision, decorations);
    const untilMs = earliest(moments);
    shown.set(editor, { revision, atMs: nowMs, untilMs });
    return untilMs;
  };

  const beat = ticker.add((nowMs) => earliest(vscode.window.visibleTextEditors.map((editor) => update(editor, nowMs))));
  return vscode.Disposable.from(beat, marks);
}
