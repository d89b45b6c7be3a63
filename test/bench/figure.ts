/** One measured number, what it should be, and what hangs on it. */
export interface Figure {
  readonly id: string;
  readonly what: string;
  /** Undefined where it could not be measured; `note` says why. */
  readonly value: number | undefined;
  readonly unit: '×' | '%' | 'ms' | 'µs' | 'MB' | 'B' | 'count';
  /** What we aim at, and what a change must not break. No gate: it is only reported. */
  readonly goal?: Bound;
  readonly gate?: Bound;
  readonly decides: string;
  readonly note?: string;
  /** What was measured each time, where it was more than once: `value` is the median. */
  readonly tries?: readonly number[];
}

/** What is measured: every figure, or those that have a gate, for a check that has to be quick and holds some against guards. */
export type Extent = 'all' | 'gated';

export interface Bound {
  readonly is: 'at least' | 'at most';
  readonly value: number;
}

export const atLeast = (value: number): Bound => ({ is: 'at least', value });
export const atMost = (value: number): Bound => ({ is: 'at most', value });

export function reaches(value: number, bound: Bound): boolean {
  return bound.is === 'at least' ? value >= bound.value : value <= bound.value;
}

/** The figures that break their gates. */
export function broken(figures: readonly Figure[]): readonly Figure[] {
  return figures.filter(({ value, gate }) => value !== undefined && gate !== undefined && !reaches(value, gate));
}

/** One line a figure, for people. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.what,
    figure.value === undefined ? (figure.note ?? '–') : `${written(figure.value)} ${figure.unit}`,
    bound(figure.goal),
    bound(figure.gate),
    [verdict(figure), tried(figure)].join(' ').trim(),
    figure.decides,
  ]);
  return columns([['figure', 'measured', 'goal', 'gate', '', 'decides'], ...rows]);
}

function verdict({ value, goal, gate }: Figure): string {
  if (value === undefined || (!goal && !gate)) return '';
  if (gate && !reaches(value, gate)) return 'BROKEN';
  return goal && reaches(value, goal) ? 'goal' : 'held';
}

function tried({ tries }: Figure): string {
  return tries ? `(tried again: ${tries.map(written).join(', ')})` : '';
}

/** A sentence for a figure that breaks its gate. */
export function complaint({ what, value, gate, tries }: Figure): string {
  const median = tries ? `, the median of ${tries.map(written).join(', ')},` : ',';
  return `${what} is ${written(value ?? Number.NaN)}${median} and must be ${gate?.is} ${gate?.value}.`;
}

function bound(bound: Bound | undefined): string {
  return bound ? `${bound.is === 'at least' ? '≥' : '≤'} ${written(bound.value)}` : '';
}

/** As people read it. */
export function written(value: number): string {
  // What is nearly all of it must not be told as all of it.
  if (value > 99 && value < 100) return String(Math.floor(value * 10_000) / 10_000);
  return value >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
}

/** Left-aligned columns, two spaces apart. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
  return rows.map((row) => line(row).trimEnd()).join('\n');
}
