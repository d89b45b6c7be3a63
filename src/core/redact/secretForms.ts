import type { Secret } from './secretBook';

/** A way in which a secret may stand in a text. */
export interface SecretForm {
  readonly secret: Secret;
  readonly value: string;
}

/** The secret as it is, percent-encoded (RFC 3986) and JSON-escaped (RFC 8259), where these differ. */
export function plainForms(secret: Secret): readonly SecretForm[] {
  const { value } = secret;
  const values = new Set([
    value,
    percentEncoded(value),
    percentEncoded(value).replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    value.replaceAll('/', '\\/'),
    value.replace(/[+/=&<>']/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`),
  ]);
  return [...values].map((form) => ({ secret, value: form }));
}

/**
 * The secret inside base64 and inside a run of hexadecimal digits. Base64 cuts bytes into groups of three, so a secret in
 * the middle of an encoded text looks like one of three texts; the digits at either end, which its neighbours share, are
 * left out.
 */
export function encodedForms(secret: Secret): readonly SecretForm[] {
  const bytes = new TextEncoder().encode(secret.value);
  const values = [0, 1, 2].flatMap((lead) => {
    const shifted = new Uint8Array(lead + bytes.length);
    shifted.set(bytes, lead);
    const digits = base64(shifted);
    const inner = digits.slice(lead === 0 ? 0 : lead + 1, Math.floor((shifted.length * 8) / 6));
    return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
  });
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [...new Set([...values, hex, hex.toUpperCase()])].map((value) => ({ secret, value }));
}

/** A lone surrogate cannot be encoded; the value is then looked for as it is. */
function percentEncoded(value: string): string {
  try {
    return encodeURIComponent(value);
  } catch {
    return value;
  }
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** RFC 4648 section 4, with padding. */
export function base64(bytes: Uint8Array): string {
  const groups: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second = 0, third = 0] = bytes.subarray(at, at + 3);
    const bits = (first << 16) | (second << 8) | third;
    const left = bytes.length - at;
    groups.push(digit(bits >> 18), digit(bits >> 12), left > 1 ? digit(bits >> 6) : '=', left > 2 ? digit(bits) : '=');
  }
  return groups.join('');
}

function digit(bits: number): string {
  return DIGITS.charAt(bits & 63);
}
