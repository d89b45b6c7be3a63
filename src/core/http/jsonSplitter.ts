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

/** No wanted path is longer than this. */
const DEEPEST_PATH = 3;
/** A value is not held beyond this, so that memory stays bounded in a document whose brackets do not match. UTF-16 units. */
const LONGEST_VALUE = 1 << 26;
/** A longer key is none of the wanted ones. */
const LONGEST_KEY = 64;

/**
 * Cuts objects and arrays at known paths out of a JSON document that comes in pieces, and keeps nothing else. It looks at
 * brackets, quotes and shallow keys only, so that it runs over a body of many megabytes in jumps from quote to quote.
 */
export class JsonSplitter {
  /** True when the document's root is closed. */
  closed = false;
  private depth = 0;
  private inString = false;
  /** The last code unit of the piece before was a backslash that escapes the next one. */
  private escaped = false;
  /** For each open container down to `DEEPEST_PATH`: the step that leads to its next value. */
  private readonly steps: string[] = [];
  private lastString = '';
  private capture: { path: JsonPath; depth: number; start: number; length: number; pieces: string[] } | undefined;

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
    let from = 0;
    for (let at = 0; at < piece.length; ) {
      if (this.inString) {
        at = this.passString(piece, at);
        continue;
      }
      const char = piece.charCodeAt(at);
      if (char === QUOTE) {
        this.inString = true;
        this.lastString = '';
      } else if (char === COLON) {
        if (this.isShallow) this.steps[this.depth - 1] = this.lastString;
      } else if (char === OPEN_BRACE || char === OPEN_BRACKET) {
        const path = this.capture ? undefined : this.wantedHere();
        if (path) {
          this.capture = { path, depth: this.depth, start: offset + at, length: 0, pieces: [] };
          from = at;
        }
        if (this.depth < DEEPEST_PATH) this.steps[this.depth] = char === OPEN_BRACKET ? '*' : '';
        this.depth++;
      } else if (char === CLOSE_BRACE || char === CLOSE_BRACKET) {
        this.depth--;
        if (this.capture && this.depth <= this.capture.depth) this.release(piece.slice(from, at + 1), true);
        if (this.depth <= 0) {
          this.closed = true;
          return at + 1;
        }
      }
      at++;
    }
    this.keepCaptured(piece.slice(from));
    return piece.length;
  }

  /** The text is over. A value that was cut off is handed out as far as it goes. */
  end(): void {
    if (this.capture) this.release('', false);
  }

  /** True while a value is coming in that was asked for. */
  get isInside(): boolean {
    return this.capture !== undefined;
  }

  private get isShallow(): boolean {
    return this.depth > 0 && this.depth <= DEEPEST_PATH && !this.capture;
  }

  private passString(piece: string, from: number): number {
    let at = from;
    if (this.escaped) {
      this.escaped = false;
      at++;
    }
    for (let quote = piece.indexOf('"', at); quote >= 0; quote = piece.indexOf('"', quote + 1)) {
      if (backslashesBefore(piece, quote, at) % 2 === 1) continue;
      this.keepString(piece, from, quote);
      this.inString = false;
      return quote + 1;
    }
    if (at < piece.length) this.escaped = backslashesBefore(piece, piece.length, at) % 2 === 1;
    this.keepString(piece, from, piece.length);
    return piece.length;
  }

  private keepString(piece: string, from: number, to: number): void {
    if (!this.isShallow || this.lastString.length > LONGEST_KEY) return;
    this.lastString += piece.slice(from, Math.min(to, from + LONGEST_KEY + 1));
  }

  private keepCaptured(piece: string): void {
    if (!this.capture) return;
    this.capture.pieces.push(piece);
    this.capture.length += piece.length;
    if (this.capture.length > LONGEST_VALUE) this.release('', false);
  }

  private wantedHere(): JsonPath | undefined {
    if (this.depth > DEEPEST_PATH) return undefined;
    return this.wanted.find(
      (path) => path.length === this.depth && path.every((step, level) => step === this.steps[level]),
    );
  }

  private release(lastPiece: string, complete: boolean): void {
    const captured = this.capture;
    this.capture = undefined;
    if (!captured) return;
    const text = captured.pieces.length === 0 ? lastPiece : [...captured.pieces, lastPiece].join('');
    this.found({ path: captured.path, text, start: captured.start, complete });
  }
}

function backslashesBefore(piece: string, at: number, from: number): number {
  let first = at;
  while (first > from && piece.charCodeAt(first - 1) === BACKSLASH) first--;
  return at - first;
}

const QUOTE = 0x22;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
