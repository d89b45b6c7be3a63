import { READS_PATHS } from '@host/searchFile';
import * as vscode from 'vscode';
import type { FileJob, FileRefusal } from '../../host/fileJob';

/** What to search, and how large it is. */
export interface FileToSearch {
  readonly source: FileJob['source'];
  /** In bytes. */
  readonly size: number;
}

/**
 * A file on the disk stays there, for the worker to read. What only VS Code can read (a file in a browser, on a server, in a
 * repository that is not checked out) it hands over as a whole.
 */
export async function openFileToSearch(uri: vscode.Uri): Promise<FileToSearch | FileRefusal> {
  try {
    const { type, size } = await vscode.workspace.fs.stat(uri);
    if (type & vscode.FileType.Directory) return 'folder';
    if (READS_PATHS && uri.scheme === 'file') return { source: { path: uri.fsPath }, size };
    if (size === 0) return 'empty';
    if (size > MOST_AT_ONCE) return 'too-large';
    return { source: { bytes: await vscode.workspace.fs.readFile(uri) }, size };
  } catch (error) {
    const code = error instanceof vscode.FileSystemError ? error.code : '';
    return REASONS[code] ?? 'unreadable';
  }
}

/** In bytes. It is in memory several times on its way through VS Code. */
const MOST_AT_ONCE = 300_000_000;

/** By the codes of `vscode.FileSystemError`. */
const REASONS: Readonly<Record<string, FileRefusal>> = {
  FileNotFound: 'missing',
  FileNotADirectory: 'missing',
  FileIsADirectory: 'folder',
  NoPermissions: 'forbidden',
};
