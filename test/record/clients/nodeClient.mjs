// A Node program that logs its calls: `nodeClient.mjs pino|winston|axios PORT CERTIFICATE`, JSON lines as childClient.ts says.
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { Agent, request as send } from 'node:https';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { connect } from 'node:tls';
import { inspect } from 'node:util';

/** @typedef {import('../client').Request} Request */

const [style = '', port, certificate = ''] = process.argv.slice(2);

class LoopbackAgent extends Agent {
  /**
   * @override
   * @param {import('node:tls').ConnectionOptions} options
   */
  createConnection(options) {
    return connect({
      ...options,
      host: '127.0.0.1',
      port: Number(port),
      servername: options.servername || options.host,
    });
  }
}
const agent = new LoopbackAgent({ ca: readFileSync(certificate) });
let log = '';
const write = (/** @type {string | Buffer} */ text) => appendFileSync(log, text);

/**
 * Each makes a function that sends a request and logs it as programs with that library do.
 * @type {Record<string, () => Promise<(request: Request) => Promise<void>>>}
 */
const styles = {
  async pino() {
    const { default: pino } = await import('pino');
    const logger = pino({}, { write });
    let id = 0;
    return async (/** @type {Request} */ request) => {
      const started = performance.now();
      const { status, headers } = await exchange(request);
      const { method, url } = request;
      const level = status >= 500 ? 'error' : status >= 400 ? 'warn' : 'info';
      id += 1;
      logger[level](
        {
          req: { id, method, url, headers: { host: new URL(url).host, ...lowerCased(request.headers) } },
          res: { statusCode: status, headers },
          responseTime: Math.round(performance.now() - started),
        },
        'request completed',
      );
    };
  },

  async winston() {
    const { createLogger, format, transports } = await import('winston');
    const file = new Writable({
      write(chunk, _encoding, done) {
        write(chunk);
        done();
      },
    });
    const logger = createLogger({
      format: format.combine(format.timestamp(), format.json()),
      transports: [new transports.Stream({ stream: file })],
    });
    return async (/** @type {Request} */ request) => {
      const { status, headers, body } = await exchange(request);
      const level = status >= 400 ? 'error' : 'info';
      logger.log(level, 'spotify call', { request, response: { status, headers, body } });
    };
  },

  async axios() {
    const { default: axios } = await import('axios');
    return async (/** @type {Request} */ { method, url, headers, body }) => {
      try {
        await axios({ method, url, headers, ...(body && { data: body }), httpsAgent: agent, maxRedirects: 0 });
      } catch (error) {
        write(`Spotify call failed: ${inspect(error, { depth: 4 })}\n`);
      }
    };
  },
};

/**
 * @param {Request} request
 * @returns {Promise<{ status: number, headers: import('node:http').IncomingHttpHeaders, body: string }>}
 */
function exchange({ method, url, headers, body }) {
  return new Promise((resolve, reject) => {
    const call = send(url, { method, headers, agent }, async (response) => {
      let text = '';
      for await (const chunk of response) text += chunk;
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
    });
    call.on('error', reject);
    call.end(body);
  });
}

/** @param {Readonly<Record<string, string>>} headers */
function lowerCased(headers) {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

const sendAndLog = await styles[style]?.();
for await (const line of createInterface(process.stdin)) {
  const message = JSON.parse(line);
  if ('log' in message) {
    log = message.log;
    writeFileSync(log, '');
  } else {
    await sendAndLog?.(message);
  }
  process.stdout.write('\n');
}
