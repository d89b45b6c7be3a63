import { createHash, randomBytes } from 'node:crypto';
import type { AuthServer } from '../support/authServer/authServer';
import type { Client, Request } from './client';
import type { Answer, Front } from './front';
import { HOSTS } from './sites';

const TOKEN_URL = `https://${HOSTS.accounts}/api/token`;
export const REDIRECT_URI = `https://${HOSTS.app}/callback`;
const FORM = 'application/x-www-form-urlencoded';
const SCOPE = 'user-read-private user-read-playback-state user-modify-playback-state';

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** An app and its user, seen through one real client. The words of a scenario. */
export class Session {
  readonly server: AuthServer;
  readonly #client: Client;
  readonly #front: Front;
  readonly #visits: 'seen' | 'unseen';
  #secondsPassed = 0;
  #clockError = 0;

  constructor(client: Client, front: Front, server: AuthServer, visits: 'seen' | 'unseen') {
    this.#client = client;
    this.#front = front;
    this.server = server;
    this.#visits = visits;
  }

  /** Signs the user in: by PKCE where the client is a browser, else with the app's secret. */
  async logIn(scope = SCOPE): Promise<Tokens> {
    const login = await this.authorize({ scope });
    return this.exchangeCode(login);
  }

  /** The user's visit to the consent page; what the app then has to exchange. */
  async authorize(change: Readonly<Record<string, string>> = {}): Promise<Record<string, string>> {
    const verifier = randomBytes(48).toString('base64url');
    const query = new URLSearchParams({
      client_id: this.server.clients.pkce.id,
      response_type: 'code',
      redirect_uri: REDIRECT_URI,
      scope: SCOPE,
      state: randomBytes(8).toString('hex'),
      code_challenge_method: 'S256',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      ...change,
    });
    const end = await this.visit(`https://${HOSTS.accounts}/authorize?${query}`);
    return {
      grant_type: 'authorization_code',
      code: end.searchParams.get('code') ?? '',
      redirect_uri: REDIRECT_URI,
      client_id: this.server.clients.pkce.id,
      code_verifier: verifier,
    };
  }

  async exchangeCode(form: Readonly<Record<string, string>>): Promise<Tokens> {
    const { access_token: accessToken = '', refresh_token: refreshToken = '' } = parse(await this.postToken(form));
    return { accessToken, refreshToken };
  }

  /** @returns the answer's fields; none where it was refused */
  async refresh(refreshToken: string): Promise<{ access_token?: string; refresh_token?: string }> {
    const client_id = this.server.clients.pkce.id;
    return parse(await this.postToken({ grant_type: 'refresh_token', refresh_token: refreshToken, client_id }));
  }

  /** A login of the app itself, without a user. */
  async logInAsApp(secret = this.server.clients.confidential.secret): Promise<string> {
    const credentials = Buffer.from(`${this.server.clients.confidential.id}:${secret}`).toString('base64');
    const answer = await this.postToken(
      { grant_type: 'client_credentials' },
      { Authorization: `Basic ${credentials}` },
    );
    return parse(answer).access_token ?? '';
  }

  postToken(form: Readonly<Record<string, string>>, headers: Record<string, string> = {}): Promise<Answer> {
    const body = new URLSearchParams(form).toString();
    return this.send({ method: 'POST', url: TOKEN_URL, headers: { ...headers, 'Content-Type': FORM }, body });
  }

  postTokenAsJson(form: Readonly<Record<string, string>>): Promise<Answer> {
    const headers = { 'Content-Type': 'application/json' };
    return this.send({ method: 'POST', url: TOKEN_URL, headers, body: JSON.stringify(form) });
  }

  /** Calls the Web API with a bearer, or without an Authorization header. */
  call(path: string, bearer?: string, method = 'GET'): Promise<Answer> {
    return this.get(`https://${HOSTS.api}${path}`, bearer, method);
  }

  get(url: string, bearer?: string, method = 'GET'): Promise<Answer> {
    return this.send({ method, url, headers: bearer === undefined ? {} : { Authorization: `Bearer ${bearer}` } });
  }

  async send(request: Request): Promise<Answer> {
    await this.#client.send(request);
    return this.#front.takeAnswer();
  }

  /** Follows redirects as a browser does. Unseen: elsewhere than in the client. */
  async visit(url: string): Promise<URL> {
    if (this.#visits === 'unseen') return this.#visitUnseen(url);
    let here = new URL(url);
    for (let hops = 0; hops < 8; hops += 1) {
      const { location } = await this.send({
        method: 'GET',
        url: here.href,
        headers: { accept: 'text/html,*/*;q=0.8' },
      });
      // A browser has followed the redirects by itself and is at the end of them.
      if (location === undefined) break;
      here = new URL(location, here);
    }
    return new URL(this.#front.takeArrival() ?? here.href);
  }

  /** Time passes for everybody. */
  async elapse(seconds: number): Promise<void> {
    this.server.controls.advanceClock(seconds);
    this.#secondsPassed += seconds;
    await this.#client.setTime(this.#secondsPassed + this.#clockError);
  }

  /** The client's clock goes wrong by this many seconds, the server's stays right. */
  async setClockWrong(seconds: number): Promise<void> {
    this.#clockError = seconds;
    await this.elapse(0);
  }

  async #visitUnseen(url: string): Promise<URL> {
    const cookies: string[] = [];
    let here = new URL(url);
    while (here.host === HOSTS.accounts) {
      const page = await fetch(this.server.origin + here.pathname + here.search, {
        redirect: 'manual',
        headers: { cookie: cookies.join('; ') },
      });
      cookies.push(...page.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? ''));
      const location = page.headers.get('location');
      if (location === null) break;
      const next = new URL(location, here);
      here = next.origin === this.server.origin ? new URL(next.pathname + next.search, here) : next;
    }
    return here;
  }
}

function parse({ text }: Answer): Record<string, string> {
  try {
    return JSON.parse(text) as Record<string, string>;
  } catch {
    return {};
  }
}
