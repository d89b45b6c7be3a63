// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the file that is measured is source code.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { atMost, type Figure } from './figure';
import { compete, median, ratio, type Timing } from './rounds';

/**
 * The light bulb at a call in a file of 5,000 lines: first in a fresh process, against a bare parse of the same text with
 * the same grammar; and after one more character, the way it is while somebody types.
 */
export async function lightBulb(rounds: number): Promise<readonly Figure[]> {
  mkdirSync('.build/bench', { recursive: true });
  writeFileSync('.build/bench/lists.ts', sourceOf(5000));
  const times = { bare: [] as number[], first: [] as number[], later: [] as number[] };
  await compete(
    [
      { name: 'bare', run: () => times.bare.push(run(BARE).first) },
      {
        name: 'ours',
        run: () => {
          const { first, later = Number.NaN } = run(OURS);
          times.first.push(first);
          times.later.push(later);
        },
      },
    ],
    rounds,
  );
  const timing = (name: keyof typeof times): Timing => ({ name, rounds: times[name].slice(1) });
  const decides = 'whether a file is parsed whole for each light bulb';
  return [
    {
      id: 'light-bulb.first',
      what: 'first light bulb in 5,000 lines ÷ loading the grammar and parsing',
      value: ratio(timing('first'), timing('bare')),
      unit: '×',
      goal: atMost(1.3),
      gate: atMost(1.8),
      decides,
    },
    {
      id: 'light-bulb.first-ms',
      what: 'the same, a fresh process without its start',
      value: median(times.first.slice(1)),
      unit: 'ms',
      goal: atMost(150),
      decides,
    },
    {
      id: 'light-bulb.later',
      what: 'light bulb after one character more ÷ the first',
      value: ratio(timing('later'), timing('first')),
      unit: '×',
      goal: atMost(0.1),
      gate: atMost(0.3),
      decides,
    },
    {
      id: 'light-bulb.later-ms',
      what: 'the same, in time',
      value: median(times.later.slice(1)),
      unit: 'ms',
      decides,
    },
  ];
}

/** Code of the usual density, in which every tenth function calls Spotify. */
function sourceOf(lines: number): string {
  const functions: string[] = ["import { cache, request } from './store';\n"];
  for (let index = 0, count = 2; count < lines; index++) {
    const text = functionOf(index);
    count += text.split('\n').length - 1;
    functions.push(text);
  }
  return functions.join('');
}

function functionOf(index: number): string {
  const call =
    index % 10 === 0
      ? 'fetch(`https://api.spotify.com/v1/me/playlists?${query}`, {\n    headers: { Authorization: `Bearer ${token}` },\n  })'
      : `request(\`/lists/${index}?\${query}\`)`;
  return `
/** The list ${index}, from the cache while it is young. */
export async function load${index}(token: string, names: readonly string[] = []): Promise<Item[]> {
  const query = new URLSearchParams({ offset: '${index}' });
  for (const name of names) {
    query.append('name', name.trim());
  }
  const cached = cache.get(query);
  if (cached !== undefined && cached.at > Date.now() - 1000) {
    return cached.items;
  }
  const response = await ${call};
  if (!response.ok) {
    throw new Error(\`List ${index}: HTTP \${response.status}\`);
  }
  const { items } = await response.json();
  return items.map((item) => ({
    id: item.id,
    title: item.name ?? 'untitled',
  }));
}
`;
}

interface Times {
  /** Milliseconds. */
  readonly first: number;
  readonly later?: number;
}

function run(script: string): Times {
  const prelude = `
    const source = require('node:fs').readFileSync('.build/bench/lists.ts', 'utf8');
    const report = (times) => { process.stdout.write(JSON.stringify(times)); process.exit(); };`;
  return JSON.parse(execFileSync(process.execPath, ['-e', prelude + script], { encoding: 'utf8' }));
}

const BARE = `
  const { readFile } = require('node:fs/promises');
  const { Language, Parser } = require(${JSON.stringify(resolve('node_modules/web-tree-sitter/web-tree-sitter.cjs'))});
  (async () => {
    const started = performance.now();
    await Parser.init({ wasmBinary: await readFile('dist/grammars/web-tree-sitter.wasm'), locateFile: (file) => file });
    const language = await Language.load(await readFile('dist/grammars/tree-sitter-typescript.wasm'));
    new Parser().setLanguage(language).parse(source);
    report({ first: performance.now() - started });
  })();`;

/** What the editor asks for at a cursor: what is missing, then the change for it. */
const OURS = `
  const { findGaps, insertRefresh } = require(${JSON.stringify(resolve('dist/engine.js'))});
  const lightBulb = async (text) => {
    const started = performance.now();
    const [gap] = await findGaps(text, context);
    const rewrites = await insertRefresh(text, { ...context, within: gap.span });
    if (rewrites.length !== 1) throw new Error('nothing is offered');
    return performance.now() - started;
  };
  const context = { languageId: 'typescript', path: 'src/lists.ts' };
  (async () => {
    const first = await lightBulb(source);
    const at = source.length >> 1;
    report({ first, later: await lightBulb(source.slice(0, at) + ' ' + source.slice(at)) });
  })();`;
