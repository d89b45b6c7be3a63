/**
 * One light bulb after the other in a process of its own, taken apart: `node lightBulbParts.mjs LANGUAGE` prints `Parts`.
 * What the parser package does is timed where it is called, so that the rest is what is ours.
 */
import { readFile } from 'node:fs/promises';
import { Language, Parser } from 'web-tree-sitter';
import type { FileContext } from '../../src/core/rewrite/callSites';
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
const WARM_UP = 4;
const NOTHING: Later = { bulb: { all: 0, own: 0 }, whole: { all: 0, own: 0 } };
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

const { own } = await work(() => firstLightBulb(fileOf(sourceOf(languageId, LINES))));
const first = { ...spent, own };
const files = [sourceOf(languageId, LINES), sourceOf(languageId, 2 * LINES), sourceOf(languageId, 2 * LINES, 20)];
const [later = NOTHING, laterInTwice = NOTHING, laterInMoreLines = NOTHING] = await afterEdits(files.map(fileOf));
const parts: Parts = { ...first, later, laterInTwice, laterInMoreLines };
process.stdout.write(JSON.stringify(parts));
process.exit();

interface File {
  readonly source: string;
  readonly context: FileContext;
}

/** Each by a path of its own, so that the trees of all are kept side by side. */
function fileOf(source: string, index = 0): File {
  return { source, context: { languageId, path: `part${index}/${pathOf(languageId)}` } };
}

/** Where nothing is known of a file the editor finds all that is missing, then the change for what is at the cursor. */
async function firstLightBulb({ source, context }: File): Promise<Span> {
  const gaps = await rewriter.findGaps(source, context);
  const within = gaps[gaps.length >> 1]?.span ?? { start: 0, end: 0 };
  const rewrites = await rewriter.insertRefresh(source, { ...context, within });
  if (rewrites.length !== 1) throw new Error('nothing is offered');
  return within;
}

/** What it asks for at a cursor after a key. */
async function lightBulb({ source, context }: File, within: Span): Promise<void> {
  const place = { ...context, within };
  const found = [await rewriter.findGaps(source, place), await rewriter.insertRefresh(source, place)];
  await rewriter.replaceHandWritten(source, place);
  if (found.some(({ length }) => length !== 1)) throw new Error('nothing is offered');
}

/** Medians of several, each with one space more at the end of a line in the middle; the files in turns, as V8 gets quicker. */
async function afterEdits(files: readonly File[]): Promise<readonly Later[]> {
  const edited: { file: File; start: number; bulbs: Work[]; wholes: Work[] }[] = [];
  for (const file of files) edited.push({ file, start: (await firstLightBulb(file)).start, bulbs: [], wholes: [] });
  for (let spaces = 1; spaces <= 2 * (WARM_UP + EDITS); spaces++) {
    for (const { file, start, bulbs, wholes } of edited) {
      const { source, context } = file;
      const at = source.indexOf('\n', source.length >> 1);
      const now = { context, source: source.slice(0, at) + ' '.repeat(spaces) + source.slice(at) };
      const cursor = (start < at ? start : start + spaces) + 1;
      // In turns, so that neither is asked of a text for which the other has done the work.
      if (spaces % 2 === 0) bulbs.push(await work(() => lightBulb(now, { start: cursor, end: cursor })));
      else wholes.push(await work(() => rewriter.findGaps(now.source, context)));
    }
  }
  const medians = (works: readonly Work[]): Work => ({
    all: median(works.slice(WARM_UP).map(({ all }) => all)),
    own: median(works.slice(WARM_UP).map(({ own }) => own)),
  });
  return edited.map(({ bulbs, wholes }) => ({ bulb: medians(bulbs), whole: medians(wholes) }));
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
