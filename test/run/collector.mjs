/**
 * Where every suite reports to, from plain Node, from VS Code's extension hosts and from a web worker alike: a loopback
 * address that takes the events of test/run/reporter.mjs. A suite counts only if its last event arrived.
 */
import { createServer } from 'node:http';

/** @typedef {import('./reporter.mjs').TestEvent} TestEvent */

/** @param {(event: TestEvent) => void} onEvent */
export async function startCollector(onEvent) {
  const server = createServer(async (request, response) => {
    // The web extension host asks from another origin.
    response.setHeader('Access-Control-Allow-Origin', '*').setHeader('Access-Control-Allow-Headers', '*');
    if (request.method === 'POST') {
      const chunks = [];
      for await (const chunk of request) chunks.push(chunk);
      for (const event of JSON.parse(Buffer.concat(chunks).toString())) onEvent(event);
    }
    // A connection kept alive may be closed here at the very moment a test that blocked its thread uses it again.
    response.setHeader('Connection', 'close').end();
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
