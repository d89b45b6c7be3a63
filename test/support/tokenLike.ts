import fc from 'fast-check';
import { mintJwe, mintJws, mintOpaque, segment } from './mint';

/** What the letters of an anchor may be part of. */
const LETTERS = [
  ...['eyJ', 'eyJ.', 'eyA', 'ewog', 'ew0K', '.ey', '.ew', 'AQ', 'BQ', 'AA', 'Q', 'J', 'y'],
  ...['ken', 'KEN', 'kEn', 'oken', 'zation', 'code=', 'state='],
];
const NAMES = [
  ...['access_token', 'token', 'TOKEN', 'client-token', 'Authorization', 'sp_dc', 'accounts.spotify.com'],
  ...['Bearer ', 'bearer', 'Basic ', 'value', 'string', 'str'],
  ...[
    '"access_token": "',
    'accessToken',
    'ACCESS-TOKEN=',
    'refresh_token',
    '"refreshToken":"',
    '\\naccess_token=',
    '%2access_token=',
  ],
];
const BETWEEN = [
  ...[
    ' = ',
    '": "',
    '=',
    ':',
    ' ',
    '\t',
    '-',
    '_',
    '___',
    '\n-',
    '.',
    '..',
    '...',
    '+',
    '/',
    '*',
    '***',
    '|',
    '<',
    '[',
  ],
  ...[
    '\\n',
    '\\u003d',
    '\\u0041',
    '\\x3d',
    '\\/',
    '\\=',
    '\\b',
    '%3D',
    '%253D',
    '%2E',
    '\\"',
    '\\\\"',
    '&quot;',
    '\u001b[32m',
    '32m',
  ],
  ...['\n', '\r\n', '"', "'", "' +\n  '", '"+\n"', '0040: ', '[REDACTED', '…', '█'],
  ...['é', 'ÿ', 'Ł', 'Ŋ', 'Ɯ', '\u{1f3b5}', '\ud83d', '\0'],
];

/** What looks like a token to a kernel, and where it must know better or leave it to `scan`. */
const lookAlike = fc.constantFrom(
  segment({ id: 'x'.repeat(30) }),
  segment({ username: 'x'.repeat(30) }),
  segment('{"alg":"HS256","typ":"J'),
  segment('{"kid":"HS256","typ":"J'),
  segment({ a: 1 }),
  `${segment({ user: 1 })}.aBcDe1.${'A1b'.repeat(9)}`,
  `${segment({ user: 1 })}.aBcDe1.${'A1b'.repeat(9)}.`,
  `${segment({ user: 1 })}.${segment({ b: 2 })}.${'A1b'.repeat(20)}`,
  `${segment({ alg: 1, enc: 1 })}..iv.text.tag`,
  `${segment({ alg: 1, enc: 1 })}..iv..tag`,
  segment({ x5c: ['M'.repeat(3200)], alg: 'RS256' }),
  'Q'.repeat(64),
  'eyJ'.repeat(30),
);

const piece = fc.oneof(
  fc.constantFrom(...LETTERS),
  fc.constantFrom(...NAMES),
  fc.constantFrom(...BETWEEN),
  lookAlike,
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.integer({ min: 1, max: 400 }).map((length) => mintOpaque('access-token', 400).slice(400 - length)),
  fc.integer({ min: 20, max: 320 }).map((length) => mintOpaque('access-token', length)),
  fc.integer({ min: 20, max: 320 }).map((length) => mintOpaque('refresh-token', length)),
  fc.constantFrom('RS256', 'none', 'ES256').map((alg) => mintJws({ alg })),
  fc.integer({ min: 1, max: 200 }).map((length) => mintJws().slice(0, -length)),
  fc.constant(0).map(() => mintJws({ header: '{ "alg" : "HS256" }' })),
  fc.constant(0).map(() => `${segment('{"alg":1}')}.e30.`),
  fc.constantFrom('dir', 'RSA-OAEP').map((alg) => mintJwe({ alg })),
  fc.constantFrom(24, 64, 300, 2100).map((length) => ' '.repeat(length)),
);
/** Text of everything that begins, ends, names or breaks a token, in any order. */
export const tokenLike = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
