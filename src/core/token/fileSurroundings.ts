import type { ByteFind } from './byteScan';
import { byteSection } from './byteSection';
import { FIELD_REACH } from './fields';
import type { FoundToken } from './foundToken';
import { movedToken } from './indexedToken';
import { SURROUNDINGS } from './surroundings';
import { RECORD_LINES } from './timeBeside';

/** Puts bytes of a file into `room`, from `place` on, and says how many: fewer only where the file is over. */
export type ReadAt = (room: Uint8Array, place: number) => number;

/** Reads anew what stands around tokens of a file, which have left the memory of the search by then. */
export class FileSurroundings {
  readonly #readAt: ReadAt;
  /** Kept, because it is much for one token. */
  #room = new Uint8Array(0);

  constructor(readAt: ReadAt) {
    this.#readAt = readAt;
  }

  /** So much of the file as says when a token was written and how long it lives, and the token as it stands in that. */
  of({ token, text, found }: ByteFind): { readonly text: string; readonly found: FoundToken } {
    const own = text.slice(found.start, found.end);
    const [before, behind] = this.#around(token, 1) ?? this.#around(token, LONGEST_UNIT) ?? ['', ''];
    return { text: before + own + behind, found: movedToken(found, before.length - found.start) };
  }

  /** Undefined where so many bytes may be too few units. */
  #around({ start, end }: FoundToken, bytesPerUnit: number): readonly [before: string, behind: string] | undefined {
    const from = Math.max(0, start - bytesPerUnit * UNITS_BEFORE);
    const length = end + bytesPerUnit * SURROUNDINGS - from;
    if (this.#room.length < length) this.#room = new Uint8Array(length);
    const bytes = this.#room.subarray(0, this.#readAt(this.#room.subarray(0, length), from));
    const before = byteSection(bytes, { start: 0, end: start - from });
    const behind = byteSection(bytes, { start: end - from, end: bytes.length });
    const isEnough = bytesPerUnit === LONGEST_UNIT || (before.isPlain && behind.isPlain);
    return isEnough ? [before.text, behind.text] : undefined;
  }
}

/** As in a document: an entry of a HAR, or the lines of a record. */
const UNITS_BEFORE = Math.max(SURROUNDINGS, RECORD_LINES * FIELD_REACH);
/** Bytes of UTF-8. */
const LONGEST_UNIT = 3;
