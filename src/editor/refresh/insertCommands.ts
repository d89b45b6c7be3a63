import * as vscode from 'vscode';
import { isExcluded } from '../../core/rewrite/exclusions';
import { rewriteFile } from '../../core/rewrite/rewriteFile';
import type { Rewriter } from '../../core/rewrite/rewriter';
import { COMMANDS } from '../commandIds';
import type { Output } from '../output';
import { UserProblem } from '../registerCommand';
import { fillInCommand } from './fillIn';
import type { GapDocuments } from './gapDocuments';
import { languageOf } from './languages';
import { isEditable, placeOf } from './place';
import { type DocumentChange, isCurrent, refreshEdit } from './refreshEdit';
import { changesBelow } from './workspaceChanges';

/** What a run of the command did. */
export interface Inserted {
  /** Source files that were looked at and talk to Spotify. */
  readonly files: number;
  /** Source files that were changed; none where the user did not confirm. */
  readonly changed: number;
}

/** What the commands do that `registerRefresh` names. */
export interface InsertCommands {
  /** For a file, a folder or the active editor. */
  insert(argument: unknown): Promise<Inserted>;
  insertEverywhere(): Promise<Inserted>;
}

export function createInsertCommands(gaps: GapDocuments, rewriter: Rewriter, output: Output): InsertCommands {
  const inFile = async (document: vscode.TextDocument): Promise<Inserted> => {
    const { version } = document;
    const context = await gaps.contextOf(document);
    const rewrite = context && (await rewriteFile(rewriter.insertRefresh, document.getText(), context));
    if (rewrite) return { files: 1, changed: await apply([{ document, version, rewrite }], output) };
    void tell(await whyNothing(document, gaps));
    return { files: 1, changed: 0 };
  };

  const below = async (folders: readonly vscode.Uri[]): Promise<Inserted> => {
    const looked = await changesBelow(folders, gaps, rewriter);
    if (looked === 'cancelled') return { files: 0, changed: 0 };
    if (looked.changes.length > 0) return { files: looked.files, changed: await apply(looked.changes, output) };
    void vscode.window.showInformationMessage(
      looked.files === 0
        ? 'No source file here mentions Spotify, so there is no call to change.'
        : `Nothing to change: of the ${looked.files} source files here that mention Spotify, none has a call that lacks refresh handling and can be changed safely.`,
    );
    return { files: looked.files, changed: 0 };
  };

  return {
    async insert(argument) {
      const uri = addressIn(argument);
      if (uri && (await isFolder(uri))) return below([uri]);
      const document = uri ? await openDocument(uri) : vscode.window.activeTextEditor?.document;
      if (document) return inFile(document);
      throw new UserProblem('Open the file whose Spotify calls should handle an expired token, then try again.');
    },
    async insertEverywhere() {
      const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
      if (folders.length === 0) throw new UserProblem('Open a folder first: there is no workspace to look through.');
      return below(folders);
    },
  };
}

/** @returns how many source files were changed */
async function apply(changes: readonly DocumentChange[], output: Output): Promise<number> {
  const areCurrent = (await Promise.all(changes.map(isCurrent))).every((is) => is);
  const edit = areCurrent ? refreshEdit(changes) : undefined;
  if (!edit) {
    throw new UserProblem(
      !areCurrent
        ? 'The text changed while it was looked at, so it was left alone. Try again.'
        : 'Save this file into a folder first: the code needs a file of its own beside it.',
    );
  }
  const isDone = await vscode.workspace.applyEdit(edit, { isRefactoring: true });
  const next = isDone ? fillInCommand(changes) : undefined;
  if (next) await vscode.commands.executeCommand(next.command, ...(next.arguments ?? []));
  const changed = isDone ? changes.length : 0;
  output.info('refresh-inserted', { files: changed });
  return changed;
}

async function whyNothing(document: vscode.TextDocument, gaps: GapDocuments): Promise<string> {
  if (!isEditable(document)) return 'This text is read-only. Open the source file itself.';
  if (!languageOf(document.languageId)) {
    return `There is no refresh handling for ${document.languageId} files yet, so nothing was changed.`;
  }
  const text = document.getText();
  if (!/spotify/i.test(text)) return 'This file does not mention Spotify, so there is no call to change.';
  if (isExcluded(placeOf(document).path, text)) {
    return 'Tests, libraries and generated files are left as they are, so nothing was changed.';
  }
  const found = await gaps.find(document);
  if (found.length === 0) {
    return 'Nothing to do: no call to Spotify in this file lacks refresh handling, or the code around it has a syntax error.';
  }
  if (found.some(({ correction }) => correction)) {
    return 'No refresh handling is missing in this file. Its underlined mistakes have quick fixes of their own: put the cursor on one and open the light bulb.';
  }
  return `Nothing was changed: the ${found.length === 1 ? 'place' : `${found.length} places`} found in this file must be changed by hand. The Problems view and the underlines say how.`;
}

async function tell(reason: string): Promise<void> {
  const hasFolder = (vscode.workspace.workspaceFolders ?? []).length > 0;
  const wholeWorkspace = 'Look in the Whole Workspace';
  const chosen = await vscode.window.showInformationMessage(reason, ...(hasFolder ? [wholeWorkspace] : []));
  if (chosen === wholeWorkspace) await vscode.commands.executeCommand(COMMANDS.insertRefreshHandlingEverywhere);
}

/** `{ uri }`, or an address as a menu gives it. */
function addressIn(argument: unknown): vscode.Uri | undefined {
  if (argument instanceof vscode.Uri) return argument;
  if (typeof argument !== 'object' || argument === null || !('uri' in argument)) return undefined;
  if (argument.uri instanceof vscode.Uri) return argument.uri;
  return typeof argument.uri === 'string' ? vscode.Uri.parse(argument.uri) : undefined;
}

async function isFolder(uri: vscode.Uri): Promise<boolean> {
  const stat = await vscode.workspace.fs.stat(uri).then(undefined, () => undefined);
  return stat !== undefined && (stat.type & vscode.FileType.Directory) !== 0;
}

async function openDocument(uri: vscode.Uri): Promise<vscode.TextDocument> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    throw new UserProblem('That file could not be read. Check that it still exists and is text.');
  }
}
