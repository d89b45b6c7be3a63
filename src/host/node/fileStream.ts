import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { FileBytes } from '../fileBytes';

const CHUNK_BYTES = 1 << 19;

/** A local file in pieces, so that its size does not matter. */
export async function streamFile(path: string): Promise<FileBytes> {
  const { size } = await stat(path);
  return { bytes: size, read: () => createReadStream(path, { highWaterMark: CHUNK_BYTES }) };
}
