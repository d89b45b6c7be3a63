import * as vscode from 'vscode';
import type { TokenState } from '../core/token/read/assessment';

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

export interface StateDecoration {
  readonly state: TokenState;
  readonly options: vscode.DecorationOptions;
}

/** Decorations of one look, in the colours of the states. */
export interface StateDecorations extends vscode.Disposable {
  /**
   * Shows these instead of those before, and sends only a difference.
   *
   * @param revision of the tokens: while it is the same, the editor itself has moved what it shows with the text.
   */
  show(editor: vscode.TextEditor, revision: number, decorations: readonly StateDecoration[]): void;
}

export function stateDecorations(look: (color: vscode.ThemeColor) => vscode.DecorationRenderOptions): StateDecorations {
  const states = Object.keys(COLOURS) as TokenState[];
  const types = states.map((state) => {
    const type = vscode.window.createTextEditorDecorationType(look(new vscode.ThemeColor(COLOURS[state])));
    return { state, type };
  });
  const shown = new WeakMap<vscode.TextEditor, Map<TokenState, string>>();
  return {
    show(editor, revision, decorations) {
      const before = shown.get(editor) ?? new Map<TokenState, string>();
      shown.set(editor, before);
      for (const { state, type } of types) {
        const options = decorations.filter((one) => one.state === state).map((one) => one.options);
        const key = options.length === 0 ? '' : `${revision} ${JSON.stringify(options)}`;
        if ((before.get(state) ?? '') === key) continue;
        before.set(state, key);
        editor.setDecorations(type, options);
      }
    },
    dispose() {
      for (const { type } of types) type.dispose();
    },
  };
}
