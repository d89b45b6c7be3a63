import { openStructure } from '@host/structure';

/** Where one is in a JSON text, as seen from a container that was entered. */
export interface Nesting {
  /** How many containers are open, that one included; 0 once it is closed. */
  depth: number;
  inString: boolean;
  /** The last code unit was a backslash that escapes the next one. */
  escaped: boolean;
}

/**
 * Goes on in the text at `from`.
 *
 * @returns the place behind the bracket that closes the container; the end of the text where it goes on in the next piece
 */
export type Pass = (from: number, nesting: Nesting) => number;

/** In shorter texts the kernel cannot win back what it takes to start it. UTF-16 units. */
const WORTH_A_KERNEL = 65_536;

/** Passes over containers in a text, by whatever is fastest in this host. Looks at brackets, quotes and backslashes only. */
export function passerOver(text: string): Pass {
  const structure = text.length < WORTH_A_KERNEL ? undefined : openStructure();
  return structure ? structure(text) : plainPasser(text);
}

/** The same in plain TypeScript: what the kernel does, and does faster. In strings it jumps from quote to quote. */
export function plainPasser(text: string): Pass {
  return (from, nesting) => {
    let at = from;
    while (at < text.length) {
      if (nesting.inString) {
        at = passString(text, at, nesting);
        continue;
      }
      const code = text.charCodeAt(at++);
      if (code === QUOTE) nesting.inString = true;
      else if (code === OPEN_BRACE || code === OPEN_BRACKET) nesting.depth++;
      else if ((code === CLOSE_BRACE || code === CLOSE_BRACKET) && --nesting.depth === 0) return at;
    }
    return at;
  };
}

/** @returns the place behind the closing quote, or the end of the text */
export function passString(text: string, from: number, nesting: Nesting): number {
  const first = nesting.escaped ? from + 1 : from;
  nesting.escaped = false;
  for (let quote = text.indexOf('"', first); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    if (isEscaped(text, quote, first)) continue;
    nesting.inString = false;
    return quote + 1;
  }
  nesting.escaped = isEscaped(text, text.length, first);
  return text.length;
}

/** Whether an odd number of backslashes stands before `at`, not counting what is before `from`. */
function isEscaped(text: string, at: number, from: number): boolean {
  let first = at;
  while (first > from && text.charCodeAt(first - 1) === BACKSLASH) first--;
  return (at - first) % 2 === 1;
}

const QUOTE = 0x22;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
