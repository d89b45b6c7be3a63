import { serialize } from 'node:v8';
import {
  compare,
  endOf,
  before as placeBefore,
  behind as placeBehind,
  type Range,
  textBetween,
} from '../../core/text/position';
import type { Kernel } from '../../core/token/kernel';
import { kernelTables } from '../../core/token/kernelTables';
import { base64 } from '../../kernel/search.ts?wasm';
import { instantiate } from '../instantiate';

/** What `src/kernel/search.ts` exports. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly TABLES: Place;
  readonly BASE: Place;
  readonly BEFORE: Place;
  readonly WINDOW: Place;
  readonly AFTER: Place;
  readonly UNITS: Place;
  readonly FOUND: Place;
  narrow(to: number, count: number): void;
  search(length: number): number;
}

interface Place {
  readonly value: number;
}

/** Compiled when a large text is first met. `undefined` until then, `none` where this host does not allow it. */
let opened: Kernel | 'none' | undefined;

export function openKernel(): Kernel | undefined {
  if (opened === undefined) {
    const exports = instantiate<Exports>(base64);
    opened = exports ? makeKernel(exports) : 'none';
  }
  return openedKernel();
}

export function openedKernel(): Kernel | undefined {
  return opened === 'none' ? undefined : opened;
}

/** Node has had these since version 5 and does not document them; for a short line `write` itself takes as long again. */
interface Latin1Buffer extends Buffer<ArrayBuffer> {
  latin1Write(text: string, offset: number): number;
  latin1Slice(start: number, end: number): string;
}

function makeKernel({ memory, search, narrow, ...places }: Exports): Kernel {
  const [base, before, window, after] = [
    places.BASE.value,
    places.BEFORE.value,
    places.WINDOW.value,
    places.AFTER.value,
  ];
  const bytes = Buffer.from(memory.buffer) as Latin1Buffer;
  bytes.set(kernelTables(), places.TABLES.value);
  /** Writes what can be written as bytes and returns where it ends. */
  const write = (part: string, at: number): number => {
    if (!(part.length > LONG && isWide(part)) && !BEYOND_LATIN_1.test(part))
      return at + bytes.write(part, at, 'latin1');
    bytes.write(part, places.UNITS.value, 'ucs2');
    narrow(at, part.length);
    return at + part.length;
  };
  const finds = (length: number): Uint32Array => new Uint32Array(memory.buffer, places.FOUND.value, 2 * search(length));
  return {
    window,
    search(text, from, to) {
      const start = Math.max(0, from - before);
      const end = Math.min(text.length, to + after);
      const written = write(text.slice(start, end), base - (from - start));
      // Before the text and behind it is nothing; where it goes on behind what is here, nobody can tell how.
      if (from < before) bytes.fill(0, base - before, base - from);
      bytes.fill(end < text.length ? GOES_ON : 0, written, written + PADDING);
      return finds(to - from);
    },
    searchLines(lines, { start, end }) {
      const textBefore = textBetween(lines, placeBefore(lines, start, before), start);
      const placeOfLast = placeBehind(lines, end, after);
      const textBehind = textBetween(lines, end, placeOfLast);
      if (BEYOND_LATIN_1.test(textBefore) || BEYOND_LATIN_1.test(textBehind)) return undefined;
      bytes.fill(0, base - before, base - textBefore.length);
      bytes.latin1Write(textBefore, base - textBefore.length);
      const starts = new Int32Array(end.line - start.line + 1);
      let at = base;
      for (let line = start.line; line <= end.line; line++) {
        const whole = lines.lineAt(line);
        const isCut = line === start.line || line === end.line;
        const part = isCut ? partOf(whole, line, { start, end }) : whole;
        if (at + part.length >= base + window || BEYOND_LATIN_1.test(part)) return undefined;
        starts[line - start.line] = at - base - (line === start.line ? start.character : 0);
        at += bytes.latin1Write(part, at);
        if (line < end.line) at += bytes.latin1Write(lines.terminator, at);
      }
      const length = at - base;
      at += bytes.latin1Write(textBehind, at);
      bytes.fill(compare(placeOfLast, endOf(lines)) === 0 ? 0 : GOES_ON, at, at + PADDING);
      return {
        finds: finds(length),
        starts,
        length,
        from: -textBefore.length,
        to: at - base,
        bytes: bytes.subarray(base, at),
        text: (from, to) => bytes.latin1Slice(base + from, base + to),
      };
    },
  };
}

function partOf(text: string, line: number, { start, end }: Range): string {
  return text.slice(line === start.line ? start.character : 0, line === end.line ? end.character : undefined);
}

/** Costs nothing on a string that V8 keeps in one byte a character; on another, as much as all the rest. */
const BEYOND_LATIN_1 = /[^\0-\xff]/;

/**
 * Whether V8 keeps a string in two bytes a character, whatever is in it: a piece of it is kept alike, and `serialize` says
 * so in the byte behind its version. Only how fast it goes hangs on this.
 */
function isWide(part: string): boolean {
  return serialize(part.slice(0, PIECE))[2] === TWO_BYTES;
}

/** Shorter texts are looked through at once. UTF-16 units. */
const LONG = 10_000;

/** Shorter pieces are copied, and kept as is best for them. */
const PIECE = 16;
const TWO_BYTES = 0x63;

/** What may begin an escape ends no run. */
const GOES_ON = 0x25;
/** So much the kernel reads at once. */
const PADDING = 64;
