import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/**
 * Tells two tokens apart without showing either: the first 12 hexadecimal digits of the SHA-256 of the token's UTF-8
 * text. `crypto.subtle` would make every caller asynchronous.
 */
export function fingerprint(value: string): string {
  return fingerprintOfBytes(new TextEncoder().encode(value));
}

/** The same of that UTF-8. */
export function fingerprintOfBytes(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes)).slice(0, DIGITS);
}

/** The same where somebody else has the hash: its first 48 bits. */
export function fingerprintOfHash(first: number): string {
  return first.toString(16).padStart(DIGITS, '0');
}

const DIGITS = 12;
