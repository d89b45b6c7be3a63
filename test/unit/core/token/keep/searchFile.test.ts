import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ByteSearch } from '../../../../../src/core/token/find/byteSearch';
import { MOST_TOKENS } from '../../../../../src/core/token/keep/fileTokens';
import { FileSearch, type FileSearched, unfitness } from '../../../../../src/core/token/keep/searchFile';
import { openByteSearch } from '../../../../../src/host/byteKernel';
import { bytesInMemory } from '../../../../../src/host/fileAccess';
import { tokensOfText } from '../../../../support/fileOracle';
import { mintJws, mintOpaque } from '../../../../support/mint';
import { ROOM, smallSearches } from '../../../../support/smallSearches';
import { textsWithTokens } from '../../../../support/textsWithTokens';

const RUNS = { numRuns: Number(process.env.AUTHLENS_RUNS ?? 40) };
const NOW = Date.UTC(2026, 10, 21, 12);

function searched(bytes: Uint8Array, search: ByteSearch = openByteSearch()): FileSearched {
  const run = new FileSearch(bytesInMemory(bytes), search, NOW);
  while (run.step());
  return run.result;
}

/** A log in which some tokens stand again and again, and some say somewhere how long they live. */
const logs = fc
  .tuple(
    fc.array(textsWithTokens, { maxLength: 3 }),
    fc.array(fc.record({ token: fc.nat(3), how: fc.nat(4), gap: fc.nat(6000) }), { maxLength: 12 }),
    fc.constantFrom('\n', '\r\n', '\r'),
    fc.constantFrom('', '\ufeff'),
  )
  .map(([texts, uses, newline, mark]) => {
    const tokens = Array.from({ length: 4 }, () => mintOpaque('access-token'));
    const lines = uses.map(({ token, how, gap }) => {
      const value = tokens[token] ?? '';
      const forms = [
        `2026-11-21T11:30:00Z GET /v1/me Authorization: Bearer ${value}`,
        `2026-11-21T11:20:00Z {"access_token":"${value}","token_type":"Bearer","expires_in":3600}`,
        `{"startedDateTime":"2026-11-21T10:00:00Z","time":7,"pad":"${'ü'.repeat(gap)}","response":{"access_token":"${value}","expires_in":3600}}`,
        `access_token=${value}`,
        `${'x '.repeat(gap)}${newline}token: "${value}"`,
      ];
      return forms[how] ?? '';
    });
    return mark + [...texts, ...lines].join(newline);
  });

describe('the search of a file', () => {
  for (const [how, search] of Object.entries(smallSearches())) {
    it(`finds what is in its text, with lines and lifetimes, ${how}`, () => {
      fc.assert(
        fc.property(logs, (text) => {
          const { tokens, places, unlistedPlaces, read, size } = searched(Buffer.from(text), search);
          assert.deepEqual(tokens, tokensOfText(text, NOW));
          assert.equal(
            places,
            tokens.reduce((sum, token) => sum + token.places, 0),
          );
          assert.deepEqual([unlistedPlaces, read, size], [0, Buffer.byteLength(text), Buffer.byteLength(text)]);
        }),
        RUNS,
      );
    });
  }

  it('finds a token that the end of a window cuts, at each of its characters', () => {
    const search = smallSearches()['by the kernel'] as ByteSearch;
    const line = `\nAuthorization: Bearer ${mintJws({ alg: 'ES256', claims: { exp: NOW / 1000 + 3000 } })}\n`;
    for (let place = 0; place <= line.length; place++) {
      const text = `${'é '.repeat((ROOM - place) / 3)}${line}${'z '.repeat(2000)}`;
      assert.deepEqual(
        searched(Buffer.from(text), search).tokens,
        tokensOfText(text, NOW),
        `${place} characters before`,
      );
    }
  });

  it('reads lifetimes in UTF-8 where what is read anew begins and ends inside of a character', () => {
    const token = mintOpaque('access-token');
    for (const shift of ['', 'x', 'xx']) {
      const [far, near] = [`${shift}${'ü'.repeat(60_000)}${shift}`, 'ü'.repeat(3000)];
      const answer = `"access_token":"${token}","pad":"${near}","expires_in":3600`;
      const text = `{"far":"${far}"}\n2026-11-21T11:20:00Z {${answer},"far":"${far}"}`;
      const { tokens } = searched(Buffer.from(text));
      assert.deepEqual(tokens, tokensOfText(text, NOW));
      assert.equal(tokens[0]?.state, 'valid');
    }
  });

  it('counts what is known in the kernel alone, with the lines of its last places, wherever a window ends', () => {
    const search = smallSearches()['by the kernel'] as ByteSearch;
    const opaque = mintOpaque('access-token');
    const tokens = [
      `Bearer ${opaque}`,
      `Bearer ${mintJws()}`,
      `access_token=${mintOpaque('access-token')}`,
      `"refresh_token":"${mintOpaque('refresh-token')}"`,
      `access_token=${opaque}`,
    ];
    const newlines = ['\n', '\r\n', '\r', ' … 😀 '];
    const lines = Array.from(
      { length: 1500 },
      (_, n) => `${'·'.repeat(n % 41)} ${tokens[n % tokens.length]}${newlines[(n >> 2) % newlines.length]}`,
    );
    // Only what is looked at outside of it is hashed there.
    let looks = 0;
    const hash: typeof search.hash = (...of) => {
      looks++;
      return search.hash(...of);
    };
    const text = lines.join('');
    const { tokens: found, places } = searched(Buffer.from(text), { ...search, hash });
    assert.deepEqual(found, tokensOfText(text, NOW));
    assert.equal(places, lines.length);
    assert.ok(looks > 0 && looks < 0.2 * places, `${looks} of ${places}`);
  });

  it('lists so many tokens and no more, and counts what it does not list', () => {
    const more = 25;
    const lines = Array.from({ length: MOST_TOKENS + more }, (_, n) => mintJws({ alg: 'HS256', claims: { n } }));
    const again = lines.slice(0, 5).concat(lines.slice(-3));
    const { tokens, places, unlistedPlaces } = searched(Buffer.from([...lines, ...again].join('\n')));
    assert.deepEqual([tokens.length, places, unlistedPlaces], [MOST_TOKENS, lines.length + 8, more + 3]);
    assert.deepEqual(tokens[0]?.places, 2);
    assert.deepEqual(tokens[0]?.last.line, lines.length);
  });

  it('keeps no text of a token', () => {
    const [jws, opaque] = [mintJws({ claims: { sub: 'unmistakable' } }), mintOpaque('refresh-token')];
    const result = JSON.stringify(searched(Buffer.from(`Bearer ${jws}\nrefresh_token=${opaque}\n`)));
    assert.match(result, /"refresh-token"/);
    for (const secret of [jws, opaque, 'unmistakable']) {
      for (let at = 0; at + 8 <= secret.length; at++) assert.ok(!result.includes(secret.slice(at, at + 8)));
    }
  });

  it('reads no more than was there when the file was opened', () => {
    const all = Buffer.from(`access_token=${mintOpaque('access-token')}\n`.repeat(2));
    const file = { ...bytesInMemory(all), size: all.length / 2 };
    const run = new FileSearch(file, openByteSearch(), NOW);
    while (run.step());
    assert.deepEqual([run.result.read, run.result.places], [all.length / 2, 1]);
  });
});

describe('the search of a file with a token on each line', () => {
  for (const [how, search] of Object.entries(smallSearches())) {
    it(`finds those that the end of a window cuts, though the whole window is one run, ${how}`, () => {
      const lines = Array.from({ length: 400 }, (_, n) => `access_token=${mintOpaque('access-token', 120 + (n % 60))}`);
      const text = lines.join('\n');
      assert.deepEqual(searched(Buffer.from(text), search).tokens, tokensOfText(text, NOW));
    });
  }
});

describe('a file that is not searched', () => {
  const token = `access_token=${mintOpaque('access-token')}\n`;
  const cases: readonly (readonly [what: string, bytes: Uint8Array, reason: string | undefined])[] = [
    ['UTF-16 with its mark', Buffer.from(`\ufeff${token}`, 'utf16le'), 'utf-16'],
    ['UTF-16 in the other order', Buffer.from(`\ufeff${token}`, 'utf16le').swap16(), 'utf-16'],
    ['UTF-16 without a mark', Buffer.from(token, 'utf16le'), 'utf-16'],
    ['UTF-16 in the other order, without a mark', Buffer.from(token, 'utf16le').swap16(), 'utf-16'],
    ['gzip', Uint8Array.of(0x1f, 0x8b, 8, 0), 'compressed'],
    ['a ZIP archive', Uint8Array.of(0x50, 0x4b, 3, 4), 'compressed'],
    ['UTF-8', Buffer.from(token), undefined],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${token}`), undefined],
    ['one byte', Uint8Array.of(0), undefined],
    ['a binary file with zeros', Buffer.alloc(5000), undefined],
  ];
  for (const [what, bytes, reason] of cases) {
    it(`is told by its first bytes: ${what} is ${reason ?? 'none'}`, () => {
      assert.equal(unfitness(bytesInMemory(bytes)), reason);
    });
  }
});
