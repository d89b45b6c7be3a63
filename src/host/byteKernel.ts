import { type ByteSearch, nextIn, plainByteSearch, type Walk } from '../core/token/find/byteSearch';
import { bytesOfKept, keptTokens, SLOT } from '../core/token/find/keptTokens';
import { kernelTables } from '../core/token/find/kernelTables';
import { FINDS, STATE_LENGTH } from '../core/token/find/scanState';
import { fingerprintOfHash } from '../core/token/fingerprint';
import { base64 as guestBase64 } from '../kernel/file.ts?wasm&guest';
import { BASE_AT, FILE_WINDOW_BYTES, FOUND_AT, GOES_ON, PADDING_BYTES, TABLES_AT } from '../kernel/layout';
import { instantiate } from './instantiate';
import { SEARCH_MODULES } from './searchModules';

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
  lineStart(start: number, end: number): number;
  decode(start: number, end: number, to: number): number;
  maySpeakOfEnd(start: number, end: number): number;
  readonly STATE: { readonly value: number };
  keep(
    slots: number,
    mask: number,
    counts: number,
    last: number,
    first: number,
    looks: number,
    totals: number,
    seed: number,
  ): void;
  readonly start: Walk['start'];
  readonly walk: Walk['goOn'];
}

/** The memory of a kernel of its own, to read a file into; in TypeScript where this host does not allow WebAssembly. */
export function openByteSearch(windowBytes = FILE_WINDOW_BYTES): ByteSearch {
  const exports = instantiate<Exports>(SEARCH_MODULES);
  const guest = exports && instantiate<GuestExports>([guestBase64], exports);
  if (!exports || !guest) return plainByteSearch(windowBytes);
  const search = makeByteSearch(exports, guest);
  return { ...search, bytes: search.bytes.subarray(0, windowBytes) };
}

function makeByteSearch({ memory, search }: Exports, guest: GuestExports): ByteSearch {
  // No token is longer than a window, also where it was put together from pieces; what is decoded is shorter than that.
  const textAt = PAGE_BYTES * memory.grow((2 * FILE_WINDOW_BYTES + KEPT_BYTES) / PAGE_BYTES);
  const decodedAt = textAt + FILE_WINDOW_BYTES;
  const keptAt = decodedAt + FILE_WINDOW_BYTES;
  const all = new Uint8Array(memory.buffer);
  const text = all.subarray(textAt, decodedAt);
  const window = all.subarray(BASE_AT);
  const hashed = new Uint32Array(memory.buffer, guest.HASH.value, 2);
  const seed = Math.floor(Math.random() * SEEDS);
  all.set(kernelTables(), TABLES_AT);
  const { breaks, lineStart, units } = guest;
  const state = new Int32Array(memory.buffer, guest.STATE.value, STATE_LENGTH);
  const finds = (count: number): Uint32Array => new Uint32Array(memory.buffer, FOUND_AT, 2 * count);
  return {
    bytes: window.subarray(0, FILE_WINDOW_BYTES),
    search(length) {
      window.fill(GOES_ON, length, length + PADDING_BYTES);
      return finds(search(length));
    },
    breaks,
    lineStart,
    units,
    put(written) {
      const start = textAt - BASE_AT;
      return { start, end: start + ENCODER.encodeInto(written, text).written };
    },
    hash(start, end, kind) {
      guest.hash(start, end, seed + kind);
      return hashed;
    },
    fingerprint: (start, end) => fingerprintOfHash(guest.fingerprint(start, end)),
    next: (code, start, end) => nextIn(window, code, start, end),
    decode(start, end) {
      const count = guest.decode(start, end, decodedAt);
      return count < 0 ? undefined : all.subarray(decodedAt, decodedAt + count);
    },
    maySpeakOfEnd: (start, end) => guest.maySpeakOfEnd(start, end) !== 0,
    keep(most, places) {
      if (bytesOfKept(most, places) > KEPT_BYTES) {
        guest.keep(0, 0, 0, 0, 0, 0, 0, 0);
        return keptTokens(most, places);
      }
      const kept = keptTokens(most, places, memory.buffer, keptAt);
      const [slots, mask] = [kept.slots.byteOffset, kept.slots.length / SLOT - 1];
      const [counts, last, first] = [kept.counts.byteOffset, kept.last.byteOffset, kept.first.byteOffset];
      guest.keep(slots, mask, counts, last, first, kept.looks.byteOffset, kept.totals.byteOffset, seed);
      return kept;
    },
    state,
    walk: { start: guest.start, goOn: guest.walk, finds: () => finds(state[FINDS] ?? 0) },
  };
}

/** For some 5,000 tokens and their first places; more are kept elsewhere. What is not written to takes no memory. */
const KEPT_BYTES = 1_310_720;

/** Of WebAssembly. */
const PAGE_BYTES = 65_536;

/** Nobody who writes a file can know which of its tokens are kept side by side. */
const SEEDS = 0x1_0000_0000;

const ENCODER = new TextEncoder();
