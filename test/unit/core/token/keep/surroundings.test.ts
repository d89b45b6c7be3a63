import assert from 'node:assert/strict';
import fc from 'fast-check';
import { scan } from '../../../../../src/core/token/find/scan';
import { type PlacedToken, textOf } from '../../../../../src/core/token/keep/indexedToken';
import { TokenIndex } from '../../../../../src/core/token/keep/tokenIndex';
import { readToken, type TokenReading } from '../../../../../src/core/token/keep/tokenReading';
import { EditedDocument } from '../../../../support/editedDocument';
import { mintJws, mintOpaque } from '../../../../support/mint';

const numRuns = Number(process.env.AUTHLENS_RUNS ?? 60);
const NOW_MS = Date.UTC(2026, 10, 21, 10, 30);

const filler = fc
  .tuple(
    fc.constantFrom('lorem ipsum ', '{"a": [1, 2]}, ', 'x\n', '\n', '  "k": "v",\n', 'GET /v1/me HTTP/1.1\n'),
    fc.nat({ max: 40_000 }),
  )
  .map(([unit, length]) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length));
const answer = fc.constantFrom('access_token', 'refresh_token').map((name) =>
  JSON.stringify({
    [name]: mintOpaque('access-token'),
    expires_in: 3600,
    scope: 'user-read-email',
    access_token: mintOpaque('access-token'),
  }),
);
const written = fc.oneof(
  filler,
  answer,
  answer.map(
    (body) => `{"startedDateTime":"2026-11-21T10:00:00.000Z","time":20,"response":{"text":${JSON.stringify(body)}}}`,
  ),
  fc.constant('\n2026-11-21T10:00:00Z POST /api/token '),
  fc.constant('\nHTTP/1.1 200 OK\nDate: Sat, 21 Nov 2026 10:00:00 GMT\n\n'),
  fc.constant(0).map(() => ` Bearer ${mintJws({ claims: { iat: NOW_MS / 1000, exp: NOW_MS / 1000 + 3600 } })}`),
);

describe('a reading of a token in an open document', function () {
  this.timeout(20_000 + numRuns * 500);

  it('says what a reading of the whole text says', () => {
    const property = fc.property(
      fc.array(written, { minLength: 1, maxLength: 8 }),
      fc.constantFrom('\n', '\r\n'),
      (pieces, terminator) => {
        const document = new EditedDocument(pieces.join(''), terminator as '\n');
        const text = document.getText();
        const index = new TokenIndex();
        settleAll(index, document);
        const placed = index.firstTokens(index.length);
        assert.deepEqual(
          placed.map((token) => said(index.read(document, token))),
          scan(text).map((found) => said(readToken(text, found))),
        );
      },
    );
    fc.assert(property, { numRuns, includeErrorInReport: true });
  });

  it('is renewed when its surroundings change, wherever in reach that is', () => {
    const property = fc.property(
      fc.array(written, { minLength: 1, maxLength: 5 }),
      fc.array(fc.tuple(fc.nat(), written), { maxLength: 6 }),
      (pieces, edits) => {
        const document = new EditedDocument(pieces.join(''));
        const index = new TokenIndex();
        settleAll(index, document);
        for (const [at, piece] of edits) {
          const read = index.firstTokens(index.length).map((token) => index.read(document, token));
          assert.equal(read.length, index.length);
          const line = at % document.lineCount;
          const place = { line, character: at % (document.lineAt(line).length + 1) };
          index.change(
            document.change({ start: place, end: at % 2 === 0 ? place : { line: line + 1, character: 0 } }, piece),
          );
          settleAll(index, document);
          const text = document.getText();
          assert.deepEqual(
            index.firstTokens(index.length).map((token) => said(index.read(document, token))),
            scan(text).map((found) => said(readToken(text, found))),
          );
        }
      },
    );
    fc.assert(property, { numRuns, includeErrorInReport: true });
  });

  it('survives edits that are out of reach', () => {
    const row = `2026-11-21T10:00:00Z {"access_token":"${mintOpaque('access-token')}","expires_in":3600}\n`;
    const document = new EditedDocument(row.repeat(2000));
    const index = new TokenIndex();
    settleAll(index, document);
    const first = index.firstTokens(1)[0] as PlacedToken;
    index.read(document, first);
    const { lifetime } = first.item;
    const edit = (line: number) => {
      index.change(document.change({ start: { line, character: 0 }, end: { line, character: 0 } }, 'x'));
      settleAll(index, document);
    };
    edit(1990);
    assert.ok(lifetime && first.item.lifetime === lifetime);
    edit(20);
    assert.equal(first.item.lifetime, undefined);
  });
});

describe('the lifetime of a token in an open document', () => {
  const token = mintOpaque('access-token');
  const request = `2026-11-21T10:20:00Z GET /v1/me authorization: Bearer ${token} 200`;
  const noise = Array.from({ length: 2000 }, (_, at) => `2026-11-21T10:10:00Z worker-${at} idle`).join('\n');
  const answer = `2026-11-21T10:00:00Z {"access_token":"${token}","expires_in":3600}`;
  const other = `2026-11-21T10:00:00Z {"access_token":"${mintOpaque('access-token')}","expires_in":60}`;

  it('is known wherever the token stands, once one place says it', () => {
    for (const content of [
      [other, answer, noise, request],
      [request, noise, answer, other],
    ]) {
      const { ends } = openWith(content.join('\n'));
      assert.deepEqual(ends(token), ['2026-11-21T11:00:00.000Z true', '2026-11-21T11:00:00.000Z true']);
    }
  });

  it('is not that of another token', () => {
    const { ends } = openWith([other, noise, request].join('\n'));
    assert.deepEqual(ends(token), ['unknown']);
  });

  it('is unknown again when nothing says it any more, and another when that changes', () => {
    const { document, index, ends } = openWith([answer, noise, request].join('\n'));
    const at = document.lineAt(0).indexOf('3600');
    const replace = (from: number, to: number, text: string) => {
      index.change(document.change({ start: { line: 0, character: from }, end: { line: 0, character: to } }, text));
      settleAll(index, document);
    };
    assert.deepEqual(ends(token)[1], '2026-11-21T11:00:00.000Z true');
    replace(at, at + 4, '1800');
    assert.deepEqual(ends(token)[1], '2026-11-21T10:30:00.000Z true');
    replace(at - 12, at - 2, 'x');
    assert.deepEqual(ends(token), ['unknown', 'unknown']);
  });
});

function openWith(text: string) {
  const document = new EditedDocument(text);
  const index = new TokenIndex();
  settleAll(index, document);
  const ends = (value: string) =>
    index
      .firstTokens(index.length)
      .filter((token) => textOf(document, token) === value)
      .map((token) => index.read(document, token).assessedAt(NOW_MS).lifetime)
      .map(({ expiresAtMs, estimated }) =>
        expiresAtMs === undefined ? 'unknown' : `${new Date(expiresAtMs).toISOString()} ${estimated}`,
      );
  return { document, index, ends };
}

function settleAll(index: TokenIndex, document: EditedDocument): void {
  while (!index.isSettled) index.settle(document, 100_000);
}

/** All of it but places, which count from different starts. */
function said(reading: TokenReading) {
  const { state, lifetime, findings } = reading.assessedAt(NOW_MS);
  const { sources, ...times } = lifetime;
  return {
    kind: reading.decoded.kind,
    state,
    times,
    sources: sources?.map(({ start, end }) => end - start),
    findings: findings.map(({ code }) => code),
    beside: reading.beside()?.epochMs,
    scope: reading.scope(),
  };
}
