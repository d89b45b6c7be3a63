/** How a claim's value is to be read. Times are seconds since the epoch (NumericDate, RFC 7519 section 2). */
export type ClaimKind = 'time' | 'scopes' | 'name' | 'person' | 'uri' | 'object' | 'flag' | 'value';

export interface Claim {
  readonly label: string;
  readonly kind: ClaimKind;
  readonly source: string;
}

const JWT = 'RFC 7519 section 4.1';
const OIDC = 'OpenID Connect Core 1.0';
const BACKSTAGE = 'Backstage user token';
const OPEN_ACCESS = 'Spotify Open Access';
const CONFIDENCE = 'Confidence by Spotify';

/** Claims by name: the registered ones, the common ones of the IANA registry, and those of the world around Spotify. */
export const CLAIMS: ReadonlyMap<string, Claim> = new Map([
  claim('iss', 'Issuer', 'uri', JWT),
  claim('sub', 'Subject', 'name', JWT),
  claim('aud', 'Audience', 'uri', JWT),
  claim('exp', 'Expiration Time', 'time', JWT),
  claim('nbf', 'Not Before', 'time', JWT),
  claim('iat', 'Issued At', 'time', JWT),
  claim('jti', 'JWT ID', 'name', JWT),
  claim('azp', 'Authorized Party', 'name', OIDC),
  claim('nonce', 'Nonce', 'value', OIDC),
  claim('auth_time', 'Time of Sign-in', 'time', OIDC),
  claim('at_hash', 'Access Token Hash', 'value', OIDC),
  claim('c_hash', 'Code Hash', 'value', OIDC),
  claim('s_hash', 'State Hash', 'value', 'Financial-grade API 1.0'),
  claim('acr', 'Authentication Context Class', 'name', OIDC),
  claim('amr', 'Authentication Methods', 'name', OIDC),
  claim('name', 'Full Name', 'person', OIDC),
  claim('given_name', 'Given Name', 'person', OIDC),
  claim('family_name', 'Family Name', 'person', OIDC),
  claim('middle_name', 'Middle Name', 'person', OIDC),
  claim('nickname', 'Nickname', 'person', OIDC),
  claim('preferred_username', 'Preferred User Name', 'person', OIDC),
  claim('profile', 'Profile Page', 'uri', OIDC),
  claim('picture', 'Picture', 'uri', OIDC),
  claim('website', 'Web Site', 'uri', OIDC),
  claim('email', 'E-mail Address', 'person', OIDC),
  claim('email_verified', 'E-mail Verified', 'flag', OIDC),
  claim('gender', 'Gender', 'person', OIDC),
  claim('birthdate', 'Date of Birth', 'person', OIDC),
  claim('zoneinfo', 'Time Zone', 'value', OIDC),
  claim('locale', 'Locale', 'value', OIDC),
  claim('phone_number', 'Phone Number', 'person', OIDC),
  claim('phone_number_verified', 'Phone Number Verified', 'flag', OIDC),
  claim('address', 'Postal Address', 'person', OIDC),
  claim('updated_at', 'Profile Updated At', 'time', OIDC),
  claim('sid', 'Session ID', 'name', 'OpenID Connect Front-Channel Logout 1.0'),
  claim('events', 'Security Events', 'object', 'RFC 8417 section 2.2'),
  claim('toe', 'Time of Event', 'time', 'RFC 8417 section 2.2'),
  claim('txn', 'Transaction ID', 'name', 'RFC 8417 section 2.2'),
  claim('act', 'Actor', 'object', 'RFC 8693 section 4.1'),
  claim('may_act', 'Authorized Actor', 'object', 'RFC 8693 section 4.4'),
  claim('scope', 'Scopes', 'scopes', 'RFC 8693 section 4.2'),
  claim('scp', 'Scopes', 'scopes', 'Microsoft and Okta access tokens'),
  claim('client_id', 'Client ID', 'name', 'RFC 8693 section 4.3'),
  claim('cnf', 'Confirmation Key', 'object', 'RFC 7800 section 3.1'),
  claim('roles', 'Roles', 'value', 'RFC 9068 section 2.2.3.1'),
  claim('groups', 'Groups', 'value', 'RFC 9068 section 2.2.3.1'),
  claim('entitlements', 'Entitlements', 'value', `RFC 9068 section 2.2.3.1; ${OPEN_ACCESS}`),
  claim('permissions', 'Permissions', 'value', 'Auth0 access tokens'),
  claim('gty', 'Grant Type', 'value', 'Auth0 access tokens'),
  claim('htm', 'HTTP Method', 'value', 'RFC 9449 section 4.2'),
  claim('htu', 'HTTP Target URI', 'uri', 'RFC 9449 section 4.2'),
  claim('ath', 'Access Token Hash', 'value', 'RFC 9449 section 4.2'),
  claim('vc', 'Verifiable Credential', 'object', 'W3C Verifiable Credentials 1.1'),
  claim('vp', 'Verifiable Presentation', 'object', 'W3C Verifiable Credentials 1.1'),
  claim('role', 'Database Role', 'name', 'Supabase and PostgREST'),
  claim('aal', 'Authenticator Assurance Level', 'value', 'Supabase Auth'),
  claim('session_id', 'Session ID', 'name', 'Supabase Auth'),
  claim('app_metadata', 'App Metadata', 'object', 'Supabase Auth'),
  claim('user_metadata', 'User Metadata', 'object', 'Supabase Auth'),
  claim('is_anonymous', 'Anonymous User', 'flag', 'Supabase Auth'),
  claim('ent', 'Ownership Entities', 'value', BACKSTAGE),
  claim('uip', 'User Identity Proof', 'value', BACKSTAGE),
  claim('obo', 'On Behalf Of (user token)', 'value', 'Backstage service token'),
  claim('partner_id', 'Partner ID', 'name', OPEN_ACCESS),
  claim('partner_user_id', 'User ID at the Partner', 'name', OPEN_ACCESS),
  claim('org_id', 'Organization ID', 'name', CONFIDENCE),
  claim('https://confidence.dev/account_name', 'Account Name', 'name', CONFIDENCE),
  claim('https://confidence.dev/user_name', 'User Name', 'person', CONFIDENCE),
  claim('https://confidence.dev/org_login_id', 'Organization Login ID', 'name', CONFIDENCE),
  claim('https://confidence.dev/permissions', 'Permissions', 'value', CONFIDENCE),
  claim('https://confidence.dev/region', 'Region', 'value', CONFIDENCE),
]);

function claim(name: string, label: string, kind: ClaimKind, source: string): readonly [string, Claim] {
  return [name, { label, kind, source }];
}
