import assert from 'node:assert/strict';
import { type ByteSearch, plainByteSearch } from '../../src/core/token/find/byteSearch';
import { openByteSearch } from '../../src/host/byteKernel';

/** Room for so many bytes: small, so that every text goes over many windows. */
export const ROOM = 16_384;

/** Both ways to search bytes. */
export function smallSearches(): Readonly<Record<string, ByteSearch>> {
  const kernel = openByteSearch();
  assert.ok(kernel.bytes.length > ROOM, 'there is no kernel here');
  return {
    'in TypeScript': plainByteSearch(ROOM),
    'by the kernel': { ...kernel, bytes: kernel.bytes.subarray(0, ROOM) },
  };
}
