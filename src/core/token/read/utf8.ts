export interface Utf8Decoding {
  /** Without a byte order mark; U+FFFD stands where the bytes are not UTF-8. */
  readonly text: string;
  /** Offset of the first byte that is not UTF-8. */
  readonly badAt?: number;
  readonly byteOrderMark: boolean;
  /** Offset of the byte that the UTF-16 code unit at `index` of `text` comes from; exact up to `badAt`. */
  byteAt(index: number): number;
}

/** UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF. */
export function decodeUtf8(bytes: Uint8Array): Utf8Decoding {
  const byteOrderMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const skipped = byteOrderMark ? 3 : 0;
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(skipped));
  const badAt = text.includes('\ufffd') ? firstBadByte(bytes) : undefined;
  const ascii = text.length === bytes.length - skipped && badAt === undefined;
  let offsets: Uint32Array | undefined;
  return {
    text,
    byteOrderMark,
    ...(badAt === undefined ? {} : { badAt }),
    byteAt: (index) => {
      if (ascii) return skipped + index;
      offsets ??= byteOffsets(text, skipped);
      return Math.min(offsets[index] ?? bytes.length, bytes.length);
    },
  };
}

/** A table rather than a count from the start each time: many members of one payload are asked for. */
function byteOffsets(text: string, skipped: number): Uint32Array {
  const offsets = new Uint32Array(text.length + 1);
  let at = skipped;
  for (let index = 0; index < text.length; index++) {
    offsets[index] = at;
    const code = text.charCodeAt(index);
    // A pair of surrogates is four bytes: two for each half keeps both inside.
    at += code < 0x80 ? 1 : code < 0x800 || (code & 0xf800) === 0xd800 ? 2 : 3;
  }
  offsets[text.length] = at;
  return offsets;
}

/** TextDecoder tells that there is an error, not where. U+FFFD itself may be written, so none need be there. */
function firstBadByte(bytes: Uint8Array): number | undefined {
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    if (length === 0) return at;
    at += length;
  }
  return undefined;
}

function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const row = LEADS.find(({ from, to }) => from <= lead && lead <= to);
  if (!row) return 0;
  const second = bytes[at + 1] ?? 0;
  if (second < row.low || second > row.high) return 0;
  for (let rest = 2; rest < row.length; rest++) {
    if (((bytes[at + rest] ?? 0) & 0xc0) !== 0x80) return 0;
  }
  return row.length;
}

/** RFC 3629 section 4: which second bytes may follow which first ones. */
const LEADS = [
  { from: 0xc2, to: 0xdf, length: 2, low: 0x80, high: 0xbf },
  { from: 0xe0, to: 0xe0, length: 3, low: 0xa0, high: 0xbf },
  { from: 0xe1, to: 0xec, length: 3, low: 0x80, high: 0xbf },
  { from: 0xed, to: 0xed, length: 3, low: 0x80, high: 0x9f },
  { from: 0xee, to: 0xef, length: 3, low: 0x80, high: 0xbf },
  { from: 0xf0, to: 0xf0, length: 4, low: 0x90, high: 0xbf },
  { from: 0xf1, to: 0xf3, length: 4, low: 0x80, high: 0xbf },
  { from: 0xf4, to: 0xf4, length: 4, low: 0x80, high: 0x8f },
] as const;
