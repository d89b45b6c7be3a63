import type { CauseId, Confidence } from '../../src/core/diagnose/diagnosis';
import type { Recording } from './recordAll';
import { SCENARIOS } from './scenarios';

/** What was said of one recording. */
export interface Verdict {
  readonly recording: Recording;
  readonly cause: CauseId;
  readonly confidence: Confidence;
}

/** Where the table is kept. `UPDATE=1 npm run test:record` writes it anew. */
export const VERDICTS_FILE = 'test/record/VERDICTS.md';

/** The table as Markdown: scenario by format, then what was taken for what. */
export function verdictTables(verdicts: readonly Verdict[]): string {
  const formats = [...new Set(verdicts.map(({ recording }) => recording.format))].sort();
  const rows = SCENARIOS.map(({ name, cause }) => {
    const cells = formats.map((format) => {
      const verdict = verdicts.find(({ recording }) => recording.scenario === name && recording.format === format);
      return verdict ? cellOf(verdict) : '';
    });
    return [name, cause, ...cells];
  });
  const table = toMarkdown([['Scenario', 'Staged', ...formats], ...rows]);
  return `${HEAD}\n${table}\n${confusions(verdicts)}`;
}

/** Where a run says something else than the table that is kept. What was not recorded is not compared. */
export function differences(kept: string, verdicts: readonly Verdict[]): readonly string[] {
  const [table = ''] = kept.split('\n## ');
  const rows = table
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const [head = []] = rows;
  const changed = verdicts.flatMap((verdict) => {
    const { scenario, format } = verdict.recording;
    const was = rows.find((row) => row[1] === scenario)?.[head.indexOf(format)] ?? '';
    const is = cellOf(verdict);
    return was === is ? [] : [`${scenario}, ${format}: "${is}", and the table says "${was}"`];
  });
  const known = new Set(SCENARIOS.map(({ name }) => name));
  const gone = rows.slice(2).flatMap(([, name = '']) => (known.has(name) ? [] : [`${name} is no scenario`]));
  return [...changed, ...gone];
}

function cellOf({ recording, cause, confidence }: Verdict): string {
  return `${cause === recording.cause ? '=' : cause} ${confidence}`;
}

const HEAD = `# What Diagnose says of recorded sessions

Every scenario of \`scenarios.ts\` is played by every client of \`formats.ts\`, and its log diagnosed. \`=\` is the cause that was
staged; anything else is what was said in its place. An empty cell: the format shows nothing of the scenario. pino and
http.client print no bodies of answers, axios prints failures alone, curl -v without times says nothing of the local clock.
\`npm run test:record\` compares with this file, confidence included; \`UPDATE=1 npm run test:record\` writes it.
`;

function confusions(verdicts: readonly Verdict[]): string {
  const others = verdicts.filter(({ recording, cause }) => recording.cause !== cause);
  const pairs = new Map<string, string[]>();
  for (const { recording, cause } of others) {
    const pair = `${recording.cause} ${cause}`;
    pairs.set(pair, [...(pairs.get(pair) ?? []), recording.format]);
  }
  const rows = [...pairs].sort().map(([pair, formats]) => [...pair.split(' '), [...new Set(formats)].join(', ')]);
  const right = verdicts.length - others.length;
  return `## Said in place of the cause

${right} of ${verdicts.length} verdicts name the cause that was staged. The others:

${toMarkdown([['Cause', 'Verdict', 'Formats'], ...rows])}`;
}

function toMarkdown([head = [], ...rows]: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) => Math.max(3, ...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width)).join(' | ')} |\n`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('');
}
