import assert from 'node:assert/strict';
import { searchSentences, tokenList } from '../../../../src/core/present/tokenList';
import type { FilePlace, FileToken } from '../../../../src/core/token/keep/fileTokens';

const NOW = Date.UTC(2026, 10, 21, 12);

const at = (line: number, character: number): FilePlace => ({ line, character, start: 0, end: 0 });

const token = (about: Partial<FileToken>): FileToken => ({
  kind: 'access-token',
  fingerprint: '0123456789ab',
  state: 'unknown',
  lifetime: { estimated: false },
  first: [at(11, 22)],
  last: at(11, 22),
  places: 1,
  ...about,
});

const file = (tokens: readonly FileToken[], about: object = {}) => ({
  name: 'app.log',
  found: {
    tokens,
    places: tokens.reduce((sum, { places }) => sum + places, 0),
    unlistedPlaces: 0,
    read: 61e6,
    size: 61e6,
  },
  stopped: false,
  changed: false,
  ...about,
});

describe('the list of a file’s tokens', () => {
  const hour = 3_600_000;
  const rows: readonly (readonly [Partial<FileToken>, string])[] = [
    [{}, '12:23         access-token        0123456789ab  lifetime unknown                                1'],
    [
      { kind: 'jws', state: 'expired', lifetime: { estimated: false, expiresAtMs: NOW - hour } },
      '12:23         jws                 0123456789ab  expired at 2026-11-21 11:00:00 UTC              1',
    ],
    [
      { state: 'valid', lifetime: { estimated: true, expiresAtMs: NOW + hour } },
      '12:23         access-token        0123456789ab  probably valid until 2026-11-21 13:00:00 UTC    1',
    ],
    [
      { kind: 'client-credentials', state: 'no-expiry', first: [at(0, 0), at(1, 0)], last: at(1, 0), places: 2 },
      '1:1           client-credentials  0123456789ab  never expires by itself                         2: also 2:1',
    ],
    [
      { state: 'undecodable', first: [0, 1, 2, 3, 4].map((line) => at(line, 0)), last: at(99_119, 4), places: 1204 },
      '1:1           access-token        0123456789ab  broken                                          1,204: also 2:1 3:1 4:1 5:1 … 99120:5',
    ],
  ];
  for (const [about, row] of rows) {
    it(row, () => {
      const { text, links } = tokenList(file([token(about)]), NOW);
      const lines = text.split('\n');
      assert.equal(lines.at(-2), row);
      for (const { line, start, end, place } of links) {
        assert.equal(lines[line]?.slice(start, end), `${place.line + 1}:${place.character + 1}`);
      }
      assert.equal(links.length, Math.min(about.places ?? 1, 6));
    });
  }

  it('has its columns below their headings', () => {
    const [heading = '', row = ''] = tokenList(file([token({ kind: 'jws' })]), NOW)
      .text.split('\n')
      .slice(-3);
    for (const [name, value] of [
      ['kind', 'jws'],
      ['fingerprint', '0123'],
      ['state', 'lifetime'],
      ['places', '1\n'],
    ] as const) {
      assert.equal(heading.indexOf(name), `${row}\n`.indexOf(value));
    }
  });
});

describe('what is said of a search', () => {
  const one = [token({})];
  const cases: readonly (readonly [object, readonly string[]])[] = [
    [file(one), ['1 token in 1 place of app.log (61 MB).']],
    [file([]), ['There is no token in app.log (61 MB).']],
    [
      { ...file([]), stopped: true, found: { ...file([]).found, read: 5e5 } },
      [
        'There is no token in the first 500 kB of app.log.',
        'You stopped the search: what stands behind that was not read (61 MB in all).',
      ],
    ],
    [
      { ...file(one), found: { ...file(one).found, places: 30_001, unlistedPlaces: 30_000 } },
      ['1 token in 1 place of app.log (61 MB).', '30,000 more places of other tokens not listed: the list has an end.'],
    ],
    [
      { ...file(one), changed: true },
      [
        '1 token in 1 place of app.log (61 MB).',
        'The file was changed while it was read. Where a place does not fit, search it again.',
      ],
    ],
  ];
  for (const [about, sentences] of cases) {
    it(sentences.join(' '), () => {
      assert.deepEqual(searchSentences(about as Parameters<typeof searchSentences>[0]), sentences);
    });
  }
});
