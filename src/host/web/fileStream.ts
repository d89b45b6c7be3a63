import type { FileBytes } from '../fileBytes';

/** A browser hands files over whole, through VS Code's file system; there is nothing to stream. */
export function streamFile(_path: string): Promise<FileBytes> {
  return Promise.reject(new Error('There are no local files in this host.'));
}
