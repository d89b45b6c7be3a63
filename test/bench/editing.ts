import type { LinesChange } from '../../src/core/text/linesChange';
import { scan } from '../../src/core/token/find/scan';
import { TokenIndex } from '../../src/core/token/keep/tokenIndex';
import { EditedDocument } from '../support/editedDocument';
import { atLeast, atMost, type Bound, type Figure } from './figure';
import type { Input } from './inputs';
import { SeededRandom } from './random';
import { naiveRegex } from './rivals';
import { compete, median, processorMs, ratio, type Timing } from './rounds';

/**
 * What a keystroke costs us in a large document: all of it, from the news of it to the last token in its place. In as many
 * series as there are rounds, and percentiles are medians of what they are in each: what collects our garbage comes in every
 * series, and what else the machine does in some.
 */
export async function keystrokes({ text }: Input, rounds: number): Promise<readonly Figure[]> {
  const { document, index, press, follow, anyLine } = editingOf(text);
  const perKey: { readonly naive: number; readonly own: number }[] = [];
  const anywhere: Float64Array[] = [];
  for (let round = -WARM_UP; round < rounds; round++) {
    const [naive, own] = [naiveRegex, scan].map((search) => milliseconds(() => search(textAnew(document))));
    const keys = timed(4000, () => press(anyLine()), follow);
    const slowest = percentile([keys], 99) / 1000;
    if (round < 0) continue;
    anywhere.push(keys);
    perKey.push({ naive: (naive ?? Number.NaN) / slowest, own: (own ?? Number.NaN) / slowest });
  }
  // Each burst has a line of its own: nobody lets one grow without end.
  const bursts = Array.from({ length: rounds }, (_, burst) => timed(1000, () => press(burst), follow));
  const where = `a key in a ${Math.round(text.length / 1e6)} MB log, ${index.length} tokens`;
  return [
    micros('edit.anywhere.p50', `${where}: median`, percentile(anywhere, 50), atMost(3)),
    micros('edit.anywhere.p99', `${where}: 99th percentile`, percentile(anywhere, 99), atMost(20)),
    micros('edit.line.p99', 'the same, on one line: 99th percentile', percentile(bursts, 99), atMost(5)),
    micros('edit.seen.p50', `the same and ${LINES_IN_VIEW} lines in view judged anew: median`, seenMicros(text)),
    {
      // What people write instead of an index. Our own scan would make a worse figure of every gain in its speed.
      id: 'edit.naive',
      what: 'the text anew and the naive JWT expression on it ÷ 99th percentile of a key',
      value: median(perKey.map(({ naive }) => naive)),
      unit: '×',
      goal: atLeast(2000),
      gate: atLeast(500),
      decides: 'how much an index saves whoever searches a text at each key',
    },
    {
      id: 'edit.whole',
      what: 'the text anew and our scan of it ÷ 99th percentile of a key',
      value: median(perKey.map(({ own }) => own)),
      unit: '×',
      decides: 'whether the index is worth its code',
    },
  ];
}

/** All tokens of a document that was just opened, each in its line, against no more than its text. */
export async function opening({ name, text }: Input, rounds: number): Promise<readonly Figure[]> {
  const document = new EditedDocument(text);
  const [asked, indexed] = (await compete(
    [
      { name: 'getText', run: () => textAnew(document).length },
      { name: 'index', run: () => opened(document).length },
    ],
    rounds,
    processorMs,
  )) as [Timing, Timing];
  return [
    {
      id: `open.${name.replaceAll(' ', '-').toLowerCase()}`,
      what: `${name}: all tokens of an open document ÷ its getText()`,
      value: ratio(indexed, asked),
      unit: '×',
      goal: atMost(0.5),
      gate: atMost(1.2),
      decides: 'whether the first scan should ask for lines or for text',
    },
  ];
}

const SEED = 20_261_122;
const NOW_MS = Date.UTC(2026, 10, 2);
const KEYS = ['x', ' ', '"', '.', '7'] as const;
const LINES_IN_VIEW = 60;
/** Series of keys until V8 has compiled what follows them: one is not enough. */
const WARM_UP = 3;

/** A document whose tokens are known, and keys that are pressed in it. */
function editingOf(text: string) {
  const document = new EditedDocument(text);
  const index = opened(document);
  const random = new SeededRandom(SEED);
  return {
    document,
    index,
    anyLine: () => random.below(document.lineCount),
    lineFrom: (top: number) => top + random.below(LINES_IN_VIEW),
    press(line: number): LinesChange {
      const place = { line, character: random.below(document.lineAt(line).length + 1) };
      return document.change({ start: place, end: place }, random.pick(KEYS));
    },
    follow(change: LinesChange): void {
      index.change(change);
      index.settle(document);
    },
  };
}

/** Of a key that is seen: what is in view is judged again. */
function seenMicros(text: string): number {
  const { document, index, press, follow, lineFrom } = editingOf(text);
  const top = document.lineCount >> 1;
  const inView = { start: { line: top, character: 0 }, end: { line: top + LINES_IN_VIEW, character: 0 } };
  const key = () => press(lineFrom(top));
  const followInView = (change: LinesChange): void => {
    follow(change);
    for (const token of index.tokensIn(inView)) index.read(document, token).assessedAt(NOW_MS);
  };
  timed(400, key, followInView);
  return percentile([timed(400, key, followInView)], 50);
}

function opened(document: EditedDocument): TokenIndex {
  const index = new TokenIndex();
  while (!index.isSettled) index.settle(document);
  return index;
}

/** As after an edit, since an editor keeps a text that it has put together. */
function textAnew(document: EditedDocument): string {
  const start = { line: 0, character: 0 };
  document.change({ start, end: start }, '');
  return document.getText();
}

/**
 * Microseconds that `follow` takes for each of so many changes: by the clock, or by what the process used of the processor
 * where that is less, because then others had it in between.
 */
function timed(times: number, change: () => LinesChange, follow: (change: LinesChange) => void): Float64Array {
  const taken = new Float64Array(times);
  for (let time = 0; time < times; time++) {
    const made = change();
    const used = process.cpuUsage();
    const started = performance.now();
    follow(made);
    const elapsed = 1000 * (performance.now() - started);
    const { user, system } = process.cpuUsage(used);
    taken[time] = Math.min(elapsed, user + system);
  }
  return taken.sort();
}

function milliseconds(run: () => unknown): number {
  const started = performance.now();
  run();
  return performance.now() - started;
}

/** Of each series, whose values are in order; and the median of that. */
function percentile(all: readonly Float64Array[], percent: number): number {
  return median(all.map((sorted) => sorted[Math.floor((sorted.length * percent) / 100)] ?? Number.NaN));
}

function micros(id: string, what: string, value: number, goal?: Bound): Figure {
  return { id, what, value, unit: 'µs', ...(goal && { goal }), decides: 'whether typing stays free of us' };
}
