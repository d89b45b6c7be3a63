import * as vscode from 'vscode';
import { isExcluded } from '../../core/rewrite/exclusions';
import type { NewFile } from '../../core/rewrite/rewrite';
import { rewriteFile } from '../../core/rewrite/rewriteFile';
import type { Rewriter } from '../../core/rewrite/rewriter';
import type { GapDocuments } from './gapDocuments';
import { sourceFiles } from './languages';
import { placeOf } from './place';
import type { DocumentChange } from './refreshEdit';
import { searchExclusions } from './searchExclusions';

/** Bytes; nobody writes a source file longer than this. */
const LONGEST = 2_000_000;

export interface FolderChanges {
  readonly changes: readonly DocumentChange[];
  /** How many source files mention Spotify. */
  readonly files: number;
}

/** What is to be done to the source files below these folders, with progress that can be cancelled. */
export async function changesBelow(
  folders: readonly vscode.Uri[],
  gaps: GapDocuments,
  rewriter: Rewriter,
): Promise<FolderChanges | 'cancelled'> {
  const location = vscode.ProgressLocation.Notification;
  const title = 'Auth Lens: looking for calls to Spotify';
  return vscode.window.withProgress({ location, title, cancellable: true }, async (progress, cancellation) => {
    const report = (increment: number) => progress.report({ increment });
    try {
      const changes = await lookThrough(folders, gaps, rewriter, report, cancellation);
      return cancellation.isCancellationRequested ? 'cancelled' : changes;
    } catch (error) {
      // A search that is cancelled may reject instead of finding nothing.
      if (cancellation.isCancellationRequested) return 'cancelled';
      throw error;
    }
  });
}

/** Stops between two files when it is cancelled: what it returns then is not all. */
async function lookThrough(
  folders: readonly vscode.Uri[],
  gaps: GapDocuments,
  rewriter: Rewriter,
  report: (increment: number) => void,
  cancellation: vscode.CancellationToken,
): Promise<FolderChanges> {
  const found = await Promise.all(folders.map((folder) => findSources(folder, cancellation)));
  const uris = found.flat();
  const changes: DocumentChange[] = [];
  const made = new Map<vscode.WorkspaceFolder | undefined, readonly NewFile[]>();
  let files = 0;
  for (const uri of uris) {
    if (cancellation.isCancellationRequested) break;
    report(100 / uris.length);
    if (!(await mentionsSpotify(uri))) continue;
    const document = await vscode.workspace.openTextDocument(uri);
    const { version } = document;
    const context = await gaps.contextOf(document);
    if (!context || context.helpers?.some(({ path }) => path === context.path)) continue;
    files += 1;
    // A helper that an earlier file has asked for is there for the later ones.
    const { folder } = placeOf(document);
    const helpers = [...(context.helpers ?? []), ...(made.get(folder) ?? [])];
    const rewrite = await rewriteFile(rewriter.insertRefresh, document.getText(), { ...context, helpers });
    if (!rewrite) continue;
    made.set(folder, [...(made.get(folder) ?? []), ...rewrite.newFiles]);
    changes.push({ document, version, rewrite });
  }
  return { changes, files };
}

async function findSources(folder: vscode.Uri, cancellation: vscode.CancellationToken): Promise<readonly vscode.Uri[]> {
  const include = new vscode.RelativePattern(folder, sourceFiles());
  const exclude = searchExclusions(vscode.workspace.getWorkspaceFolder(folder));
  const found = await vscode.workspace.findFiles(include, exclude, undefined, cancellation);
  return found
    .filter((uri) => !isExcluded(vscode.workspace.asRelativePath(uri, false), ''))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Asked before a document is made of it, because documents cost more than files. */
async function mentionsSpotify(uri: vscode.Uri): Promise<boolean> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open) return /spotify/i.test(open.getText());
  try {
    const bytes = await vscode.workspace.fs.readFile(uri);
    return bytes.length <= LONGEST && /spotify/i.test(new TextDecoder().decode(bytes));
  } catch {
    return false; // removed since it was found
  }
}
