import { type Nesting, passerOver, passString } from './nesting';

/** The path of a value in a JSON document: keys, and `*` for the items of an array. */
export type JsonPath = readonly string[];

/** A value of the document that was asked for. */
export interface JsonSlice {
  /** Which of the paths it lies at. */
  readonly path: JsonPath;
  readonly text: string;
  readonly start: number;
  /** False where the text ended inside the value. */
  readonly complete: boolean;
}

/** A value is not held beyond this, so that memory stays bounded in a document whose brackets do not match. UTF-16 units. */
const LONGEST_VALUE = 1 << 26;
/** A longer key is none of the wanted ones. */
const LONGEST_KEY = 64;

/**
 * Cuts objects and arrays at known paths out of a JSON document that comes in pieces, and keeps nothing else. It looks at
 * the keys that lead to them; what is inside of them, or leads nowhere, is passed over without being read.
 */
export class JsonSplitter {
  /** True when the document's root is closed. */
  closed = false;
  /** How many containers are open around the one that is being passed over, or where none is, at all. */
  private depth = 0;
  /** The container that is being passed over. A string or an escape may be open in it, or outside of any. */
  private readonly nesting: Nesting = { depth: 0, inString: false, escaped: false };
  /** For each open container: the step that leads to its next value. */
  private readonly steps: string[] = [];
  private lastString = '';
  private capture: { path: JsonPath; start: number; length: number; pieces: string[] } | undefined;

  private readonly wanted: readonly JsonPath[];
  private readonly found: (slice: JsonSlice) => void;

  constructor(wanted: readonly JsonPath[], found: (slice: JsonSlice) => void) {
    this.wanted = wanted;
    this.found = found;
  }

  /**
   * @param offset where `piece` starts in the document
   * @returns how much of the piece belongs to the document: less than all only when the root closed
   */
  push(piece: string, offset: number): number {
    const pass = passerOver(piece);
    let from = 0;
    let at = 0;
    while (at < piece.length && !this.closed) {
      if (this.nesting.depth > 0) {
        at = pass(at, this.nesting);
        if (this.nesting.depth > 0) break;
        this.release(piece.slice(from, at), true);
        this.closed = this.depth === 0;
      } else if (this.nesting.inString) {
        const end = passString(piece, at, this.nesting);
        this.keepString(piece, at, this.nesting.inString ? end : end - 1);
        at = end;
      } else {
        if (this.readMark(piece.charCodeAt(at), offset + at)) from = at;
        at++;
      }
    }
    if (!this.closed) this.keepCaptured(piece.slice(from));
    return at;
  }

  /** The text is over. A value that was cut off is handed out as far as it goes. */
  end(): void {
    this.release('', false);
  }

  /** True while a value is coming in that was asked for. */
  get isInside(): boolean {
    return this.capture !== undefined;
  }

  /** @returns true where it begins a value that was asked for */
  private readMark(code: number, place: number): boolean {
    if (code === QUOTE) {
      this.nesting.inString = true;
      this.lastString = '';
    } else if (code === COLON) {
      if (this.depth > 0) this.steps[this.depth - 1] = this.lastString;
    } else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      const led = this.wanted.filter((path) => this.leadsInto(path));
      const path = led.find(({ length }) => length === this.depth);
      if (path) this.capture = { path, start: place, length: 0, pieces: [] };
      if (path || led.length === 0) this.nesting.depth = 1;
      else this.steps[this.depth++] = code === OPEN_BRACKET ? '*' : '';
      return path !== undefined;
    } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      this.depth--;
      this.closed = this.depth <= 0;
    }
    return false;
  }

  /** Whether the value that begins here lies on the way to a path, or at it. */
  private leadsInto(path: JsonPath): boolean {
    for (let level = 0; level < this.depth; level++) {
      if (path[level] !== this.steps[level]) return false;
    }
    return true;
  }

  private keepString(piece: string, from: number, to: number): void {
    if (this.lastString.length > LONGEST_KEY) return;
    this.lastString += piece.slice(from, Math.min(to, from + LONGEST_KEY + 1));
  }

  private keepCaptured(piece: string): void {
    if (!this.capture) return;
    this.capture.pieces.push(piece);
    this.capture.length += piece.length;
    if (this.capture.length > LONGEST_VALUE) this.release('', false);
  }

  private release(lastPiece: string, complete: boolean): void {
    const captured = this.capture;
    this.capture = undefined;
    if (!captured) return;
    const text = captured.pieces.length === 0 ? lastPiece : [...captured.pieces, lastPiece].join('');
    this.found({ path: captured.path, text, start: captured.start, complete });
  }
}

const QUOTE = 0x22;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
