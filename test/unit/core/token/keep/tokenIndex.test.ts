import assert from 'node:assert/strict';
import fc from 'fast-check';
import { indexLines } from '../../../../../src/core/text/lines';
import type { Lines, Position } from '../../../../../src/core/text/position';
import { scan } from '../../../../../src/core/token/find/scan';
import { endOfPlaced, type PlacedToken } from '../../../../../src/core/token/keep/indexedToken';
import { TokenIndex } from '../../../../../src/core/token/keep/tokenIndex';
import { log } from '../../../../bench/inputs';
import { EditedDocument } from '../../../../support/editedDocument';
import { mintJwe, mintJws, mintOpaque } from '../../../../support/mint';

const numRuns = Number(process.env.AUTHLENS_RUNS ?? 60);

/** What stands in documents: tokens whole, named, escaped, wrapped and broken, and what is nearly one. */
const piece = fc.oneof(
  fc.nat().map((id) => `authorization: Bearer ${mintJws({ claims: { id } })}`),
  fc.constantFrom('HS256', 'none').map((alg) => mintJws({ alg })),
  fc.constant(0).map(() => mintJwe()),
  fc.integer({ min: 60, max: 300 }).map((length) => mintOpaque('access-token', length)),
  fc.constant(0).map(() => `"access_token":"${mintOpaque('access-token')}","expires_in":3600`),
  fc.constant(0).map(() => `\\"refresh_token\\":\\"${mintOpaque('refresh-token')}\\",`),
  fc.constant(0).map(() => `https://x.example/callback?code=${mintOpaque('authorization-code')}&state=1`),
  fc.constant(0).map(() => `?code=${mintOpaque('authorization-code')}`),
  fc.constant(0).map(() => concatenated(mintJws())),
  fc.constant(0).map(() => traced(`Authorization: Bearer ${mintJws({ alg: 'HS256' })}`)),
  fc.constant(0).map(() => encodeURIComponent(`token=${mintJws({ alg: 'HS256' })}&x`)),
  fc.constant(0).map(() => mintJws().replace(/(.{60})/, '$1 ')),
  fc.constant(0).map(() => mintJws().slice(0, 90)),
  fc.constant(0).map(() => `${mintOpaque('access-token')}\n`.repeat(3)),
  fc.integer({ min: 1, max: 900 }).map((length) => 'lorem ipsum, dolor sit. '.repeat(40).slice(0, length)),
  fc.integer({ min: 1, max: 400 }).map((length) => mintJws().slice(10).repeat(3).slice(0, length)),
  fc.constantFrom(
    'x',
    '.',
    ' ',
    '"',
    "'",
    '\n',
    '\n\n',
    '...',
    '***',
    '%22',
    'eyJ',
    'BQ',
    'token',
    'state=',
    '_',
    "' +\n '",
  ),
);

/** What reaches over line breaks: names, words that are looked for nearby, lines of one base64 text, wraps, ends of escapes. */
const across = fc.oneof(
  fc.constantFrom(
    ...[
      '"access_token":',
      'access_token',
      'Authorization:',
      'token',
      'Bearer',
      '"value":',
      '"name":',
      'Basic',
      ': string',
    ],
    ...[
      'code=',
      '?code',
      'grant_type',
      'accounts.spotify.com',
      '&#34',
      ';',
      '&',
      '%',
      '\\',
      '\\u00',
      '22',
      '=',
      '==',
      '_',
    ],
    ...["' +", '"+', "'", '0000: ', '0040: ', '0080: ', '-', '}', '],', 'word, word, word', ''],
  ),
  fc.constant(0).map(() => mintOpaque('access-token', 64)),
  fc.constant(0).map(() => mintOpaque('access-token', 76)),
  fc.constant(0).map(() => mintOpaque('refresh-token', 131)),
  fc.constant(0).map(() => `AA${mintOpaque('access-token', 120)}/+${mintOpaque('access-token', 62)}`),
  fc.constant(0).map(() => mintJwe({ header: '{ "alg": "dir",\n "enc": "A256GCM" }' })),
  fc.constant(0).map(() => mintJws({ alg: 'HS256' })),
  fc.constant(0).map(() => btoa(`${'0f'.repeat(16)}:${'a1'.repeat(16)}`)),
  fc.constant(0).map(() => btoa('somebody:something')),
  fc.constant(0).map(() => 'aB3d'.repeat(16)),
);
const acrossLines = fc
  .array(fc.tuple(across, fc.constantFrom('\n', '\n', '\n', ' ', '')), { minLength: 4, maxLength: 40 })
  .map((pieces) => pieces.flat().join(''));

/** A line of one piece or of some hundred. */
const text = fc
  .array(fc.tuple(piece, fc.constantFrom('\n', '\n', '\n', ' ', ',', '')), { maxLength: 40 })
  .map((pieces) => pieces.flat().join(''));

/** Several lines, or several things in one. */
const pasted = fc
  .tuple(fc.array(piece, { maxLength: 8 }), fc.constantFrom('\n', ', '))
  .map(([pieces, by]) => pieces.join(by));

/** Anywhere, or so many units from an end of a token that stands there. */
const place = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  by: fc.oneof(fc.constant(undefined), fc.integer({ min: -12, max: 12 }), fc.integer({ min: -350, max: 350 })),
});
const edit = fc.record({
  place,
  lines: fc.constantFrom(0, 0, 0, 0, 1, 3),
  characters: fc.constantFrom(0, 0, 1, 7, 200),
  text: fc.oneof(fc.constant(''), fc.constantFrom('a', '-', '.', ' ', '\n', '\r\n', '"', '%'), piece, across, pasted),
});
type Edit = typeof edit extends fc.Arbitrary<infer E> ? E : never;
/** Most events are one change; an editor with several cursors makes several. */
const event = fc.oneof(
  { weight: 4, arbitrary: fc.array(edit, { minLength: 1, maxLength: 1 }) },
  fc.array(edit, { maxLength: 6 }),
);

describe('TokenIndex', function () {
  this.timeout(20_000 + numRuns * 500);

  for (const [title, start] of [
    ['any text', text],
    ['lines that depend on each other', acrossLines],
  ] as const)
    it(`holds after any edits of ${title} what a scan of the whole finds`, () => {
      const property = fc.property(
        start,
        fc.constantFrom('\n', '\r\n'),
        fc.array(event, { maxLength: 25 }),
        fc.integer({ min: 1, max: 4000 }),
        (start, terminator, events, slice) => {
          const document = new EditedDocument(start, terminator as '\n');
          const index = new TokenIndex();
          for (const edits of events) {
            if (slice % 2 === 0) index.settle(document, slice);
            else askFor(index, document, slice);
            for (const change of edits.map((each) => make(document, each))) index.change(change);
            if (slice % 3 === 0) continue;
            settleAll(index, document);
            assert.deepEqual(shown(allOf(index)), fresh(document));
          }
          settleAll(index, document);
          assert.deepEqual(shown(allOf(index)), fresh(document));
        },
      );
      fc.assert(property, { numRuns });
    });

  it('holds after ten thousand edits of one document what a scan of the whole finds', () => {
    const seed = Date.now();
    const document = new EditedDocument(log(100_000).text);
    const index = new TokenIndex();
    settleAll(index, document);
    for (const [count, each] of fc.sample(edit, { numRuns: 10_000, seed }).entries()) {
      index.change(make(document, each, placeBy(index, document, each.place)));
      index.settle(document);
      if (count % 500 !== 499) continue;
      settleAll(index, document);
      assert.deepEqual(shown(allOf(index)), fresh(document), `after ${count + 1} edits, with the seed ${seed}`);
    }
    assert.ok(index.length > 50, `only ${index.length} tokens are left`);
  });

  /** From the text with the part in brackets to that without it, and back. */
  const longHeader = mintJws({ header: { alg: 'none', x5c: ['x'.repeat(700)] } });
  /** Under this name a value is read on over slashes, and nothing else that may begin in it is. */
  const swallowing = `AAz${'aB3d'.repeat(12)}`;
  const alone = `BQA${mintOpaque('access-token', 64).slice(3)}`;
  const named = `AQ${mintOpaque('access-token').slice(2)}`;
  const spaced = mintJws({ header: '{ "alg":"none"}', claims: 'x'.repeat(20) }).replace('.', ' .');
  const spacedJwe = mintJwe({ header: '{ "alg": "dir",\n "enc": "A256GCM" }' });
  const edits: readonly [title: string, text: string][] = [
    ['a value that was too long far behind its start', `x ${mintOpaque('access-token', 505)}[${'a'.repeat(20)}] y`],
    ['a long header whose dot comes last', longHeader.replace('.', '[.]')],
    ['a wrapped token at its end', concatenated(longHeader).replace('.', '[.]')],
    ['a traced token at its end', traced(`Authorization: Bearer ${longHeader}`).replace('.', '[.]')],
    ['the name of a token', `"[access_]token": "AQ${mintOpaque('access-token').slice(2)}${'b'.repeat(100)}"`],
    [
      'what shows far in front of it that a code is one',
      `[state=]${' '.repeat(240)}?code=${mintOpaque('authorization-code', 80)}`,
    ],
    [
      'what shows far behind it that a code is one',
      `?code=${mintOpaque('authorization-code', 80)}${' '.repeat(240)}[state=]`,
    ],
    ['a mask behind a token', `${mintJws()}[***]`],
    ['a blank in a token', mintJws().replace(/(.{80})/, '$1[ ]')],
    ['a line break in a token', mintJws().replace(/(.{80})/, '$1[\n]')],
    ['a quote before a token with a blank in it', `["]${mintJws().replace(/(.{40})/, '$1 ')}"`],
    ['the line before one of base64', `[${'aB3d'.repeat(16)}]\n${mintOpaque('access-token', 64)}\n`],
    [
      'one token of many in a long line',
      `"${[1, 2, 3].map(() => mintJws()).join('","')}","[${mintJws()}]","${mintJws()}"`,
    ],
    ['what keeps a string from going on', concatenated(longHeader).replace(/\n/, '\n[x]')],
    ['what keeps a trace from going on', traced(`Authorization: Bearer ${longHeader}`).replace(/\n/, '\n[x]')],
    ['what makes a string go on over a token', `client-token: '${swallowing}' [+]\n '/ab' +\n '${alone}'`],
    ['the quote before what makes it go on', `client-token: '${swallowing}['] +\n '/ab' +\n '${alone}'`],
    ['what makes a trace go on over a token', `[0]000: a.b client-token: ${swallowing.slice(0, 46)}\n0040: ${alone}`],
    ['a line break before that', `x[\n]0000: a.b client-token: ${swallowing.slice(0, 46)}\n0040: ${alone}`],
    ['a value behind a name on the line before', `client_token:\n  [x]AA${mintOpaque('access-token', 120)}`],
    ['the name on the line before', `[client_token:]\n  AA${mintOpaque('access-token', 120)}`],
    ['a name some lines before', `{"name": "[access_]token",\n\n"value":\n"${named}"}`],
    ['a name before half an escape', `access_token[&]#34\n;${named}`],
    ['a name before the header of a broken token', `[token]:\n"${spaced}"`],
    ['a word that fills the line behind a name', `token[.]\n${spacedJwe}`],
    ['the padding of a value at the end of its line', `x ${mintOpaque('access-token', 70)}[=]\ny`],
    ['where Basic credentials are for', `Basic ${btoa('somebody:something')}\n\nhttps://accounts[.]spotify.com`],
    ['all of the text', `[a ${mintJws()}\nb]`],
  ];
  for (const [title, marked] of edits) {
    for (const around of ['', 'filler, '.repeat(2000), 'filler\n'.repeat(300)]) {
      it(`follows ${title}${around === '' ? '' : around.includes('\n') ? ', between lines' : ', in a long line'}`, () => {
        const [before = '', changed = '', behind = ''] = marked.split(/[[\]]/);
        const document = new EditedDocument(`${around}${before}${changed}${behind} ${around}`);
        const index = new TokenIndex();
        settleAll(index, document);
        const start = positionAt(document, around.length + before.length);
        index.change(
          document.change({ start, end: positionAt(document, around.length + before.length + changed.length) }, ''),
        );
        settleAll(index, document);
        assert.deepEqual(shown(allOf(index)), fresh(document));
        index.change(document.change({ start, end: start }, changed));
        settleAll(index, document);
        assert.deepEqual(shown(allOf(index)), fresh(document));
      });
    }
  }

  it('follows values with the lines that decide over them', () => {
    const document = new EditedDocument(
      `?code=${mintOpaque('authorization-code', 80)}\n\nstat=1\n${'filler\n'.repeat(9)}`,
    );
    const index = new TokenIndex();
    settleAll(index, document);
    const edits: readonly [line: number, character: number, lines: number, text: string][] = [
      [0, 0, 0, 'filler\n'.repeat(600)],
      [602, 4, 0, 'e'],
      [4, 0, 550, ''],
      [52, 4, 0, 'x'],
      [51, 0, 0, 'filler '.repeat(40)],
      [52, 4, 0, ''],
      [48, 3, 1, ' '],
      [51, 4, 0, 'e'],
      [49, 0, 0, 'filler, '.repeat(2000)],
    ];
    for (const [line, character, lines, text] of edits) {
      const start = { line, character };
      const end =
        lines > 0 ? { line: line + lines, character: 0 } : { line, character: text === '' ? character + 1 : character };
      index.change(document.change({ start, end }, text));
      settleAll(index, document);
      assert.deepEqual(shown(allOf(index)), fresh(document));
    }
  });

  it('sees a token whole that is longer than what it looks at', () => {
    const document = new EditedDocument(
      `Bearer ${mintJws({ claims: { pad: 'x'.repeat(60_000) } })} ${'y'.repeat(50_000)}`,
    );
    const index = new TokenIndex();
    index.settle(document, 10);
    assert.deepEqual(shown(allOf(index)), fresh(document));
  });

  it('looks at the lines around a change only, and never at the whole text', () => {
    const document = new EditedDocument(`${'a\n'.repeat(40_000)}Bearer ${mintJws()}\n${'b\n'.repeat(40_000)}`);
    const index = new TokenIndex();
    settleAll(index, document);
    const change = document.change({ start: { line: 40_000, character: 3 }, end: { line: 40_000, character: 3 } }, 'x');
    index.change(change);
    const looked = new Set<number>();
    const lines: Lines = {
      lineCount: document.lineCount,
      terminator: document.terminator,
      lineAt: (line) => {
        looked.add(line);
        return document.lineAt(line);
      },
    };
    index.settle(lines, 1000);
    assert.ok(index.isSettled);
    assert.ok(looked.size < 2000, `${looked.size} lines`);
  });

  it('keeps what it holds of tokens that an edit does not touch', () => {
    const document = new EditedDocument(Array.from({ length: 50 }, () => `Bearer ${mintJws()} x`).join('\n'));
    const index = new TokenIndex();
    settleAll(index, document);
    const before = allOf(index);
    for (const [line, character, text] of [
      [20, 0, 'y '],
      [20, 0, '\n\n'],
      [3, 1e6, ' z'],
    ] as const) {
      index.change(document.change({ start: { line, character }, end: { line, character } }, text));
    }
    settleAll(index, document);
    assert.deepEqual(shown(allOf(index)), fresh(document));
    assert.ok(allOf(index).every(({ item }, at) => item === before[at]?.item));
  });

  it('finds the token at a place, at both of its ends too', () => {
    const token = mintJws();
    const document = new EditedDocument(`x\nBearer ${token} y\n${token}`);
    const index = new TokenIndex();
    settleAll(index, document);
    const at = (line: number, character: number) => index.tokenAt({ line, character })?.line;
    assert.deepEqual(
      [at(0, 0), at(1, 6), at(1, 7), at(1, 20), at(1, 7 + token.length)],
      [undefined, undefined, 1, 1, 1],
    );
    assert.deepEqual([at(1, 8 + token.length), at(2, 0), at(2, token.length), at(9, 9)], [undefined, 2, 2, undefined]);
  });
});

function make(document: EditedDocument, edit: Edit, { line, character } = placeOf(document, edit.place)) {
  const end = { line: line + edit.lines, character: edit.lines > 0 ? edit.characters : character + edit.characters };
  return document.change({ start: { line, character }, end }, edit.text);
}

function placeOf(document: EditedDocument, { at, by }: Edit['place']): Position {
  const whole = document.getText();
  const edges = by === undefined ? [] : scan(whole).flatMap(({ start, end }) => [start, end]);
  const edge = edges[Math.floor(at * edges.length)];
  const offset = edge === undefined ? Math.floor(at * whole.length) : edge + (by ?? 0);
  return positionAt(document, Math.max(0, offset));
}

/** The same without a look at the whole: in any line, or near the end of the first token there. */
function placeBy(index: TokenIndex, document: EditedDocument, { at, by }: Edit['place']): Position {
  const line = Math.min(Math.floor(at * document.lineCount), document.lineCount - 1);
  const { length } = document.lineAt(line);
  const [token] = index.tokensIn({ start: { line, character: 0 }, end: { line, character: length } });
  const character =
    token && by !== undefined ? endOfPlaced(token).character + by : Math.floor(((at * 7919) % 1) * length);
  return { line, character: Math.max(0, Math.min(character, length)) };
}

function positionAt(document: EditedDocument, offset: number): Position {
  const lines = indexLines(document.getText());
  const line = lines.lineAt(offset);
  return { line, character: offset - lines.startOf(line) };
}

/** Somewhere in the middle, ahead of what is not scanned yet; what it says then is what it will say. */
function askFor(index: TokenIndex, document: EditedDocument, seed: number): void {
  const line = seed % document.lineCount;
  const range = { start: { line, character: 0 }, end: { line, character: document.lineAt(line).length } };
  index.settleIn(document, range, Number.POSITIVE_INFINITY);
  const all = new Set(fresh(document));
  for (const token of shown(index.tokensIn(range))) assert.ok(all.has(token), token);
}

function settleAll(index: TokenIndex, document: EditedDocument): void {
  while (!index.isSettled) index.settle(document, 1000);
}

function allOf(index: TokenIndex): readonly PlacedToken[] {
  return index.firstTokens(Number.MAX_SAFE_INTEGER);
}

function shown(tokens: readonly PlacedToken[]): readonly string[] {
  return tokens.map((token) => {
    const end = endOfPlaced(token);
    const { kind, evidence } = token.item.found;
    return [token.line, token.character, end.line, end.character, kind, evidence].join(' ');
  });
}

function fresh(document: EditedDocument): readonly string[] {
  const whole = document.getText();
  const lines = indexLines(whole);
  const placeOf = (offset: number): string => `${lines.lineAt(offset)} ${offset - lines.startOf(lines.lineAt(offset))}`;
  return scan(whole).map(({ start, end, kind, evidence }) => [placeOf(start), placeOf(end), kind, evidence].join(' '));
}

/** As `util.inspect` breaks a long string. */
function concatenated(value: string): string {
  return `'${value.replace(/(.{70})(?=.)/g, "$1' +\n  '")}'`;
}

/** As `curl --trace-ascii` prints a header. */
function traced(value: string): string {
  const rows = value.match(/.{1,64}/g) ?? [];
  return rows.map((row, index) => `${(index * 64).toString(16).padStart(4, '0')}: ${row}`).join('\n');
}
