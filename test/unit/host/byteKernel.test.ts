import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ByteSearch } from '../../../src/core/token/find/byteSearch';
import { fingerprint } from '../../../src/core/token/fingerprint';
import { decodeCleanly } from '../../../src/core/token/read/base64url';
import { FIELD_REACH } from '../../../src/core/token/read/fields';
import { mayTellLifetime } from '../../../src/core/token/read/lifetime';
import { openByteSearch } from '../../../src/host/byteKernel';
import { smallSearches } from '../../support/smallSearches';

const RUNS = { numRuns: Number(process.env.AUTHLENS_RUNS ?? 150) };

const texts = fc.oneof(
  fc.string({ maxLength: 300 }),
  fc.nat(300).map((length) => 'x'.repeat(length)),
  fc.array(fc.constantFrom('a', 'é', '…', '😀'), { maxLength: 90 }).map((letters) => letters.join('')),
);

function hashOf(search: ByteSearch, text: string, kind: number): string {
  const { start, end } = search.put(text);
  return search.hash(start, end, kind).join(' ');
}

for (const [how, search] of Object.entries(smallSearches())) {
  describe(`what bytes are known by, ${how}`, () => {
    it('is the fingerprint of their text', () => {
      fc.assert(
        fc.property(texts, (text) => {
          const { start, end } = search.put(text);
          assert.equal(search.fingerprint(start, end), fingerprint(text));
        }),
        RUNS,
      );
    });

    it('is the fingerprint at each length that fills a block of the hash differently', () => {
      for (let length = 0; length <= 200; length++) {
        const { start, end } = search.put('y'.repeat(length));
        assert.equal(search.fingerprint(start, end), fingerprint('y'.repeat(length)), `${length} bytes`);
      }
    });

    it('is a hash that is the same wherever they stand, and another for another kind', () => {
      fc.assert(
        fc.property(texts, fc.nat(40), fc.nat(7), (text, place, kind) => {
          const bytes = Buffer.from(text);
          search.bytes.set(bytes, place);
          const there = search.hash(place, place + bytes.length, kind).join(' ');
          assert.equal(hashOf(search, text, kind), there);
          assert.notEqual(hashOf(search, text, kind + 1), there);
        }),
        RUNS,
      );
    });

    it('is a hash that each bit and each byte more or less changes', () => {
      for (const length of [1, 3, 4, 7, 8, 20, 31, 32, 33, 64, 100]) {
        const bytes = new Uint8Array(length + 1).fill(0x41);
        const hashes = new Set<string>();
        const add = (count: number) => {
          search.bytes.set(bytes);
          hashes.add(search.hash(0, count, 0).join(' '));
        };
        add(length + 1);
        add(length);
        for (let bit = 0; bit < 8 * length; bit++) {
          const at = bit >> 3;
          bytes[at] = 0x41 ^ (1 << (bit & 7));
          add(length);
          bytes[at] = 0x41;
        }
        assert.equal(hashes.size, 8 * length + 2, `${length} bytes`);
      }
    });
  });
}

describe('what a kernel reads of bytes', () => {
  const search = openByteSearch();

  it('is base64url as a strict reader takes it', () => {
    const digit = fc.constantFrom(...'ABCXYZabcxyz0189-_AAAA', ...'+/=. é');
    const encoded = fc.oneof(
      fc.array(digit, { maxLength: 40 }).map((digits) => digits.join('')),
      fc.uint8Array({ maxLength: 90 }).map((bytes) => Buffer.from(bytes).toString('base64url')),
    );
    fc.assert(
      fc.property(encoded, (text) => {
        const { start, end } = search.put(text);
        const decoded = search.decode(start, end);
        assert.deepEqual(asBuffer(decoded), asBuffer(decodeCleanly(text)));
      }),
      RUNS,
    );
  });

  it('is that nothing beside a token may speak of an end, where nothing does', () => {
    const piece = fc.constantFrom(...'eExXpPiIrR_-', 'expires', 'ex_pi', 'x'.repeat(15), '-'.repeat(20), ' ', '"');
    const texts = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(texts, (text) => {
        const { start, end } = search.put(text);
        assert.ok(text.length < FIELD_REACH);
        const token = { kind: 'access-token', evidence: 'key', start: text.length, end: text.length } as const;
        assert.equal(search.maySpeakOfEnd(start, end), mayTellLifetime(text, token));
      }),
      RUNS,
    );
  });

  it('is that something may speak of an end where letters are that are no ASCII', () => {
    for (let place = 0; place < 40; place++) {
      const { start, end } = search.put(`${' '.repeat(place)}é`);
      assert.equal(search.maySpeakOfEnd(start, end), true);
      assert.equal(search.maySpeakOfEnd(start, end - 2), false);
    }
  });
});

function asBuffer(bytes: Uint8Array | undefined): Buffer | undefined {
  return bytes && Buffer.from(bytes);
}
