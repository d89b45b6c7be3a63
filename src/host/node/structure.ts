import type { Pass } from '../../core/http/nesting';
import { base64 } from '../../kernel/structure.ts?wasm';
import { instantiate } from '../instantiate';

/** What `src/kernel/structure.ts` exports. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly BASE: Place;
  readonly STATE: Place;
  readonly WIDE: Place;
  readonly WINDOW: Place;
  pass(start: number, end: number): number;
  narrow(length: number): void;
}

interface Place {
  readonly value: number;
}

type OpenText = (text: string) => Pass;

/** Compiled when a large text is first met. `undefined` until then, `none` where this host does not allow it. */
let opened: OpenText | 'none' | undefined;

export function openStructure(): OpenText | undefined {
  if (opened === undefined) {
    const exports = instantiate<Exports>([base64]);
    opened = exports ? makeStructure(exports) : 'none';
  }
  return opened === 'none' ? undefined : opened;
}

function makeStructure({ memory, pass, narrow, ...places }: Exports): OpenText {
  const [base, wide, window] = [places.BASE.value, places.WIDE.value, places.WINDOW.value];
  const bytes = Buffer.from(memory.buffer);
  const state = new Int32Array(memory.buffer, places.STATE.value, 3);
  /** Every filling of the window has a number; who finds another one than its own has lost it to another text. */
  let filling = 0;

  const fill = (part: string): void => {
    if (BEYOND_LATIN_1.test(part)) {
      bytes.write(part, wide, 'utf16le');
      narrow(part.length);
    } else bytes.write(part, base, 'latin1');
  };

  return (text) => {
    let own = 0;
    let start = 0;
    let end = 0;
    return (from, nesting) => {
      state[0] = nesting.depth;
      state[1] = Number(nesting.inString);
      state[2] = Number(nesting.escaped);
      let at = from;
      while (at < text.length && state[0] > 0) {
        if (own !== filling || at < start || at >= end) {
          [start, end] = [at, Math.min(text.length, at + window)];
          fill(text.slice(start, end));
          own = ++filling;
        }
        at = start + pass(base + at - start, base + end - start) - base;
      }
      nesting.depth = state[0] ?? 0;
      nesting.inString = state[1] === 1;
      nesting.escaped = state[2] === 1;
      return at;
    };
  };
}

/** Costs nothing on a string that V8 keeps in one byte a character. */
const BEYOND_LATIN_1 = /[^\0-\xff]/;
