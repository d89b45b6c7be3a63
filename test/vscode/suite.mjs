/**
 * What VS Code loads into an extension host as `extensionTestsPath`: mocha's browser build, which needs neither Node nor
 * a page, so it is the same in both hosts. The test files are bundled behind this one and register themselves.
 */
import 'mocha/mocha.js';
import { reporterTo } from '../run/reporter.mjs';

/** Replaced by the bundler. @type {import('../run/suites.mjs').Selection & { report: string }} */
const { report, grep, fgrep, invert, bail } = RUN;

// A window goes at its own pace: a second attempt, which is printed, tells a slow machine from a fault.
const mocha = new Mocha({ ui: 'bdd', timeout: 40_000, retries: 1, forbidOnly: true, ...(bail && { bail }) });
mocha.suite.emit('pre-require', globalThis, '', mocha);

/** VS Code calls this and takes a rejection for a failed run. */
export async function run() {
  // Started from the debugger there is nobody to report to.
  const { Reporter, sent } =
    report === '' ? { Reporter: Mocha.reporters.Spec, sent: async () => {} } : reporterTo(report);
  mocha.reporter(Reporter);
  if (grep !== undefined) mocha.grep(new RegExp(grep));
  if (fgrep !== undefined) mocha.fgrep(fgrep);
  if (invert) mocha.invert();
  const failures = await new Promise((done) => mocha.run(done));
  await sent();
  if (failures > 0) throw new Error(`${failures} failed`);
}
