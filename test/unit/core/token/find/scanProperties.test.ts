import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CONTEXT_AFTER, CONTEXT_BEFORE, scan } from '../../../../../src/core/token/find/scan';
import type { FoundToken } from '../../../../../src/core/token/foundToken';
import { tokenText } from '../../../../../src/core/token/tokenText';
import { CountingText } from '../../../../support/countingText';
import { mintJwe, mintJws, mintOpaque, segment } from '../../../../support/mint';

const numRuns = Number(process.env.AUTHLENS_RUNS ?? 200);

const BEFORE = [
  ...'"\'` \t\n\r=:,([{>|;&?#@*~',
  ...['\\n', '\\t', '\\r', '\\"', '\\\\"', '\\\\n', "\\'", '%3D', '%22', '%20', '%253D', '%25253D', '%26'],
  ...['\\u003d', '\\u0022', '\\u0026', '\\x3d', '\\x22', '&quot;', '&#34;', '&#x22;', '&amp;'],
  ...['Bearer ', 'bearer ', 'access_token=', '"access_token":"', '](', '**', '\r\n', '\0', '\u{1f600}', '\ud800', 'é'],
];
const AFTER = [
  ...'"\'` \t\n\r,)]};&#<>|\\',
  ...['. ', ', ', '.\n', '\\n', '\\"', '%26', '%22', '%20', '%2526', '\\u0026', '&quot;', '&amp;', '**', '\r\n'],
  ...['\0', '\u{1f600}', '\udc00', '”'],
];

const claims = fc.dictionary(fc.string({ maxLength: 8 }), fc.oneof(fc.string(), fc.integer(), fc.boolean()), {
  maxKeys: 5,
});
const algorithm = fc.constantFrom('none', 'HS256', 'RS256', 'ES256', 'EdDSA', 'PS512');
const jose = fc.oneof(
  fc.record({ alg: algorithm, claims }).map((options) => mintJws(options)),
  fc
    .record({ alg: algorithm, indent: fc.constantFrom(1, 2, 4, '\t') })
    .map(({ alg, indent }) => mintJws({ alg, header: JSON.stringify({ alg, typ: 'JWT' }, undefined, indent) })),
  fc.constantFrom('RSA-OAEP', 'dir', 'ECDH-ES').map((alg) => mintJwe({ alg })),
);
const access = fc.integer({ min: 68, max: 376 }).map((length) => mintOpaque('access-token', length));
const token = fc.oneof(jose, access);

/** Text with what text in the wild has: any unit of UTF-16, the words of this trade, line ends of all kinds. */
const surrounding = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.string({ maxLength: 20 }),
      fc.constantFrom(
        '\r\n',
        '\n',
        '\0',
        '\ud83d',
        '\udc00',
        '\u{1f3b5}',
        '{"a":1}',
        'GET /v1/me HTTP/1.1',
        'token',
        'ey',
      ),
      fc.constantFrom(
        'Authorization',
        'expires_in',
        'https://api.spotify.com/v1?market=SE',
        '\\u00e9',
        '%20',
        '"',
        '\\',
      ),
    ),
    { maxLength: 8 },
  )
  .map((pieces) => pieces.join(''));

describe('scan: properties', function () {
  this.timeout(10_000 + numRuns * 50);

  it('S1 finds a token exactly, in any text, between any separators', () => {
    fc.assert(
      fc.property(
        surrounding,
        fc.constantFrom(...BEFORE),
        token,
        fc.constantFrom(...AFTER),
        surrounding,
        (a, before, minted, after, b) => {
          fc.pre(!/[*.]{3}$/.test(a + before) && !/^[*.]{3}/.test(after + b)); // those are masks
          fc.pre(!/^\\[ux/=]/.test(after + b)); // and those escapes of what the token may go on with
          const text = `${a}${before}${minted}${after}${b}`;
          const start = a.length + before.length;
          const found = scan(text).filter((each) => each.start < start + minted.length && each.end > start);
          assert.deepEqual(
            found.map(({ start, end }) => ({ start, end })),
            [{ start, end: start + minted.length }],
          );
        },
      ),
      { numRuns: numRuns * 5 },
    );
  });

  it('S2 finds as many as there are, in order, never overlapping, and their text is the slice', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...BEFORE), token, fc.constantFrom(...AFTER))), (items) => {
        const text = items.map((item) => `${item.join('')} \n`).join('');
        const found = scan(text);
        assert.deepEqual(
          found.map((each) => text.slice(each.start, each.end)),
          items.map(([, minted]) => minted),
        );
        assertOrdered(text, found);
      }),
      { numRuns },
    );
  });

  it('S3 finds nothing in what is no token', () => {
    const bytes = fc.uint8Array({ minLength: 600, maxLength: 900 }).map((array) => Buffer.from(array));
    const lines = (width: number, encoding: 'base64' | 'base64url' | 'hex') =>
      bytes.map((each) => each.toString(encoding).replace(new RegExp(`.{${width}}`, 'g'), '$&\n'));
    const digits = (length: number) =>
      fc
        .uint8Array({ minLength: length, maxLength: length })
        .map((each) => Buffer.from(each).toString('base64url').slice(0, length));
    const garbage = fc.oneof(
      bytes.map((each) => each.toString('latin1')),
      bytes.map((each) => each.toString('utf8')),
      bytes.map((each) => each.toString('base64')),
      lines(64, 'base64'),
      lines(76, 'base64'),
      lines(76, 'base64url'),
      lines(32, 'hex'),
      lines(64, 'base64').map((each) => `-----BEGIN PGP MESSAGE-----\n\n${each}\n-----END PGP MESSAGE-----`),
      fc.uuid().map((each) => `access_token=${each}`),
      fc.tuple(claims, digits(6), digits(27)).map(([json, time, sign]) => `session=${segment(json)}.${time}.${sign}`),
      claims.map((json) => `sourceMappingURL=data:application/json;base64,${segment({ version: 3, ...json })}`),
      fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99)).map((each) => `token ${each.join('.')}-beta.1+build.sha.5114f85`),
    );
    fc.assert(
      fc.property(fc.array(garbage, { maxLength: 4 }), (pieces) => assert.deepEqual(scan(pieces.join('\n\n')), [])),
      { numRuns },
    );
  });

  it('S5 depends on nothing outside its bounded context', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(surrounding, fc.constantFrom(...BEFORE), token, fc.constantFrom(...AFTER)), { maxLength: 6 }),
        (items) => {
          const text = items.map((item) => item.join('')).join(' ');
          for (const found of scan(text)) {
            const from = Math.max(0, found.start - CONTEXT_BEFORE);
            const window = text.slice(from, found.end + CONTEXT_AFTER);
            const again = scan(window).find(({ start }) => start === found.start - from);
            assert.ok(again);
            assert.deepEqual([again.end + from, again.kind, again.evidence], [found.end, found.kind, found.evidence]);
          }
        },
      ),
      { numRuns },
    );
  });

  it('S7 never throws, and what it returns is ordered and within the text', () => {
    const bits = fc.constantFrom(
      ...[
        'eyJ',
        'eyJhbGciOiJIUzI1NiJ9',
        '.',
        '..',
        '=',
        '%2E',
        '%',
        '\\',
        '\\u',
        '\\u00',
        '"',
        "' +\n '",
        '0040: ',
        '&',
        ';',
      ],
      ...[
        'BQ',
        'AQ',
        'AA',
        'Bearer ',
        'access_token',
        'code=',
        '?code=',
        '\ud800',
        '\udfff',
        '\0',
        '…',
        '***',
        '_',
        '\u001b[3m',
      ],
      ...['Basic ', 'value', 'name', '+', '/', '\n', '\r', ' '],
      ...[mintJws(), mintOpaque('access-token'), mintOpaque('refresh-token'), 'A'.repeat(64)],
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(bits, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 60 }),
        (pieces) => {
          const text = pieces.join('');
          assertOrdered(text, scan(text));
        },
      ),
      { numRuns: numRuns * 5 },
    );
  });

  for (const unit of ['eyJ-', '.', 'a.', '\ud800', '\0', 'A', '%25', '\\', '=']) {
    it(`S7 survives one run of 8,000,000 characters of ${JSON.stringify(unit)}`, function () {
      this.timeout(20_000);
      assert.deepEqual(scan(unit.repeat(8_000_000 / unit.length)), []);
    });
  }

  it('S8 finds refresh tokens, codes and cookies by their name only', () => {
    const secret = fc.integer({ min: 120, max: 400 }).map((length) => mintOpaque('refresh-token', length));
    fc.assert(
      fc.property(
        surrounding,
        secret,
        fc.constantFrom('refresh_token=', '"refreshToken":"', 'sp_dc=', '?code='),
        (a, minted, name) => {
          const text = `${a}\n\nid: ${minted}\n`;
          assert.deepEqual(
            scan(text).filter(({ end }) => end > a.length),
            [],
          );
          assert.equal(scan(`${a}\n${name}${minted}`).filter(({ end }) => end > a.length).length, 1);
        },
      ),
      { numRuns },
    );
  });
});

/** Doubling any of these must not do more than double the work: characters read, not seconds. */
const HOSTILE: Readonly<Record<string, string>> = {
  'the start of a header': 'eyJ',
  'starts of headers and dots': 'eyJ.',
  'starts of headers behind a word': 'a.eyJ.',
  dots: 'a.',
  'whole headers': 'eyJhbGciOiJIUzI1NiJ9.',
  'damaged tokens': 'eyJhbGciOiJIUzI1NiJ9.#x#"',
  padding: 'eyJ=eyJ==',
  names: 'access_token=',
  'names and standard base64': 'client-token+',
  'pairs of names and values': '"name":"value",',
  'pieces of a string': "eyJ' +\n '",
  'escapes in a run': 'eyJ%2D%252E',
  'percent signs': '%25',
  shapes: ' BQA',
  'lines of a trace': `0040: ${'A'.repeat(64)}\n`,
  emphasis: '_eyJ',
  glue: 'token""""""""',
  codes: '&code=AAAAAAAA',
  'objects without a header': '.ew.ey',
};

describe('scan: S6, the work grows no faster than the text', () => {
  for (const [what, unit] of Object.entries(HOSTILE)) {
    it(what, () => {
      const [once, twice] = [100_000, 200_000].map((length) => {
        const text = new CountingText(unit.repeat(Math.ceil(length / unit.length)));
        scan(text.asString());
        return text.reads;
      });
      assert.ok(once !== undefined && twice !== undefined);
      assert.ok(once >= 100_000, 'the text was read at all');
      assert.ok(twice <= 2.05 * once, `${once} reads, then ${twice}`);
      assert.ok(once <= 100 * 100_000, `${once} reads of 100,000 characters`);
    });
  }
});

function assertOrdered(text: string, found: readonly FoundToken[]): void {
  let at = 0;
  for (const each of found) {
    assert.ok(at <= each.start && each.start < each.end && each.end <= text.length);
    assert.ok(tokenText(text, each).length > 0);
    for (const piece of each.pieces ?? []) assert.ok(each.start <= piece.start && piece.end <= each.end);
    at = each.end;
  }
}
