import * as vscode from 'vscode';
import type { Language } from '../../core/rewrite/callSites';

/** The core's row for a language identifier of VS Code. Loads the table, and no parser. */
export async function languageOf(languageId: string): Promise<Language | undefined> {
  const languages = await table();
  return languages.find((row) => Object.hasOwn(row.grammars, languageId));
}

/** A glob for every file of a language that the core knows, by the endings that the installed extensions declare for it. */
export async function sourceFiles(): Promise<string> {
  const languages = await table();
  const known = new Set(languages.flatMap((row) => Object.keys(row.grammars)));
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

async function table(): Promise<readonly Language[]> {
  return (await import('../../core/rewrite/rewrites')).languages;
}
