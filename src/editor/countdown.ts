import * as vscode from 'vscode';
import { reading } from '../parts';
import { stateDecorations } from './decorations';
import type { DocumentToken, TokenDocuments } from './documents';
import type { LiveSettings } from './liveSettings';
import { earliest, type Ticker } from './ticker';
import { tokensInView } from './tokensInView';

/** Short texts after the visible tokens that say how long they live. */
export function showCountdowns(documents: TokenDocuments, settings: LiveSettings, ticker: Ticker): vscode.Disposable {
  const texts = stateDecorations((color) => ({
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    after: { color, margin: '0 0 0 1ch' },
  }));
  /** The line being typed in, until the cursor leaves it. */
  const typing = new WeakMap<vscode.TextDocument, number>();

  const update = (editor: vscode.TextEditor, nowMs: number): number | undefined => {
    const choice = settings.current();
    const inView = choice['countdown.enabled'] ? tokensInView(editor, documents) : [];
    const counted = inView
      .filter(({ range }) => range.end.line !== typing.get(editor.document))
      .slice(0, choice['countdown.maximum'])
      .map((token) => textAfter(token, nowMs));
    texts.show(
      editor,
      documents.revisionOf(editor.document),
      counted.flatMap((one) => one.decoration ?? []),
    );
    return earliest(counted.map((one) => one.changesAtMs));
  };

  const beat = ticker.add((nowMs) => earliest(vscode.window.visibleTextEditors.map((editor) => update(editor, nowMs))));

  return vscode.Disposable.from(
    beat,
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      // Not the line of the selection: news of where the cursor went can come after news of what was typed there.
      const [change] = contentChanges;
      if (!change || vscode.window.activeTextEditor?.document !== document) return;
      typing.set(document, change.range.start.line + change.text.split('\n').length - 1);
    }),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor: { document, selection } }) => {
      const line = typing.get(document);
      if (line === undefined || line === selection.active.line) return;
      typing.delete(document);
      ticker.wake();
    }),
    texts,
  );
}

function textAfter({ range, read }: DocumentToken, nowMs: number) {
  const assessment = read().assessedAt(nowMs);
  const { countdownOf, WITHOUT_COUNTDOWN } = reading();
  const countdown = countdownOf(assessment, nowMs, 'fixed');
  const contentText = countdown?.text ?? WITHOUT_COUNTDOWN[assessment.state];
  if (contentText === undefined) return {};
  const options = { range, renderOptions: { after: { contentText } } };
  const changesAtMs = earliest([countdown?.changesAtMs, assessment.changesAtMs]);
  return { changesAtMs, decoration: { state: assessment.state, options } };
}
