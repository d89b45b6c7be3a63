import { type ByteSearch, plainByteSearch } from '../core/token/byteSearch';
import { kernelTables } from '../core/token/kernelTables';
import { base64 } from '../kernel/file.ts?wasm';
import { instantiate } from './instantiate';

/** What `src/kernel/file.ts` exports. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly TABLES: Place;
  readonly BASE: Place;
  readonly WINDOW: Place;
  readonly FOUND: Place;
  search(length: number): number;
  breaks(start: number, end: number): number;
  units(start: number, end: number): number;
}

interface Place {
  readonly value: number;
}

/** The memory of a kernel of its own, to read a file into; in TypeScript where this host does not allow WebAssembly. */
export function openByteSearch(): ByteSearch {
  const exports = instantiate<Exports>(base64);
  return exports ? makeByteSearch(exports) : plainByteSearch(WITHOUT_KERNEL);
}

/** Bytes. */
const WITHOUT_KERNEL = 262_144;

function makeByteSearch({ memory, search, breaks, units, ...places }: Exports): ByteSearch {
  const all = new Uint8Array(memory.buffer);
  all.set(kernelTables(), places.TABLES.value);
  const start = places.BASE.value;
  return {
    bytes: all.subarray(start, start + places.WINDOW.value),
    search(length) {
      all.fill(GOES_ON, start + length, start + length + PADDING);
      return new Uint32Array(memory.buffer, places.FOUND.value, 2 * search(length));
    },
    breaks,
    units,
  };
}

/** What may begin an escape ends no run: so nothing is settled that reaches the end of what is here. */
const GOES_ON = 0x25;
/** So much the kernel reads at once. */
const PADDING = 64;
