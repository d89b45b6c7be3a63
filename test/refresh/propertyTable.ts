import { columns } from '../bench/figure';

/** What a run has shown of each library: numbers of "The 26 properties". */
interface Row {
  readonly own: Set<number>;
  readonly failed: Set<number>;
  /** Shown with the first library that has the same core: only what is about a client is shown with each. */
  readonly sharesCoreWith?: string | undefined;
}

/** Of the process and not of this module, which every test file has a copy of. */
const shared = globalThis as { authLensProperties?: Map<string, Row> };
shared.authLensProperties ??= new Map();
const rows = shared.authLensProperties;

const PROPERTIES = 26;

/** The test, whose outcome counts in the table that is printed when all are done. */
export function shows(
  library: string,
  properties: readonly number[],
  run: () => Promise<unknown>,
  sharesCoreWith?: string,
): () => Promise<void> {
  return async () => {
    const row = rows.get(library) ?? { own: new Set(), failed: new Set(), sharesCoreWith };
    rows.set(library, row);
    try {
      await run();
      for (const property of properties) row.own.add(property);
    } catch (error) {
      for (const property of properties) row.failed.add(property);
      throw error;
    }
  };
}

after(() => {
  if (rows.size === 0) return;
  console.log(`\n${table()}\n\n● shown with it   ○ shown of the core it shares   × failed\n`);
  rows.clear();
});

function table(): string {
  const numbers = Array.from({ length: PROPERTIES }, (_, index) => index + 1);
  const lines = [...rows].map(([library, row]) => [library, ...numbers.map((property) => cell(row, property))]);
  return columns([['property', ...numbers.map(String)], ...lines]);
}

function cell({ own, failed, sharesCoreWith }: Row, property: number): string {
  if (failed.has(property)) return '×';
  if (own.has(property)) return '●';
  return rows.get(sharesCoreWith ?? '')?.own.has(property) ? '○' : '';
}
