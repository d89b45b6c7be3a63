import type { JsonValue } from './decoded';

export interface TokenType {
  readonly label: string;
  readonly source: string;
}

/** Values of `typ` that say more than "JWT". Compared without regard to case (RFC 7515 section 4.1.9). */
export const TOKEN_TYPES: ReadonlyMap<string, TokenType> = new Map([
  ['jwt', { label: 'JSON Web Token', source: 'RFC 7519 section 5.1' }],
  ['at+jwt', { label: 'OAuth access token', source: 'RFC 9068 section 2.1' }],
  ['dpop+jwt', { label: 'DPoP proof', source: 'RFC 9449 section 4.2' }],
  ['logout+jwt', { label: 'logout token', source: 'OpenID Connect Back-Channel Logout 1.0' }],
  ['secevent+jwt', { label: 'security event token', source: 'RFC 8417 section 2.3' }],
  ['oauth-authz-req+jwt', { label: 'authorization request', source: 'RFC 9101 section 10.8' }],
  ['token-introspection+jwt', { label: 'introspection answer', source: 'RFC 9701 section 5' }],
  ['client-authentication+jwt', { label: 'client assertion', source: 'draft-ietf-oauth-rfc7523bis' }],
  ['vnd.backstage.user', { label: 'Backstage user token', source: 'Backstage auth backend' }],
  ['vnd.backstage.limited-user', { label: 'Backstage limited user token', source: 'Backstage auth backend' }],
  ['vnd.backstage.service', { label: 'Backstage service token', source: 'Backstage auth backend' }],
]);

/** The row of a `typ`, whose prefix `application/` may be left out. */
export function findTokenType(typ: JsonValue | undefined): TokenType | undefined {
  return typeof typ === 'string' ? TOKEN_TYPES.get(normalize(typ)) : undefined;
}

/** True where `typ` says that the payload is a claims set. */
export function isJwtType(typ: JsonValue | undefined): boolean {
  return typeof typ === 'string' && (TOKEN_TYPES.has(normalize(typ)) || normalize(typ).endsWith('+jwt'));
}

/** True where `typ` says that this is something that no JWT library takes for a JWT. `JOSE` says nothing (RFC 7515). */
export function isOtherType(typ: string): boolean {
  return !isJwtType(typ) && !GENERIC_TYPES.has(normalize(typ));
}

/** `jose+json` is reported by itself, with the better reason. */
const GENERIC_TYPES: ReadonlySet<string> = new Set(['jose', 'jose+json']);

function normalize(typ: string): string {
  return typ.toLowerCase().replace(/^application\//, '');
}
