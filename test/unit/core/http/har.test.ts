import assert from 'node:assert/strict';
import { readLog } from '../../../../src/core/http/readLog';

const entry = (status: number, more = '') =>
  `{"startedDateTime":"2026-11-21T00:02:10Z","request":{"method":"GET","url":"https://api.spotify.com/v1/${status}"},"response":{"status":${status}${more}}}`;
const har = (...entries: string[]) => `{"log":{"version":"1.2","entries":[${entries.join(',')}]}}`;

/** What the reader makes of a file: the statuses of its entries, and the codes of its problems. */
const DAMAGED: readonly [title: string, text: string, statuses: number[], problems: string[]][] = [
  ['whole', har(entry(200), entry(401)), [200, 401], []],
  ['with a mark of byte order', `\uFEFF${har(entry(200))}`, [200], []],
  ['cut off between two entries', har(entry(200), '').slice(0, -4), [200], ['cut-off']],
  ['cut off inside an entry', har(entry(200), entry(401)).slice(0, -5), [200, 401], ['cut-off']],
  [
    'with a quote too many',
    har(entry(200), entry(401, ',"content":{"text":"a"b"}'), entry(403)),
    [200, 401, 403],
    ['json-broken'],
  ],
  [
    'with a bracket too few',
    har(entry(200), entry(401, ',"content":{"text":"a"'), entry(403)),
    [200, 401, 403],
    ['json-broken', 'cut-off'],
  ],
  ['with an entry that is no object', har('null', entry(200)), [200], []],
  ['with a HAR in a body', har(entry(200, `,"content":{"text":${JSON.stringify(har(entry(500)))}}`)), [200], []],
  [
    'with a line of text behind it',
    `${har(entry(200))}\nGET https://api.spotify.com/v1/me 401 (Unauthorized)\n`,
    [200, 401],
    [],
  ],
];

describe('har', () => {
  for (const [title, text, statuses, problems] of DAMAGED) {
    it(`reads a file ${title}`, () => {
      const reading = readLog(text);
      assert.deepEqual(
        reading.exchanges.map(({ response }) => response?.status),
        statuses,
      );
      assert.deepEqual(
        reading.problems.map(({ code }) => code),
        problems,
      );
    });
  }

  /** [creator, names of the headers, what the absence of a header proves] */
  const SHOWN: readonly [string, readonly string[], string][] = [
    ['WebInspector', ['accept'], 'some'],
    ['WebInspector', ['accept', 'Authorization'], 'all'],
    ['WebInspector', ['cookie'], 'all'],
    ['Firefox', ['accept'], 'all'],
    ['Playwright', [], 'some'],
    ['Charles Proxy', ['Host'], 'all'],
  ];
  for (const [creator, names, expected] of SHOWN) {
    it(`says "${expected}" of what ${creator} shows as ${names.join(', ') || 'nothing'}`, () => {
      const headers = names.map((name) => ({ name, value: 'x' }));
      const log = {
        creator: { name: creator },
        entries: [{ request: { method: 'GET', url: '/', headers }, response: { status: 200 } }],
      };
      assert.equal(readLog(JSON.stringify({ log })).exchanges[0]?.requestHeadersShown, expected);
    });
  }

  it('says "some" where a value is masked', () => {
    const headers = [{ name: 'authorization', value: '[REDACTED]' }];
    const log = {
      creator: { name: 'Firefox' },
      entries: [{ request: { method: 'GET', url: '/', headers }, response: { status: 200 } }],
    };
    assert.equal(readLog(JSON.stringify({ log })).exchanges[0]?.requestHeadersShown, 'some');
  });

  it('decodes a body only when it is read', () => {
    const text = Buffer.from('ein Körper 😀').toString('base64');
    const [exchange] = readLog(
      har(entry(200, `,"content":{"mimeType":"text/plain","encoding":"base64","text":"${text}"}`)),
    ).exchanges;
    assert.equal(exchange?.response?.body?.text, 'ein Körper 😀');
    assert.equal(typeof Object.getOwnPropertyDescriptor(exchange?.response?.body, 'text')?.get, 'function');
  });
});
