import { ByteScan, type TakeFind } from '../../src/core/token/find/byteScan';
import type { ByteSearch } from '../../src/core/token/find/byteSearch';

/** Puts the next bytes of a file into `room` and says how many; 0 where the file is over. */
type ReadInto = (room: Uint8Array) => number;

/** @returns how many bytes a file has, when all of them were scanned */
export function scanBytes(readInto: ReadInto, search: ByteSearch, take: TakeFind): number {
  const scan = new ByteScan(search, take);
  let read = 0;
  for (;;) {
    const count = readInto(scan.room);
    read += count;
    if (count === 0) break;
    scan.took(count);
  }
  scan.end();
  return read;
}
