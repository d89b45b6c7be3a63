import type { Context, OAuthError, Provider } from 'oidc-provider';
import type { Barrier } from './barrier';
import { type Counters, count } from './counters';
import { SCOPES } from './scopes';
import type { ServerClock } from './serverClock';
import type { Situation } from './situation';
import { tokenError } from './tokenAnswers';
import type { TokenStore } from './tokenStore';
import { type Answer, type ApiCall, answerApiCall, outage } from './webApi';

/** Everything the server consists of, for the parts that answer a request. */
export interface Parts {
  readonly mode: 'rotate' | 'spotify';
  readonly clock: ServerClock;
  readonly store: TokenStore;
  readonly situation: Situation;
  readonly counters: Counters;
  readonly barrier: Barrier;
  readonly apiBarrier: Barrier;
  /** How many of the next API calls wait behind their barrier, and who is shown each call when it arrives. */
  readonly api: { toHold: number; look: ((call: ApiCall) => void) | undefined };
  readonly latency: () => Promise<void>;
  /** Other web sites of the same machine, by host name: what is not Spotify's API or accounts service. */
  readonly sites: Readonly<Record<string, (call: ApiCall, parts: Parts) => Promise<Answer>>>;
  readonly foreignOrigins: { readonly otherPort: string; readonly otherHost: string };
}

type Middleware = (context: Context, next: () => Promise<void>) => Promise<void>;

/** Puts Spotify's manners in front of the provider: its words, headers, Web API and consent page. */
export function addSpotify(provider: Provider, parts: Parts): void {
  const faults = new WeakMap<Context['req'], OAuthError>();
  for (const event of ['grant.error', 'authorization.error']) {
    provider.on(event, (context, error) => faults.set(context.req, error));
  }
  const byPath: readonly (readonly [RegExp, Middleware])[] = [
    [/^\/api\/token$/, tokenEndpoint(parts, faults)],
    [/^\/authorize/, authorizeEndpoint(faults)],
    [/^\/login\//, consentPage(provider, parts)],
    [/^\/redirect/, redirect(parts)],
    [/^\/(v1\/|echo|forbidden|limited|always401)/, webApi(provider, parts)],
  ];
  provider.use(async (context, next) => {
    context.set('date', new Date(parts.clock.now()).toUTCString());
    const site = parts.sites[context.host];
    if (site) return send(context, await site(await readCall(context), parts));
    const answer = byPath.find(([path]) => path.test(context.path))?.[1];
    await (answer ? answer(context, next) : next());
    context.set('via', 'HTTP/2 edgeproxy, 1.1 google');
    context.set('server', 'envoy');
  });
}

function tokenEndpoint(parts: Parts, faults: WeakMap<object, OAuthError>): Middleware {
  return async (context, next) => {
    if (context.method !== 'POST') return next();
    const { counters, situation } = parts;
    counters.tokenCalls += 1;
    counters.tokenCallsHeld += 1;
    await parts.barrier.pass();
    counters.tokenCallsHeld -= 1;
    await parts.latency();
    if (situation.failTokenCalls > 0) {
      situation.failTokenCalls -= 1;
      count(counters.refreshErrors, situation.failTokenStatus);
      return send(context, outage(situation.failTokenStatus));
    }
    if (situation.redirectTokenCalls > 0) {
      situation.redirectTokenCalls -= 1;
      return send(context, {
        status: 302,
        headers: { location: `${parts.foreignOrigins.otherPort}/foreign` },
        body: '',
      });
    }
    await next();
    const form = formOf(context);
    const isRefresh = form.get('grant_type') === 'refresh_token';
    const fault = faults.get(context.req);
    if (fault) {
      const { status, error, description } = tokenError(fault, form, parts.store);
      if (isRefresh) count(counters.refreshErrors, error);
      context.remove('www-authenticate');
      return send(context, { status, body: { error, ...(description && { error_description: description }) } });
    }
    if (isRefresh) counters.refreshesOk += 1;
    const { refresh_token, scope, ...token } = context.body as Record<string, unknown>;
    context.body = {
      ...token,
      ...(refresh_token && !(isRefresh && parts.mode === 'spotify') ? { refresh_token } : {}),
      ...(scope ? { scope } : {}),
    };
  };
}

function formOf(context: Context): URLSearchParams {
  return new URLSearchParams((context as { oidc?: { body?: Record<string, string> } }).oidc?.body ?? {});
}

/** An authorize request that cannot go back to the app is answered with one line of text. */
function authorizeEndpoint(faults: WeakMap<object, OAuthError>): Middleware {
  return async (context, next) => {
    const asked = typeof context.query.scope === 'string' ? context.query.scope.split(' ').filter(Boolean) : [];
    if (asked.some((scope) => !(SCOPES as readonly string[]).includes(scope))) {
      return send(context, { status: 400, body: 'Illegal scope' });
    }
    await next();
    const location = context.res.getHeader('location');
    if (typeof location === 'string') {
      context.set('location', location.replace(/([?&#])iss=[^&]*&?/, '$1').replace(/[?&#]$/, ''));
    } else if (faults.has(context.req)) {
      send(context, { status: 400, body: `INVALID_CLIENT: ${refusal(context)}` });
    }
  };
}

function refusal(context: Context): string {
  const { redirect_uri: redirectUri } = context.query;
  if (typeof redirectUri !== 'string' || !(context as { oidc?: { client?: object } }).oidc?.client)
    return 'Invalid client';
  const { protocol, hostname } = new URL(redirectUri);
  const isLoopback = hostname === '127.0.0.1' || hostname === '[::1]';
  return protocol === 'http:' && !isLoopback ? 'Insecure redirect URI' : 'Invalid redirect URI';
}

/** Signs the listener in and agrees, or refuses: what a person would click. */
function consentPage(provider: Provider, { situation }: Parts): Middleware {
  return async (context) => {
    context.respond = false;
    const result = situation.userConsents ? { login: { accountId: 'listener' } } : { error: 'access_denied' };
    await provider.interactionFinished(context.req, context.res, result);
  };
}

function redirect({ foreignOrigins, latency }: Parts): Middleware {
  return async (context) => {
    await latency();
    const origin = context.path.endsWith('/host') ? foreignOrigins.otherHost : foreignOrigins.otherPort;
    send(context, { status: 302, headers: { location: `${origin}/foreign` }, body: '' });
  };
}

function webApi(provider: Provider, parts: Parts): Middleware {
  return async (context) => {
    context.set('access-control-allow-origin', '*');
    if (context.method === 'OPTIONS') {
      context.set(
        'access-control-allow-headers',
        'Accept, App-Platform, Authorization, Content-Type, Origin, Retry-After',
      );
      context.set('access-control-allow-methods', 'GET, POST, OPTIONS, PUT, DELETE, PATCH');
      context.set('access-control-max-age', '604800');
      return send(context, { status: 204 });
    }
    const call = await readCall(context);
    const { counters } = parts;
    count(counters.apiCalls, `${call.method} ${call.path}`);
    if (call.body.length > 0) {
      counters.bodies.push({ path: call.path, contentType: call.contentType, text: call.body.toString() });
    }
    parts.api.look?.(call);
    if (parts.api.toHold > 0) {
      parts.api.toHold -= 1;
      counters.apiCallsHeld += 1;
      await parts.apiBarrier.pass();
      counters.apiCallsHeld -= 1;
    }
    await parts.latency();
    const answer = await answerApiCall(call, provider, parts.store, parts.situation);
    count(counters.apiStatus, answer.status);
    context.set('cache-control', 'private, max-age=0');
    send(context, answer);
  };
}

async function readCall(context: Context): Promise<ApiCall> {
  const chunks: Buffer[] = [];
  for await (const chunk of context.req) chunks.push(chunk as Buffer);
  return {
    method: context.method,
    path: context.path,
    query: new URLSearchParams(context.query as Record<string, string>),
    headers: context.headers,
    contentType: context.get('content-type') || 'text/plain',
    body: Buffer.concat(chunks),
  };
}

function send(context: Context, { status, headers = {}, body }: Answer): void {
  context.status = status;
  if (body === undefined) return;
  context.set(
    'content-type',
    typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8',
  );
  for (const [name, value] of Object.entries(headers)) context.set(name, value);
  context.body = typeof body === 'string' ? body : JSON.stringify(body);
}
