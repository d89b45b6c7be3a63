import assert from 'node:assert/strict';
import type { TokenKind } from '../../../../../src/core/token/foundToken';
import { estimateLifetime, scopesBeside } from '../../../../../src/core/token/read/lifetime';
import { timeBeside } from '../../../../../src/core/token/read/timeBeside';
import { mintJwe, mintOpaque } from '../../../../support/mint';

const SEEN = '2026-11-21T13:00:00.000Z';
const SEEN_MS = Date.parse(SEEN);
const SEEN_HEADER = 'Sat, 21 Nov 2026 13:00:00 GMT';
const EXPIRY_MS = SEEN_MS + 3_600_000;

/** Puts a token where the text says `@`, and tells where it stands. */
function place(template: string, kind: TokenKind = 'access-token') {
  const value = kind === 'jwe' ? mintJwe() : mintOpaque(kind as Exclude<TokenKind, 'jws' | 'jwe'>);
  const start = template.indexOf('@');
  const text = template.replace('@', value);
  return { text, found: { kind, evidence: 'key', start, end: start + value.length } as const };
}

const answer = JSON.stringify({
  access_token: '@',
  token_type: 'Bearer',
  expires_in: 3600,
  scope: 'streaming user-top-read',
});
const withRefresh = JSON.stringify({ access_token: 'BQ', expires_in: 3600, refresh_token: '@', scope: '' });

/** Entries as Chrome (time last) and as Firefox (time first) write them, with a neighbour on either side. */
function har(body: string, order: 'first' | 'last'): string {
  const entry = (at: string, text: string) => {
    const time = { startedDateTime: at, time: 250 };
    const rest = {
      request: { method: 'POST', headers: [{ name: 'x', value: '}{"' }] },
      response: { status: 200, content: { mimeType: 'application/json', text } },
    };
    return order === 'first' ? { ...time, ...rest } : { ...rest, ...time };
  };
  const entries = [entry('2026-11-21T09:00:00.000Z', '{}'), entry(SEEN, body), entry('2026-11-21T17:00:00.000Z', '{}')];
  return JSON.stringify({ log: { version: '1.2', pages: [{ startedDateTime: '2026-11-21T08:00:00Z' }], entries } });
}

describe('estimateLifetime', () => {
  type Case = readonly [name: string, template: string, expiresAtMs: number | undefined, kind?: TokenKind];
  const cases: readonly Case[] = [
    ['a lifetime without a time of issue', answer, undefined],
    [
      'spotipy: expires_at in seconds',
      `{"access_token": "@", "expires_in": 3600, "expires_at": ${EXPIRY_MS / 1000}}`,
      EXPIRY_MS,
    ],
    ['ts-sdk: expires in milliseconds', `{"access_token":"@","expires_in":3600,"expires":${EXPIRY_MS}}`, EXPIRY_MS],
    ['web player', `{"clientId":"x","accessToken":"@","accessTokenExpirationTimestampMs":${EXPIRY_MS}}`, EXPIRY_MS],
    [
      'next-auth: the end of the session is not that of the token',
      `{"accessToken":"@","expires":"2026-12-21T13:00:00Z"}`,
      undefined,
    ],
    ['ISO time', `{"access_token":"@","expires_at":"2026-11-21T14:00:00Z"}`, EXPIRY_MS],
    ['expires_at before the token', `{"expires_at":${EXPIRY_MS / 1000},"access_token":"@"}`, EXPIRY_MS],
    ['Python dictionary', `{'access_token': '@', 'expires_at': ${EXPIRY_MS / 1000}}`, EXPIRY_MS],
    ['what Node prints', `{\n  access_token: '@',\n  expires_at: ${EXPIRY_MS / 1000}\n}`, EXPIRY_MS],
    ['.env', `A=1\nSPOTIFY_ACCESS_TOKEN=@\nSPOTIFY_EXPIRES_AT=${EXPIRY_MS / 1000}\n`, EXPIRY_MS],
    ['one object up', `{"token":{"access_token":"@"},"expires_at":${EXPIRY_MS / 1000}}`, EXPIRY_MS],
    [
      'the neighbour in a list has its own',
      `[{"access_token":"BQ","expires_at":${EXPIRY_MS / 1000}},{"access_token":"@"}]`,
      undefined,
    ],
    ['the refresh token has its own', `{"access_token":"@","refresh_token_expires_at":${EXPIRY_MS / 1000}}`, undefined],
    ['Date header, raw', `HTTP/1.1 200 OK\r\nDate: ${SEEN_HEADER}\r\n\r\n${answer}`, EXPIRY_MS],
    ['Date header, curl -v', `< HTTP/2 200\n< date: ${SEEN_HEADER}\n< \n${answer}`, EXPIRY_MS],
    [
      'Date header of the message before',
      `HTTP/1.1 200 OK\nDate: ${SEEN_HEADER}\n\n{}\nHTTP/1.1 200 OK\n\n${answer}`,
      undefined,
    ],
    ['log line', `${SEEN} INFO token answer ${answer}`, EXPIRY_MS],
    ['log line above', `${SEEN} INFO token answer\n{\n  "access_token": "@",\n  "expires_in": 3600\n}`, EXPIRY_MS],
    ['log line with a bare time of day', `13:00:00 token answer ${answer}`, undefined],
    ['pino', `{"level":30,"time":${SEEN_MS},"body":${answer}}`, EXPIRY_MS],
    ['pino, body as text', `{"level":30,"time":${SEEN_MS},"body":${JSON.stringify(answer)}}`, EXPIRY_MS],
    ['HAR, time first', har(answer, 'first'), EXPIRY_MS + 250],
    ['HAR, time last', har(answer, 'last'), EXPIRY_MS + 250],
    ['HAR, pretty body', har(JSON.stringify(JSON.parse(answer), null, 2), 'last'), EXPIRY_MS + 250],
    [
      'fragment of the implicit grant',
      `https://example.com/#access_token=@&token_type=Bearer&expires_in=3600`,
      undefined,
    ],
    [
      'fragment in a log line',
      `${SEEN} GET https://example.com/#access_token=@&token_type=Bearer&expires_in=3600`,
      EXPIRY_MS,
    ],
    ['created_at', `{"access_token":"@","expires_in":3600,"created_at":${SEEN_MS / 1000}}`, EXPIRY_MS],
    [
      'client token',
      `{"granted_token":{"token":"@","expires_after_seconds":1209600,"expires_at":0}}`,
      undefined,
      'client-token',
    ],
    [
      'client token with a time',
      `${SEEN} {"granted_token":{"token":"@","expires_after_seconds":3600}}`,
      EXPIRY_MS,
      'client-token',
    ],
    ['encrypted token', `${SEEN} ${answer}`, EXPIRY_MS, 'jwe'],
    ['refresh token: six months', `${SEEN} ${withRefresh}`, Date.parse('2027-05-21T13:00:00Z'), 'refresh-token'],
    [
      'refresh token older than the rule',
      withRefresh.replace('{', '{"created_at":"2025-10-01T00:00:00Z",'),
      Date.UTC(2026, 6, 20),
      'refresh-token',
    ],
    ['refresh token, expires_in is not its own', withRefresh, undefined, 'refresh-token'],
    ['refresh token that is sent', `${SEEN} grant_type=refresh_token&refresh_token=@`, undefined, 'refresh-token'],
    ['authorization code', `${SEEN} GET /callback?code=@&expires_in=3600`, undefined, 'authorization-code'],
    ['nothing beside it', `Authorization: Bearer @`, undefined],
  ];
  for (const [name, template, expiresAtMs, kind] of cases) {
    it(name, () => {
      const { text, found } = place(template, kind);
      const lifetime = estimateLifetime(text, found);
      assert.equal(lifetime.expiresAtMs, expiresAtMs);
      assert.equal(lifetime.estimated, expiresAtMs !== undefined);
    });
  }

  it('says how long a token lives where only that is written', () => {
    const { text, found } = place(answer);
    assert.equal(estimateLifetime(text, found).seconds, 3600);
  });

  it('points at what it was read from', () => {
    const { text, found } = place(`${SEEN} ${answer}`);
    const sources = (estimateLifetime(text, found).sources ?? []).map(({ start, end }) => text.slice(start, end));
    assert.deepEqual(sources, ['expires_in":3600', SEEN]);
  });

  it('looks no farther than its reach', () => {
    const { text, found } = place(`{"expires_at":${EXPIRY_MS / 1000},"pad":"${'x'.repeat(5000)}","access_token":"@"}`);
    assert.equal(estimateLifetime(text, found).expiresAtMs, undefined);
  });
});

describe('timeBeside', () => {
  const cases: readonly [string, string, string | undefined][] = [
    ['the head of the line', '2026-11-21T13:00:00Z GET /v1/me Authorization: Bearer @', SEEN],
    ['behind an address', '127.0.0.1 - - [21/Nov/2026:13:00:00 +0000] "GET /?access_token=@ HTTP/1.1" 200', SEEN],
    ['logfmt', 'level=info ts=2026-11-21T13:00:00Z token=@', SEEN],
    ['a moment that is not that of the line', 'expires_at=2026-11-21T13:00:00Z token=@', undefined],
    ['far above', `2026-11-21T13:00:00Z start\n${'more\n'.repeat(30)}@`, undefined],
    ['no time at all', 'Authorization: Bearer @', undefined],
  ];
  for (const [name, template, iso] of cases) {
    it(name, () => {
      const { text, found } = place(template);
      const instant = timeBeside(text, found);
      assert.equal(instant && new Date(instant.epochMs).toISOString(), iso);
    });
  }

  for (const order of ['first', 'last'] as const) {
    it(`the start of its own HAR entry (time ${order})`, () => {
      const { text, found } = place(har(answer, order));
      assert.equal(timeBeside(text, found)?.epochMs, SEEN_MS);
    });
  }
});

describe('scopesBeside', () => {
  it('reads the scopes of the answer', () => {
    const { text, found } = place(answer);
    assert.equal(scopesBeside(text, found), 'streaming user-top-read');
  });

  it('reads those of a query', () => {
    const { text, found } = place('access_token=@&scope=streaming%20user-top-read&x=1');
    assert.equal(scopesBeside(text, found), 'streaming user-top-read');
  });
});
