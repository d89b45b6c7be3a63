import type { Span } from '../../text/span';
import { fingerprintOfBytes } from '../fingerprint';
import { ANCHORS } from './anchors';
import { type KeptTokens, keptTokens } from './keptTokens';
import { STATE_LENGTH } from './scanState';

/** A stretch of bytes, and where in it a token may be, found without making text of it. */
export interface ByteSearch {
  /** Whoever reads a file puts its bytes here. */
  readonly bytes: Uint8Array;
  /** What `Kernel.search` finds in the first `length` bytes, behind which there may be more. */
  search(length: number): Uint32Array;
  /**
   * How many lines end between two places. `\r\n` ends one, where both of it are there; `\r` alone and `\n` alone do, too.
   */
  breaks(start: number, end: number): number;
  /** Where the line begins that ends in `end` or goes on there; `start` where it began before that. */
  lineStart(start: number, end: number): number;
  /** How many UTF-16 units the characters make whose UTF-8 begins between two places. */
  units(start: number, end: number): number;
  /** Puts UTF-8 of a text where the other methods can read it, until the next call. What is too long for `bytes` is cut. */
  put(text: string): Span;
  /**
   * 64 bits to know what stands between two places by, in two halves, the same view each time. Others from search to search
   * and for each `kind`: nobody who writes a file can choose them.
   */
  hash(start: number, end: number, kind: number): Uint32Array;
  /** As in `fingerprint.ts`. */
  fingerprint(start: number, end: number): string;
  /** Where one of a code of ASCII stands next; `end` where there is none. */
  next(code: number, start: number, end: number): number;
  /** What is written there in base64url, until the next call; undefined where a strict reader would refuse it. */
  decode(start: number, end: number): Uint8Array | undefined;
  /** False only where nothing speaks of an end: see `mayTellLifetime`. */
  maySpeakOfEnd(start: number, end: number): boolean;
  /** Room for what is kept of the tokens of one file, with their first `places`: that of the file before is lost. */
  keep(most: number, places: number): KeptTokens;
  /** Where a scan of these bytes stands, see `scanState.ts`. */
  readonly state: Int32Array;
  /** Absent where no kernel is. */
  readonly walk?: Walk;
}

/**
 * What a kernel does of a scan by itself, from where it stands by `state`: counts what is known, and nothing is left to be
 * looked at of, without a word of JavaScript for each token.
 */
export interface Walk {
  /**
   * Searches the first `filled` bytes and goes past finds that nobody has to look at. Where that is each of them, it sets `DROPPED`:
   * so many bytes have left the memory.
   *
   * @param settled places behind it can wait
   * @param most a token that ends there or behind it can wait
   * @param kept so many bytes before what was not looked at stay
   * @param offset of the memory in the file
   * @returns index of the first find that is to be looked at, in `finds`; `WALKED` where there is none
   */
  start(filled: number, settled: number, most: number, kept: number, offset: number): number;
  /** Goes on at a find of the last `start`. @returns the next one that is to be looked at; behind all of them where there is none */
  goOn(index: number, settled: number, most: number, offset: number): number;
  /** What the last `start` has found, as `search` tells it. */
  finds(): Uint32Array;
}

/** What a kernel does, in TypeScript: it finds too many rather than too few, and settles nothing. */
export function plainByteSearch(size: number): ByteSearch {
  const all = new Uint8Array(2 * size);
  const bytes = all.subarray(0, size);
  const hashed = new Uint32Array(2);
  const seed = Math.floor(Math.random() * SEEDS);
  return {
    bytes,
    search(length) {
      // One character a byte; what the bytes beyond ASCII become does not matter here.
      const text = new TextDecoder('latin1').decode(bytes.subarray(0, length));
      const places: number[] = [];
      for (const { letters, before } of ANCHORS) {
        const second = before === undefined ? 1 : 0;
        for (let at = text.indexOf(letters); at >= 0; at = text.indexOf(letters, at + 1)) places.push(at + second);
      }
      return Uint32Array.from(places.sort((a, b) => a - b).flatMap((place) => [place, 0]));
    },
    breaks(start, end) {
      let count = 0;
      for (let at = start; at < end; at++) {
        const code = bytes[at];
        if (code === RETURN || (code === FEED && (at === start || bytes[at - 1] !== RETURN))) count++;
      }
      return count;
    },
    lineStart(start, end) {
      let at = end;
      while (at > start && bytes[at - 1] !== FEED && bytes[at - 1] !== RETURN) at--;
      return at;
    },
    units(start, end) {
      let count = 0;
      for (let at = start; at < end; at++) {
        const code = bytes[at] ?? 0;
        // Neither one that follows the first of a character, nor the first of four, which make two units.
        if ((code & 0xc0) !== 0x80) count += code < 0xf0 ? 1 : 2;
      }
      return count;
    },
    put: (text) => ({ start: size, end: size + ENCODER.encodeInto(text, all.subarray(size)).written }),
    hash(start, end, kind) {
      // Two chains of multiplications, mixed at the end (after cyrb53 by bryc, in the public domain).
      let a = 0xdeadbeef ^ seed;
      let b = 0x41c6ce57 ^ seed ^ kind;
      for (let at = start; at < end; at++) {
        const code = all[at] ?? 0;
        a = Math.imul(a ^ code, 0x9e3779b1);
        b = Math.imul((b ^ code) + (b >>> 15), 0x5f356495);
      }
      hashed[0] = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
      hashed[1] = Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
      return hashed;
    },
    fingerprint: (start, end) => fingerprintOfBytes(all.subarray(start, end)),
    next: (code, start, end) => nextIn(all, code, start, end),
    // There is one in JavaScript, for what is text.
    decode: () => undefined,
    maySpeakOfEnd: () => true,
    keep: keptTokens,
    state: new Int32Array(STATE_LENGTH),
  };
}

/** A place of `all` where a byte stands next, at the latest `end`. */
export function nextIn(all: Uint8Array, code: number, start: number, end: number): number {
  const at = all.subarray(start, end).indexOf(code);
  return at < 0 ? end : start + at;
}

const ENCODER = new TextEncoder();
const SEEDS = 0x1_0000_0000;
const FEED = 0x0a;
const RETURN = 0x0d;
