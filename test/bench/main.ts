import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { bigFile } from './bigFile';
import { browserSession } from './browserSession';
import { keystrokes, opening } from './editing';
import { activation } from './editor/activation';
import { startEditor } from './editor/startEditor';
import { atLeast, broken, type Figure, table } from './figure';
import { harDiagnosis } from './harDiagnosis';
import { harIndex } from './harIndex';
import { har, log, minifiedScript, sourceFile, twoBytes } from './inputs';
import { lightBulb } from './lightBulb';
import { quality } from './quality';
import { againstExpressions, againstTools, hostileTexts } from './scanning';
import { startUp } from './startUp';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    short: { type: 'boolean', default: false },
    editor: { type: 'boolean', default: false },
  },
});
/** Short texts still are many times what the caches next to a core hold. */
const length = options.short ? 12_000_000 : 50_000_000;
const rounds = options.short ? 11 : 15;
/** Goals and gates of a scan against its rivals, by their names. */
const CHECKED = { checked: [atLeast(7), atLeast(4.8)] } as const;
const HAR = {
  floor: [atLeast(0.45), atLeast(0.28)],
  naive: [atLeast(3), atLeast(2.1)],
  checked: [atLeast(7), atLeast(3.8)],
} as const;
const TWO_BYTES = { naive: [atLeast(2.5), atLeast(1.4)] } as const;

const figures: Figure[] = [];
for (const step of options.editor ? stepsInEditor() : stepsInNode()) {
  figures.push(...(await step()));
  if (!options.json) process.stderr.write('.');
}
const machine = `${cpus().length} cores, Node ${process.version}, ${process.platform} ${process.arch}`;
const failures = broken(figures);
if (options.json) console.log(JSON.stringify({ machine, megabytes: length / 1e6, rounds, figures }, undefined, 1));
else console.log(`\n${table(figures)}\n\n${machine}; ratios are medians of the rounds' ratios.`);
if (options.check) {
  for (const { what, value, gate } of failures) {
    console.error(`Gate broken: ${what} is ${value?.toPrecision(3)}, must be ${gate?.is} ${gate?.value}.`);
  }
  if (failures.length > 0) process.exitCode = 1;
}

type Step = () => Promise<readonly Figure[]> | readonly Figure[];

function stepsInEditor(): readonly Step[] {
  return [() => startEditor<readonly Figure[]>('inHost'), () => activation(options.short ? 5 : 11)];
}

function stepsInNode(): readonly Step[] {
  const capture = har(length);
  const script = minifiedScript(length);
  const lines = log(length);
  const file = sourceFile();
  return [
    () => quality([capture, script, lines, file]),
    () => againstExpressions(capture, rounds, HAR),
    () => againstExpressions(twoBytes(capture), rounds, TWO_BYTES),
    () => againstExpressions(script, rounds, CHECKED),
    () => againstExpressions(lines, rounds, CHECKED),
    () => againstExpressions(file, rounds * 3),
    () => againstTools(capture, 11),
    () => harIndex(capture, 11),
    () => harDiagnosis(capture, 11, { id: 'har-diagnose.all', goal: 0.5, gate: 0.15 }),
    () => harDiagnosis(browserSession(length), 11, { id: 'har-diagnose.session', goal: 1, gate: 0.3 }),
    () => hostileTexts(har(length / 6), 11),
    () => keystrokes(log(10_000_000), 11),
    () => opening(capture, 11),
    () => opening(script, 11),
    () => opening(lines, 11),
    () => bigFile('sparse', options.short ? 256 : 1000, 9),
    () => bigFile('dense', options.short ? 64 : 1000, 3),
    () => startUp(21),
    () => lightBulb(7),
  ];
}
