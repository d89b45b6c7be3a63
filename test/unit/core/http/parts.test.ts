import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { decodeBase64, withoutChunkSizes } from '../../../../src/core/http/body';
import { decodedText, decodeEscapes } from '../../../../src/core/http/escape';
import { readInspected } from '../../../../src/core/http/inspectData';
import { readJson, readJsonPartly } from '../../../../src/core/http/jsonData';
import { type JsonSlice, JsonSplitter } from '../../../../src/core/http/jsonSplitter';
import { readLine } from '../../../../src/core/http/line';
import { absoluteUrl } from '../../../../src/core/http/url';
import { type DataNode, toPlain } from '../../../support/plainData';

const RUNS = { numRuns: Number(process.env.AUTHLENS_RUNS ?? 100) };

describe('parts of the readers', () => {
  it('undoes escapes as JSON.parse does, and knows where each character stands', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const written = JSON.stringify(value).slice(1, -1);
        const decoded = decodeEscapes(written, 5);
        assert.equal(decoded.text, value);
        for (let at = 0; at < value.length; at++) {
          const { start, end } = decoded.span(at, at + 1);
          assert.equal(JSON.parse(`"${written.slice(start - 5, end - 5)}"`), value.charAt(at));
        }
      }),
      RUNS,
    );
  });

  it('reads JSON as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (text) => {
        const { root, complete } = readJson(text, 0, 0);
        assert.ok(complete);
        assert.deepEqual(toPlain(root as DataNode), toPlain(JSON.parse(text)));
      }),
      RUNS,
    );
  });

  it('undoes escapes alike, with places and without, of whatever language they are', () => {
    const piece = fc.oneof(
      fc.constantFrom('\\', '"', "'", '\\n', '\\u00e9', '\\ud83d\\ude00', '\\x41', '\\u{1f600}', '\\101', '\n', '\\q'),
      fc.string({ maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const written = pieces.join('');
        assert.equal(decodedText(written), decodeEscapes(written, 0).text);
      }),
      RUNS,
    );
  });

  it('reads what is in objects and lists alike at once and later, also in JSON that is damaged', () => {
    const mark = fc.constantFrom('{', '}', '[', ']', ',', ':', '"', '"a":', '"b"', '\\', ' ', '1', 'null');
    fc.assert(
      fc.property(fc.array(mark, { maxLength: 60 }), (marks) => {
        const text = `{${marks.join('')}`;
        const [once, later] = [readJson(text, 0, 7), readJsonPartly(text, 0, 7, new Set(['a']))];
        assert.deepEqual([later.end, later.complete], [once.end, once.complete]);
        assert.deepEqual(withPlaces(later.root), withPlaces(once.root));
      }),
      { numRuns: 5 * RUNS.numRuns },
    );
  });

  it('reads what util.inspect prints of plain data', () => {
    const leaf = fc.oneof(fc.integer(), fc.boolean(), fc.constant(null), fc.string({ maxLength: 120 }));
    const key = fc.string({ minLength: 1, maxLength: 12 }).filter((name) => name !== '__proto__');
    const value = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.array(tie('node'), { maxLength: 4 }),
        fc.dictionary(key, tie('node'), { maxKeys: 4, noNullPrototype: true }),
      ),
    })).node;
    fc.assert(
      fc.property(fc.dictionary(key, value, { noNullPrototype: true }), (data) => {
        const text = inspect(data, { depth: null, maxStringLength: null, maxArrayLength: null });
        const { root } = readInspected(text, text.indexOf('{'), 0);
        assert.deepEqual(toPlain(root as DataNode), toPlain(data));
      }),
      RUNS,
    );
  });

  it('cuts the same values out of a document, wherever its pieces end', () => {
    const split = (pieces: readonly string[]) => {
      const found: JsonSlice[] = [];
      const splitter = new JsonSplitter([['a', 'b', '*'], ['c']], (slice) => found.push(slice));
      let offset = 0;
      for (const piece of pieces) offset += splitter.push(piece, offset);
      return found;
    };
    fc.assert(
      fc.property(fc.json(), fc.json(), fc.nat(), (inner, other, size) => {
        const text = `{"x":${inner},"a":{"z\\"":"b","b":[{"q":${inner}},[${other}]]},"c":{"d":${other}}}`;
        const whole = split([text]);
        assert.deepEqual(
          whole.map((slice) => text.slice(slice.start, slice.start + slice.text.length)),
          [`{"q":${inner}}`, `[${other}]`, `{"d":${other}}`],
        );
        const pieces = text.match(new RegExp(`[^]{1,${1 + (size % 9)}}`, 'g')) ?? [];
        assert.deepEqual(split(pieces), whole);
      }),
      RUNS,
    );
  });

  it('decodes base64 of both alphabets as Node does', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('base64' as const, 'base64url' as const),
        (text, alphabet) => {
          assert.equal(decodeBase64(Buffer.from(text).toString(alphabet)), text);
        },
      ),
      RUNS,
    );
  });

  /** [as sent, as meant] */
  const CHUNKED: readonly [string, string][] = [
    ['3d', '3d'],
    ['5\r\nhello\r\n0\r\n\r\n', 'hello'],
    ['5\nhello\n1\n!\n0\n', 'hello!'],
    ['4\r\n😀\r\n0\r\n\r\n', '😀'],
    ['5;name=value\r\nhello\r\n0\r\n\r\n', 'hello'],
    ['{"error":1}', '{"error":1}'],
    ['ff\r\ncut off', 'cut off'],
  ];
  for (const [sent, meant] of CHUNKED) {
    it(`reads the chunks ${JSON.stringify(sent)}`, () => assert.equal(withoutChunkSizes(sent), meant));
  }

  /** [target, host, scheme, URL] */
  const URLS: readonly [string, string | undefined, string | undefined, string][] = [
    ['/v1/me', 'api.spotify.com', undefined, 'https://api.spotify.com/v1/me'],
    ['/v1/me', 'api.spotify.com:443', undefined, 'https://api.spotify.com/v1/me'],
    ['/v1/me', '127.0.0.1:8080', undefined, 'http://127.0.0.1:8080/v1/me'],
    ['/v1/me', 'localhost', undefined, 'http://localhost/v1/me'],
    ['/v1/me', 'example.org:80', 'http', 'http://example.org/v1/me'],
    ['/v1/me', undefined, 'https', '/v1/me'],
    ['https://api.spotify.com/v1/me', 'proxy:3128', undefined, 'https://api.spotify.com/v1/me'],
  ];
  for (const [target, host, scheme, url] of URLS) {
    it(`makes ${url} of ${target} at ${host ?? 'an unknown host'}`, () =>
      assert.equal(absoluteUrl(target, host, scheme), url));
  }

  /** [line, what is left of it, whether a time stood in front] */
  const STAMPED: readonly [string, string, boolean][] = [
    ['> GET / HTTP/1.1', '> GET / HTTP/1.1', false],
    ['00:02:10.123456 > GET / HTTP/1.1', '> GET / HTTP/1.1', true],
    ['2026-11-21 10:00:00.000 [info] message', 'message', true],
    ['2026-11-21T00:02:10.000000000Z stdout F {"a":1}', '{"a":1}', true],
    ['web_1  | 2026-11-21T00:02:10Z INFO message', 'message', true],
    ['[2026-11-21 00:02:10] message', 'message', true],
    ['DEBUG [2026-11-21 00:02:10] httpx - message', 'httpx - message', true],
    ['2026-11-21 00:02:10,123 - message', 'message', true],
    ['HTTP/1.1 401 Unauthorized', 'HTTP/1.1 401 Unauthorized', false],
    ['Date: Sat, 21 Nov 2026 00:02:10 GMT', 'Date: Sat, 21 Nov 2026 00:02:10 GMT', false],
  ];
  for (const [line, payload, hasTime] of STAMPED) {
    it(`takes the stamp off ${line}`, () => {
      const read = readLine(line, 7);
      assert.deepEqual([read.payload.text, read.time !== undefined], [payload, hasTime]);
      assert.equal(read.payload.span(0, 0).start, 7 + line.length - payload.length);
    });
  }
});

function withPlaces(node: DataNode | undefined): unknown {
  if (!node) return undefined;
  const place = `${node.kind} ${node.start}-${node.end}`;
  if (node.kind === 'array') return [place, node.items.map(withPlaces)];
  if (node.kind === 'object') return [place, node.members.map(({ key, value }) => [key, withPlaces(value)])];
  return [place, node.kind === 'text' ? node.decoded() : node.text];
}
