import { type ByteSearch, plainByteSearch } from '../core/token/find/byteSearch';
import { kernelTables } from '../core/token/find/kernelTables';
import { base64 } from '../kernel/file.ts?wasm';
import { BASE_AT, FOUND_AT, TABLES_AT, WINDOW_BYTES } from '../kernel/layout';
import { instantiate } from './instantiate';

/** What `src/kernel/file.ts` exports. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  search(length: number): number;
  breaks(start: number, end: number): number;
  units(start: number, end: number): number;
}

/** The memory of a kernel of its own, to read a file into; in TypeScript where this host does not allow WebAssembly. */
export function openByteSearch(): ByteSearch {
  const exports = instantiate<Exports>(base64);
  return exports ? makeByteSearch(exports) : plainByteSearch(WITHOUT_KERNEL);
}

/** Bytes. */
const WITHOUT_KERNEL = 262_144;

function makeByteSearch({ memory, search, breaks, units }: Exports): ByteSearch {
  const all = new Uint8Array(memory.buffer);
  all.set(kernelTables(), TABLES_AT);
  return {
    bytes: all.subarray(BASE_AT, BASE_AT + WINDOW_BYTES),
    search(length) {
      all.fill(GOES_ON, BASE_AT + length, BASE_AT + length + PADDING);
      return new Uint32Array(memory.buffer, FOUND_AT, 2 * search(length));
    },
    breaks,
    units,
  };
}

/** What may begin an escape ends no run: so nothing is settled that reaches the end of what is here. */
const GOES_ON = 0x25;
/** So much the kernel reads at once. */
const PADDING = 64;
