/**
 * What is wrong with a run, beyond the failures that were printed, as a sentence. An exit code alone proves nothing in
 * either direction: VS Code's is 0 when its extension host died before a test ran.
 * @param {Pick<import('./suites.mjs').Suite, 'title' | 'name' | 'minutes' | 'detail'>} suite
 * @param {import('./printer.mjs').Counts} counts
 * @param {number | 'timeout'} code exit code of the run
 * @param {'all' | 'some'} selection some: the user chose tests, and there may be none of them here
 */
export function judge({ title, name, minutes, detail }, { passed, failed, skipped, ended }, code, selection) {
  if (code === 'timeout') return `${title}: stopped, because it had not ended after ${minutes} minutes.`;
  if (detail === 'none') return code === 0 ? undefined : `${title}: failed, see above.`;
  if (!ended) return `${title}: ended with exit code ${code} before its last test.`;
  if (passed + failed + skipped === 0 && selection === 'all') return `${title}: no test was found for suite '${name}'.`;
  if (code !== 0 && failed === 0) return `${title}: every test passed, but it ended with exit code ${code}.`;
  return undefined;
}
