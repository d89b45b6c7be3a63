import { decodeLoosely } from './base64';

/** Values that look like Spotify's and are known to be something else. Each with what it is. */
const PREFIXES = [
  'AQABAA', // Azure AD refresh tokens and codes begin with AQABAAAA or AQABAAIA
  'AQV', // LinkedIn
  'AQW', // LinkedIn
  'AQED', // LinkedIn `li_at`
  'AQIC', // AWS KMS ciphertext
];

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isLookAlike(value: string): boolean {
  if (PREFIXES.some((prefix) => value.startsWith(prefix))) return true;
  return (value.length === 36 && UUID.test(value)) || isEncodedText(value);
}

/** Base64 of JSON, XML or other text: random bytes are not all printable. */
function isEncodedText(value: string): boolean {
  return /^[\t\n\r -~]+$/.test(decodeLoosely(value.slice(0, SAMPLE)));
}

const SAMPLE = 32;
