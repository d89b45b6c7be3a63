import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client, ClientOptions, Request } from '../client';

const JAR = 'cookies.txt';

/** curl, once for each request, as in a shell script whose whole output goes to one file. */
export function curlClient(flags: readonly string[], options: ClientOptions): Client {
  const log = join(options.folder, 'curl.log');
  let seconds = 0;
  return {
    visits: 'on demand',
    async begin() {
      seconds = 0;
      await (await open(log, 'w')).close();
      await (await open(join(options.folder, JAR), 'w')).close();
    },
    async send(request) {
      const file = await open(log, 'a');
      const environment = options.fakeTime
        ? {
            LD_PRELOAD: options.fakeTime,
            FAKETIME: `${seconds < 0 ? '' : '+'}${seconds}s`,
            FAKETIME_DONT_FAKE_MONOTONIC: '1',
          }
        : {};
      const curl = spawn('curl', ['--silent', ...flags, '--config', '-'], {
        cwd: options.folder,
        stdio: ['pipe', file.fd, file.fd],
        env: { ...process.env, ...environment },
      });
      curl.stdin?.end(configuration(request, options));
      await once(curl, 'close');
      await file.write('\n');
      await file.close();
    },
    async setTime(value) {
      seconds = value;
    },
    finish: () => readFile(log, 'utf8'),
    async close() {},
  };
}

/** On standard input, because the arguments of a process can be read by every user of the machine. */
function configuration({ method, url, headers, body }: Request, { port, certificateFile }: ClientOptions): string {
  const settings: [string, string][] = [
    ['url', url],
    ['connect-to', `::127.0.0.1:${port}`],
    ['cacert', certificateFile],
    ['cookie', JAR],
    ['cookie-jar', JAR],
    ['max-time', '20'],
    ...Object.entries(headers).map(([name, value]): [string, string] => ['header', `${name}: ${value}`]),
  ];
  if (method !== 'GET') settings.push(['request', method]);
  if (body !== undefined) settings.push(['data-raw', body]);
  return settings.map(([name, value]) => `${name} = ${JSON.stringify(value)}\n`).join('');
}
