import { randomBytes } from 'node:crypto';
import { mintOpaque } from './mint';

/**
 * Sessions of a Spotify client as short scripts: steps between `|`, each `[+SECONDS] VERB WORDS`.
 *
 *     login | call 200 | +3700 call 401 "The access token expired" | refresh 200 | call 200
 *
 * - `login`, `app`: a token request that succeeds (code exchange, client credentials). `in=SECONDS`, `scope=a,b`.
 * - `refresh STATUS ["description"]`: `rotate` brings a new refresh token, `sends=undefined|null|empty|old` sends another
 *   value than the stored one, `error=CODE` in place of invalid_grant, `drops` stores nothing (for `sends`).
 * - `exchange STATUS ["description"]`: a code exchange, `code=same` with the code of the one before.
 * - `call STATUS ["message"]`: `path=/v1/…`, `method=PUT`, `with=none|old|refresh|half|undefined|empty|basic|jwt`,
 *   `plain` for a text body, `reason=CODE`, `cached` for an answer out of a cache.
 * - `get URL [STATUS]`: any other request. `body=TEXT`, `location=URL`.
 * - `skew SECONDS`: from here on the local clock is ahead by that much.
 */
export function parseSession(script: string, startMs = Date.UTC(2026, 8, 1, 10)): readonly Entry[] {
  const session = new SessionWriter(startMs);
  for (const step of script.split('|')) session.step(words(step.trim()));
  return session.entries;
}

/** One request with its answer. Times in milliseconds since the epoch; `localMs` by the clock of the client. */
export interface Entry {
  readonly localMs: number;
  readonly serverMs: number;
  readonly method: string;
  readonly url: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody: string;
  readonly status: number;
  readonly responseHeaders: Readonly<Record<string, string>>;
  readonly responseBody: string;
}

/** A token of Spotify's shape that no one was ever issued. */
export function mintToken(kind: 'access' | 'refresh' | 'code'): string {
  const [prefix, length] = kind === 'access' ? ['BQ', 150] : kind === 'refresh' ? ['AQ', 129] : ['AQ', 180];
  return `${prefix}D${randomBytes(150)
    .toString('base64url')
    .slice(0, length - 3)}`;
}

export interface HarOptions {
  /** Drops `Authorization` and cookies, as Chrome's sanitized export does. */
  readonly sanitized?: boolean;
}

export function toHar(entries: readonly Entry[], { sanitized }: HarOptions = {}): string {
  const pairs = (headers: Readonly<Record<string, string>>) =>
    Object.entries(headers)
      .filter(([name]) => !sanitized || !/^(authorization|cookie|set-cookie)$/i.test(name))
      .map(([name, value]) => ({ name, value }));
  const log = {
    version: '1.2',
    creator: { name: 'session', version: '1' },
    entries: entries.map((entry) => ({
      startedDateTime: new Date(entry.localMs).toISOString(),
      time: 40,
      request: {
        method: entry.method,
        url: entry.url,
        httpVersion: 'HTTP/2',
        headers: pairs(entry.requestHeaders),
        queryString: [],
        cookies: [],
        ...(entry.requestBody && {
          postData: { mimeType: entry.requestHeaders['content-type'] ?? '', text: entry.requestBody },
        }),
      },
      response: {
        status: entry.status,
        statusText: '',
        httpVersion: 'HTTP/2',
        headers: pairs(entry.responseHeaders),
        cookies: [],
        content: {
          size: entry.responseBody.length,
          mimeType: entry.responseHeaders['content-type'] ?? '',
          text: entry.responseBody,
        },
        redirectURL: '',
      },
    })),
  };
  return JSON.stringify({ log }, undefined, 2);
}

/** The same session as JSON lines, with bodies, as a logger of an HTTP client writes them. */
export function toJsonLines(entries: readonly Entry[]): string {
  return entries
    .map((entry) =>
      JSON.stringify({
        level: 30,
        time: entry.localMs,
        msg: 'request completed',
        req: {
          method: entry.method,
          url: entry.url,
          headers: entry.requestHeaders,
          body: entry.requestBody || undefined,
        },
        res: { statusCode: entry.status, headers: entry.responseHeaders, body: entry.responseBody || undefined },
        responseTime: 40,
      }),
    )
    .join('\n');
}

/** The same session as `curl -v` prints it: no times but the server's. */
export function toCurl(entries: readonly Entry[]): string {
  return entries
    .map((entry) => {
      const { host, pathname, search } = new URL(entry.url);
      const sent = Object.entries(entry.requestHeaders).map(([name, value]) => `> ${name}: ${value}`);
      const got = Object.entries(entry.responseHeaders).map(([name, value]) => `< ${name}: ${value}`);
      return [
        `*   Trying 127.0.0.1:443...`,
        `* Connected to ${host} (127.0.0.1) port 443 (#0)`,
        `> ${entry.method} ${pathname}${search} HTTP/1.1`,
        `> Host: ${host}`,
        ...sent,
        `> `,
        `< HTTP/1.1 ${entry.status} `,
        ...got,
        `< `,
        entry.responseBody,
        `* Connection #0 to host ${host} left intact`,
      ].join('\n');
    })
    .join('\n');
}

const API = 'https://api.spotify.com';
const TOKEN_ENDPOINT = 'https://accounts.spotify.com/api/token';
const CLIENT = randomBytes(16).toString('hex');

type Words = readonly string[];

function words(step: string): Words {
  return step.match(/"[^"]*"|\S+/g) ?? [];
}

const option = (step: Words, name: string) => step.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
const quoted = (step: Words) => step.find((word) => word.startsWith('"'))?.slice(1, -1);
const statusOf = (step: Words) => Number(step.find((word) => /^\d{1,3}$/.test(word)) ?? 200);

class SessionWriter {
  readonly entries: Entry[] = [];
  private serverMs: number;
  private skewMs = 0;
  private access = mintOpaque('access-token');
  private oldAccess = this.access;
  private refresh = mintOpaque('refresh-token');
  private oldRefresh = this.refresh;
  private code = mintOpaque('authorization-code');

  constructor(startMs: number) {
    this.serverMs = startMs;
  }

  step(step: Words): void {
    const [first = ''] = step;
    if (/^\+[\d.]+$/.test(first)) {
      this.serverMs += Number(first.slice(1)) * 1000;
      this.step(step.slice(1));
      return;
    }
    this.serverMs += 1000;
    if (first === 'skew') this.skewMs = Number(step[1]) * 1000;
    else if (first === 'login') this.issue(step, this.codeForm(step), true);
    else if (first === 'app') this.issue(step, { grant_type: 'client_credentials' }, false);
    else if (first === 'refresh') this.renew(step);
    else if (first === 'exchange') this.exchange(step);
    else if (first === 'call') this.call(step);
    else if (first === 'get') this.get(step);
    else throw new Error(`No such step: ${step.join(' ')}`);
  }

  private codeForm(step: Words): Record<string, string> {
    if (option(step, 'code') !== 'same') this.code = mintOpaque('authorization-code');
    const redirect = option(step, 'redirect') ?? 'http://127.0.0.1:8888/callback';
    return { grant_type: 'authorization_code', code: this.code, redirect_uri: redirect, client_id: CLIENT };
  }

  private issue(step: Words, form: Record<string, string>, withRefresh: boolean): void {
    this.oldAccess = this.access;
    this.access = mintOpaque('access-token');
    if (withRefresh) {
      this.oldRefresh = this.refresh;
      this.refresh = mintOpaque('refresh-token');
    }
    this.post(form, 200, {
      access_token: this.access,
      token_type: 'Bearer',
      expires_in: Number(option(step, 'in') ?? 3600),
      ...(option(step, 'scope') !== undefined && { scope: option(step, 'scope')?.replaceAll(',', ' ') }),
      ...(withRefresh && { refresh_token: this.refresh }),
    });
  }

  private renew(step: Words): void {
    const sends = option(step, 'sends');
    const sent = { undefined: 'undefined', null: 'null', empty: '', old: this.oldRefresh }[sends ?? ''] ?? this.refresh;
    const form = { grant_type: 'refresh_token', refresh_token: sent, client_id: CLIENT };
    const status = statusOf(step);
    if (status === 200) this.issue(step, form, step.includes('rotate'));
    else this.post(form, status, errorBody(step));
  }

  private exchange(step: Words): void {
    const form = this.codeForm(step);
    const status = statusOf(step);
    if (status === 200) this.issue(step, form, true);
    else this.post(form, status, errorBody(step), step.includes('json') ? 'json' : 'form');
  }

  private post(
    form: Record<string, string>,
    status: number,
    body: object | string,
    as: 'form' | 'json' = 'form',
  ): void {
    this.add({
      method: 'POST',
      url: TOKEN_ENDPOINT,
      requestHeaders: { 'content-type': as === 'json' ? 'application/json' : 'application/x-www-form-urlencoded' },
      requestBody: as === 'json' ? JSON.stringify(form) : new URLSearchParams(form).toString(),
      status,
      responseHeaders: { 'content-type': 'application/json' },
      responseBody: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  private call(step: Words): void {
    const status = statusOf(step);
    const message = quoted(step);
    const reason = option(step, 'reason');
    const error = { error: { status, message, ...(reason !== undefined && { reason }) } };
    const body =
      status < 300
        ? '{"id":"someone"}'
        : message === undefined
          ? ''
          : step.includes('plain')
            ? message
            : JSON.stringify(error);
    const headers = this.authorization(option(step, 'with'));
    this.add({
      method: option(step, 'method') ?? 'GET',
      url: `${API}${option(step, 'path') ?? '/v1/me'}`,
      requestHeaders: { accept: 'application/json', ...headers },
      requestBody: '',
      status,
      responseHeaders: {
        'content-type': step.includes('plain') ? 'text/plain' : 'application/json',
        ...(status === 429 && { 'retry-after': '3' }),
        ...(step.includes('cached') && { age: '7200' }),
      },
      responseBody: body,
    });
  }

  private authorization(which: string | undefined): Record<string, string> {
    if (which === 'none') return {};
    if (which === 'basic') return { authorization: `Basic ${btoa(`${CLIENT}:${CLIENT}`)}` };
    const values: Readonly<Record<string, string>> = {
      old: this.oldAccess,
      refresh: this.refresh,
      half: this.access.slice(0, 70),
      undefined: 'undefined',
      empty: '',
      other: mintOpaque('access-token'),
    };
    return { authorization: `Bearer ${(which === undefined ? this.access : values[which]) ?? this.access}`.trim() };
  }

  private get(step: Words): void {
    const location = option(step, 'location');
    this.add({
      method: option(step, 'method') ?? 'GET',
      url: step[1] ?? '',
      requestHeaders: option(step, 'bearer') ? { authorization: `Bearer ${option(step, 'bearer')}` } : {},
      requestBody: '',
      status: statusOf(step.slice(2)),
      responseHeaders: { 'content-type': 'text/plain', ...(location !== undefined && { location }) },
      responseBody: quoted(step) ?? '',
    });
  }

  private add(entry: Omit<Entry, 'localMs' | 'serverMs'>): void {
    const date = { date: new Date(this.serverMs).toUTCString() };
    this.entries.push({
      localMs: this.serverMs + this.skewMs,
      serverMs: this.serverMs,
      ...entry,
      responseHeaders: { ...date, ...entry.responseHeaders },
    });
  }
}

function errorBody(step: Words): object | string {
  const description = quoted(step);
  if (statusOf(step) >= 500) return description ?? '';
  return {
    error: option(step, 'error') ?? 'invalid_grant',
    ...(description !== undefined && { error_description: description }),
  };
}
