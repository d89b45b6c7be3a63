/**
 * Fetches what runs need of the machine, once and ahead of them: `fetchAll.mjs browser | current | minimum`. A machine that has
 * no browser and can fetch none is told so by the suites that cannot do without.
 */
import { findBrowser } from './browser.mjs';
import { fetchEditor, fetchNode } from './server.mjs';

const [what] = process.argv.slice(2);
if (what === 'browser') {
  await findBrowser().catch((error) => console.log(error.message));
} else {
  const version = what === 'minimum' ? 'minimum' : 'current';
  await fetchEditor(version);
  await fetchNode(version);
}
