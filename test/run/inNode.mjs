/** mocha in plain Node, where `vscode` cannot resolve: `node inNode.mjs SELECTION MODULE…`, started by suites.mjs. */
import Mocha from 'mocha';
import { reporterTo } from './reporter.mjs';

const [run, ...modules] = process.argv.slice(2);
/** @type {import('./suites.mjs').Selection & { report: string, timeout: number, retries?: number }} */
const { report, timeout, retries = 0, grep, fgrep, invert, bail } = JSON.parse(run ?? '');
const { Reporter, sent } = reporterTo(report);
const mocha = new Mocha({ ui: 'bdd', timeout, retries, reporter: Reporter, forbidOnly: true, ...(bail && { bail }) });
if (grep !== undefined) mocha.grep(new RegExp(grep));
if (fgrep !== undefined) mocha.fgrep(fgrep);
if (invert) mocha.invert();
for (const module of modules) mocha.addFile(module);
await mocha.loadFilesAsync();
const failures = await new Promise((done) => mocha.run(done));
await sent();
process.exit(failures > 0 ? 1 : 0);
