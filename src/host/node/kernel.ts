import { serialize } from 'node:v8';
import { before, behind, compare, endOf, type Range, textBetween } from '../../core/text/position';
import type { Kernel } from '../../core/token/find/kernel';
import { kernelTables } from '../../core/token/find/kernelTables';
import {
  BASE_AT,
  BYTES_AFTER,
  BYTES_BEFORE,
  FOUND_AT,
  GOES_ON,
  PADDING_BYTES,
  TABLES_AT,
  WINDOW_BYTES,
} from '../../kernel/layout';
import { instantiate } from '../instantiate';
import { SEARCH_MODULES } from '../searchModules';

/** What `src/kernel/search.ts` exports. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  narrow(to: number, count: number): void;
  search(length: number): number;
}

/** Compiled when a large text is first met. `undefined` until then, `none` where this host does not allow it. */
let opened: Kernel | 'none' | undefined;

export function openKernel(): Kernel | undefined {
  if (opened === undefined) opened = kernelOf(SEARCH_MODULES) ?? 'none';
  return openedKernel();
}

export function openedKernel(): Kernel | undefined {
  return opened === 'none' ? undefined : opened;
}

/** @param modules of which the first is taken that this host can run */
export function kernelOf(modules: readonly string[]): Kernel | undefined {
  const exports = instantiate<Exports>(modules);
  return exports && makeKernel(exports);
}

/** Node has had these since version 5 and does not document them; for a short line `write` itself takes as long again. */
interface Latin1Buffer extends Buffer<ArrayBuffer> {
  latin1Write(text: string, offset: number): number;
  latin1Slice(start: number, end: number): string;
}

function makeKernel({ memory, search, narrow }: Exports): Kernel {
  const bytes = Buffer.from(memory.buffer) as Latin1Buffer;
  bytes.set(kernelTables(), TABLES_AT);
  const finds = (length: number): Uint32Array => new Uint32Array(memory.buffer, FOUND_AT, 2 * search(length));
  const writeWide = (part: string, at: number): void => {
    bytes.write(part, FOUND_AT, 'ucs2');
    narrow(at, part.length);
  };
  /** Writes a part of a text as bytes, which V8 may keep it in anyway. */
  const write = (part: string, at: number): void => {
    if (BEYOND_LATIN_1.test(part)) writeWide(part, at);
    else bytes.latin1Write(part, at);
  };
  return {
    searchOf(text) {
      const writePart = text.length > LONG && isWide(text) ? writeWide : write;
      return {
        window: WINDOW_BYTES,
        search(from, to) {
          const start = Math.max(0, from - BYTES_BEFORE);
          const end = Math.min(text.length, to + BYTES_AFTER);
          writePart(text.slice(start, end), BASE_AT - (from - start));
          // Before the text and behind it is nothing; where it goes on behind what is here, nobody can tell how.
          if (from < BYTES_BEFORE) bytes.fill(0, BASE_AT - BYTES_BEFORE, BASE_AT - from);
          const written = BASE_AT + end - from;
          bytes.fill(end < text.length ? GOES_ON : 0, written, written + PADDING_BYTES);
          return finds(to - from);
        },
      };
    },
    searchLines(lines, { start, end }) {
      const textBefore = textBetween(lines, before(lines, start, BYTES_BEFORE), start);
      const placeOfLast = behind(lines, end, BYTES_AFTER);
      const textBehind = textBetween(lines, end, placeOfLast);
      if (BEYOND_LATIN_1.test(textBefore) || BEYOND_LATIN_1.test(textBehind)) return undefined;
      bytes.fill(0, BASE_AT - BYTES_BEFORE, BASE_AT - textBefore.length);
      bytes.latin1Write(textBefore, BASE_AT - textBefore.length);
      const { terminator } = lines;
      const starts = new Int32Array(end.line - start.line + 1);
      let at = BASE_AT;
      let group: string[] = [];
      let groupStart = at;
      for (let line = start.line; line <= end.line; line++) {
        const whole = lines.lineAt(line);
        const isCut = line === start.line || line === end.line;
        const part = isCut ? partOf(whole, line, { start, end }) : whole;
        if (at + part.length >= BASE_AT + WINDOW_BYTES) return undefined;
        starts[line - start.line] = at - BASE_AT - (line === start.line ? start.character : 0);
        at += part.length;
        group.push(part);
        if (at - groupStart >= WORTH_A_WRITE || line === end.line) {
          const text = group.length === 1 ? part : group.join(terminator);
          if (BEYOND_LATIN_1.test(text)) return undefined;
          bytes.latin1Write(text, groupStart);
          for (let unit = 0; unit < terminator.length; unit++) bytes[at + unit] = terminator.charCodeAt(unit);
          group = [];
          groupStart = at + terminator.length;
        }
        if (line < end.line) at += terminator.length;
      }
      const length = at - BASE_AT;
      at += bytes.latin1Write(textBehind, at);
      bytes.fill(compare(placeOfLast, endOf(lines)) === 0 ? 0 : GOES_ON, at, at + PADDING_BYTES);
      return {
        finds: finds(length),
        starts,
        length,
        from: -textBefore.length,
        to: at - BASE_AT,
        bytes: bytes.subarray(BASE_AT, at),
        text: (from, to) => bytes.latin1Slice(BASE_AT + from, BASE_AT + to),
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

/** A look at a text and a write cost more than to put many lines together before. UTF-16 units. */
const WORTH_A_WRITE = 65_536;

/** Shorter texts are looked through at once. UTF-16 units. */
const LONG = 10_000;

/** Shorter pieces are copied, and kept as is best for them. */
const PIECE = 16;
const TWO_BYTES = 0x63;
