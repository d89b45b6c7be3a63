import { candidatesByLetters } from '../../src/core/token/find/candidatesByLetters';
import { scan } from '../../src/core/token/find/scan';
import { atLeast, atMost, type Bound, type Extent, type Figure } from './figure';
import { hostile, type Input } from './inputs';
import { checkedRegex, hops, naiveCheckedRegex, naiveRegex } from './rivals';
import { type Contestant, compete, median, processorMs, ratio, type Timing } from './rounds';
import { makeTools, secretlint } from './tools';

/**
 * What the rest of the code calls, and all that it returns: an object for each token with its place, its kind, the evidence
 * for that and the name before it; headers read, boundaries, escapes, wraps, masks and look-alikes checked.
 */
const ours = (text: string): Contestant => ({ name: 'scan', run: () => scan(text) });

/** A figure's goal and its gate. */
type Bounds = readonly [goal: Bound, gate: Bound];

interface Rival {
  readonly name: string;
  readonly run: (text: string) => unknown;
  readonly what: string;
  readonly decides: string;
}

const RIVALS: readonly Rival[] = [
  // The speed of memory: V8 looks for a character that is not there with the widest instructions it has.
  {
    name: 'floor',
    run: (text) => text.indexOf('\u0001'),
    what: 'memory floor',
    decides: 'whether more work on the kernel can pay',
  },
  { name: 'naive', run: naiveRegex, what: 'naive JWT expression', decides: 'whether an expression would do' },
  {
    name: 'naive-checked',
    run: naiveCheckedRegex,
    what: 'JWT expression with header check',
    decides: 'whether an expression would do',
  },
  {
    name: 'checked',
    run: checkedRegex,
    what: 'expression of all kinds with header check',
    decides: 'whether an expression would do',
  },
  { name: 'hops', run: hops, what: 'hops by indexOf with header check', decides: 'whether JavaScript alone would do' },
  {
    name: 'twin',
    run: (text) => scan(text, candidatesByLetters(text)),
    what: 'TypeScript twin',
    decides: 'whether the kernel is worth its bytes, and from what length on',
  },
];

/** Our scan against the floor, the usual expressions, and our own fallback. */
export async function againstExpressions(
  { name, text }: Input,
  rounds: number,
  bounds: Readonly<Record<string, Bounds>> = {},
  extent: Extent = 'all',
): Promise<readonly Figure[]> {
  const rivals = extent === 'all' ? RIVALS : RIVALS.filter((rival) => bounds[rival.name]);
  const timings = await compete(
    [...rivals.map(({ name, run }) => ({ name, run: () => run(text) })), ours(text)],
    rounds,
    processorMs,
  );
  const scanned = timings.at(-1) as Timing;
  const id = `scan.${name.replaceAll(/\W+/g, '-').toLowerCase()}`;
  return [
    {
      id: `${id}.ms`,
      what: `${name}, ${megabytes(text)} MB: our scan`,
      value: median(scanned.rounds),
      unit: 'ms',
      decides: 'nothing: times differ from machine to machine',
    },
    ...rivals.map((rival, index): Figure => {
      const bound = bounds[rival.name];
      return {
        id: `${id}.${rival.name}`,
        what: `${name}: ${rival.what} ÷ scan`,
        value: ratio(timings[index] as Timing, scanned),
        unit: '×',
        ...(bound && { goal: bound[0], gate: bound[1] }),
        decides: rival.decides,
      };
    }),
  ];
}

/** Our scan against programs made for the purpose; those that are not here say so. */
export async function againstTools({ text }: Input, rounds: number, extent: Extent): Promise<readonly Figure[]> {
  const inProcess = await compete([secretlint(text), ours(text)], rounds, processorMs);
  const { tools: all, dispose } = makeTools(text);
  const tools = all.filter(({ name }) => extent === 'all' || TOOL_BOUNDS[name]);
  // What another program computes only the clock on the wall shows.
  const apart = await compete([...tools.filter(({ installed }) => installed), ours(text)], rounds);
  dispose();
  return [toolFigure('secretlint', inProcess), ...tools.map(({ name }) => toolFigure(name, apart))];
}

const TOOL_BOUNDS: Readonly<Record<string, Bounds>> = {
  secretlint: [atLeast(80), atLeast(50)],
  ripgrep: [atLeast(10), atLeast(4)],
};

function toolFigure(name: string, timings: readonly Timing[]): Figure {
  const bounds = TOOL_BOUNDS[name];
  const theirs = timings.find((timing) => timing.name === name);
  return {
    id: `tool.${name.replaceAll(/\W+/g, '-').toLowerCase()}`,
    what: `HAR: ${name} ÷ scan`,
    value: theirs && ratio(theirs, timings.at(-1) as Timing),
    unit: '×',
    ...(bounds && { goal: bounds[0], gate: bounds[1] }),
    decides: 'whether to call it instead',
    ...(!theirs && { note: 'not installed' }),
  };
}

/** No text may be made that freezes the editor: the slowest is named, and time must grow as length does. */
export async function hostileTexts(benign: Input, rounds: number): Promise<readonly Figure[]> {
  const { length } = benign.text;
  const whole = hostile(length);
  const timings = await compete(
    [ours(benign.text), ...whole.map(({ name, text }) => ({ ...ours(text), name }))],
    rounds,
    processorMs,
  );
  const [benignly, ...others] = timings as [Timing, ...Timing[]];
  const worst = others.map((timing) => ({ timing, by: ratio(timing, benignly) })).sort((a, b) => b.by - a.by)[0];
  const slowest = whole.find(({ name }) => name === worst?.timing.name);
  if (!worst || !slowest) throw new Error('There is no hostile text.');
  const half = slowest.text.slice(0, length / 2);
  const [once, twice] = (await compete([ours(half), ours(slowest.text)], rounds, processorMs)) as [Timing, Timing];
  return [
    {
      id: 'hostile.worst',
      what: `slowest hostile text (${slowest.name}) ÷ HAR`,
      value: worst.by,
      unit: '×',
      goal: atMost(3),
      gate: atMost(11),
      decides: 'whether a text can be made that freezes the editor',
    },
    {
      id: 'hostile.growth',
      what: 'the same, twice as long ÷ once',
      value: ratio(twice, once),
      unit: '×',
      goal: atMost(2.1),
      gate: atMost(2.3),
      decides: 'whether time grows as length does',
    },
  ];
}

function megabytes(text: string): string {
  return (text.length / 1e6).toPrecision(2);
}
