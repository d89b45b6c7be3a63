import { isEndpointPath } from './endpoints';

/** What a request is for. `resource` is the Web API; `other` is not Spotify's. */
export type Role = 'resource' | 'token' | 'authorize' | 'revoke' | 'web-player' | 'other';

/** The parts of a URL that say what it is for. `host` has no port and may be empty (a request target in origin form). */
export interface UrlParts {
  readonly host: string;
  readonly path: string;
}

/**
 * What a request is for, by host and path.
 *
 * A recording made against a double of Spotify on the loopback is read like one of Spotify itself: there, and where the log
 * does not say the host, the path alone decides (`/api/token`, `/authorize`, `/v1/` followed by a known operation), also below
 * a first segment that says whose double it is (`/spotify/v1/me`).
 */
export function roleOf(method: string, { host, path }: UrlParts): Role {
  const byHost = HOSTS.get(host);
  if (byHost !== undefined) return byHost(method, path);
  return host === '' || isLoopback(host) ? byPath(method, path) : 'other';
}

/** A host with a name at which no path is Spotify's, nor that of a double of it. */
export function isForeignHost(host: string): boolean {
  return !HOSTS.has(host) && !isLoopback(host);
}

/** RFC 6761 (`localhost`) and RFC 6890; also the names by which containers reach the machine they run on. */
export function isLoopback(host: string): boolean {
  return (
    /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host) ||
    LOOPBACK_NAMES.includes(host) ||
    host.endsWith('.localhost') ||
    host.endsWith('.test') ||
    DOUBLE.test(host)
  );
}

/** A container or a name of the local network that says whom it stands in for: `spotify-mock`, `spotify.local`. */
const DOUBLE = /^[a-z0-9-]*spotify[a-z0-9-]*(?:\.(?:local|lan|internal|docker))?$/;

/** The loopback addresses that a redirect URI over http may use; the name `localhost` is refused ("Redirect URIs"). */
export function isLoopbackLiteral(host: string): boolean {
  return host === '127.0.0.1' || host === '[::1]' || host === '::1';
}

const LOOPBACK_NAMES = ['localhost', '[::1]', '::1', '0.0.0.0', 'host.docker.internal', 'host.containers.internal'];

type RoleRule = (method: string, path: string) => Role;

/** Sources: Spotify's discovery document and the pages of each grant; the last three are unofficial. */
const HOSTS: ReadonlyMap<string, RoleRule> = new Map<string, RoleRule>([
  ['accounts.spotify.com', (method, path) => accounts(method, path) ?? 'other'],
  ['api.spotify.com', () => 'resource'],
  ['api-partner.spotify.com', () => 'resource'],
  ['open.spotify.com', (_method, path) => (isWebPlayerToken(path) ? 'web-player' : 'other')],
  ['clienttoken.spotify.com', () => 'web-player'],
  ['login5.spotify.com', () => 'web-player'],
]);

function accounts(method: string, path: string): Role | undefined {
  if (path === '/api/token') return method === 'GET' ? 'web-player' : 'token';
  if (path === '/authorize' || path === '/oauth2/v2/auth' || path.endsWith('/authorize')) return 'authorize';
  if (path.startsWith('/oauth2/revoke')) return 'revoke';
  if (path.startsWith('/oidc/userinfo')) return 'resource';
  return undefined;
}

function byPath(method: string, whole: string): Role {
  const path = whole.replace(/^\/(?:[\w-]*spotify[\w-]*|accounts?)(?=\/)/i, '');
  const role = accounts(method, path) ?? generic(method, path);
  if (role !== undefined) return role;
  if (isWebPlayerToken(path)) return 'web-player';
  return isApiPath(path) ? 'resource' : 'other';
}

/** Where an authorization server of another make stands in for Spotify's. */
function generic(method: string, path: string): Role | undefined {
  if (method === 'POST' && /^\/(?:oauth2?\/)?(?:v\d\/)?token$/.test(path)) return 'token';
  if (/\/(?:token\/revocation|revoke)$/.test(path)) return 'revoke';
  return undefined;
}

function isApiPath(path: string): boolean {
  if (path.startsWith('/v1/melody/')) return true;
  return path.startsWith('/v1/') && isEndpointPath(path.slice('/v1'.length));
}

function isWebPlayerToken(path: string): boolean {
  return path === '/get_access_token' || path === '/api/token' || path === '/v1/clienttoken';
}
