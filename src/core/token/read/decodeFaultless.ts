import type { ByteSearch } from '../find/byteSearch';
import type { TokenKind } from '../foundToken';
import type { Decoded, DecodedJws, JsonDocument, JsonObject } from './decoded';

/**
 * What `decode` makes of a token in which nothing is out of the ordinary, but without places and findings: so much as
 * `assess` asks for its state and lifetime, for a fraction of the time. Undefined where a closer look is needed, as for each
 * JWS without claims.
 *
 * @param bytes that are searched, and in which it stands between two places.
 */
export function decodeFaultless(bytes: ByteSearch, kind: TokenKind, start: number, end: number): Decoded | undefined {
  if (kind !== 'jws' && kind !== 'jwe') return { kind, start: 0, end: 0, findings: [] };
  const first = bytes.next(DOT, start, end);
  if (kind === 'jws') return decodeClaims(bytes, start, first, end);
  const header = readObject(bytes, start, first);
  return header && { kind, start: 0, end: 0, segments: [], findings: [], header };
}

function decodeClaims(bytes: ByteSearch, start: number, first: number, end: number): DecodedJws | undefined {
  const second = bytes.next(DOT, Math.min(first + 1, end), end);
  if (second <= first + 1 || bytes.next(DOT, Math.min(second + 1, end), end) < end) return undefined;
  const header = readObject(bytes, start, first);
  if (!header || 'b64' in header.value) return undefined;
  const claims = readObject(bytes, first + 1, second);
  return claims && { ...NOTHING_MORE, header, claims };
}

const DOT = 0x2e;

const NOTHING_MORE = {
  kind: 'jws',
  start: 0,
  end: 0,
  segments: [],
  payload: 'claims',
  form: 'signed',
  findings: [],
} as const satisfies DecodedJws;

/** Longer ones are looked at closely. UTF-16 units. */
const LONGEST = 16_384;

function readObject(search: ByteSearch, start: number, end: number): JsonDocument | undefined {
  const bytes = end - start > LONGEST ? undefined : search.decode(start, end);
  const text = bytes && DECODER.decode(bytes);
  if (!bytes || !text?.startsWith('{') || text.length < bytes.length) return undefined;
  try {
    const value: JsonObject = JSON.parse(text);
    const members = Object.keys(value).map((name) => ({ name, value: value[name] ?? null, raw: '', start: 0, end: 0 }));
    return { text, value, members, complete: true };
  } catch {
    return undefined;
  }
}

const DECODER = new TextDecoder();
