/**
 * The bytes of base64 or base64url, each as one character, up to the first character that is no digit. Enough to look
 * for ASCII in it, and it cannot fail on what is damaged; the strict decoding is the decoder's.
 */
export function decodeLoosely(encoded: string): string {
  const pieces: string[] = [];
  const bytes: number[] = [];
  let bits = 0;
  let buffer = 0;
  for (let index = 0; index < encoded.length; index++) {
    const sextet = SEXTETS[encoded.charCodeAt(index)] ?? 0;
    if (sextet === 0) break;
    buffer = ((buffer << 6) | (sextet - 1)) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((buffer >> bits) & 0xff);
    if (bytes.length === LONGEST_SPREAD) pieces.push(String.fromCharCode(...bytes.splice(0)));
  }
  return pieces.join('') + String.fromCharCode(...bytes);
}

/** Whether base64 begins like encoded JSON, XML or other text: random bytes are not all printable, and seldom the first three. */
export function isEncodedText(text: string, start: number, end: number): boolean {
  let buffer = 0;
  let bits = 0;
  let isText = false;
  for (let index = start; index < Math.min(end, start + SAMPLE); index++) {
    const sextet = SEXTETS[text.charCodeAt(index)] ?? 0;
    if (sextet === 0) break;
    buffer = ((buffer << 6) | (sextet - 1)) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    const code = (buffer >> bits) & 0xff;
    isText = (code >= 0x20 && code <= 0x7e) || code === 0x09 || code === 0x0a || code === 0x0d;
    if (!isText) return false;
  }
  return isText;
}

const SAMPLE = 32;

/** Arguments of one call are kept on the stack. */
const LONGEST_SPREAD = 1024;

/** One more than the value of each digit; 0 for what is none. */
const SEXTETS = sextets();

function sextets(): Uint8Array {
  const table = new Uint8Array(128);
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  for (let index = 0; index < digits.length; index++) table[digits.charCodeAt(index)] = index + 1;
  for (const plus of '+-') table[plus.charCodeAt(0)] = 63;
  for (const slash of '/_') table[slash.charCodeAt(0)] = 64;
  return table;
}
