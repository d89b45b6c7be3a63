import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { likeVSCode } from './engine';
import { broken, complaint, table } from './figure';
import { testEvents } from './report';
import { measureAll, select } from './step';
import { stepsInEditor, stepsInNode } from './steps';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    short: { type: 'boolean', default: false },
    editor: { type: 'boolean', default: false },
    // Which steps, by their names, as mocha selects tests.
    grep: { type: 'string' },
    fgrep: { type: 'string' },
    invert: { type: 'boolean', default: false },
    // The address of the collector, where this is a suite of the run.
    report: { type: 'string' },
  },
});
likeVSCode();
const size = options.short ? 'short' : 'full';
const extent = options.short && options.check ? 'gated' : 'all';
const steps = select(options.editor ? stepsInEditor(size) : stepsInNode(size, extent), options);
const outcomes = await measureAll(steps, options.check ? 3 : 1, (name, seconds) => {
  if (!options.json) process.stderr.write(`${name}: ${seconds.toFixed(1)} s\n`);
});
const figures = outcomes.flatMap((outcome) => outcome.figures);
const errors = outcomes.filter(({ error }) => error !== undefined);
const failures = options.check ? broken(figures) : [];

const machine = `${cpus().length} cores, Node ${process.version}, ${process.platform} ${process.arch}`;
if (options.json) console.log(JSON.stringify({ machine, size, figures }, undefined, 1));
else console.log(`\n${table(figures)}\n\n${machine}; ratios are medians of the rounds' ratios.`);
if (options.report === undefined) {
  for (const { name, error } of errors) console.error(`${name}:`, error);
  for (const figure of failures) console.error(`Gate broken: ${complaint(figure)}`);
} else {
  await fetch(options.report, { method: 'POST', body: JSON.stringify(testEvents(outcomes)) });
}
if (errors.length + failures.length > 0) process.exitCode = 1;
