/**
 * One light bulb after the other in a process of its own, taken apart: `node lightBulbParts.mjs LANGUAGE [twice]` prints `Parts`.
 * What the parser package does is timed where it is called, so that the rest is what is ours.
 */
import { readFile } from 'node:fs/promises';
import { Language, Parser } from 'web-tree-sitter';
import { createRewriter } from '../../src/core/rewrite/rewriter';
import { median, processorMs } from './rounds';
import { pathOf, sourceOf } from './sources';

/** Milliseconds of the processor, also for what V8 compiles meanwhile. */
export interface Parts {
  /** The first light bulb of the process: loading the parser and its grammar, parsing, and all else. */
  readonly load: number;
  readonly parse: number;
  readonly own: number;
  /** After one more character, by the lines of the file and by which of its functions call Spotify. */
  readonly later: number;
  readonly laterInTwice?: number;
  readonly laterInMoreLines?: number;
}

const LINES = 5000;
const EDITS = 9;
const [, , languageId = 'typescript', size] = process.argv;
const rewriter = createRewriter((name) => readFile(`dist/grammars/${name}`));
const spent = { load: 0, parse: 0 };
Parser.init = timed(Parser.init.bind(Parser));
Language.load = timed(Language.load.bind(Language));
const { parse } = Parser.prototype;
Parser.prototype.parse = function (...given) {
  const from = processorMs();
  const tree = parse.apply(this, given);
  spent.parse += processorMs() - from;
  return tree;
};

const from = processorMs();
await lightBulb(sourceOf(languageId, LINES));
const own = processorMs() - from - spent.load - spent.parse;
const first = { ...spent, own };
const parts: Parts = {
  ...first,
  later: await afterEdits(sourceOf(languageId, LINES)),
  ...(size === 'twice' && {
    laterInTwice: await afterEdits(sourceOf(languageId, 2 * LINES)),
    laterInMoreLines: await afterEdits(sourceOf(languageId, 2 * LINES, 20)),
  }),
};
process.stdout.write(JSON.stringify(parts));
process.exit();

/** What the editor asks for at a cursor: what is missing, then the change for it. */
async function lightBulb(text: string): Promise<void> {
  const context = { languageId, path: pathOf(languageId) };
  const gaps = await rewriter.findGaps(text, context);
  const gap = gaps[gaps.length >> 1];
  const rewrites = gap && (await rewriter.insertRefresh(text, { ...context, within: gap.span }));
  if (rewrites?.length !== 1) throw new Error('nothing is offered');
}

/** The median of several, each with one space more at the end of a line in the middle. */
async function afterEdits(source: string): Promise<number> {
  await lightBulb(source);
  const at = source.indexOf('\n', source.length >> 1);
  const times: number[] = [];
  for (let edit = 1; edit <= EDITS; edit++) {
    const text = source.slice(0, at) + ' '.repeat(edit) + source.slice(at);
    const from = processorMs();
    await lightBulb(text);
    times.push(processorMs() - from);
  }
  return median(times);
}

function timed<Given extends readonly unknown[], T>(load: (...given: Given) => Promise<T>) {
  return async (...given: Given): Promise<T> => {
    const from = processorMs();
    try {
      return await load(...given);
    } finally {
      spent.load += processorMs() - from;
    }
  };
}
