/** Makes tokens for the sample. Nothing here is a credential: the keys are thrown away, the opaque values are random. */

/** A JWS in compact form (RFC 7515 section 7.1), signed by HS256 with a key nobody keeps. */
export async function mintJwt(claims: object): Promise<string> {
  const input = `${base64url(utf8({ alg: 'HS256', typ: 'JWT' }))}.${base64url(utf8(claims))}`;
  const algorithm = { name: 'HMAC', hash: 'SHA-256', length: 256 };
  const key = await crypto.subtle.generateKey(algorithm, false, ['sign']);
  const signature = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(input));
  return `${input}.${base64url(new Uint8Array(signature))}`;
}

/** A value that looks like one of Spotify's: its prefix, then characters that mean nothing. */
export function mintOpaque(prefix: string, length: number): string {
  const random = base64url(crypto.getRandomValues(new Uint8Array(length)));
  return `${prefix}${random}`.slice(0, length);
}

function utf8(value: object): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

function base64url(bytes: Uint8Array): string {
  const base64 = btoa(String.fromCharCode(...bytes));
  return base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
