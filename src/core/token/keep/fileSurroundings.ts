import type { ByteFind, TextFind } from '../find/byteScan';
import { type ByteSection, byteSection } from '../find/byteSection';
import type { FoundToken } from '../foundToken';
import { FIELD_REACH } from '../read/fields';
import { mayTellLifetime } from '../read/lifetime';
import { RECORD_LINES } from '../read/timeBeside';
import { movedToken } from './indexedToken';
import { SURROUNDINGS } from './surroundings';

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
  of(find: ByteFind): TextFind {
    const { token } = find;
    const { text, found } = find.inText();
    const own = text.slice(found.start, found.end);
    for (const reach of REACHES) {
      const around = this.#around(token, reach);
      const { before, behind } = around;
      const read = {
        text: before.text + own + behind.text,
        found: movedToken(found, before.text.length - found.start),
      };
      if (isEnough(around, reach, read)) return read;
    }
    return { text, found };
  }

  #around({ start, end }: FoundToken, { before, behind }: Reach): Around {
    const from = Math.max(0, start - before);
    const length = end + behind - from;
    if (this.#room.length < length) this.#room = new Uint8Array(length);
    const bytes = this.#room.subarray(0, this.#readAt(this.#room.subarray(0, length), from));
    // Half a character would let all of it be taken for something else than UTF-8.
    const first = from === 0 ? 0 : Math.min(start - from, followingBytes(bytes.subarray(0, LONGEST_CHARACTER)));
    const last = bytes.length < length ? bytes.length : Math.max(end - from, startOfLastCharacter(bytes));
    return {
      before: byteSection(bytes, { start: first, end: start - from }),
      behind: byteSection(bytes, { start: end - from, end: last }),
      isFromStart: from === 0,
    };
  }
}

/** How many bytes at the beginning are not the first of a character. */
function followingBytes(bytes: Uint8Array): number {
  return Math.max(
    0,
    bytes.findIndex((code) => !isFollowing(code)),
  );
}

/** The end where the last character is ASCII. */
function startOfLastCharacter(bytes: Uint8Array): number {
  let at = bytes.length;
  for (let tries = 1; tries < LONGEST_CHARACTER && isFollowing(bytes[at - 1]); tries++) at--;
  return (bytes[at - 1] ?? 0) < FIRST_OF_SEVERAL ? at : at - 1;
}

function isFollowing(code = 0): boolean {
  return (code & 0xc0) === 0x80;
}

/** Bytes of UTF-8. */
const LONGEST_CHARACTER = 4;
const FIRST_OF_SEVERAL = 0xc0;

interface Around {
  readonly before: ByteSection;
  readonly behind: ByteSection;
  readonly isFromStart: boolean;
}

/** In bytes. */
interface Reach {
  readonly before: number;
  readonly behind: number;
  readonly bytesPerUnit: number;
}

/** Bytes of UTF-8. */
const LONGEST_UNIT = 3;
/** A record of a log may begin further above than an entry of a HAR, but only where its lines are long. */
const LONGEST_RECORD = RECORD_LINES * FIELD_REACH;
/** What is enough where nothing speaks of a lifetime. */
const NEAR: Reach = {
  before: FIELD_REACH + LONGEST_CHARACTER,
  behind: FIELD_REACH + LONGEST_CHARACTER,
  bytesPerUnit: 1,
};
/** From the least to what is enough in any case. */
const REACHES: readonly Reach[] = [
  NEAR,
  { before: SURROUNDINGS, behind: SURROUNDINGS, bytesPerUnit: 1 },
  { before: LONGEST_RECORD, behind: SURROUNDINGS, bytesPerUnit: 1 },
  { before: LONGEST_UNIT * LONGEST_RECORD, behind: LONGEST_UNIT * SURROUNDINGS, bytesPerUnit: LONGEST_UNIT },
];

function isEnough({ before, behind, isFromStart }: Around, reach: Reach, { text, found }: TextFind): boolean {
  if (reach.bytesPerUnit === LONGEST_UNIT) return true;
  if (!before.isPlain || !behind.isPlain) return false;
  if (reach === NEAR) return !mayTellLifetime(text, found);
  return isFromStart || reach.before === LONGEST_RECORD || hasLines(before.text, RECORD_LINES + 1);
}

function hasLines(text: string, count: number): boolean {
  let at = text.length;
  for (let line = 0; line < count; line++) {
    at = text.lastIndexOf('\n', at - 1);
    if (at <= 0) return false;
  }
  return true;
}
