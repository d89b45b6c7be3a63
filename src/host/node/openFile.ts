import { closeSync, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs';
import type { FileAccess } from '../fileAccess';
import type { FileRefusal } from '../fileJob';

/** A local file whose bytes are read to where they are wanted, with no copy between. */
export function openFile(path: string): FileAccess | FileRefusal {
  let file: number;
  try {
    // Before it is opened: a pipe to which nobody writes would let us wait for ever.
    const refusal = refusalOf(statSync(path));
    if (refusal) return refusal;
    file = openSync(path, 'r');
  } catch (error) {
    return reasonOf(error);
  }
  const opened = fstatSync(file);
  return {
    size: opened.size,
    readAt: (room, place) => readSync(file, room, 0, room.length, place),
    hasChanged() {
      const { size, mtimeMs } = fstatSync(file);
      return size !== opened.size || mtimeMs !== opened.mtimeMs;
    },
    close: () => closeSync(file),
  };
}

function refusalOf(status: Stats): FileRefusal | undefined {
  if (status.isDirectory()) return 'folder';
  if (!status.isFile()) return 'not-a-file';
  return status.size === 0 ? 'empty' : undefined;
}

function reasonOf(error: unknown): FileRefusal {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? 'unreadable';
}

const REASONS: Readonly<Record<string, FileRefusal>> = {
  ENOENT: 'missing',
  ENOTDIR: 'missing',
  EACCES: 'forbidden',
  EPERM: 'forbidden',
};
