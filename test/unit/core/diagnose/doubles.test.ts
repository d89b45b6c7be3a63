import assert from 'node:assert/strict';
import { diagnose } from '../../../../src/core/diagnose/diagnose';
import type { CauseId } from '../../../../src/core/diagnose/diagnosis';
import { type Entry, parseSession, toCurl, toHar, toJsonLines } from '../../../support/session';

/** Sessions that other people's doubles of Spotify and other programs' ways of logging must not hide the cause of. */

const NEUTRAL = '"Missing/invalid/expired access token"';

const STORIES: readonly (readonly [cause: CauseId, script: string])[] = [
  ['none', 'login | call 200 | +60 call 200 path=/v1/me/player'],
  ['session-expired', `login | call 200 | +3700 call 401 ${NEUTRAL}`],
  ['session-expired', 'login | call 200 | +3700 call 401 "The access token expired"'],
  ['session-expired', `login in=2 | call 200 | +3 call 401 ${NEUTRAL}`],
  ['permission-revoked', `login | call 200 | +3700 call 401 ${NEUTRAL} | refresh 400 "Refresh token revoked"`],
  [
    'refresh-token-reused',
    `login | call 200 | +3700 call 401 ${NEUTRAL} | refresh 200 rotate | refresh 400 "Refresh token revoked" sends=old`,
  ],
  [
    'refresh-token-lost',
    `login | +3700 call 401 ${NEUTRAL} | refresh 200 | call 200 | +3700 call 401 ${NEUTRAL} | refresh 400 "Invalid refresh token" sends=undefined`,
  ],
  ['token-not-applied', `login | +3700 call 401 ${NEUTRAL} | refresh 200 | call 401 ${NEUTRAL} with=old`],
  ['malformed-authorization', `login | call 200 | call 401 ${NEUTRAL} with=undefined`],
  ['missing-scope', 'login | call 200 | call 403 "Insufficient client scope" path=/v1/me/top/artists'],
  ['rate-limited', 'login | call 200 | call 429 "API rate limit exceeded"'],
];

const ORIGINS: readonly (readonly [origin: string, tokenPath: string])[] = [
  ['http://127.0.0.1:8901', '/api/token'],
  ['http://localhost:9000', '/token'],
  ['http://[::1]:9000', '/oauth/token'],
  ['https://localhost:8443', '/oauth2/token'],
  ['http://127.0.0.1:5000/spotify', '/api/token'],
  ['http://127.0.0.1:7000', '/accounts/api/token'],
  ['http://mock-spotify:8080', '/api/token'],
  ['http://spotify.com', '/api/token'],
];

describe('a double of Spotify, wherever it listens', () => {
  for (const [origin, tokenPath] of ORIGINS) {
    for (const [cause, script] of STORIES) {
      const onOrigin = parseSession(script).map((entry) => moved(entry, origin, tokenPath));
      it(`${origin}${tokenPath}: ${cause}`, () => {
        for (const [format, text] of Object.entries({
          har: toHar(onOrigin),
          curl: toCurl(onOrigin),
          lines: toJsonLines(onOrigin),
        }))
          assert.equal(verdict(text), cause, format);
      });
    }
  }
});

/** As a program writes it that logs another way; each takes a session and gives a whole log. */
const WAYS: Readonly<Record<string, (entries: readonly Entry[]) => string>> = {
  'header names in capitals': (entries) =>
    toHar(
      entries.map((entry) => ({
        ...entry,
        requestHeaders: capitals(entry.requestHeaders),
        responseHeaders: capitals(entry.responseHeaders),
      })),
    ),
  'HAR without Date': (entries) => toHar(entries.map((entry) => ({ ...entry, responseHeaders: withoutDate(entry) }))),
  'Date in every other answer': (entries) =>
    toHar(entries.map((entry, index) => (index % 2 ? { ...entry, responseHeaders: withoutDate(entry) } : entry))),
  'HAR with params alone, timings of -1 and two pages': (entries) => harWith(entries, 'params'),
  'HAR with base64 bodies': (entries) => harWith(entries, 'base64'),
  'request and answer in lines of their own, by reqId': (entries) =>
    lines(
      entries.flatMap((entry, index) => [
        { time: entry.localMs, reqId: `r${index}`, req: requestOf(entry), msg: 'outgoing request' },
        {
          time: entry.localMs + 30,
          reqId: `r${index}`,
          res: answerOf(entry),
          responseTime: 30.2,
          msg: 'response received',
        },
      ]),
    ),
  'flat lines in pairs, by reqId': (entries) =>
    lines(
      entries.flatMap((entry, index) => [
        { time: entry.localMs, reqId: index, msg: 'request', ...requestOf(entry), requestBody: entry.requestBody },
        { time: entry.localMs + 30, reqId: index, msg: 'response', ...answerOf(entry) },
      ]),
    ),
  'one flat line a call': (entries) =>
    lines(
      entries.map(({ localMs, method, url, status, ...rest }) => ({
        timestamp: new Date(localMs).toISOString(),
        message: 'http',
        method,
        url,
        status,
        requestHeaders: rest.requestHeaders,
        requestBody: rest.requestBody,
        responseHeaders: rest.responseHeaders,
        responseBody: rest.responseBody,
      })),
    ),
  'bodies as objects': (entries) =>
    lines(
      entries.map((entry) => ({
        time: entry.localMs,
        request: {
          ...requestOf(entry),
          body: entry.requestBody && Object.fromEntries(new URLSearchParams(entry.requestBody)),
        },
        response: { status: entry.status, headers: entry.responseHeaders, data: parsed(entry.responseBody) },
      })),
    ),
  'err objects': (entries) =>
    lines(
      entries.map((entry) =>
        entry.status < 400
          ? { time: entry.localMs, req: requestOf(entry), res: answerOf(entry) }
          : {
              time: entry.localMs,
              err: {
                type: 'AxiosError',
                message: `Request failed with status code ${entry.status}`,
                config: { ...requestOf(entry), method: entry.method.toLowerCase(), data: entry.requestBody },
                response: { status: entry.status, headers: entry.responseHeaders, data: parsed(entry.responseBody) },
              },
            },
      ),
    ),
  'http.client with the bodies printed': (entries) =>
    entries
      .map((entry) => {
        const { host, pathname } = new URL(entry.url);
        const head = [`${entry.method} ${pathname} HTTP/1.1`, `Host: ${host}`, ...written(entry.requestHeaders)];
        return [
          `send: b'${head.join('\\r\\n')}\\r\\n\\r\\n'`,
          ...(entry.requestBody ? [`send: b'${entry.requestBody}'`] : []),
          `reply: 'HTTP/1.0 ${entry.status} A REASON OF ITS OWN\\r\\n'`,
          'header: Server: BaseHTTP/0.6 Python/3.12',
          ...written(entry.responseHeaders).map((header) => `header: ${header}`),
          entry.responseBody,
        ].join('\n');
      })
      .join('\n'),
};

describe('a session, however it is logged', () => {
  for (const [way, write] of Object.entries(WAYS)) {
    for (const [cause, script] of STORIES) {
      it(`${way}: ${cause}`, () => {
        const entries = parseSession(script).map((entry) => moved(entry, 'http://127.0.0.1:8901', '/api/token'));
        assert.equal(verdict(write(entries)), cause);
      });
    }
  }
});

describe('the app clears its own store', () => {
  const refused = (entries: readonly Entry[]) => entries.map((entry) => toJsonLines([entry]));
  for (const words of [
    'Tokens cleared',
    'user logged out',
    'clearing session',
    'local storage cleared, redirecting to /',
  ]) {
    for (const [what, sent] of [
      ['an undefined bearer', 'undefined'],
      ['no header', 'none'],
    ] as const) {
      it(`"${words}", then ${what}: logged-out`, () => {
        const [login, call, last] = refused(parseSession(`login | call 200 | call 401 ${NEUTRAL} with=${sent}`));
        assert.equal(
          verdict([login, call, JSON.stringify({ level: 30, time: 0, msg: words }), last].join('\n')),
          'logged-out',
        );
      });
    }
  }

  it('is no reason for a broken header after the next login', () => {
    const [first, call, again, last] = refused(
      parseSession(`login | call 200 | login | call 401 ${NEUTRAL} with=undefined`),
    );
    const text = [first, call, JSON.stringify({ level: 30, time: 0, msg: 'tokens cleared' }), again, last].join('\n');
    assert.equal(verdict(text), 'malformed-authorization');
  });
});

function verdict(text: string): CauseId {
  return diagnose(text, { now: Date.UTC(2026, 10, 1) }).verdict.cause;
}

/** The Web API keeps its paths; of the token endpoint only the double knows where it is. */
function moved(entry: Entry, origin: string, tokenPath: string): Entry {
  const { pathname, search, host } = new URL(entry.url);
  const isToken = host === 'accounts.spotify.com';
  if (origin.endsWith('spotify.com')) return { ...entry, url: entry.url.replace('https:', 'http:') };
  return { ...entry, url: `${origin}${isToken ? tokenPath : pathname}${search}` };
}

function harWith(entries: readonly Entry[], bodies: 'params' | 'base64'): string {
  const har = JSON.parse(toHar(entries));
  har.log.pages = ['page_1', 'page_2'].map((id) => ({
    id,
    title: '',
    startedDateTime: new Date(0).toISOString(),
    pageTimings: { onLoad: -1 },
  }));
  for (const entry of har.log.entries) {
    Object.assign(entry, {
      pageref: 'page_2',
      time: -1,
      timings: { blocked: -1, dns: -1, connect: -1, send: 0, wait: -1, receive: -1, ssl: -1 },
    });
    const { content } = entry.response;
    const { postData } = entry.request;
    if (bodies === 'base64')
      Object.assign(content, { text: Buffer.from(content.text).toString('base64'), encoding: 'base64' });
    else if (postData) {
      postData.params = [...new URLSearchParams(postData.text)].map(([name, value]) => ({ name, value }));
      delete postData.text;
    }
  }
  return JSON.stringify(har);
}

function lines(records: readonly object[]): string {
  return records.map((record) => JSON.stringify({ level: 30, pid: 1, ...record })).join('\n');
}

function requestOf({ method, url, requestHeaders, requestBody }: Entry) {
  return { method, url, headers: requestHeaders, ...(requestBody && { body: requestBody }) };
}

function answerOf({ status, responseHeaders, responseBody }: Entry) {
  return { statusCode: status, headers: responseHeaders, body: responseBody };
}

function withoutDate({ responseHeaders: { date: _date, ...rest } }: Entry): Readonly<Record<string, string>> {
  return rest;
}

function written(headers: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
}

function capitals(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]));
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
