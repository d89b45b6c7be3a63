import { type ByteSearch, plainByteSearch } from '../core/token/find/byteSearch';
import { kernelTables } from '../core/token/find/kernelTables';
import { fingerprintOfHash } from '../core/token/fingerprint';
import { base64 as guest } from '../kernel/file.ts?wasm&guest';
import { BASE_AT, FOUND_AT, TABLES_AT, WINDOW_BYTES } from '../kernel/layout';
import { base64 } from '../kernel/search.ts?wasm';
import { instantiate } from './instantiate';

/** What `src/kernel/search.ts` exports. */
interface Exports {
  readonly memory: WebAssembly.Memory;
  search(length: number): number;
}

/** What `src/kernel/file.ts` exports. Places count from the start of the window. */
interface GuestExports {
  readonly HASH: { readonly value: number };
  breaks(start: number, end: number): number;
  units(start: number, end: number): number;
  hash(start: number, end: number, seed: number): void;
  fingerprint(start: number, end: number): number;
}

/** The memory of a kernel of its own, to read a file into; in TypeScript where this host does not allow WebAssembly. */
export function openByteSearch(): ByteSearch {
  const exports = instantiate<Exports>(base64);
  const ofGuest = exports && instantiate<GuestExports>(guest, exports.memory);
  return exports && ofGuest ? makeByteSearch(exports, ofGuest) : plainByteSearch(WITHOUT_KERNEL);
}

/** Bytes. */
const WITHOUT_KERNEL = 262_144;

function makeByteSearch(
  { memory, search }: Exports,
  { HASH, breaks, units, hash, fingerprint }: GuestExports,
): ByteSearch {
  // No token is longer than a window, also where it was put together from pieces.
  const textAt = PAGE_BYTES * memory.grow(WINDOW_BYTES / PAGE_BYTES);
  const all = new Uint8Array(memory.buffer);
  all.set(kernelTables(), TABLES_AT);
  const hashed = new Uint32Array(memory.buffer, HASH.value, 2);
  const seed = Math.floor(Math.random() * SEEDS);
  return {
    bytes: all.subarray(BASE_AT, BASE_AT + WINDOW_BYTES),
    search(length) {
      all.fill(GOES_ON, BASE_AT + length, BASE_AT + length + PADDING);
      return new Uint32Array(memory.buffer, FOUND_AT, 2 * search(length));
    },
    breaks,
    units,
    put(text) {
      const { written } = ENCODER.encodeInto(text, all.subarray(textAt));
      return { start: textAt - BASE_AT, end: textAt - BASE_AT + written };
    },
    hash(start, end, kind) {
      hash(start, end, seed + kind);
      return hashed;
    },
    fingerprint: (start, end) => fingerprintOfHash(fingerprint(start, end)),
  };
}

/** Of WebAssembly. */
const PAGE_BYTES = 65_536;

/** Nobody who writes a file can know which of its tokens are kept side by side. */
const SEEDS = 0x1_0000_0000;

const ENCODER = new TextEncoder();

/** What may begin an escape ends no run: so nothing is settled that reaches the end of what is here. */
const GOES_ON = 0x25;
/** So much the kernel reads at once. */
const PADDING = 64;
