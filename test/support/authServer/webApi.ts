import type { Provider } from 'oidc-provider';
import type { Situation } from './situation';
import type { TokenStore } from './tokenStore';

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON, a string as plain text. */
  readonly body?: object | string;
}

export interface ApiCall {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly contentType: string;
  readonly body: Buffer;
}

interface Endpoint {
  readonly call: RegExp;
  readonly scope?: string;
  readonly access?: 'anyone' | 'app' | 'user';
  readonly needs?: 'premium';
  readonly answer: Answer | ((call: ApiCall) => Answer);
}

const failure = (status: number, message: string, headers: Record<string, string> = {}): Answer => ({
  status,
  headers,
  body: { error: { status, message } },
});
const REMOVED = failure(403, 'Forbidden');

/** First match wins. */
const ENDPOINTS: readonly Endpoint[] = [
  {
    call: /^GET \/v1\/me$/,
    answer: { status: 200, body: { display_name: 'Test Listener', id: 'listener', type: 'user' } },
  },
  {
    call: /^PUT \/v1\/me\/player\/play$/,
    scope: 'user-modify-playback-state',
    needs: 'premium',
    answer: { status: 204 },
  },
  {
    call: /^GET \/v1\/me\/player$/,
    scope: 'user-read-playback-state',
    answer: { status: 200, body: { is_playing: true, progress_ms: 41000, currently_playing_type: 'track' } },
  },
  {
    call: /^GET \/v1\/me\/top\/tracks$/,
    scope: 'user-top-read',
    answer: { status: 200, body: { items: [], total: 0 } },
  },
  {
    call: /^GET \/v1\/me\/playlists$/,
    scope: 'playlist-read-private',
    answer: { status: 200, body: { items: [], total: 0 } },
  },
  { call: /^GET \/v1\/recommendations$/, access: 'app', answer: REMOVED },
  { call: /^GET \/v1\/audio-features\/\w+$/, access: 'app', answer: REMOVED },
  {
    call: /^GET \/v1\/tracks\/\w{22}$/,
    access: 'app',
    answer: { status: 200, body: { type: 'track', name: 'Test Track' } },
  },
  { call: /^GET \/v1\/tracks\//, access: 'app', answer: failure(400, 'invalid id') },
  {
    call: /^\w+ \/echo$/,
    answer: (call) => ({ status: 200, headers: { 'content-type': call.contentType }, body: call.body.toString() }),
  },
  { call: /^\w+ \/forbidden$/, answer: failure(403, 'Insufficient client scope') },
  { call: /^\w+ \/limited$/, answer: failure(429, 'API rate limit exceeded', { 'retry-after': '3' }) },
  { call: /^\w+ \/always401$/, access: 'anyone', answer: failure(401, 'Missing/invalid/expired access token') },
];

/** Answers as api.spotify.com does: the token first, then the app and the user, then the endpoint. */
export async function answerApiCall(
  call: ApiCall,
  provider: Provider,
  store: TokenStore,
  situation: Situation,
): Promise<Answer> {
  const endpoint = ENDPOINTS.find(({ call: pattern }) => pattern.test(`${call.method} ${call.path}`));
  if (situation.failApiCalls > 0) {
    situation.failApiCalls -= 1;
    return outage(situation.failApiStatus);
  }
  if (endpoint?.access !== 'anyone') {
    const refusal = await refuseToken(call, endpoint, provider, store, situation);
    if (refusal) return refusal;
  }
  if (situation.limitApiCalls > 0) {
    situation.limitApiCalls -= 1;
    return failure(429, 'API rate limit exceeded', { 'retry-after': String(situation.retryAfterSeconds) });
  }
  if (!endpoint) return failure(404, 'Service not found');
  return typeof endpoint.answer === 'function' ? endpoint.answer(call) : endpoint.answer;
}

/** What Spotify's front end sends when what is behind it is away. */
export function outage(status: number): Answer {
  return {
    status,
    body: 'upstream connect error or disconnect/reset before headers. reset reason: connection termination',
  };
}

async function refuseToken(
  call: ApiCall,
  endpoint: Endpoint | undefined,
  provider: Provider,
  store: TokenStore,
  situation: Situation,
): Promise<Answer | undefined> {
  const { authorization } = call.headers;
  if (authorization === undefined)
    return failure(401, 'No token provided', { 'www-authenticate': 'Bearer realm="spotify"' });
  const token = /^Bearer ([\w.~+/=-]+)$/.exec(authorization)?.[1];
  if (token === undefined || token === 'undefined' || token === 'null') {
    return failure(400, 'Only valid bearer authentication supported');
  }
  const ofUser = await provider.AccessToken.find(token);
  if (!ofUser && !(await provider.ClientCredentials.find(token))) {
    return refusedToken(token, store, situation);
  }
  if (call.path.startsWith('/v1/me/player') && situation.falsePlayerRefusals > 0) {
    situation.falsePlayerRefusals -= 1;
    return failure(401, 'Access token missing');
  }
  if (!situation.ownerHasPremium) {
    return failure(403, 'Active premium subscription required for the owner of the app.');
  }
  if (!ofUser) {
    return endpoint && endpoint.access !== 'app' ? failure(401, 'Valid user authentication required') : undefined;
  }
  if (!situation.userIsRegistered) {
    return {
      status: 403,
      body: 'Check settings on developer.spotify.com/dashboard, the user may not be registered.',
    };
  }
  if (endpoint?.scope && !ofUser.scopes.has(endpoint.scope)) {
    return call.path.startsWith('/v1/me/player')
      ? failure(401, 'Permissions missing')
      : failure(403, 'Insufficient client scope');
  }
  if (endpoint?.needs === 'premium' && !situation.listenerHasPremium) {
    const message = 'Player command failed: Premium required';
    return { status: 403, body: { error: { status: 403, message, reason: 'PREMIUM_REQUIRED' } } };
  }
  return undefined;
}

/** The challenge that goes with the current words is not known, so none is sent with them. */
function refusedToken(token: string, store: TokenStore, situation: Situation): Answer {
  if (situation.wording === 'current') return failure(401, 'Missing/invalid/expired access token');
  const message = store.row('AccessToken', token) ? 'The access token expired' : 'Invalid access token';
  return failure(401, message, {
    'www-authenticate': `Bearer realm="spotify", error="invalid_token", error_description="${message}"`,
  });
}
