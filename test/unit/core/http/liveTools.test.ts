import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { createServer as createHttp2Server, type Http2Server } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import axios, { type AxiosError } from 'axios';
import pino from 'pino';
import { readLog } from '../../../../src/core/http/readLog';
import { mintOpaque } from '../../../support/mint';
import { assertSpans } from '../../../support/spans';
import { runTool } from '../../../support/tools';

const BODY = JSON.stringify({ error: { status: 401, message: 'The access token expired' } });

/** What the tools really write: each talks to a server on this machine, and nothing of their output is invented. */
describe('readers on what tools write', () => {
  let servers: (Server | Http2Server)[];
  let origin: string;
  let http2Origin: string;
  const token = mintOpaque('access-token');
  const authorization = `Bearer ${token}`;

  before(async () => {
    const answer = (
      { url }: { url?: string },
      response: Pick<ServerResponse, 'setHeader' | 'end'> & { statusCode: number },
    ) => {
      response.statusCode = url === '/redirect' ? 302 : 401;
      if (url === '/redirect') response.setHeader('location', '/v1/me');
      else response.setHeader('content-type', 'application/json');
      response.end(url === '/redirect' ? '' : BODY);
    };
    servers = [
      createServer((request, response) => answer({ url: request.url ?? '' }, response)),
      createHttp2Server((request, response) => answer({ url: request.url }, response as unknown as ServerResponse)),
    ];
    const [first, second] = await Promise.all(
      servers.map(async (server) => {
        await once(server.listen(0, '127.0.0.1'), 'listening');
        return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      }),
    );
    origin = first!;
    http2Origin = second!;
  });

  after(() => {
    for (const server of servers) server.close();
  });

  /** Asserts that the text shows one call with the token, and its answer. */
  function assertShown(text: string, format: string, expected: { url?: string; body?: string | undefined } = {}) {
    const reading = readLog(text);
    assertSpans(text, reading);
    assert.equal(reading.format, format);
    assert.equal(reading.exchanges.length, 1);
    const { request, response, requestHeadersShown } = reading.exchanges[0]!;
    const sent = request?.headers.find(({ name }) => name.toLowerCase() === 'authorization');
    assert.deepEqual(
      { url: request?.url, method: request?.method, sent: sent?.value, status: response?.status, requestHeadersShown },
      {
        url: expected.url ?? `${origin}/v1/me`,
        method: 'GET',
        sent: authorization,
        status: 401,
        requestHeadersShown: 'all',
      },
    );
    const body = 'body' in expected ? expected.body : BODY;
    assert.equal(response?.body?.text, body);
    return reading.exchanges[0]!;
  }

  const curl = (...options: string[]) => runTool('curl', ['-s', '-H', `Authorization: ${authorization}`, ...options]);

  it('curl -v', async function () {
    const { output } = await curl('-v', `${origin}/v1/me`).orSkip(this);
    assertShown(output, 'curl-verbose');
  });

  it('curl -v with its progress meter, to a file', async function () {
    const { output } = await runTool('curl', [
      '-v',
      '-o',
      '/dev/null',
      '-H',
      `Authorization: ${authorization}`,
      `${origin}/v1/me`,
    ]).orSkip(this);
    assertShown(output, 'curl-verbose', { body: undefined });
  });

  it('curl -v --trace-time: a time of day without a date', async function () {
    const { output } = await curl('-v', '--trace-time', `${origin}/v1/me`).orSkip(this);
    const { startedAt, finishedAt } = assertShown(output, 'curl-verbose');
    assert.deepEqual([startedAt?.zone, finishedAt?.zone], ['none', 'none']);
    assert.ok(startedAt && finishedAt && startedAt.epochMs < 86_400_000 && startedAt.epochMs <= finishedAt.epochMs);
  });

  it('curl -v over HTTP/2', async function () {
    const { output } = await curl('-v', '--http2-prior-knowledge', `${http2Origin}/v1/me`).orSkip(this);
    assertShown(output, 'curl-verbose', { url: `${http2Origin}/v1/me` });
  });

  it('curl -v through a redirect and on to a second URL: three calls', async function () {
    const { output } = await curl('-v', '-L', `${origin}/redirect`, `${origin}/v1/other`).orSkip(this);
    const reading = readLog(output);
    assertSpans(output, reading);
    assert.deepEqual(
      reading.exchanges.map(({ request, response }) => [request?.url, response?.status, response?.body?.text]),
      [
        [`${origin}/redirect`, 302, undefined],
        [`${origin}/v1/me`, 401, BODY],
        [`${origin}/v1/other`, 401, BODY],
      ],
    );
  });

  it('curl -v where nobody listens: a failure in the place of an answer', async function () {
    const { output } = await curl('-v', 'http://127.0.0.1:1/v1/me').orSkip(this);
    const [exchange] = readLog(output).exchanges;
    assert.match(exchange?.failure?.value ?? '', /Failed to connect|failed: Connection refused/);
    assert.equal(exchange?.response, undefined);
  });

  it('curl --trace-ascii, where no token stands whole on a line', async function () {
    const { output } = await curl('--trace-ascii', '-', '-o', '/dev/null', `${origin}/v1/me`).orSkip(this);
    assert.ok(!output.includes(token));
    assertShown(output, 'curl-trace');
  });

  it('curl --trace, in hexadecimal', async function () {
    const { output } = await curl('--trace', '-', '--trace-time', '-o', '/dev/null', `${origin}/v1/me`).orSkip(this);
    assert.ok(!output.includes(token));
    assert.equal(assertShown(output, 'curl-trace').startedAt?.zone, 'none');
  });

  it('curl -i: an answer without its request', async function () {
    const { output } = await curl('-i', `${origin}/v1/me`).orSkip(this);
    const { format, exchanges } = readLog(output);
    assert.equal(format, 'raw-http');
    assert.deepEqual([exchanges.length, exchanges[0]?.response?.status, exchanges[0]?.request], [1, 401, undefined]);
    assert.equal(exchanges[0]?.response?.body?.text, BODY);
  });

  it('wget -d', async function () {
    const { output } = await runTool('wget', [
      '-d',
      '-O-',
      `--header=Authorization: ${authorization}`,
      `${origin}/v1/me`,
    ]).orSkip(this);
    const { startedAt } = assertShown(output, 'wget');
    assert.equal(startedAt?.zone, 'assumed');
  });

  it('wget -S: the request was not printed, so a missing header proves nothing', async function () {
    const { output } = await runTool('wget', ['-S', '-O-', `${origin}/v1/me`]).orSkip(this);
    const reading = readLog(output);
    assertSpans(output, reading);
    assert.deepEqual(
      reading.exchanges.map(({ request, response, requestHeadersShown }) => [
        request?.url,
        response?.status,
        requestHeadersShown,
      ]),
      [[`${origin}/v1/me`, 401, 'none']],
    );
  });

  const HTTP_CLIENT = `
import http.client, sys
connection = http.client.HTTPConnection(sys.argv[1])
connection.set_debuglevel(1)
connection.request('GET', '/v1/me', headers={'Authorization': sys.argv[2]})
print(connection.getresponse().read())`;

  it('Python http.client', async function () {
    const { output } = await runTool('python3', ['-u', '-c', HTTP_CLIENT, origin.slice(7), authorization]).orSkip(this);
    assertShown(output, 'python-http-client');
  });

  const REQUESTS = `
import http.client, logging, requests, sys
http.client.HTTPConnection.debuglevel = int(sys.argv[3])
logging.basicConfig(level=logging.DEBUG, format='%(asctime)s %(levelname)s %(name)s %(message)s')
requests.get(sys.argv[1] + '/v1/me', headers={'Authorization': sys.argv[2]})`;

  it('Python requests with http.client below: one call, two formats', async function () {
    const { output } = await runTool('python3', ['-u', '-c', REQUESTS, origin, authorization, '1']).orSkip(
      this,
      /ModuleNotFound/,
    );
    const { finishedAt } = assertShown(output, 'mixed', { body: undefined });
    assert.equal(finishedAt?.zone, 'assumed');
  });

  it('Python requests alone: urllib3 never prints headers', async function () {
    const { output } = await runTool('python3', ['-u', '-c', REQUESTS, origin, authorization, '0']).orSkip(
      this,
      /ModuleNotFound/,
    );
    const reading = readLog(output);
    assertSpans(output, reading);
    assert.deepEqual(
      reading.exchanges.map(({ request, response, requestHeadersShown }) => [
        request?.url,
        response?.status,
        requestHeadersShown,
      ]),
      [[`${origin}/v1/me`, 401, 'none']],
    );
  });

  const failure = () =>
    axios.get(`${origin}/v1/me`, { headers: { Authorization: authorization } }).then(
      () => assert.fail('the server answers 401'),
      (error: AxiosError) => error,
    );

  for (const [title, options] of [
    ['whole', { depth: null, colors: false }],
    ['in colours', { depth: null, colors: true }],
  ] as const) {
    it(`an axios error, inspected, ${title}`, async () => {
      assertShown(`${inspect(await failure(), options)}\n`, 'axios');
    });
  }

  it('an axios error as console.log prints it, with a body that is too deep to be shown', async () => {
    assertShown(`${inspect(await failure())}\n`, 'axios', { body: undefined });
  });

  it('an axios error as JSON, on one line and on many', async () => {
    const error = (await failure()).toJSON();
    for (const text of [JSON.stringify(error), JSON.stringify(error, null, 2)])
      assertShown(text, 'axios', { body: undefined });
  });

  it('pino with the fields of pino-http', () => {
    let output = '';
    const logger = pino({ serializers: {} }, { write: (line: string) => (output += line) });
    logger.info(
      {
        req: { id: 1, method: 'GET', url: '/v1/me', headers: { host: origin.slice(7), authorization } },
        res: { statusCode: 401, headers: { date: new Date().toUTCString() } },
        responseTime: 12,
      },
      'request completed',
    );
    const { startedAt, finishedAt } = assertShown(output, 'json-lines', { body: undefined });
    assert.equal((finishedAt?.epochMs ?? 0) - (startedAt?.epochMs ?? 0), 12);
  });

  it('is the same with any tool that this machine has: a mixed log keeps its parts apart', async function () {
    if (spawnSync('curl', ['--version']).error) this.skip();
    const verbose = (await curl('-v', `${origin}/v1/me`).orSkip(this)).output;
    const line = JSON.stringify({
      level: 30,
      time: 1795219330123,
      req: { method: 'GET', url: '/jobs' },
      res: { statusCode: 200 },
    });
    const python = `https://api.spotify.com:443 "GET /v1/tracks HTTP/1.1" 429 None`;
    const text = `${line}\n${verbose}\n${line}\n${python}\n`;
    const reading = readLog(text);
    assertSpans(text, reading);
    assert.equal(reading.format, 'mixed');
    assert.deepEqual(
      reading.exchanges.map(({ format, response }) => [format, response?.status, response?.body?.text]),
      [
        ['json-lines', 200, undefined],
        ['curl-verbose', 401, BODY],
        ['json-lines', 200, undefined],
        ['urllib3', 429, undefined],
      ],
    );
  });
});
