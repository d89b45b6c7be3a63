import assert from 'node:assert/strict';
import { messageOf } from '../../../../../src/core/present/message';
import type { TokenKind } from '../../../../../src/core/token/foundToken';
import { assess } from '../../../../../src/core/token/read/assess';
import { decode } from '../../../../../src/core/token/read/decode';
import { type FindingCode, SEVERITIES } from '../../../../../src/core/token/read/finding';
import { MAX_SEGMENT_LENGTH } from '../../../../../src/core/token/read/segment';
import { mintJwe, mintJws, segment } from '../../../../support/mint';
import { whole } from '../../../../support/whole';

const NOW = Date.UTC(2026, 10, 21, 13);
const now = NOW / 1000;
const good = { iat: now - 10, exp: now + 3590 };
const hs256 = { alg: 'HS256', typ: 'JWT' };
const signature = 'A'.repeat(43);

/** A JWS of encoded parts, for what no encoder would write. */
const parts = (header: string, payload: string, end = signature): string => [header, payload, end].join('.');
const withHeader = (header: object | string, claims: object = good): string =>
  parts(segment(typeof header === 'string' ? header : JSON.stringify(header)), segment(JSON.stringify(claims)));
const withClaims = (claims: object | string): string =>
  mintJws({ claims: typeof claims === 'string' ? claims : { ...claims } });

function judge(text: string, kind: TokenKind = 'jws') {
  return assess(decode(text, whole(text, kind)), undefined, NOW);
}

const codesOf = (text: string, kind?: TokenKind): FindingCode[] => judge(text, kind).findings.map(({ code }) => code);

/** [what is wrong, the token, exactly the findings it should have] */
type Row = readonly [string, string, readonly FindingCode[], TokenKind?];

const rows: readonly Row[] = [
  ['nothing', withClaims(good), []],
  ['expired', withClaims({ iat: now - 7200, exp: now - 3600 }), ['expired']],
  ['expired and never valid', withClaims({ iat: now - 10, exp: now - 20 }), ['exp-before-iat', 'expired']],
  ['nbf ahead', withClaims({ ...good, nbf: now + 600 }), ['not-yet-valid']],
  ['iat ahead', withClaims({ iat: now + 600, exp: now + 1200 }), ['not-yet-valid']],
  ['iat ahead by less than clocks differ', withClaims({ iat: now + 59, exp: now + 1200 }), []],
  ['no exp', withClaims({ iat: now }), ['missing-exp']],
  ['no iat', withClaims({ exp: now + 600 }), ['missing-iat']],
  ['exp in milliseconds', withClaims({ iat: now, exp: NOW + 60_000 }), ['exp-in-milliseconds']],
  ['iat in milliseconds', withClaims({ iat: NOW, exp: now + 60 }), ['time-in-milliseconds']],
  ['exp as digits', withClaims({ iat: now, exp: String(now + 60) }), ['time-as-text']],
  ['exp as ISO 8601', withClaims({ iat: now, exp: '2026-11-21T14:00:00Z' }), ['time-as-text']],
  ['exp in words', withClaims({ iat: now, exp: 'tomorrow' }), ['time-not-a-number']],
  ['exp null', withClaims({ iat: now, exp: null }), ['time-not-a-number']],
  ['exp an object', withClaims({ iat: now, exp: {} }), ['time-not-a-number']],
  ['exp too large', withClaims('{"iat":1,"exp":1e300}'), ['time-out-of-range']],
  ['exp larger than any number', withClaims('{"iat":1,"exp":1e999}'), ['time-out-of-range']],
  ['exp equal to iat', withClaims({ iat: now + 30, exp: now + 30 }), ['exp-before-iat']],
  ['nbf behind exp', withClaims({ iat: now, nbf: now + 50, exp: now + 40 }), ['nbf-after-exp']],
  ['two days', withClaims({ iat: now, exp: now + 2 * 86_400 }), ['lifetime-too-long']],
  ['a day', withClaims({ iat: now, exp: now + 86_400 }), []],
  [
    'three hours for Spotify',
    withClaims({ iss: 'https://accounts.spotify.com', iat: now, exp: now + 10_800 }),
    ['lifetime-too-long'],
  ],
  ['alg none', mintJws({ alg: 'none', claims: good }), ['alg-none']],
  ['alg nOnE', mintJws({ header: { alg: 'nOnE' }, alg: 'none', claims: good }), ['alg-none']],
  ['alg none with a signature', withHeader({ alg: 'none' }), ['alg-none', 'unexpected-signature']],
  ['no alg', withHeader({ typ: 'JWT', kid: 'a' }), ['missing-alg']],
  ['alg a number', withHeader({ alg: 256 }), ['missing-alg']],
  ['alg in lower case', withHeader({ alg: 'hs256' }), ['unknown-algorithm']],
  ['SHA-1', withHeader({ alg: 'RS1' }), ['weak-algorithm']],
  ['EdDSA', mintJws({ alg: 'EdDSA', claims: good }), ['deprecated-algorithm']],
  ['typ a number', withHeader({ alg: 'HS256', typ: 1 }), ['wrong-typ']],
  ['typ of the JSON form', withHeader({ alg: 'HS256', typ: 'JOSE+JSON' }), ['wrong-typ']],
  ['typ of something else', withHeader({ alg: 'HS256', typ: 'image/png' }), ['wrong-typ']],
  ['typ of an access token', withHeader({ alg: 'HS256', typ: 'application/at+jwt' }), []],
  ['jwk', withHeader({ ...hs256, jwk: {} }), ['header-carries-key']],
  ['jku, x5u, x5c', withHeader({ ...hs256, jku: '', x5u: '', x5c: [] }), Array(3).fill('header-carries-key')],
  [
    'jwk of a DPoP proof',
    withHeader({ alg: 'HS256', typ: 'dpop+jwt', jwk: {} }, { htm: 'GET', htu: 'x', iat: now }),
    [],
  ],
  ['crit empty', withHeader({ ...hs256, crit: [] }), ['crit']],
  ['crit names what is not there', withHeader({ ...hs256, crit: ['exp'] }), ['crit']],
  ['crit names an extension', withHeader({ ...hs256, crit: ['x'], x: 1 }), ['crit']],
  ['zip', withHeader({ ...hs256, zip: 'DEF' }), ['zip']],
  ['payload as it is', parts(segment({ alg: 'HS256', b64: false, crit: ['b64'] }), 'hello'), ['unencoded-payload']],
  ['signature missing', parts(segment(hs256), segment(good), ''), ['missing-signature']],
  ['signature cut off', parts(segment(hs256), segment(good), 'A'.repeat(20)), ['signature-length']],
  ['Cyrillic issuer', withClaims({ ...good, iss: 'https://\u0430ccounts.spotify.com' }), ['non-ascii-issuer']],
  ['Cyrillic audience in a list', withClaims({ ...good, aud: ['a', '\u0430'] }), ['non-ascii-issuer']],
  ['Cyrillic kid', withHeader({ ...hs256, kid: '\u0430' }), ['non-ascii-issuer']],
  ['direction override', withClaims({ ...good, name: 'a\u202eb' }), ['invisible-characters']],
  ['invisible in a name, nested', withClaims({ ...good, a: [{ 'x\u200b': 1 }] }), ['invisible-characters']],
  ['joiners where they belong', withClaims({ ...good, name: 'می\u200cخواهم 👨\u200d👩' }), []],
  ['umlauts', withClaims({ ...good, name: 'Björn' }), []],
  ['claim twice', withClaims(`{"iat":${now},"exp":1,"exp":${now + 60}}`), ['duplicate-claim']],
  ['parameter twice', withHeader('{"alg":"none","alg":"HS256"}'), ['duplicate-claim']],
  ['padding', parts(segment(hs256), `${segment('{"exp":1 }')}==`), ['missing-iat', 'expired', 'padding-inside']],
  [
    'white space',
    parts(segment(hs256), `${segment(good).slice(0, 8)}\n ${segment(good).slice(8)}`),
    ['whitespace-inside'],
  ],
  [
    'ordinary base64',
    parts(segment(hs256), Buffer.from('{"a":"???>>>"}').toString('base64').replaceAll('=', '')),
    ['missing-exp', 'missing-iat', 'standard-base64'],
  ],
  ['foreign character', parts(segment(hs256), `${segment(good)}*AAA`), ['bad-character']],
  [
    'one character too many',
    parts(segment(hs256), `${segment('{"a":1 }').padEnd(13, 'A')}`),
    ['trailing-data', 'bad-length'],
  ],
  // Ten bytes leave four bits of the last character unused: `Q` has none of them set, `R` has one.
  [
    'unused bits',
    parts(segment(hs256), segment('{"iat":1}\t').replace(/Q$/, 'R')),
    ['non-canonical-base64', 'missing-exp'],
  ],
  [
    'not UTF-8',
    parts(segment(hs256), Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]).toString('base64url')),
    ['bad-utf8', 'missing-exp', 'missing-iat'],
  ],
  ['byte order mark', withClaims(`\ufeff${JSON.stringify(good)}`), ['bom']],
  ['not JSON', withClaims('{"iat":1,exp:2}'), ['not-json']],
  ['no JSON at all where claims are due', withClaims('hello'), ['not-json']],
  ['a list', withClaims('[1]'), ['not-an-object']],
  ['a list, but no JWT', parts(segment({ alg: 'HS256' }), segment('[1]')), []],
  ['header a list', parts(segment('["alg"]'), segment(good)), ['not-an-object']],
  ['something behind', withClaims(`${JSON.stringify(good)}x`), ['trailing-data']],
  ['cut off', withClaims('{"iat":1,"exp":17'), ['truncated']],
  ['deep', withClaims(`{"iat":${now},"exp":${now + 60},"a":${'['.repeat(300)}${']'.repeat(300)}}`), ['deep-nesting']],
  ['huge', parts(segment(hs256), 'A'.repeat(MAX_SEGMENT_LENGTH + 4)), ['not-json', 'oversized']],
  ['no header', parts('', segment(good)), ['empty-part']],
  ['two parts', `${segment(hs256)}.${segment(good)}`, ['part-count']],
  ['four parts', `${withClaims(good)}.AAAA`, ['part-count']],
  ['JWE', mintJwe(), [], 'jwe'],
  ['JWE without enc', mintJwe({ header: { alg: 'dir' } }), ['missing-enc'], 'jwe'],
  ['JWE, unknown enc', mintJwe({ header: { alg: 'dir', enc: 'ROT13' } }), ['unknown-algorithm'], 'jwe'],
  ['JWE, RSA1_5', mintJwe({ header: { alg: 'RSA1_5', enc: 'A128GCM' } }), ['deprecated-algorithm'], 'jwe'],
  ['JWE without a tag', mintJwe().replace(/[^.]*$/, ''), ['empty-part'], 'jwe'],
  ['JWE with half a tag', mintJwe().slice(0, -10), ['part-length'], 'jwe'],
  ['JWE of four parts', mintJwe().replace(/\.[^.]*$/, ''), ['part-count'], 'jwe'],
  ['six tokens in each other', nest(withClaims(good), 6), ['nested-too-deep']],
];

/** So many tokens around this one. */
function nest(inner: string, times: number): string {
  return times === 0 ? inner : nest(parts(segment({ alg: 'HS256', cty: 'JWT' }), segment(inner)), times - 1);
}

describe('findings', () => {
  for (const [name, text, codes, kind] of rows) {
    it(`${name}: ${codes.length === 0 ? 'none' : codes.join(', ')}`, () => {
      assert.deepEqual([...codesOf(text, kind)].sort(), [...codes].sort());
    });
  }

  it('does not say that a token too deep inside others never expires', () => {
    assert.equal(judge(nest(withClaims(good), 6)).state, 'unknown');
    assert.equal(judge(nest(withClaims(good), 3)).state, 'valid');
  });

  it('has a case for every code', () => {
    const cased = new Set(rows.flatMap(([, , codes]) => codes));
    assert.deepEqual(
      Object.keys(SEVERITIES).filter((code) => !cased.has(code as FindingCode)),
      [],
    );
  });

  it('has a sentence for every code that holds nothing of the token', () => {
    for (const [name, text, , kind] of rows) {
      for (const finding of judge(text, kind).findings) {
        const message = messageOf(finding);
        assert.match(message, /^["A-Z].{20,}\.$/, name);
        for (const part of text.split('.').filter(({ length }) => length > 8)) assert.ok(!message.includes(part), name);
      }
    }
  });

  it('points inside the token, in text order', () => {
    for (const [name, text, , kind] of rows) {
      let last = 0;
      for (const { start, end } of judge(text, kind).findings) {
        assert.ok(last <= start && start <= end && end <= text.length, `${name}: ${start}-${end}`);
        last = start;
      }
    }
  });
});

describe('findings: the place', () => {
  const header = segment(hs256);
  const at = header.length + 1;
  const payload = segment('{"iat":1,"exp":"x"}');
  /** [what, token, code, the offset it points to] */
  const places: readonly (readonly [string, string, FindingCode, number])[] = [
    ['bad character', parts(header, `${payload.slice(0, 8)}*${payload.slice(8)}`), 'bad-character', at + 8],
    ['first of two bad characters', parts(header, 'AAAA*AA*'), 'bad-character', at + 4],
    ['white space', parts(header, `${payload.slice(0, 5)} ${payload.slice(5)}`), 'whitespace-inside', at + 5],
    ['padding', parts(header, `${payload}=`), 'padding-inside', at + payload.length],
    ['bad character in the header', parts(`${header}!`, payload), 'bad-character', header.length],
    // Byte 9 of the payload begins in character 12.
    ['member of the claims', parts(header, payload), 'time-not-a-number', at + 12],
    ['behind white space', parts(header, `${payload.slice(0, 4)}\n${payload.slice(4)}`), 'time-not-a-number', at + 13],
    ['behind umlauts', parts(header, segment('{"ä":1,"exp":"x"}')), 'time-not-a-number', at + Math.floor((8 * 4) / 3)],
    ['not UTF-8', parts(header, Buffer.from([0x7b, 0x22, 0x61, 0xff]).toString('base64url')), 'bad-utf8', at + 4],
    ['not JSON', parts(header, segment('{"a":x}')), 'not-json', at + Math.floor((5 * 4) / 3)],
    ['cut off', parts(header, segment('{"a":')), 'truncated', at + segment('{"a":').length],
  ];
  for (const [name, text, code, offset] of places) {
    it(`${name}: ${code}`, () => {
      assert.equal(judge(text).findings.find((finding) => finding.code === code)?.start, offset);
    });
  }

  it('is that of the text around the token, lines and escapes included', () => {
    const token = mintJws({ claims: { iat: now, exp: 'x' } });
    const find = (text: string, pieces: readonly [number, number][], form?: 'json') => {
      const spans = pieces.map(([start, end]) => ({ start, end }));
      const found = {
        ...whole(text),
        start: spans[0]!.start,
        end: spans.at(-1)!.end,
        ...(form ? { escape: form } : {}),
      };
      return decode(text, spans.length > 1 ? { ...found, pieces: spans } : found);
    };
    const plain = find(token, [[0, token.length]]);
    const expected = plain.kind === 'jws' && plain.claims?.members[1];
    assert.ok(expected);

    const wrapped = `> ${token.slice(0, 60)}\n> ${token.slice(60)}`;
    const inLines = find(wrapped, [
      [2, 62],
      [65, 65 + token.length - 60],
    ]);
    const wrappedMember = inLines.kind === 'jws' && inLines.claims?.members[1];
    assert.ok(wrappedMember);
    assert.equal(
      wrapped.slice(wrappedMember.start, wrappedMember.end).replace('\n> ', ''),
      token.slice(expected.start, expected.end),
    );

    const escaped = `"${token.replaceAll('.', '\\u002e')}"`;
    const inJson = find(escaped, [[1, escaped.length - 1]], 'json');
    const escapedMember = inJson.kind === 'jws' && inJson.claims?.members[1];
    assert.ok(escapedMember);
    assert.equal(escaped.slice(escapedMember.start, escapedMember.end), token.slice(expected.start, expected.end));
  });
});
