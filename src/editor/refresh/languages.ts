import * as vscode from 'vscode';
import type { Language } from '../../core/rewrite/callSites';
import { rewriting } from '../../parts';

/** The core's row for a language identifier of VS Code. Loads the table, and no parser. */
export function languageOf(languageId: string): Language | undefined {
  return rewriting().languages.find((row) => Object.hasOwn(row.grammars, languageId));
}

/** A glob for every file of a language that the core knows, by the endings that the installed extensions declare for it. */
export function sourceFiles(): string {
  const known = new Set(rewriting().languages.flatMap((row) => Object.keys(row.grammars)));
  const declared = vscode.extensions.all.flatMap(
    ({ packageJSON }): readonly DeclaredLanguage[] => packageJSON?.contributes?.languages ?? [],
  );
  const endings = declared.filter(({ id }) => known.has(id)).flatMap((one) => one.extensions ?? []);
  return `**/*{${[...new Set(endings)].filter((ending) => /^\.\w+$/.test(ending)).join(',')}}`;
}

/** A row of `contributes.languages` in a manifest. */
interface DeclaredLanguage {
  readonly id: string;
  readonly extensions?: readonly string[];
}
