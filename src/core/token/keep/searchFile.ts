import { ByteScan } from '../find/byteScan';
import type { ByteSearch } from '../find/byteSearch';
import type { ReadAt } from './fileSurroundings';
import { FileTokens, type FileTokensFound } from './fileTokens';

/** A file whose bytes can be read from any place on. */
export interface OpenFile {
  /** In bytes, when it was opened: what is written to it later is not read. */
  readonly size: number;
  readonly readAt: ReadAt;
}

/** Why a file cannot be searched, as can be told from its first bytes. */
export type UnfitFile = 'utf-16' | 'compressed';

export interface FileSearchProgress {
  /** In bytes. */
  readonly read: number;
  /** Where tokens stand. */
  readonly places: number;
}

/** What a search came to, as far as it came. */
export interface FileSearched extends FileTokensFound {
  readonly read: number;
  readonly size: number;
}

/** The search of a file, one window after the other: whoever runs it decides when others get their turn, and when it ends. */
export class FileSearch {
  readonly #file: OpenFile;
  readonly #tokens: FileTokens;
  readonly #scan: ByteScan;
  #read = 0;

  /** @param nowMs milliseconds since the epoch */
  constructor(file: OpenFile, search: ByteSearch, nowMs: number) {
    this.#file = file;
    this.#tokens = new FileTokens(search, file.readAt, nowMs);
    this.#scan = new ByteScan(search, (find) => this.#tokens.add(find));
  }

  /** @returns false where the file is over */
  step(): boolean {
    const { room } = this.#scan;
    const left = this.#file.size - this.#read;
    const count = this.#file.readAt(left < room.length ? room.subarray(0, left) : room, this.#read);
    this.#read += count;
    if (count > 0) this.#scan.took(count);
    else this.#scan.end();
    return count > 0;
  }

  get progress(): FileSearchProgress {
    return { read: this.#read, places: this.#tokens.places };
  }

  get result(): FileSearched {
    return { ...this.#tokens.found(), read: this.#read, size: this.#file.size };
  }
}

/** Looks at how a file begins. Undefined for one that can be searched. */
export function unfitness({ readAt }: OpenFile): UnfitFile | undefined {
  const room = new Uint8Array(BEGINNING);
  const bytes = room.subarray(0, readAt(room, 0));
  const [first = 0, second = 0, third] = bytes;
  if (first === 0x1f && second === 0x8b) return 'compressed';
  if (first === 0x50 && second === 0x4b && third === 0x03) return 'compressed';
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return 'utf-16';
  return isEveryOtherZero(bytes, 0) || isEveryOtherZero(bytes, 1) ? 'utf-16' : undefined;
}

/** Bytes. */
const BEGINNING = 1024;

/** ASCII in UTF-16 without a mark: half of its bytes are zero, and the others are not. */
function isEveryOtherZero(bytes: Uint8Array, first: 0 | 1): boolean {
  const zeros = bytes.filter((code, at) => at % 2 === first && code === 0).length;
  const others = bytes.filter((code, at) => at % 2 !== first && code === 0).length;
  return zeros >= 0.4 * bytes.length && others === 0 && bytes.length > 1;
}
