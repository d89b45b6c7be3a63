import type { Span } from '../text/span';
import type { Body } from './exchange';

/**
 * A body that is decoded each time it is read, so that many unread ones cost nothing.
 *
 * @param begin decodes its first units alone, where the form allows that
 */
export function lazyBody(
  span: Span,
  mimeType: string | undefined,
  read: () => string,
  begin?: () => string | undefined,
): Body {
  const body: Body = {
    start: span.start,
    end: span.end,
    ...(mimeType !== undefined && { mimeType }),
    get text() {
      return read();
    },
  };
  // Not enumerable: whoever prints an exchange prints its text.
  return begin ? Object.defineProperty(body, 'beginning', { get: begin }) : body;
}

/** Takes the sizes out of a body in chunks (RFC 9112 section 7.1). Text that is not in chunks stays as it is. */
export function withoutChunkSizes(text: string): string {
  const parts: string[] = [];
  for (let at = 0; at < text.length; ) {
    CHUNK_SIZE.lastIndex = at;
    const size = CHUNK_SIZE.exec(text);
    if (!size?.[1]) return at === 0 ? text : parts.join('');
    const from = at + size[0].length;
    const to = endOfBytes(text, from, Number.parseInt(size[1], 16));
    if (to === from) return parts.join('');
    parts.push(text.slice(from, to));
    CHUNK_END.lastIndex = to;
    at = to + (CHUNK_END.exec(text)?.[0].length ?? 0);
  }
  return parts.join('');
}

const CHUNK_SIZE = /([0-9a-fA-F]{1,8})(?:;[^\r\n]*)?\r?\n/y;
const CHUNK_END = /\r?\n/y;

function endOfBytes(text: string, from: number, bytes: number): number {
  let at = from;
  for (let left = bytes; left > 0 && at < text.length; at++) left -= utf8Bytes(text.charCodeAt(at));
  return at;
}

/** Each half of a surrogate pair counts two of its four bytes. */
function utf8Bytes(unit: number): number {
  if (unit < 0x80) return 1;
  return unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 2 : 3;
}

/** How many bytes the text takes in UTF-8. */
export function byteLength(text: string): number {
  let bytes = 0;
  for (let at = 0; at < text.length; at++) bytes += utf8Bytes(text.charCodeAt(at));
  return bytes;
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const SEXTETS = new Uint8Array(128).fill(255);
for (let value = 0; value < BASE64.length; value++) SEXTETS[BASE64.charCodeAt(value)] = value;
SEXTETS[0x2d] = 62;
SEXTETS[0x5f] = 63;

/** Both alphabets of RFC 4648; what belongs to neither is passed over. Bytes that are not UTF-8 become U+FFFD. */
export function decodeBase64(text: string): string {
  const bytes = new Uint8Array(Math.ceil((text.length * 3) / 4));
  let length = 0;
  let bits = 0;
  let held = 0;
  for (let at = 0; at < text.length; at++) {
    const sextet = SEXTETS[text.charCodeAt(at)] ?? 255;
    if (sextet === 255) continue;
    held = ((held << 6) | sextet) & 0xffffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[length++] = (held >> bits) & 0xff;
    }
  }
  return new TextDecoder('utf-8').decode(bytes.subarray(0, length));
}
