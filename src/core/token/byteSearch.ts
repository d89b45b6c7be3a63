import { ANCHORS } from './anchors';

/** A stretch of bytes, and where in it a token may be, found without making text of it. */
export interface ByteSearch {
  /** Whoever reads a file puts its bytes here. */
  readonly bytes: Uint8Array;
  /** What `Kernel.search` finds in the first `length` bytes, behind which there may be more. */
  search(length: number): Uint32Array;
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
  };
}
