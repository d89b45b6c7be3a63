import type { Span } from '../../text/span';

/** A stretch of bytes as text. */
export interface ByteSection {
  readonly text: string;
  /** True where each UTF-16 unit is one byte. */
  readonly isPlain: boolean;
  readonly start: number;
  /** Where the byte is that begins the UTF-16 unit at `offset` of the text. */
  byteAt(offset: number): number;
}

/**
 * Bytes of UTF-8 as text, from the character that `span` begins in to the one that it ends in. What is not UTF-8 is taken
 * for an encoding of one byte a character: tokens are ASCII, whatever they stand in.
 */
export function byteSection(bytes: Uint8Array, span: Span): ByteSection {
  const start = characterStart(bytes, span.start, -1);
  const end = characterStart(bytes, span.end, 1);
  const section = bytes.subarray(start, end);
  const text = decoded(section);
  const isPlain = text.length === section.length;
  return {
    text,
    isPlain,
    start,
    byteAt: (offset) => start + (isPlain ? offset : bytesOf(text.slice(0, offset))),
  };
}

/** The nearest place in one direction that is not inside of a character; a character has four bytes at most. */
function characterStart(bytes: Uint8Array, place: number, step: 1 | -1): number {
  let at = place;
  for (let tries = 0; tries < 3 && at > 0 && ((bytes[at] ?? 0) & 0xc0) === 0x80; tries++) at += step;
  return at;
}

function decoded(section: Uint8Array): string {
  try {
    return UTF_8.decode(section);
  } catch {
    return ONE_BYTE.decode(section);
  }
}

function bytesOf(text: string): number {
  return ENCODER.encode(text).length;
}

/** Made once: there may be one section for each token. */
const UTF_8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const ONE_BYTE = new TextDecoder('latin1');
const ENCODER = new TextEncoder();
