import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readLog } from '../../../../src/core/http/readLog';
import { logFixtures } from '../../../support/logFixtures';
import { assertSpans } from '../../../support/spans';

const RUNS = { numRuns: Number(process.env.AUTHLENS_RUNS ?? 40) };

/** Nested so deeply that recursion would not survive it. */
const DEPTH = 200_000;

const DEEP: Readonly<Record<string, string>> = {
  'brackets alone': '['.repeat(DEPTH),
  'objects alone': '{"a":'.repeat(DEPTH),
  'a value in a HAR entry': `{"log":{"version":"1.2","entries":[{"request":{"method":"GET","url":"/x","a":${'['.repeat(DEPTH)}${']'.repeat(DEPTH)}},"response":{"status":200}}]}}`,
  'the entries of a HAR': `{"log":{"version":"1.2","entries":${'['.repeat(DEPTH)}`,
  'a value in a JSON line': `{"level":30,"a":${'{"a":'.repeat(DEPTH)}1${'}'.repeat(DEPTH)},"req":{"method":"GET","url":"/x"},"res":{"statusCode":200}}`,
  'an inspected object': `Error: x\n    at y {\n${' a: {\n'.repeat(DEPTH)}`,
  'folders of a collection': `{"info":{"_postman_id":"1"},"item":[${'{"item":['.repeat(DEPTH)}`,
};

/** Shapes that make a careless reader look at the same text again and again; `n` is how long. */
const LONG: Readonly<Record<string, (n: number) => string>> = {
  'one line of letters': (n) => 'a'.repeat(n),
  'one line of digits and colons': (n) => '12:34:'.repeat(n / 6),
  'one line of blanks': (n) => ' '.repeat(n),
  'a header line of blanks': (n) => `GET / HTTP/1.1\nName: ${' '.repeat(n)}x`,
  'one line of escapes': (n) => `send: b'${'\\x41'.repeat(n / 4)}`,
  'backslashes in JSON': (n) => `{"level":30,"msg":"${'\\'.repeat(n)}`,
  'backslashes in a HAR': (n) => `{"log":{"version":"${'\\'.repeat(n)}`,
  'quotes and backslashes': (n) => `{"level":30,"msg":${'"\\"'.repeat(n / 3)}`,
  'lines that open JSON': (n) => '{"level":30,\n'.repeat(n / 13),
  'lines that open objects': (n) => '{\n'.repeat(n / 2),
  'stacks that open objects': (n) => '    at x {\n'.repeat(n / 11),
  'status lines': (n) => 'HTTP/1.1 401 Unauthorized\n'.repeat(n / 26),
  'request lines': (n) => '> GET /v1/me HTTP/1.1\n'.repeat(n / 22),
  'requests that nobody answers': (n) =>
    repeat(n, (index) => `{"level":30,"reqId":${index},"req":{"method":"GET","url":"/x"}}\n`),
  'connections that never end': (n) =>
    repeat(n, (index) => `2026/11/21 00:02:10 [debug] 1#1: *${index} http request line: "GET / HTTP/1.1"\n`),
  'bodies that never end': (n) => `< HTTP/1.1 401 Unauthorized\n< Content-Length: ${n}\n< \n${'x\n'.repeat(n / 2)}`,
  'a raw body that is shorter than it says': (n) =>
    `HTTP/1.1 401 Unauthorized\nContent-Length: ${n * 9}\n\n${'x\n'.repeat(n / 2)}`,
  'words of client libraries': (n) => 'HTTP Error for GET to http://x with Params: '.repeat(n / 44),
  'error bodies that do not close': (n) => '{"error":'.repeat(n / 9),
  'urllib3 without its end': (n) => 'https://a "GET '.repeat(n / 15),
  colours: (n) => `GET / HTTP/1.1\n${'\x1b[32m'.repeat(n / 5)}`,
  'chunk sizes': (n) => `HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n${'1\nx\n'.repeat(n / 4)}`,
  'rows of a trace': (n) => `=> Send data, ${n} bytes (0x1)\n${'0000: 61\n'.repeat(n / 9)}`,
};

function repeat(length: number, make: (index: number) => string): string {
  const parts: string[] = [];
  for (let index = 0, written = 0; written < length; index++) {
    const part = make(index);
    parts.push(part);
    written += part.length;
  }
  return parts.join('');
}

function readingTime(text: string): number {
  const start = process.cpuUsage();
  for (const { request, response } of readLog(text).exchanges) {
    assert.equal(typeof (request?.body?.text ?? ''), 'string');
    assert.equal(typeof (response?.body?.text ?? ''), 'string');
  }
  const used = process.cpuUsage(start);
  return (used.user + used.system) / 1000;
}

describe('readLog on hostile text', () => {
  for (const [title, text] of Object.entries(DEEP)) {
    it(`survives ${title}, ${DEPTH} deep`, () => assertSpans(text, readLog(text)));
  }

  it('still reads what stands beside a value that is too deep', () => {
    const { exchanges } = readLog(DEEP['a value in a HAR entry'] ?? '');
    assert.deepEqual(
      exchanges.map(({ request, response }) => [request?.url, response?.status]),
      [['/x', 200]],
    );
    const [line] = readLog(DEEP['a value in a JSON line'] ?? '').exchanges;
    assert.deepEqual([line?.request?.url, line?.response?.status], ['/x', 200]);
  });

  for (const [title, make] of Object.entries(LONG)) {
    it(`takes time in proportion to the text: ${title}`, () => {
      const [short, long] = [make(8_000), make(80_000)];
      readingTime(short);
      const base = Math.min(readingTime(short), readingTime(short));
      const grown = readingTime(long);
      // Ten times the text: a quadratic reader takes a hundred times as long. The floor keeps timer noise out.
      assert.ok(grown < 30 * Math.max(base, 10), `${grown} ms after ${base} ms for a tenth of it`);
    });
  }

  for (const { title, text } of logFixtures()) {
    it(`reads ${title}, cut off anywhere`, () => {
      for (let end = 0; end < text.length; end += 17) assertSpans(text.slice(0, end), readLog(text.slice(0, end)));
    });
  }

  it('reads any mixture of lines of all formats', () => {
    const lines = fc.constantFrom(
      ...logFixtures().flatMap(({ text }) => text.split('\n')),
      '',
      '\r',
      '\u0000',
      '\ud800',
      '}',
      '{',
    );
    fc.assert(
      fc.property(fc.array(lines, { maxLength: 60 }), (mixture) => {
        const text = mixture.join('\n');
        assertSpans(text, readLog(text));
      }),
      RUNS,
    );
  });

  it('reads any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => assertSpans(text, readLog(text))),
      RUNS,
    );
  });
});
