import type { Exchange, HttpRequest, HttpResponse } from '../http/exchange';
import { type Role, roleOf } from '../spotify/hosts';
import { parseInstant } from '../text/instant';
import { headerOf, readAnswer } from './answer';
import { isMask, readAuthorization } from './authorization';
import { type Clue, cluesIn } from './clue';
import { type Fields, formFields } from './fields';
import type { Answer, AuthorizeRequest, Callback, Observation } from './observation';
import type { Secrets } from './seenToken';
import { type SourceText, traceOf } from './sourceText';
import { readTokenRequest } from './tokenRequest';

/** Reads out of an exchange everything that a rule may ask for; nothing of the exchange itself is kept. */
export function observe(exchange: Exchange, source: SourceText, secrets: Secrets): Observation {
  const { request, response } = exchange;
  const url = splitUrl(request);
  const method = request?.method.toUpperCase() ?? '';
  const byUrl = NOT_CALLS.has(method) ? 'other' : roleOf(method, url);
  const bodyText = byUrl === 'other' && isPage(response) ? '' : readBody(response, byUrl);
  const answer = readAnswer(exchange, bodyText, source, secrets);
  const role = settleRole(byUrl, method, request, answer, url.host);
  const local = exchange.startedAt ?? exchange.finishedAt;
  const cookie = headerOf(request, 'cookie');
  const date = parseInstant(headerOf(response, 'date') ?? '');
  const callback = readCallback(role, url, headerOf(response, 'location'));
  const code = url.query.get('code');
  if (callback?.hasCode && code) secrets.learn(code, 'authorization-code');
  return {
    index: 0,
    start: exchange.start,
    role,
    method,
    host: url.host,
    path: url.path,
    ...(local && { startMs: local.epochMs, zone: local.zone }),
    ...(exchange.finishedAt && { endMs: exchange.finishedAt.epochMs }),
    ...(date && isFresh(response) && { serverMs: date.epochMs }),
    authorization: readAuthorization(request, headersShown(exchange), url.query, secrets),
    cookies: cookie !== undefined ? 'present' : exchange.requestHeadersShown === 'all' ? 'absent' : 'unknown',
    hasSessionCookie: cookie !== undefined && /(?:^|;\s*)sp_dc=/.test(cookie) && !isMask(cookie),
    ...(role === 'token' && request && { tokenRequest: readTokenRequest(request, url.query, secrets) }),
    ...(role === 'authorize' && { authorizeRequest: readAuthorize(url.query) }),
    ...(callback && { callback }),
    logout: LOGOUT.test(url.path),
    answer,
    clues: readClues(exchange, role, bodyText, url.fragment),
    requestTrace: traceOf(source, request?.urlSpan ?? exchange),
  };
}

/** Any HAR may have been sanitized after it was made, whatever program made it (Chrome's export is, by default). */
function headersShown({ format, requestHeadersShown }: Exchange): Exchange['requestHeadersShown'] {
  return format === 'har' && requestHeadersShown === 'all' ? 'some' : requestHeadersShown;
}

/** A CORS preflight and the opening of a tunnel carry no credentials and prove nothing. */
const NOT_CALLS = new Set(['OPTIONS', 'CONNECT']);

interface SplitUrl {
  readonly host: string;
  readonly path: string;
  readonly query: Fields;
  readonly fragment: string;
}

/** RFC 3986 appendix B, with the host of the `Host` header where the target has none. */
function splitUrl(request: HttpRequest | undefined): SplitUrl {
  const match = /^(?:[a-z][a-z0-9+.-]*:)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/is.exec(
    request?.url ?? '',
  );
  const authority = match?.[1] ?? headerOf(request, 'host') ?? '';
  const host = authority
    .slice(authority.lastIndexOf('@') + 1)
    .replace(/:\d*$/, '')
    .toLowerCase();
  const path = match?.[2] ?? '';
  return {
    host,
    path: path.length > 1 ? path.replace(/\/$/, '') : path,
    query: formFields(match?.[3] ?? ''),
    fragment: match?.[4] ?? '',
  };
}

/** Some things show only in what was sent or said: a form with a grant, a body that only Spotify writes. */
function settleRole(
  role: Role,
  method: string,
  request: HttpRequest | undefined,
  { error = '', message = '' }: Answer,
  host: string,
): Role {
  if (role !== 'other') return role;
  if (host !== '' && host !== 'localhost' && !/^[\d.]+$|^\[/.test(host)) return role;
  if (method === 'POST' && /(?:^|[&"{,\s])"?grant_type"?\s*[=:]/.test(request?.body?.text.slice(0, 4_000) ?? ''))
    return 'token';
  if (request?.url && host !== '') return role;
  if (OAUTH_ERRORS.includes(error)) return 'token';
  return SPOTIFY_WORDS.test(message) ? 'resource' : role;
}

const OAUTH_ERRORS = [
  'invalid_grant',
  'invalid_client',
  'unsupported_grant_type',
  'invalid_request',
  'unauthorized_client',
];

const SPOTIFY_WORDS =
  /access token|no token provided|permissions missing|valid bearer authentication|insufficient client scope|user authentication|premium|developer dashboard|rate limit/i;

const LOGOUT = /(?:^|\/)(?:log|sign)[-_]?out(?:\/|$)|\/session\/end(?:\/|$)|\/end[-_]?session(?:\/|$)/i;

export function readAuthorize(query: Fields): AuthorizeRequest {
  const responseType = query.get('response_type');
  const redirectUri = query.get('redirect_uri');
  const scope = query.get('scope');
  const state = query.get('state');
  return {
    ...(responseType !== undefined && { responseType }),
    ...(redirectUri !== undefined && { redirectUri }),
    ...(scope !== undefined && { scope }),
    ...(state !== undefined && { state }),
  };
}

/** What the redirect of the authorize page carries, seen in its `Location` or in the request that follows it. */
function readCallback(role: Role, url: SplitUrl, location: string | undefined): Callback | undefined {
  const target = role === 'authorize' && location !== undefined ? splitUrl(asRequest(location)) : url;
  if (role !== 'other' && target === url) return undefined;
  const fields = new Map([...formFields(target.fragment), ...target.query]);
  const error = fields.get('error');
  const hasCode = fields.has('code') && (fields.has('state') || /callback|redirect|cb$/i.test(target.path));
  if (error === undefined && !hasCode && !fields.has('access_token')) return undefined;
  return { hasCode: hasCode || fields.has('access_token'), ...(error !== undefined && { error }) };
}

function asRequest(url: string): HttpRequest {
  return { method: 'GET', url, urlSpan: { start: 0, end: 0 }, headers: [] };
}

/** The `Date` of an answer out of a cache is the time when it was stored. RFC 9111 section 5.1. */
function isFresh(response: Exchange['response']): boolean {
  return !(Number(headerOf(response, 'age') ?? 0) > 0) && response?.status !== 304;
}

/** Only an answer that failed is searched, or the authorize page: another page that explains an error is no error. */
function readClues(exchange: Exchange, role: Role, bodyText: string, fragment: string): readonly Clue[] {
  const { response, failure, message } = exchange;
  const failed = response === undefined || response.status >= 400 || role === 'authorize';
  const said = failed ? [bodyText.slice(0, LONGEST_SAID), headerOf(response, 'www-authenticate')] : [];
  const text = [failure?.value, message?.value, fragment, ...said].filter((part) => part !== undefined).join('\n');
  return text.length > 8 ? cluesIn(text) : [];
}

const LONGEST_SAID = 6_000;

/**
 * The body, or only its beginning where no more is asked of it than that it is there: an answer that did not fail says
 * something in JSON or nothing at all.
 */
function readBody(response: HttpResponse | undefined, role: Role): string {
  const { body, status = 0 } = response ?? {};
  const isAsked = status >= 400 || role === 'authorize';
  const beginning = isAsked ? undefined : body?.beginning;
  return beginning !== undefined && /^\s*[^\s{]/.test(beginning) ? beginning : (body?.text ?? '');
}

/** A body that can hold neither an error nor a token: not worth decoding. */
export function isPage(response: Exchange['response']): boolean {
  if (response === undefined || response.status >= 400) return false;
  const type = response.body?.mimeType ?? headerOf(response, 'content-type') ?? '';
  return type !== '' && !/json/i.test(type);
}
