import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { scanBytes } from '../../../../src/core/token/byteScan';
import { type ByteSearch, plainByteSearch } from '../../../../src/core/token/byteSearch';
import type { FoundToken } from '../../../../src/core/token/foundToken';
import { moveToken } from '../../../../src/core/token/moveToken';
import { scan } from '../../../../src/core/token/scan';
import { openByteSearch } from '../../../../src/host/byteKernel';
import { openBytes } from '../../../../src/host/node/openBytes';
import { mintJws, mintOpaque } from '../../../support/mint';

const RUNS = { numRuns: Number(process.env.AUTHLENS_RUNS ?? 60) };

/** Room for so many bytes: small, so that every text goes over many windows. */
const ROOM = 16_384;

function scanAll(bytes: Uint8Array, search: ByteSearch, sizes: readonly number[] = [ROOM]): readonly FoundToken[] {
  let at = 0;
  let turn = 0;
  const readInto = (room: Uint8Array) => {
    const piece = bytes.subarray(at, at + Math.min(room.length, sizes[turn++ % sizes.length] ?? ROOM));
    room.set(piece);
    at += piece.length;
    return piece.length;
  };
  return [...scanBytes(readInto, search)].flatMap(({ tokens }) => tokens);
}

/** What `scan` finds in the text, in bytes. */
function expected(text: string): readonly FoundToken[] {
  return scan(text).map((token) => moveToken(token, (offset) => Buffer.byteLength(text.slice(0, offset))));
}

const word = fc.constantFrom(
  'GET',
  'worker',
  'token',
  'code',
  ' ',
  '\n',
  'Größe',
  '…',
  '😀',
  '"',
  '=',
  '{',
  'eyJ',
  'BQ',
  '.',
);
const noise = fc.oneof(
  { weight: 3, arbitrary: fc.array(word, { maxLength: 30 }).map((words) => words.join(' ')) },
  { weight: 1, arbitrary: fc.nat(9000).map((length) => 'lorem ipsum dolor\n'.repeat(length / 18)) },
  { weight: 1, arbitrary: fc.nat(2000).map((length) => 'QUJD'.repeat(length / 4)) },
);
const token = fc.oneof(
  fc.nat(3000).map((size) => `Authorization: Bearer ${mintJws({ claims: { pad: 'x'.repeat(size) } })}`),
  fc.nat().map(() => `"access_token":"${mintOpaque('access-token')}","refresh_token":"${mintOpaque('refresh-token')}"`),
  fc.nat().map(() => `callback?code=${mintOpaque('authorization-code')}&state=x`),
  fc.nat().map((id) => `\\"id_token\\":\\"${mintJws({ claims: { id } })}\\"`),
  fc.nat().map((id) => encodeURIComponent(`id_token=${mintJws({ claims: { id } })}`)),
);
const text = fc
  .array(fc.tuple(noise, token, fc.constantFrom('\n', ' ', '"', ', ')), { maxLength: 14 })
  .map((parts) => parts.flat().join(''));

/** Small, so that every text goes over many windows. */
function smallSearches(): Readonly<Record<string, ByteSearch>> {
  const kernel = openByteSearch();
  assert.ok(kernel.bytes.length > ROOM && !(kernel.bytes.buffer instanceof SharedArrayBuffer));
  return {
    'in TypeScript': plainByteSearch(ROOM),
    'by the kernel': { bytes: kernel.bytes.subarray(0, ROOM), search: (length) => kernel.search(length) },
  };
}

describe('tokens in bytes', () => {
  for (const [how, search] of Object.entries(smallSearches())) {
    it(`are those of the text, wherever the bytes are cut, ${how}`, () => {
      fc.assert(
        fc.property(
          text,
          fc.array(fc.integer({ min: 1, max: ROOM }), { minLength: 1, maxLength: 4 }),
          (given, sizes) => {
            assert.deepEqual(scanAll(new TextEncoder().encode(given), search, sizes), expected(given));
          },
        ),
        RUNS,
      );
    });
  }

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
    const { bytes: room, search } = plainByteSearch(ROOM);
    let searches = 0;
    const counting = (length: number) => {
      searches++;
      return search(length);
    };
    const tokens = scanAll(bytes, { bytes: room, search: counting });
    assert.deepEqual(
      tokens.map(({ start }) => start),
      expected(given).map(({ start }) => start),
    );
    assert.ok(searches < 4 * (bytes.length / ROOM), `${searches} windows`);
  });

  it('are found in a file that is larger than the kernel’s window', () => {
    const lines = Array.from({ length: 9000 }, (_, n) => `${n} GET /v1/tracks/${'x'.repeat(n % 90)} 200 …`);
    for (let n = 0; n < lines.length; n += 700) lines[n] += ` Bearer ${mintJws({ claims: { n } })}`;
    const given = lines.join('\n');
    const folder = mkdtempSync(join(tmpdir(), 'auth-lens-'));
    const path = join(folder, 'large.log');
    writeFileSync(path, given);
    const { readInto, close } = openBytes(path);
    try {
      const steps = [...scanBytes(readInto, openByteSearch())];
      assert.equal(steps.at(-1)?.read, Buffer.byteLength(given));
      assert.deepEqual(
        steps.flatMap(({ tokens }) => tokens),
        expected(given),
      );
    } finally {
      close();
      rmSync(folder, { recursive: true });
    }
  });
});
