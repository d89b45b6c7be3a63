import { searchFile, WORKER_FILE } from '@host/searchFile';
import * as vscode from 'vscode';
import { counted, sizeText } from '../../core/present/quantity';
import type { FileSearchProgress } from '../../core/token/keep/searchFile';
import type { FileOutcome } from '../../host/fileJob';
import type { FileToSearch } from './fileToSearch';

export interface SearchRequest extends FileToSearch {
  readonly name: string;
  readonly nowMs: number;
  readonly extensionUri: vscode.Uri;
}

/** Files smaller than this are read before a progress notice could be. Bytes. */
const QUIET_BYTES = 8_000_000;

/** Searches the file, with progress that can be cancelled where it is long. Cancelled, it tells what it has found so far. */
export function runSearch(request: SearchRequest, cancellation?: vscode.CancellationToken): Thenable<FileOutcome> {
  const { name, size } = request;
  if (size < QUIET_BYTES) return run(request, [cancellation], () => undefined);
  const title = `Auth Lens: finding tokens in ${name}`;
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    (progress, token) => {
      let shown = 0;
      return run(request, [cancellation, token], ({ read, places }) => {
        const percent = Math.floor((100 * read) / size);
        const message = `${sizeText(read)} of ${sizeText(size)}, ${counted(places, 'place')} with tokens`;
        progress.report({ message, increment: percent - shown });
        shown = percent;
      });
    },
  );
}

async function run(
  { source, nowMs, extensionUri }: SearchRequest,
  cancellations: readonly (vscode.CancellationToken | undefined)[],
  onProgress: (progress: FileSearchProgress) => void,
): Promise<FileOutcome> {
  const script = vscode.Uri.joinPath(extensionUri, WORKER_FILE);
  const running = searchFile(
    { source, nowMs },
    { path: script.fsPath, read: async () => vscode.workspace.fs.readFile(script) },
    onProgress,
  );
  const stops = cancellations.map((one) => one?.onCancellationRequested(() => running.stop()));
  if (cancellations.some((one) => one?.isCancellationRequested)) running.stop();
  try {
    return await running.outcome;
  } finally {
    for (const stop of stops) stop?.dispose();
  }
}
