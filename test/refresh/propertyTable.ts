import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { columns } from '../bench/figure';
import { properties, type Reasons } from './properties';

/** A client, and what is known of it before anything runs. */
export interface Client {
  readonly name: string;
  /** One with the same core, that is played with all scenarios: with this one, only what is its own is shown. */
  readonly sharesCoreWith?: string | undefined;
  /** Properties that it cannot have. */
  readonly reasons: Reasons;
}

interface Row extends Client {
  readonly own: number[];
  readonly failed: number[];
}

/** Each test file runs in a process of its own, and leaves its rows here for the last one, which prints the table. */
const FOLDER = '.build/refresh-run/properties';

const rows = new Map<string, Row>();

/** The test, whose outcome counts in the table. */
export function shows(client: Client, numbers: readonly number[], run: () => Promise<unknown>): () => Promise<void> {
  return async () => {
    const row = rows.get(client.name) ?? { ...client, own: [], failed: [] };
    rows.set(client.name, row);
    try {
      await run();
      row.own.push(...numbers);
    } catch (error) {
      row.failed.push(...numbers);
      throw error;
    }
  };
}

after(() => {
  if (rows.size === 0) return;
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, `${process.pid}.json`), JSON.stringify([...rows.values()]));
});

/** What all test files have shown so far. */
export function readTable(): { readonly text: string; readonly blanks: readonly string[] } {
  const found = readdirSync(FOLDER).flatMap(
    (file) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as readonly Row[],
  );
  const all = new Map(found.sort((one, other) => one.name.localeCompare(other.name)).map((row) => [row.name, row]));
  const lines: string[][] = [];
  const blanks: string[] = [];
  /** Those that a cell refers to, in the order of their letters. */
  const reasons: string[] = [];
  for (const row of all.values()) {
    const cells = properties.map((_, index) => cell(row, index + 1, all, reasons));
    lines.push([row.name, ...cells]);
    cells.forEach((text, index) => {
      if (text === '') blanks.push(`${row.name}: ${index + 1} (${properties[index]})`);
    });
  }
  const heads = properties.map((_, index) => String(index + 1));
  const text = [
    columns([['property', ...heads], ...lines]),
    '',
    '● shown with it   ○ shown of the core it shares   · that core cannot be run here   × failed',
    'a letter: it cannot have it, because',
    ...reasons.map((reason, index) => `  ${letter(index)}  ${reason}`),
    '',
    ...properties.map((property, index) => `${String(index + 1).padStart(4)}  ${property}`),
  ].join('\n');
  return { text, blanks };
}

function cell(row: Row, property: number, all: ReadonlyMap<string, Row>, reasons: string[]): string {
  if (row.failed.includes(property)) return '×';
  if (row.own.includes(property)) return '●';
  const reason = row.reasons[property];
  if (reason !== undefined) {
    if (!reasons.includes(reason)) reasons.push(reason);
    return letter(reasons.indexOf(reason));
  }
  if (row.sharesCoreWith === undefined) return '';
  const core = all.get(row.sharesCoreWith);
  if (core === undefined) return '·';
  return core.own.includes(property) ? '○' : '';
}

const letter = (index: number): string => String.fromCharCode('a'.charCodeAt(0) + index);
