import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { atMost, type Figure } from './figure';
import type { Later, Parts, Work } from './lightBulbParts';
import { compete, median, ONCE, ratio, type Timing, wallMs } from './rounds';
import { sourceOf, templates } from './sources';

/**
 * The light bulb at a call in a file of 5,000 lines: first in a fresh process, against a bare parse of the same text with
 * the same grammar; and at the cursor after one character more, the way it is while somebody types (the median of nine).
 */
export async function lightBulb(rounds: number): Promise<readonly Figure[]> {
  mkdirSync('.build/bench', { recursive: true });
  writeFileSync('.build/bench/lists.ts', sourceOf('typescript', 5000));
  const bare: Times[] = [];
  const ours: Times[] = [];
  await compete(
    [
      { name: 'bare', run: () => bare.push(run(BARE)) },
      { name: 'ours', run: () => ours.push(run(OURS)) },
    ],
    rounds,
    wallMs,
    ONCE,
  );
  const timing = (name: string, times: readonly Times[]): Timing => ({
    name,
    rounds: times.slice(1).map(({ processor }) => processor),
  });
  return [
    {
      id: 'light-bulb.first',
      what: 'first light bulb in 5,000 lines ÷ loading the grammar and parsing',
      value: ratio(timing('first', ours), timing('bare', bare)),
      unit: '×',
      goal: atMost(1.3),
      gate: atMost(1.8),
      decides: DECIDES,
    },
    {
      id: 'light-bulb.first-ms',
      what: 'the same: what a person waits where nothing was loaded, a fresh process without its start',
      value: median(ours.slice(1).map(({ wall }) => wall)),
      unit: 'ms',
      decides: 'whether it is loaded before somebody asks',
    },
    {
      id: 'light-bulb.later',
      what: 'light bulb at a cursor after one character more ÷ the first',
      value: median(ours.slice(1).map(({ later = Number.NaN, processor }) => later / processor)),
      unit: '×',
      goal: atMost(0.1),
      gate: atMost(0.2),
      decides: DECIDES,
    },
  ];
}

/** What is ours of it, in every language of `templates`: of the first, of one after a key, and of underlines after a key. */
export function partsOfLightBulb(): readonly Figure[] {
  const parts = new Map<string, Parts[]>(Object.keys(templates).map((languageId) => [languageId, []]));
  for (let round = 0; round < PART_ROUNDS; round++)
    for (const [languageId, taken] of parts) taken.push(partsOf(languageId));
  const typescript = parts.get('typescript') ?? [];
  const own = (taken: readonly Parts[]) => median(taken.map((one) => one.own));
  const slowestBy = (figure: (taken: readonly Parts[]) => number): readonly [string, number] => {
    const all = [...parts].map(([languageId, taken]) => [languageId, figure(taken)] as const);
    return all.sort(([, a], [, b]) => b - a)[0] ?? ['', Number.NaN];
  };
  const [slowest, slowestOwn] = slowestBy(own);
  const laterOf = (what: keyof Later, taken: readonly Parts[]) => median(taken.map(({ later }) => later[what].own));
  const [slowestLater, slowestLaterOwn] = slowestBy((taken) => laterOf('bulb', taken));
  const [slowestWhole, slowestWholeOwn] = slowestBy((taken) => laterOf('whole', taken));
  const ratioOf = (part: 'laterInTwice' | 'laterInMoreLines', what: keyof Later, which: keyof Work) =>
    median(typescript.map((one) => one[part][what][which] / one.later[what][which]));
  return [
    {
      id: 'light-bulb.own-ms',
      what: 'first light bulb: all but loading the grammar and parsing, in time of the processor, also for what V8 compiles meanwhile',
      value: own(typescript),
      unit: 'ms',
      goal: atMost(150),
      decides: DECIDES_WALK,
    },
    {
      id: 'light-bulb.own-ms-slowest',
      what: `the same in the slowest of ${parts.size} languages: ${slowest}`,
      value: slowestOwn,
      unit: 'ms',
      goal: atMost(150),
      decides: DECIDES_WALK,
    },
    {
      id: 'light-bulb.later-ms',
      what: 'light bulb at a cursor after one character more, in time of the processor',
      value: median(typescript.map(({ later }) => later.bulb.all)),
      unit: 'ms',
      decides: DECIDES,
    },
    {
      id: 'light-bulb.later-own-ms',
      what: 'the same without the parser',
      value: laterOf('bulb', typescript),
      unit: 'ms',
      decides: DECIDES_KEPT,
    },
    {
      id: 'light-bulb.later-own-ms-slowest',
      what: `the same in the slowest of ${parts.size} languages: ${slowestLater}`,
      value: slowestLaterOwn,
      unit: 'ms',
      decides: DECIDES_KEPT,
    },
    {
      id: 'light-bulb.later-lines',
      what: 'without the parser, in 10,000 lines with as many calls ÷ in 5,000',
      value: ratioOf('laterInMoreLines', 'bulb', 'own'),
      unit: '×',
      goal: atMost(1.3),
      decides: DECIDES_KEPT,
    },
    {
      id: 'light-bulb.later-calls',
      what: 'without the parser, in 10,000 lines with twice as many calls ÷ in 5,000',
      value: ratioOf('laterInTwice', 'bulb', 'own'),
      unit: '×',
      goal: atMost(1.3),
      decides: DECIDES_KEPT,
    },
    {
      id: 'light-bulb.later-calls-all',
      what: 'the same with the parser',
      value: ratioOf('laterInTwice', 'bulb', 'all'),
      unit: '×',
      decides: DECIDES_KEPT,
    },
    {
      id: 'light-bulb.whole-ms',
      what: 'underlines of the whole file after one character more, once the keys pause, in time of the processor',
      value: median(typescript.map(({ later }) => later.whole.all)),
      unit: 'ms',
      decides: DECIDES_WALK,
    },
    {
      id: 'light-bulb.whole-own-ms-slowest',
      what: `the same without the parser, in the slowest of ${parts.size} languages: ${slowestWhole}`,
      value: slowestWholeOwn,
      unit: 'ms',
      decides: DECIDES_WALK,
    },
    {
      id: 'light-bulb.whole-lines',
      what: 'underlines of 10,000 lines with as many calls ÷ of 5,000',
      value: ratioOf('laterInMoreLines', 'whole', 'all'),
      unit: '×',
      goal: atMost(1.3),
      decides: DECIDES_WALK,
    },
    {
      id: 'light-bulb.whole-calls',
      what: 'underlines of 10,000 lines with twice as many calls ÷ of 5,000',
      value: ratioOf('laterInTwice', 'whole', 'all'),
      unit: '×',
      goal: atMost(1.3),
      decides: 'whether what was found is kept between two keys',
    },
  ];
}

const DECIDES = 'whether a file is parsed whole for each light bulb';
const DECIDES_WALK = 'whether rules look for what they need or walk the tree';
const DECIDES_KEPT = 'whether a light bulb after a key looks at more than the cursor';

/** Processes a language, each with a dozen light bulbs: what is not reported as a median of these is one of their ratios. */
const PART_ROUNDS = 3;

function partsOf(languageId: string): Parts {
  const given = ['.build/bench/lightBulbParts.mjs', languageId];
  return JSON.parse(execFileSync(process.execPath, given, { encoding: 'utf8' }));
}

/** Milliseconds. */
interface Times {
  readonly wall: number;
  readonly processor: number;
  readonly later?: number;
}

function run(script: string): Times {
  const prelude = `
    const source = require('node:fs').readFileSync('.build/bench/lists.ts', 'utf8');
    const processorMs = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };
    const report = (times) => { process.stdout.write(JSON.stringify(times)); process.exit(); };`;
  return JSON.parse(execFileSync(process.execPath, ['-e', prelude + script], { encoding: 'utf8' }));
}

const BARE = `
  const { readFile } = require('node:fs/promises');
  const { Language, Parser } = require(${JSON.stringify(resolve('node_modules/web-tree-sitter/web-tree-sitter.cjs'))});
  (async () => {
    const started = performance.now();
    const from = processorMs();
    await Parser.init({ wasmBinary: await readFile('dist/grammars/web-tree-sitter.wasm'), locateFile: (file) => file });
    const language = await Language.load(await readFile('dist/grammars/tree-sitter-typescript.wasm'));
    new Parser().setLanguage(language).parse(source);
    report({ wall: performance.now() - started, processor: processorMs() - from });
  })();`;

/** What the editor asks for at a cursor: what is missing (in all of a file that it does not know), then the change for it. */
const OURS = `
  const { findGaps, insertRefresh } = require(${JSON.stringify(resolve('dist/engine.js'))});
  const lightBulb = async (text, within) => {
    const started = performance.now();
    const from = processorMs();
    const [gap] = await findGaps(text, { ...context, within });
    const rewrites = await insertRefresh(text, { ...context, within: within ?? gap.span });
    if (rewrites.length !== 1) throw new Error('nothing is offered');
    return { wall: performance.now() - started, processor: processorMs() - from, span: gap.span };
  };
  const context = { languageId: 'typescript', path: 'src/lists.ts' };
  (async () => {
    const { span, ...first } = await lightBulb(source);
    const later = [];
    const at = source.indexOf('\\n', source.length >> 1);
    for (let edit = 1; edit <= 9; edit++) {
      later.push((await lightBulb(source.slice(0, at) + ' '.repeat(edit) + source.slice(at), span)).processor);
    }
    report({ ...first, later: later.sort((a, b) => a - b)[4] });
  })();`;
