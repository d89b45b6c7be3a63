import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Barrier } from './barrier';
import { type Clients, mintClients } from './clients';
import { type Controls, createControls } from './controls';
import { type Counters, noCounts } from './counters';
import { createProvider } from './createProvider';
import { seededLatency } from './latency';
import { addSpotify, type Parts } from './middleware';
import { ServerClock } from './serverClock';
import { normalSituation, type Situation } from './situation';
import { TokenStore } from './tokenStore';
import type { ApiCall } from './webApi';

export interface AuthServerOptions {
  /**
   * `rotate`: each refresh gives a new refresh token, and using an old one again revokes the grant.
   * `spotify`: as Spotify does since mid-2026, the refresh token stays and no refresh answer carries one.
   */
  readonly mode: 'rotate' | 'spotify';
  /** Lifetime of access tokens; an hour where it is left out. */
  readonly accessTokenSeconds?: number;
  /** Least and most milliseconds that an answer takes. */
  readonly latency?: readonly [number, number];
  readonly seed?: number;
  readonly sites?: Parts['sites'];
}

export interface AuthServer {
  readonly origin: string;
  readonly tokenUrl: string;
  /** Where `/redirect/port` and `/redirect/host` lead: another port of the same host, another host name. */
  readonly foreignOrigins: Parts['foreignOrigins'];
  readonly clients: Clients;
  readonly counters: Counters;
  readonly situation: Situation;
  readonly controls: Controls;
  readonly clock: ServerClock;
  /** For a listener of one's own in front of it, such as one with TLS. */
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void;
  mintLogin: Controls['mintLogin'];
  /** Shows each API call when it arrives, before it is answered, until `reset`. */
  watchApiCalls(look: (call: ApiCall) => void): void;
  /** Back to no counts, a normal situation and the real time; tokens are kept. */
  reset(): void;
  close(): Promise<void>;
}

/** Starts an authorization server and Spotify's Web API on 127.0.0.1, on free ports. */
export async function startAuthServer(options: AuthServerOptions): Promise<AuthServer> {
  const counters = noCounts();
  const foreign = await listen(
    createServer((request, response) => {
      counters.foreign.push({ host: request.headers.host ?? '', authorization: 'authorization' in request.headers });
      response.setHeader('content-type', 'application/json').end('{"foreign":true}');
    }),
  );
  let handle: AuthServer['handle'] = () => {};
  const main = await listen(createServer((request, response) => handle(request, response)));
  const clock = new ServerClock();
  const parts: Parts = {
    mode: options.mode,
    clock,
    store: new TokenStore(clock),
    situation: normalSituation(),
    counters,
    barrier: new Barrier(),
    apiBarrier: new Barrier(),
    api: { toHold: 0, look: undefined },
    latency: seededLatency(options.seed ?? 1, options.latency ?? [5, 65]),
    sites: options.sites ?? {},
    foreignOrigins: { otherPort: `http://127.0.0.1:${foreign.port}`, otherHost: `http://localhost:${foreign.port}` },
  };
  const clients = mintClients();
  const origin = `http://127.0.0.1:${main.port}`;
  const provider = await createProvider({
    issuer: origin,
    mode: options.mode,
    accessTokenSeconds: options.accessTokenSeconds ?? 3600,
    clients,
    store: parts.store,
  });
  addSpotify(provider, parts);
  handle = provider.callback();
  const controls = createControls(provider, clients, parts);
  return {
    origin,
    tokenUrl: `${origin}/api/token`,
    foreignOrigins: parts.foreignOrigins,
    clients,
    counters,
    situation: parts.situation,
    controls,
    clock,
    handle,
    mintLogin: controls.mintLogin,
    watchApiCalls: (look) => {
      parts.api.look = look;
    },
    reset: () => controls.reset(),
    close: async () => {
      parts.barrier.open();
      parts.apiBarrier.open();
      await Promise.all([main.close(), foreign.close()]);
    },
  };
}

/** Listens on a free port of 127.0.0.1. */
export async function listen(server: Server): Promise<{ readonly port: number; close(): Promise<void> }> {
  // A client whose thread is busy must not meet a connection that was closed for being idle.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
