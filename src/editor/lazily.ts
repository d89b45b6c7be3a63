import type * as vscode from 'vscode';

/** Something with a lifetime that is made when it is first asked for, and disposed of only if it was. */
export interface Lazy<T> extends vscode.Disposable {
  get(): T;
}

export function lazily<T extends vscode.Disposable>(make: () => T): Lazy<T> {
  let made: T | undefined;
  return {
    get() {
      made ??= make();
      return made;
    },
    dispose: () => made?.dispose(),
  };
}

/** The same, but not later than in the next turn: what nobody asks for, and what `activate` need not wait for. */
export function soon<T extends vscode.Disposable>(make: () => T): Lazy<T> {
  const lazy = lazily(make);
  const turn = setTimeout(() => lazy.get());
  return {
    get: () => lazy.get(),
    dispose() {
      clearTimeout(turn);
      lazy.dispose();
    },
  };
}
