import { visit } from 'jsonc-parser';
import { JsonSplitter } from '../../src/core/http/jsonSplitter';
import { plainPasser } from '../../src/core/http/nesting';
import { openStructure } from '../../src/host/node/structure';
import { atLeast, type Figure } from './figure';
import type { Input } from './inputs';
import { type Contestant, compete, median, ratio, type Timing } from './rounds';

/** Where each entry of a HAR starts and ends, without a tree, against those who build one. */
export async function harIndex({ text }: Input, rounds: number): Promise<readonly Figure[]> {
  const entries = JSON.parse(text).log.entries.length;
  if (index(text) !== entries) throw new Error(`The index has ${index(text)} entries; there are ${entries}.`);
  const kernel = openStructure() ?? plainPasser;
  const [parsed, visited, plainly, structured, ours] = (await compete(
    [
      { name: 'parse', run: () => JSON.parse(text) },
      { name: 'visit', run: () => visit(text, {}) },
      passing('twin', plainPasser, text),
      passing('kernel', kernel, text),
      { name: 'index', run: () => index(text) },
    ],
    rounds,
  )) as [Timing, Timing, Timing, Timing, Timing];
  return [
    {
      id: 'har-index.ms',
      what: `HAR, ${(text.length / 1e6).toPrecision(2)} MB: spans of its ${entries} entries`,
      value: median(ours.rounds),
      unit: 'ms',
      decides: 'nothing: times differ from machine to machine',
    },
    {
      id: 'har-index.parse',
      what: 'HAR: JSON.parse ÷ spans of entries',
      value: ratio(parsed, ours),
      unit: '×',
      goal: atLeast(6),
      gate: atLeast(3.2),
      decides: 'whether a large HAR is cut into entries before it is read',
    },
    {
      id: 'har-index.visit',
      what: 'HAR: visit of jsonc-parser ÷ spans of entries',
      value: ratio(visited, ours),
      unit: '×',
      gate: atLeast(13),
      decides: 'whether a parser of events would do',
    },
    {
      id: 'har-index.twin',
      what: 'HAR: TypeScript twin ÷ kernel',
      value: ratio(plainly, structured),
      unit: '×',
      decides: 'whether the kernel is worth its bytes',
    },
  ];
}

function index(text: string): number {
  let entries = 0;
  const splitter = new JsonSplitter([['log', 'entries', '*']], () => entries++);
  splitter.push(text, 0);
  return entries;
}

function passing(name: string, open: typeof plainPasser, text: string): Contestant {
  return { name, run: () => open(text)(1, { depth: 1, inString: false, escaped: false }) };
}
