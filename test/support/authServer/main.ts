// A server for tests in other languages: prints, or writes to `--port-file`, one JSON object that says where it is.
// Ends when its standard input ends, so it never outlives the test that started it.
import { rename, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { startAuthServer } from './authServer';
import { openControlPort } from './controlPort';

const { values } = parseArgs({
  options: {
    'port-file': { type: 'string' },
    mode: { type: 'string', default: 'spotify' },
    'access-token-seconds': { type: 'string', default: '3600' },
    seed: { type: 'string', default: '1' },
  },
});
const server = await startAuthServer({
  mode: values.mode === 'rotate' ? 'rotate' : 'spotify',
  accessTokenSeconds: Number(values['access-token-seconds']),
  seed: Number(values.seed),
});
const control = await openControlPort(server);
const { origin, tokenUrl, clients, foreignOrigins } = server;
const description = JSON.stringify({ origin, tokenUrl, controlUrl: control.url, clients, foreignOrigins });
const portFile = values['port-file'];
if (portFile === undefined) {
  console.log(description);
} else {
  // Whoever waits for the file must not see half of it.
  await writeFile(`${portFile}.part`, description, { mode: 0o600 });
  await rename(`${portFile}.part`, portFile);
}
process.stdin.resume();
process.stdin.once('end', () => process.exit(0));
