/**
 * One light bulb after the other in a process of its own, taken apart: `node lightBulbParts.mjs LANGUAGE` prints `Parts`.
 * What the parser package does is timed where it is called, so that the rest is what is ours.
 */
import { readFile } from 'node:fs/promises';
import { Language, Parser } from 'web-tree-sitter';
import { createRewriter } from '../../src/core/rewrite/rewriter';
import type { Span } from '../../src/core/text/span';
import { median, processorMs } from './rounds';
import { pathOf, sourceOf } from './sources';

/** Milliseconds of the processor, also for what V8 compiles meanwhile. */
export interface Parts {
  /** The first light bulb of the process: loading the parser and its grammar, parsing, and all else. */
  readonly load: number;
  readonly parse: number;
  readonly own: number;
  /** After one more character, by the lines of the file and by which of its functions call Spotify. */
  readonly later: Later;
  readonly laterInTwice: Later;
  readonly laterInMoreLines: Later;
}

/** What the editor does after a key, with what the parser takes and without. */
export interface Later {
  /** The light bulb that somebody asks for at once: what is at the cursor. */
  readonly bulb: Work;
  /** The underlines of the whole file, behind the user's back, once the keys pause. */
  readonly whole: Work;
}

export interface Work {
  readonly all: number;
  readonly own: number;
}

const LINES = 5000;
const EDITS = 9;
const [, , languageId = 'typescript'] = process.argv;
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

const context = { languageId, path: pathOf(languageId) };
const { own } = await work(() => firstLightBulb(sourceOf(languageId, LINES)));
const first = { ...spent, own };
const parts: Parts = {
  ...first,
  later: await afterEdits(sourceOf(languageId, LINES)),
  laterInTwice: await afterEdits(sourceOf(languageId, 2 * LINES)),
  laterInMoreLines: await afterEdits(sourceOf(languageId, 2 * LINES, 20)),
};
process.stdout.write(JSON.stringify(parts));
process.exit();

/** Where nothing is known of a file the editor finds all that is missing, then the change for what is at the cursor. */
async function firstLightBulb(text: string): Promise<Span> {
  const gaps = await rewriter.findGaps(text, context);
  const within = gaps[gaps.length >> 1]?.span ?? { start: 0, end: 0 };
  if ((await rewriter.insertRefresh(text, { ...context, within })).length !== 1) throw new Error('nothing is offered');
  return within;
}

/** What it asks for at a cursor after a key. */
async function lightBulb(text: string, within: Span): Promise<void> {
  const place = { ...context, within };
  const found = [await rewriter.findGaps(text, place), await rewriter.insertRefresh(text, place)];
  await rewriter.replaceHandWritten(text, place);
  if (found.some(({ length }) => length !== 1)) throw new Error('nothing is offered');
}

/** Medians of several, each with one space more at the end of a line in the middle. */
async function afterEdits(source: string): Promise<Later> {
  const { start } = await firstLightBulb(source);
  const at = source.indexOf('\n', source.length >> 1);
  const bulbs: Work[] = [];
  const wholes: Work[] = [];
  for (let spaces = 1; spaces <= 2 * EDITS; spaces++) {
    const text = source.slice(0, at) + ' '.repeat(spaces) + source.slice(at);
    const cursor = (start < at ? start : start + spaces) + 1;
    // In turns, so that neither is asked of a text for which the other has done the work.
    if (spaces % 2 === 0) bulbs.push(await work(() => lightBulb(text, { start: cursor, end: cursor })));
    else wholes.push(await work(() => rewriter.findGaps(text, context)));
  }
  const medians = (works: readonly Work[]): Work => ({
    all: median(works.map(({ all }) => all)),
    own: median(works.map(({ own }) => own)),
  });
  return { bulb: medians(bulbs), whole: medians(wholes) };
}

async function work(run: () => Promise<unknown>): Promise<Work> {
  const before = spent.load + spent.parse;
  const from = processorMs();
  await run();
  const all = processorMs() - from;
  return { all, own: all - (spent.load + spent.parse - before) };
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
