import * as vscode from 'vscode';
import type { TokenState } from '../core/token/assessment';
import { reading } from '../parts';
import { rangeOf } from './convert';
import type { DocumentToken, TokenDocuments } from './documents';
import type { LiveSettings } from './liveSettings';
import type { Ticker } from './ticker';

/** Colours of package.json's `contributes.colors`. Where there is nothing to count, a quiet one says that a token is there. */
const COLOURS: Readonly<Record<TokenState, string>> = {
  valid: 'authLens.validForeground',
  expiring: 'authLens.expiringForeground',
  expired: 'authLens.expiredForeground',
  'not-yet-valid': 'authLens.notYetValidForeground',
  'no-expiry': 'authLens.unknownForeground',
  unknown: 'authLens.unknownForeground',
  undecodable: 'authLens.unknownForeground',
};

/** Marks on the overview ruler are for the whole document; above this they only hide each other. */
const MOST_MARKS = 500;

/** Short texts after the visible tokens that say how long they live, and marks on the overview ruler. */
export function showCountdowns(documents: TokenDocuments, settings: LiveSettings, ticker: Ticker): vscode.Disposable {
  const texts = decorationTypes((colour) => ({
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    after: { color: new vscode.ThemeColor(colour), margin: '0 0 0 1ch' },
  }));
  const marks = decorationTypes((colour) => ({
    overviewRulerColor: new vscode.ThemeColor(colour),
    overviewRulerLane: vscode.OverviewRulerLane.Right,
  }));
  /** What stands in each editor now, so that only a difference is sent. */
  const shown = new WeakMap<vscode.TextEditor, Map<vscode.TextEditorDecorationType, string>>();
  /** The line being typed in, until the cursor leaves it. */
  const typing = new WeakMap<vscode.TextDocument, number>();

  const apply = (
    editor: vscode.TextEditor,
    types: ReadonlyMap<TokenState, vscode.TextEditorDecorationType>,
    decorations: readonly StateDecoration[],
  ) => {
    const before = shown.get(editor) ?? new Map<vscode.TextEditorDecorationType, string>();
    shown.set(editor, before);
    for (const [state, type] of types) {
      const options = decorations.filter((one) => one.state === state).map((one) => one.options);
      const key = `${editor.document.version} ${JSON.stringify(options)}`;
      if (options.length === 0 ? (before.get(type) ?? '') === '' : before.get(type) === key) continue;
      before.set(type, options.length === 0 ? '' : key);
      editor.setDecorations(type, options);
    }
  };

  const update = (editor: vscode.TextEditor, nowMs: number): number | undefined => {
    const choice = settings.current();
    const { document } = editor;
    const wanted = choice['countdown.enabled'] || choice['overviewRuler.enabled'];
    const all = wanted ? documents.tokensIn(document).slice(0, MOST_MARKS) : [];
    const inView = choice['countdown.enabled'] ? tokensInView(editor, documents) : [];
    const counted = inView
      .filter(({ found }) => document.positionAt(found.end).line !== typing.get(document))
      .slice(0, choice['countdown.maximum'])
      .map((token) => textAfter(document, token, nowMs));
    const marked = choice['overviewRuler.enabled'] ? all.map((token) => markOn(document, token, nowMs)) : [];
    apply(
      editor,
      texts,
      counted.flatMap((one) => one.decoration ?? []),
    );
    apply(
      editor,
      marks,
      marked.map((one) => one.decoration),
    );
    return earliest([...counted, ...marked].map((one) => one.changesAtMs));
  };

  const beat = ticker.add((nowMs) => {
    return earliest(vscode.window.visibleTextEditors.map((editor) => update(editor, nowMs)));
  });

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
    ...texts.values(),
    ...marks.values(),
  );
}

interface StateDecoration {
  readonly state: TokenState;
  readonly options: vscode.DecorationOptions;
}

function decorationTypes(
  look: (colour: string) => vscode.DecorationRenderOptions,
): ReadonlyMap<TokenState, vscode.TextEditorDecorationType> {
  const states = Object.keys(COLOURS) as TokenState[];
  return new Map(states.map((state) => [state, vscode.window.createTextEditorDecorationType(look(COLOURS[state]))]));
}

function tokensInView(editor: vscode.TextEditor, documents: TokenDocuments): readonly DocumentToken[] {
  const tokens = editor.visibleRanges.flatMap((range) => documents.tokensIn(editor.document, wholeLines(range)));
  return [...new Set(tokens)];
}

function wholeLines({ start, end }: vscode.Range): vscode.Range {
  return new vscode.Range(start.line, 0, end.line + 1, 0);
}

function textAfter(document: vscode.TextDocument, token: DocumentToken, nowMs: number) {
  const assessment = token.read().assessedAt(nowMs);
  const { countdownOf, WITHOUT_COUNTDOWN } = reading();
  const countdown = countdownOf(assessment, nowMs, 'fixed');
  const contentText = countdown?.text ?? WITHOUT_COUNTDOWN[assessment.state];
  if (contentText === undefined) return {};
  const options = { range: rangeOf(document, token.found), renderOptions: { after: { contentText } } };
  const changesAtMs = earliest([countdown?.changesAtMs, assessment.changesAtMs]);
  return { changesAtMs, decoration: { state: assessment.state, options } };
}

function earliest(momentsMs: readonly (number | undefined)[]): number | undefined {
  const known = momentsMs.filter((atMs) => atMs !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

function markOn(document: vscode.TextDocument, token: DocumentToken, nowMs: number) {
  const { state, changesAtMs } = token.read().assessedAt(nowMs);
  return { changesAtMs, decoration: { state, options: { range: rangeOf(document, token.found) } } };
}
