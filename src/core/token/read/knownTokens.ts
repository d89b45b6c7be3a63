import type { JsonDocument, JsonObject, JsonValue } from './decoded';

/** A kind of JWT that can be told by what it says of itself. Nothing of that is proven: the signature is not checked. */
export interface KnownToken {
  readonly id: string;
  /** What it is, for a title: "Spotify ID token". */
  readonly title: string;
  /** How long it usually lives, in seconds; absent where that is set by each project. */
  readonly usualSeconds?: number;
  /** Has no `exp` by design. */
  readonly neverExpires?: true;
  readonly note: string;
  readonly source: string;
  matches(header: JsonObject, claims: JsonObject): boolean;
}

/** Issuers are compared byte for byte: a look-alike with a foreign letter is somebody else. */
export const KNOWN_TOKENS: readonly KnownToken[] = [
  {
    id: 'spotify-id-token',
    title: 'Spotify ID token',
    usualSeconds: 3600,
    note: 'It says who signed in. The Web API does not take it: that wants the access token, which is opaque.',
    source: 'OpenID configuration of accounts.spotify.com',
    matches: (_header, claims) => claims.iss === 'https://accounts.spotify.com',
  },
  {
    id: 'confidence',
    title: 'Confidence access token',
    usualSeconds: 86_400,
    note: 'It is for Confidence, the experimentation platform of Spotify, and not for the Web API.',
    source: 'spotify/confidence-cli',
    matches: (_header, claims) => isOneOf(claims.iss, CONFIDENCE_ISSUERS),
  },
  {
    id: 'dpop-proof',
    title: 'DPoP proof',
    neverExpires: true,
    note: 'It proves possession of a key for one request, and is judged by `iat`: a wrong clock makes it fail.',
    source: 'RFC 9449 section 4.2',
    matches: (header, claims) => header.typ === 'dpop+jwt' && claims.htm !== undefined && claims.htu !== undefined,
  },
  {
    id: 'backstage-user',
    title: 'Backstage user token',
    usualSeconds: 3600,
    note: 'It is for the backend of a Backstage portal, which issued it.',
    source: 'backstage/backstage, plugins/auth-backend',
    matches: (header, claims) =>
      isOneOf(header.typ, ['vnd.backstage.user', 'vnd.backstage.limited-user']) ||
      (claims.aud === 'backstage' && claims.ent !== undefined),
  },
  {
    id: 'backstage-service',
    title: 'Backstage service token',
    usualSeconds: 3600,
    note: 'One plugin of a Backstage portal shows it to another.',
    source: 'backstage/backstage, plugins/auth-node',
    matches: (header) => header.typ === 'vnd.backstage.service',
  },
  {
    id: 'open-access',
    title: 'Spotify Open Access message',
    neverExpires: true,
    note: 'It is the body of a request or an answer, signed with the client secret, and has no lifetime.',
    source: 'developer.spotify.com/documentation/open-access',
    matches: (_header, claims) => claims.partner_id !== undefined && claims.partner_user_id !== undefined,
  },
  {
    id: 'supabase-key',
    title: 'Supabase API key',
    note: 'It names the project and a role, and is meant to live for years. `service_role` must never leave the server.',
    source: 'Supabase documentation, API keys',
    matches: (_header, claims) => claims.iss === 'supabase' && isOneOf(claims.role, ['anon', 'service_role']),
  },
  {
    id: 'supabase-session',
    title: 'Supabase session',
    usualSeconds: 3600,
    note: 'It is the session of your app. The tokens of Spotify are kept beside it (`provider_token`), not in it.',
    source: 'Supabase documentation, sessions',
    matches: (_header, { iss }) => typeof iss === 'string' && SUPABASE_AUTH.test(iss),
  },
];

const CONFIDENCE_ISSUERS = [
  'https://auth.confidence.dev/',
  'https://konfidens.eu.auth0.com/',
  'https://iam.confidence.dev/',
];

const SUPABASE_AUTH = /^https:\/\/[a-z0-9-]{1,63}\.supabase\.co\/auth\/v1$/;

export function recognize(header: JsonDocument | undefined, claims: JsonDocument | undefined): KnownToken | undefined {
  if (!header || !claims) return undefined;
  return KNOWN_TOKENS.find((known) => known.matches(header.value, claims.value));
}

function isOneOf(value: JsonValue | undefined, names: readonly string[]): boolean {
  return typeof value === 'string' && names.includes(value);
}
