import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { type ByteSearch, plainByteSearch } from '../../../../../src/core/token/find/byteSearch';
import { scan } from '../../../../../src/core/token/find/scan';
import type { FoundToken } from '../../../../../src/core/token/foundToken';
import { moveToken } from '../../../../../src/core/token/moveToken';
import { openByteSearch } from '../../../../../src/host/byteKernel';
import { openFile } from '../../../../../src/host/node/openFile';
import { mintJws, mintOpaque } from '../../../../support/mint';
import { scanBytes } from '../../../../support/scanBytes';
import { ROOM, smallSearches } from '../../../../support/smallSearches';
import { textsWithTokens } from '../../../../support/textsWithTokens';

const RUNS = { numRuns: Number(process.env.AUTHLENS_RUNS ?? 60) };

function scanAll(bytes: Uint8Array, search: ByteSearch, sizes: readonly number[] = [ROOM]): readonly FoundToken[] {
  let at = 0;
  let turn = 0;
  const readInto = (room: Uint8Array) => {
    const piece = bytes.subarray(at, at + Math.min(room.length, sizes[turn++ % sizes.length] ?? ROOM));
    room.set(piece);
    at += piece.length;
    return piece.length;
  };
  const tokens: FoundToken[] = [];
  scanBytes(readInto, search, ({ token }) => tokens.push(copyOf(token)));
  return tokens;
}

/** The next one may be told by the same object. */
function copyOf(token: FoundToken): FoundToken {
  return moveToken(token, (offset) => offset);
}

/** What `scan` finds in the text, in bytes. */
function expected(text: string): readonly FoundToken[] {
  return scan(text).map((token) => moveToken(token, (offset) => Buffer.byteLength(text.slice(0, offset))));
}

describe('tokens in bytes', () => {
  for (const [how, search] of Object.entries(smallSearches())) {
    it(`are those of the text, wherever the bytes are cut, ${how}`, () => {
      fc.assert(
        fc.property(
          textsWithTokens,
          fc.array(fc.integer({ min: 1, max: ROOM }), { minLength: 1, maxLength: 4 }),
          (given, sizes) => {
            assert.deepEqual(scanAll(new TextEncoder().encode(given), search, sizes), expected(given));
          },
        ),
        RUNS,
      );
    });
  }

  it('are found where letters of one stand before the dot that shows where it begins', () => {
    const text = `%3Dew0K${mintJws()}`;
    const search = openByteSearch();
    assert.equal(expected(text).length, 1);
    assert.deepEqual(scanAll(new TextEncoder().encode(text), search), expected(text));
  });

  it('are found in what is not UTF-8, too', () => {
    const token = mintOpaque('access-token');
    const bytes = Buffer.from(`Gr\u00f6\u00dfe access_token=${token} \u00e9`, 'latin1');
    const [found] = scanAll(bytes, plainByteSearch(ROOM));
    assert.deepEqual(found && bytes.toString('latin1').slice(found.start, found.end), token);
  });

  it('are found behind a run that fills many windows, and it is read once', () => {
    const before = `access_token=${mintOpaque('access-token')} "`;
    const given = `${before}${'QUJDeyJ'.repeat(40_000)}" access_token=${mintOpaque('access-token')}`;
    const bytes = new TextEncoder().encode(given);
    const plain = plainByteSearch(ROOM);
    let searches = 0;
    const counting = (length: number) => {
      searches++;
      return plain.search(length);
    };
    const tokens = scanAll(bytes, { ...plain, search: counting });
    assert.deepEqual(
      tokens.map(({ start }) => start),
      expected(given).map(({ start }) => start),
    );
    assert.ok(searches < 4 * (bytes.length / ROOM), `${searches} windows`);
  });

  it('are found in a file that is larger than the kernel’s window', () => {
    const lines = Array.from({ length: 24_000 }, (_, n) => `${n} GET /v1/tracks/${'x'.repeat(n % 90)} 200 …`);
    for (let n = 0; n < lines.length; n += 700) lines[n] += ` Bearer ${mintJws({ claims: { n } })}`;
    const given = lines.join('\n');
    const folder = mkdtempSync(join(tmpdir(), 'auth-lens-'));
    const path = join(folder, 'large.log');
    writeFileSync(path, given);
    const file = openFile(path);
    assert.ok(typeof file === 'object');
    let read = 0;
    const readInto = (room: Uint8Array) => {
      const count = file.readAt(room, read);
      read += count;
      return count;
    };
    try {
      const tokens: FoundToken[] = [];
      const search = openByteSearch();
      assert.ok(search.bytes.length < Buffer.byteLength(given));
      const size = scanBytes(readInto, search, ({ token }) => tokens.push(copyOf(token)));
      assert.equal(size, Buffer.byteLength(given));
      assert.deepEqual(tokens, expected(given));
    } finally {
      file.close();
      rmSync(folder, { recursive: true });
    }
  });
});
