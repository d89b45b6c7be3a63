import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { Client, Context, Model, Provider } from 'oidc-provider';
import type { Clients } from './clients';
import { loadProvider } from './loadProvider';
import { SCOPES } from './scopes';
import { mint, type SpotifyValue } from './spotifyTokens';
import type { TokenStore } from './tokenStore';

const HOUR = 3600;
/** Counted from the user's authorization, whatever was refreshed since. */
const SIX_MONTHS = 183 * 24 * HOUR;

export interface ProviderOptions {
  readonly issuer: string;
  readonly mode: 'rotate' | 'spotify';
  readonly accessTokenSeconds: number;
  readonly clients: Clients;
  readonly store: TokenStore;
}

/** A certified authorization server with Spotify's paths, lifetimes, scopes and token shapes. */
export async function createProvider(options: ProviderOptions): Promise<Provider> {
  const OidcProvider = await loadProvider();
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const provider = new OidcProvider(options.issuer, {
    adapter: (model: string) => options.store.adapter(model),
    clientBasedCORS: () => true,
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    clockTolerance: 0,
    clients: registrations(options.clients),
    cookies: { keys: [randomBytes(16).toString('hex')] },
    expiresWithSession: () => false,
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
    },
    findAccount: (_context: Context, id: string) => ({ accountId: id, claims: () => ({ sub: id }) }),
    interactions: { url: (_context: Context, { uid }: { uid: string }) => `/login/${uid}` },
    issueRefreshToken: (_context: Context, client: Client) => client.grantTypeAllowed('refresh_token'),
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'ES256' }] },
    loadExistingGrant: grantWhatIsAsked,
    renderError: (context: Context, { error, error_description }: Record<string, string>) => {
      context.body = `${error}: ${error_description}`;
    },
    responseTypes: ['code'],
    rotateRefreshToken: options.mode === 'rotate',
    routes: { authorization: '/authorize', token: '/api/token' },
    scopes: SCOPES,
    ttl: {
      AccessToken: options.accessTokenSeconds,
      AuthorizationCode: 600,
      ClientCredentials: options.accessTokenSeconds,
      Grant: 10 * SIX_MONTHS,
      Interaction: HOUR,
      RefreshToken: (_context: Context, token: Model) =>
        Math.max(1, SIX_MONTHS - Math.floor(Date.now() / 1000 - (token.iiat ?? Date.now() / 1000))),
      Session: 24 * HOUR,
    },
  });
  mintAs(provider.AccessToken.prototype, 'accessToken');
  mintAs(provider.ClientCredentials.prototype, 'appAccessToken');
  mintAs(provider.RefreshToken.prototype, 'refreshToken');
  mintAs(provider.AuthorizationCode.prototype, 'authorizationCode');
  return provider;
}

function registrations({ confidential, pkce, other, redirectUris }: Clients): object[] {
  const common = { redirect_uris: redirectUris, response_types: ['code'] };
  const withSecret = ({ id, secret }: Clients['confidential']) => ({
    ...common,
    client_id: id,
    client_secret: secret,
    grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
  });
  return [
    withSecret(confidential),
    withSecret(other),
    {
      ...common,
      client_id: pkce.id,
      grant_types: ['authorization_code', 'refresh_token'],
      token_endpoint_auth_method: 'none',
    },
  ];
}

/** The consent screen is passed at the login step, so each authorization is a grant of its own. */
async function grantWhatIsAsked(context: Context): Promise<Model> {
  const { provider, client, session, params } = (context as unknown as { oidc: OidcContext }).oidc;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  for (const scope of (params.scope ?? '').split(' ').filter(Boolean)) grant.addOIDCScope(scope);
  await grant.save();
  return grant;
}

interface OidcContext {
  readonly provider: Provider;
  readonly client: Client;
  readonly session: { readonly accountId: string };
  readonly params: Readonly<Record<string, string | undefined>>;
}

/** The original also settles the token's format, so it is called and only its value replaced. */
function mintAs(model: Model, kind: SpotifyValue): void {
  const original = model.generateTokenId;
  model.generateTokenId = function (this: Model) {
    original.call(this);
    return mint(kind);
  };
}
