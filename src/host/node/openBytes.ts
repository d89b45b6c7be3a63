import { closeSync, openSync, readSync } from 'node:fs';
import type { ReadInto } from '../../core/token/byteScan';

/** A local file whose bytes are read to where they are wanted, with no copy between. Throws where it cannot be opened. */
export function openBytes(path: string): { readonly readInto: ReadInto; close(): void } {
  const file = openSync(path, 'r');
  return { readInto: (room) => readSync(file, room), close: () => closeSync(file) };
}
