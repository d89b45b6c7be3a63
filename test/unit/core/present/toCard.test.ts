import assert from 'node:assert/strict';
import type { Card } from '../../../../src/core/present/card';
import { type CardContext, toCard } from '../../../../src/core/present/toCard';
import { findInstant } from '../../../../src/core/text/instant';
import type { TokenKind } from '../../../../src/core/token/foundToken';
import { assess } from '../../../../src/core/token/read/assess';
import type { Lifetime } from '../../../../src/core/token/read/assessment';
import { decode } from '../../../../src/core/token/read/decode';
import { type Json, mintJwe, mintJws, mintOpaque, segment } from '../../../support/mint';
import { whole } from '../../../support/whole';

const NOW = Date.UTC(2026, 10, 21, 13);
const now = NOW / 1000;
const hour = { iat: now - 600, exp: now + 3000 };

function cardOf(text: string, kind: TokenKind = 'jws', beside?: Lifetime, context: Partial<CardContext> = {}): Card {
  const decoded = decode(text, whole(text, kind));
  return toCard(decoded, assess(decoded, beside, NOW), { nowMs: NOW, ...context });
}

const jws = (claims: Json, header: Json = { alg: 'RS256', typ: 'JWT' }): Card => cardOf(mintJws({ header, claims }));

describe('toCard: the title', () => {
  const titles: readonly (readonly [string, Card])[] = [
    ['JWT, RS256, issued by https://example.com', jws({ ...hour, iss: 'https://example.com' })],
    [
      'Spotify ID token (JWT), RS256, issued by https://accounts.spotify.com',
      jws({ ...hour, iss: 'https://accounts.spotify.com' }),
    ],
    [
      'JWT, RS256, issued by https://\\u{430}ccounts.spotify.com',
      jws({ ...hour, iss: 'https://\u0430ccounts.spotify.com' }),
    ],
    ['Backstage user token (JWT), RS256', jws(hour, { alg: 'RS256', typ: 'vnd.backstage.user' })],
    [
      'Confidence access token (JWT), RS256, issued by https://iam.confidence.dev/',
      jws({ ...hour, iss: 'https://iam.confidence.dev/' }),
    ],
    ['Spotify Open Access message (JWT), RS256', jws({ partner_id: 'a', partner_user_id: 'b', entitlements: [] })],
    ['JWT, OAuth access token, RS256', jws(hour, { alg: 'RS256', typ: 'at+jwt' })],
    ['JWT, unsigned', cardOf(mintJws({ alg: 'none', claims: hour }))],
    ['JWS, no JWT: it signs text, RS256', cardOf(mintJws({ header: { alg: 'RS256' }, claims: 'hello' }))],
    ['JWS, its payload is elsewhere, RS256', cardOf(mintJws().replace(/\.[^.]*\./, '..'))],
    ['Broken JWT, RS256', cardOf(mintJws({ claims: 'hello' }))],
    ['Encrypted token (JWE), RSA-OAEP, A256GCM', cardOf(mintJwe(), 'jwe')],
    ['Spotify access token, opaque: it has no claims', cardOf(mintOpaque('access-token'), 'access-token')],
  ];
  for (const [title, card] of titles) it(title, () => assert.equal(card.title, title));
});

describe('toCard: the state in words', () => {
  const issued = NOW - 600_000;
  const estimate: Lifetime = { estimated: true, issuedAtMs: issued, expiresAtMs: issued + 3_600_000, seconds: 3600 };
  const sentences: readonly (readonly [string, Card])[] = [
    ['Valid until 2026-11-21 13:50:00 UTC, in 50 minutes.', jws(hour)],
    ['Expires soon: at 2026-11-21 13:02:00 UTC, in 2 minutes.', jws({ exp: now + 120 })],
    ['Expired at 2026-11-18 13:00:00 UTC, 3 days ago.', jws({ exp: now - 3 * 86_400 })],
    ['Not valid before 2026-11-21 14:00:00 UTC, in 1 hour.', jws({ nbf: now + 3600, exp: now + 7200 })],
    ['Never expires by itself.', jws({ iat: now })],
    ['Encrypted: when it expires cannot be seen.', cardOf(mintJwe(), 'jwe')],
    [
      'Probably valid until 2026-11-21 13:50:00 UTC, in 50 minutes.',
      cardOf(mintOpaque('access-token'), 'access-token', estimate),
    ],
    ['When it expires is not known.', cardOf(mintOpaque('access-token'), 'access-token')],
    ['Never expires by itself.', cardOf(mintOpaque('client-credentials'), 'client-credentials')],
    ['Cannot be decoded as it stands: see what is wrong below.', cardOf(mintJws({ claims: 'hello' }))],
  ];
  for (const [sentence, card] of sentences) it(sentence, () => assert.equal(card.sentence, sentence));

  /** [the time of the line, what it was then] */
  const thens: readonly (readonly [string, string | undefined])[] = [
    ['2026-11-21T13:54:12Z', 'expired 4:12 before'],
    ['2026-11-21T13:00:00Z', 'valid, with 50:00 left'],
    ['2026-11-21T13:45:00Z', 'valid, with 5:00 left'],
    ['2026-11-21T12:40:00Z', 'not valid until 10:00 later'],
    ['2026-11-21 13:54:12', 'expired 4:12 before (its time is read as UTC)'],
    ['2026-11-25T13:50:00Z', 'expired 4 days before'],
    ['13:54:12', undefined],
  ];
  for (const [line, then] of thens) {
    it(`${line}: ${then ?? 'nothing to say'}`, () => {
      const beside = findInstant(line, 0, line.length);
      assert.ok(beside);
      assert.equal(cardOf(mintJws({ claims: hour }), 'jws', undefined, { beside }).then, then);
    });
  }
});

describe('toCard: what helps against an expired token', () => {
  const over: Lifetime = { estimated: true, issuedAtMs: NOW - 7_200_000, expiresAtMs: NOW - 3_600_000, seconds: 3600 };
  const remedies: readonly (readonly [TokenKind, RegExp])[] = [
    ['access-token', /: refresh, or sign in again\.$/],
    ['refresh-token', /Refreshing cannot revive it: sign in again\.$/],
    ['authorization-code', /Start the sign-in again/],
    ['client-token', /ask for a new one\.$/],
    ['session-cookie', /Sign in to the web player again\.$/],
  ];
  for (const [kind, remedy] of remedies) {
    it(kind, () => {
      const { findings } = cardOf(mintOpaque(kind as Exclude<TokenKind, 'jws' | 'jwe'>), kind, over);
      assert.match(findings.find(({ code }) => code === 'expired')?.message ?? '', remedy);
    });
  }
});

describe('toCard: the rest', () => {
  it('explains times, absolute and relative', () => {
    const [row] = jws({ exp: now + 3000 }).claims;
    assert.deepEqual(row, {
      name: 'exp',
      label: 'Expiration Time',
      value: String(now + 3000),
      epochMs: NOW + 3_000_000,
      explanation: '2026-11-21 13:50:00 UTC, in 50 minutes',
    });
  });

  it('explains algorithms', () => {
    const [alg, typ] = jws(hour).header;
    assert.equal(alg?.explanation, 'RSASSA-PKCS1-v1_5 with SHA-256 (RSA)');
    assert.equal(typ?.explanation, 'JSON Web Token');
  });

  for (const [where, scope] of [
    ['text', 'streaming user-top-read unheard-of'],
    ['list', ['streaming', 'user-top-read', 'unheard-of']],
  ] as const) {
    it(`explains scopes (${where})`, () => {
      const { scopes } = jws({ ...hour, scope });
      assert.deepEqual(
        scopes.map(({ name }) => name),
        ['streaming', 'user-top-read', 'unheard-of'],
      );
      assert.match(scopes[0]?.meaning ?? '', /Premium/);
      assert.equal(scopes[2]?.meaning, 'not a scope of Spotify');
    });
  }

  it('shows the scopes beside an opaque token', () => {
    const { scopes } = cardOf(mintOpaque('access-token'), 'access-token', undefined, { scope: 'streaming' });
    assert.deepEqual(
      scopes.map(({ name }) => name),
      ['streaming'],
    );
  });

  it('says of the signature what is known without a key', () => {
    assert.equal(jws(hour).signature, 'not verified (RSASSA-PKCS1-v1_5 with SHA-256)');
    assert.equal(cardOf(mintJws({ alg: 'none', claims: hour })).signature, 'unsigned');
    assert.match(cardOf(mintJwe(), 'jwe').signature ?? '', /^encrypted/);
    assert.equal(cardOf(mintOpaque('access-token'), 'access-token').signature, undefined);
  });

  it('gives every opaque kind notes', () => {
    for (const kind of [
      'access-token',
      'refresh-token',
      'authorization-code',
      'client-credentials',
      'client-token',
      'session-cookie',
    ] as const) {
      const card = cardOf(mintOpaque(kind), kind);
      assert.ok(card.notes.length >= 2, kind);
      assert.match(card.title, /^Spotify /);
    }
  });

  it('says that a lifetime without a time of issue is of no use', () => {
    const { notes, state } = cardOf(mintOpaque('access-token'), 'access-token', { estimated: false, seconds: 3600 });
    assert.equal(state, 'unknown');
    assert.match(notes[0] ?? '', /lives for 1 hour from its issue/);
  });

  it('cuts a long value, and only on the card', () => {
    const [row] = jws({ data: 'x'.repeat(5000) }).claims;
    assert.equal(row?.value.length, 2000);
  });

  it('shows what could be read of a broken token', () => {
    const { state, claims, findings } = cardOf(
      `${segment({ alg: 'HS256', typ: 'JWT' })}.${segment('{"sub":"user","exp":1,"na').replace(/=+$/, '')}`,
    );
    assert.equal(state, 'undecodable');
    assert.deepEqual(
      claims.map(({ name }) => name),
      ['sub', 'exp'],
    );
    assert.deepEqual(findings.map(({ code }) => code).sort(), ['expired', 'part-count', 'truncated']);
  });
});
