import type { OpenFile } from '../core/token/keep/searchFile';

/** A file that somebody has to close. */
export interface FileAccess extends OpenFile {
  /** Whether something wrote to it since it was opened. */
  hasChanged(): boolean;
  close(): void;
}

/** What is in memory already. */
export function bytesInMemory(bytes: Uint8Array): FileAccess {
  return {
    size: bytes.length,
    readAt(room, place) {
      const piece = bytes.subarray(place, place + room.length);
      room.set(piece);
      return piece.length;
    },
    hasChanged: () => false,
    close: () => undefined,
  };
}
