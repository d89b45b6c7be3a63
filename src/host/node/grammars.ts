import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Reads a file of `dist/grammars`, which is beside every Node bundle. */
export function loadGrammar(name: string): Promise<Uint8Array> {
  return readFile(join(__dirname, 'grammars', name));
}
