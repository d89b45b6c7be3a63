import { ANCHORS } from './anchors';

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
  /** How many UTF-16 units the characters make whose UTF-8 begins between two places. */
  units(start: number, end: number): number;
}

/** What a kernel does, in TypeScript: it finds too many rather than too few, and settles nothing. */
export function plainByteSearch(size: number): ByteSearch {
  const bytes = new Uint8Array(size);
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
    units(start, end) {
      let count = 0;
      for (let at = start; at < end; at++) {
        const code = bytes[at] ?? 0;
        // Neither one that follows the first of a character, nor the first of four, which make two units.
        if ((code & 0xc0) !== 0x80) count += code < 0xf0 ? 1 : 2;
      }
      return count;
    },
  };
}

const FEED = 0x0a;
const RETURN = 0x0d;
