import type { Exchange, HttpResponse } from '../http/exchange';
import { findError } from '../spotify/errors';
import type { Span } from '../text/span';
import { isMask } from './authorization';
import { isRecord, parseObject } from './fields';
import type { Answer, Issued } from './observation';
import type { Secrets } from './seenToken';
import { type SourceText, traceOf } from './sourceText';

/** What came back. */
export function readAnswer(exchange: Exchange, bodyText: string, source: SourceText, secrets: Secrets): Answer {
  const response = exchange.response;
  if (!response) return noAnswer(exchange, source);
  const body = parseObject(bodyText);
  const said = body ? wordsOf(body) : plainWords(response.status, bodyText);
  const words = (said.error ?? said.message) ? said : quotedWords(exchange.message?.value);
  const challenge = headerOf(response, 'www-authenticate');
  const message = words.message ?? descriptionOf(challenge);
  const issued = body && response.status < 400 ? issuedBy(body, secrets) : undefined;
  return {
    status: response.status,
    bodySeen: bodyText !== '' || exchange.message !== undefined,
    endsSession: endsSession(response),
    trace: traceOf(
      source,
      placeOf(exchange, response, [words.message, words.error, ...(issued ? ISSUE_WORDS : [])], source),
    ),
    ...(words.error !== undefined && { error: words.error }),
    ...(message !== undefined && { message }),
    ...(challenge !== undefined && { challenge }),
    ...(issued && { issued }),
  };
}

export function headerOf(message: Pick<HttpResponse, 'headers'> | undefined, name: string): string | undefined {
  const { length } = name;
  return message?.headers.find((header) => header.name.length === length && header.name.toLowerCase() === name)?.value;
}

/** A failure in place of an answer, or a client library's words about one whose status it does not say. */
function noAnswer(exchange: Exchange, source: SourceText): Answer {
  const { failure, message, request } = exchange;
  const words = quotedWords(message?.value ?? failure?.value);
  return {
    status: impliedStatus(words),
    bodySeen: message !== undefined,
    endsSession: false,
    trace: traceOf(source, message ?? failure ?? request?.urlSpan ?? exchange),
    ...words,
  };
}

/** A text that Spotify sends with one status only says that status too. */
function impliedStatus(words: Words): number {
  const row = findError({ host: 'accounts', ...words }) ?? findError({ host: 'api', ...words });
  return row?.message === undefined && row?.error === undefined ? 0 : (row?.status ?? 0);
}

/** What a client library says that the server said: the body itself, `code: description`, or the description alone. */
function quotedWords(quoted: string | undefined): Words {
  if (quoted === undefined) return {};
  const at = quoted.indexOf('{');
  const body = at < 0 ? undefined : parseObject(quoted.slice(at));
  if (body) return wordsOf(body);
  const match =
    /^"?(invalid_\w{2,30}|unsupported_\w{2,30}|server_error)"?[:,]?\s*(?:error_description:\s*)?"?([^"]*)/.exec(quoted);
  if (!match) return { message: quoted.slice(0, LONGEST_MESSAGE) };
  return texts(match[1], match[2] === '' ? undefined : match[2]);
}

interface Words {
  readonly error?: string;
  readonly message?: string;
}

/** The shapes of Spotify's error bodies: Web API, accounts (RFC 6749 section 5.2), check_scope. */
function wordsOf(body: Readonly<Record<string, unknown>>): Words {
  const error = body.error;
  if (isRecord(error)) return texts(error.reason, error.message);
  if (typeof error === 'string') {
    const description = body.error_description ?? body.message;
    return description === undefined && error.includes(' ') ? { message: error } : texts(error, description);
  }
  return texts(body.code, body.message ?? body.msg);
}

function texts(error: unknown, message: unknown): Words {
  return {
    ...(typeof error === 'string' && { error }),
    ...(typeof message === 'string' && { message: message.slice(0, LONGEST_MESSAGE) }),
  };
}

function plainWords(status: number, text: string): Words {
  const words = text.trim();
  return words === '' || status < 400 ? {} : { message: words.slice(0, LONGEST_MESSAGE) };
}

/** Where an answer that issues tokens says so. */
const ISSUE_WORDS = ['expires_in', 'access_token', 'accessToken'];

const LONGEST_MESSAGE = 2_000;

/** RFC 6750 section 3. */
function descriptionOf(challenge: string | undefined): string | undefined {
  return /error_description="([^"]{1,300})"/.exec(challenge ?? '')?.[1];
}

/** Where the words stand in the log, else the status. */
function placeOf(
  exchange: Exchange,
  response: HttpResponse,
  words: readonly (string | undefined)[],
  source: SourceText,
): Span {
  const body = response.body;
  if (body) {
    const written = source.slice({ start: body.start, end: Math.min(body.end, body.start + 20_000) });
    for (const word of words) {
      const line = word?.split('\n', 1)[0]?.slice(0, 200);
      const at = line ? written.indexOf(line) : -1;
      if (line && at >= 0) return { start: body.start + at, end: body.start + at + line.length };
    }
  }
  return exchange.message ?? response.statusSpan;
}

function issuedBy(body: Readonly<Record<string, unknown>>, secrets: Secrets): Issued | undefined {
  const access = text(body.access_token) ?? text(body.accessToken);
  const refresh = text(body.refresh_token) ?? text(body.refreshToken);
  const id = text(body.id_token);
  const anonymous = body.isAnonymous;
  if (access === undefined && refresh === undefined && typeof anonymous !== 'boolean') return undefined;
  for (const [value, kind] of [
    [access, 'access-token'],
    [refresh, 'refresh-token'],
    [id, 'jws'],
  ] as const) {
    if (value !== undefined && !isMask(value)) secrets.learn(value, kind);
  }
  const expiresIn = Number(body.expires_in ?? body.expiresIn);
  const expiresAt = Number(body.accessTokenExpirationTimestampMs);
  return {
    ...(access !== undefined && !isMask(access) && { access: secrets.see(access, 'access-token') }),
    ...(refresh !== undefined && !isMask(refresh) && { refresh: secrets.see(refresh, 'refresh-token') }),
    ...(id !== undefined && !isMask(id) && { id: secrets.see(id, 'jws') }),
    ...(Number.isFinite(expiresIn) && expiresIn > 0 && { expiresInSeconds: expiresIn }),
    ...(Number.isFinite(expiresAt) && expiresAt > 0 && { expiresAtMs: expiresAt }),
    ...(typeof body.scope === 'string' && { scopes: body.scope.split(/\s+/).filter((scope) => scope !== '') }),
    ...(typeof anonymous === 'boolean' && { anonymous }),
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** `Set-Cookie` with an empty value or an end in the past, for a cookie that holds a session. RFC 6265 section 3.1. */
export function endsSession(response: HttpResponse): boolean {
  return response.headers.some(
    ({ name, value }) =>
      name.toLowerCase() === 'set-cookie' &&
      /^(?:[\w.-]*(?:session|token|auth|sid)[\w.-]*|sp_dc)=/i.test(value) &&
      /max-age=0(?:;|$)|expires=thu, 0?1[ -]jan[ -]1970/i.test(value),
  );
}
