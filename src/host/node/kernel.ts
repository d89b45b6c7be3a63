import { classesOfBytes } from '../../core/token/alphabet';
import type { Kernel } from '../../core/token/kernel';
import { base64 } from '../../kernel/search.ts?wasm';

/** What `src/kernel/search.ts` exports. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly BASE: Place;
  readonly MARGIN: Place;
  readonly WINDOW: Place;
  readonly CLASSES: Place;
  readonly HITS: Place;
  search(length: number, exact: number): number;
}

interface Place {
  readonly value: number;
}

/** Compiled when a large text is first met. `undefined` until then, `none` where this host does not allow it. */
let opened: Kernel | 'none' | undefined;

export function openKernel(): Kernel | undefined {
  opened ??= compile() ?? 'none';
  return opened === 'none' ? undefined : opened;
}

function compile(): Kernel | undefined {
  try {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(base64, 'base64')));
    return makeKernel(exports as Exports);
  } catch {
    return undefined;
  }
}

function makeKernel({ memory, search, ...places }: Exports): Kernel {
  const [base, margin, window] = [places.BASE.value, places.MARGIN.value, places.WINDOW.value];
  const bytes = Buffer.from(memory.buffer);
  bytes.set(classesOfBytes(), places.CLASSES.value);
  return {
    window,
    search(text, from, to) {
      // Of what stands before the window and behind it, so much as the kernel looks at.
      const before = Math.min(from, margin);
      const part = text.slice(from - before, to + margin);
      const start = base - before;
      if (before < margin) bytes.fill(0, base - margin, start);
      const end = start + bytes.write(part, start, 'latin1');
      bytes.fill(0, end, base + (to - from) + 2 * margin);
      return new Uint32Array(memory.buffer, places.HITS.value, search(to - from, BEYOND_LATIN_1.test(part) ? 0 : 1));
    },
  };
}

/** Costs nothing on a string that V8 keeps in one byte a character. */
const BEYOND_LATIN_1 = /[^\0-\xff]/;
