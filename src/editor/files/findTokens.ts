import * as vscode from 'vscode';
import { type ListedFile, searchSentences, tokenList } from '../../core/present/tokenList';
import type { FileSearched } from '../../core/token/keep/searchFile';
import { addressIn, cancellationIn, nameOf, withheldFile } from '../commandArgument';
import type { Output } from '../output';
import { UserProblem } from '../registerCommand';
import type { VirtualDocuments } from '../virtualDocuments';
import { openFileToSearch } from './fileToSearch';
import { refusalSentence } from './refusals';
import { runSearch } from './runSearch';
import { createTokenPages } from './tokenPages';

/** What the command does that `registerFindTokens` names. */
export interface FindTokens extends vscode.Disposable {
  find(argument: unknown): Promise<FoundInFile | undefined>;
}

/** What the command resolves to: fingerprints, states and places, and no text of the file. */
export interface FoundInFile extends FileSearched {
  readonly stopped: boolean;
  readonly changed: boolean;
}

export function createFindTokens(extensionUri: vscode.Uri, virtual: VirtualDocuments, output: Output): FindTokens {
  const pages = createTokenPages(virtual);
  return {
    async find(argument) {
      const uri = addressIn(argument) ?? withheldFile() ?? (await chosenFile());
      if (!uri) return undefined;
      const name = nameOf(uri);
      const nowMs = Date.now();
      const file = await openFileToSearch(uri);
      const outcome =
        typeof file === 'string'
          ? ({ kind: 'refused', reason: file } as const)
          : await runSearch({ name, ...file, nowMs, extensionUri }, cancellationIn(argument));
      if (outcome.kind === 'refused') throw new UserProblem(refusalSentence(outcome.reason, name));
      const { found, stopped, changed } = outcome;
      output.info('file-searched', { tokens: found.tokens.length, milliseconds: Date.now() - nowMs });
      await show({ name, found, stopped, changed }, uri, nowMs);
      return { ...found, stopped, changed };
    },
    dispose: () => pages.dispose(),
  };

  async function show(file: ListedFile, uri: vscode.Uri, nowMs: number): Promise<void> {
    if (file.found.places > 0) await pages.show(tokenList(file, nowMs), uri);
    else void vscode.window.showInformationMessage(searchSentences(file).join(' '));
  }
}

async function chosenFile(): Promise<vscode.Uri | undefined> {
  const { activeTab } = vscode.window.tabGroups.activeTabGroup;
  const defaultUri = activeTab?.input instanceof vscode.TabInputText ? activeTab.input.uri : undefined;
  const options = { title: 'Find tokens in a file', openLabel: 'Find Tokens', canSelectMany: false };
  const [uri] =
    (await vscode.window.showOpenDialog(defaultUri?.scheme === 'file' ? { ...options, defaultUri } : options)) ?? [];
  return uri;
}
