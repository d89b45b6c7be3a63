import type { Provider } from 'oidc-provider';
import type { Clients } from './clients';
import { type Counters, noCounts } from './counters';
import type { Parts } from './middleware';
import { SCOPES } from './scopes';
import { normalSituation, type Situation } from './situation';

export interface Login {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** When the access token ends, in milliseconds since the epoch, by the server's clock. */
  readonly expiresAt: number;
}

/** What a test can do to the server. Each takes one JSON value at most, so that other processes can do it too. */
export interface Controls {
  mintLogin(login?: { client?: 'pkce' | 'confidential' | 'other'; scope?: string }): Promise<Login>;
  /** All access tokens of now are past their time from now on. */
  expireAccessTokens(): void;
  /** Takes one access token back before its time. */
  killAccessToken(accessToken: string): void;
  /** Takes one refresh token back; what was issued from it lives on. */
  revokeRefreshToken(refreshToken: string): void;
  /** The user removes the app: no refresh token of that login works any more, the access token still does. */
  revokeGrant(refreshToken: string): void;
  failTokenCalls(calls: number): void;
  failApiCalls(calls: number): void;
  /** Token calls wait from now on until `releaseTokenCalls`; `counters.tokenCallsHeld` says how many do. */
  holdTokenCalls(): void;
  releaseTokenCalls(): void;
  /** So many of the next API calls wait until `releaseApiCalls`; `counters.apiCallsHeld` says how many do. */
  holdApiCalls(calls: number): void;
  releaseApiCalls(): void;
  /** Ends the user's browser session. As at Spotify, tokens do not notice. */
  logout(): void;
  advanceClock(seconds: number): void;
  setSituation(change: Partial<Situation>): void;
  counters(): Counters;
  reset(): void;
}

export function createControls(provider: Provider, clients: Clients, parts: Parts): Controls {
  const { store, situation, barrier, apiBarrier, clock, counters } = parts;
  const nowInSeconds = () => Math.floor(clock.now() / 1000);
  return {
    async mintLogin({ client = 'confidential', scope = SCOPES.join(' ') } = {}) {
      const owner = await provider.Client.find(clients[client].id);
      const grant = new provider.Grant({ clientId: clients[client].id, accountId: 'listener' });
      for (const one of scope.split(' ')) grant.addOIDCScope(one);
      const common = {
        accountId: 'listener',
        client: owner,
        grantId: await grant.save(),
        gty: 'authorization_code',
        scope,
      };
      const accessToken = await new provider.AccessToken(common).save();
      const refreshToken = await new provider.RefreshToken(common).save();
      const { exp = 0 } = store.row('AccessToken', accessToken) ?? {};
      return { accessToken, refreshToken, expiresAt: exp * 1000 };
    },
    expireAccessTokens() {
      for (const model of ['AccessToken', 'ClientCredentials']) {
        for (const id of store.ids(model)) {
          const row = store.row(model, id);
          if (row) row.exp = Math.min(row.exp ?? 0, nowInSeconds() - 1);
        }
      }
    },
    killAccessToken: (accessToken) => store.remove('AccessToken', accessToken),
    revokeRefreshToken: (refreshToken) => store.remove('RefreshToken', refreshToken),
    revokeGrant(refreshToken) {
      const grantId = store.row('RefreshToken', refreshToken)?.grantId;
      if (grantId === undefined) return;
      store.removeGrant(grantId, ['RefreshToken', 'AuthorizationCode']);
      store.remove('Grant', grantId);
    },
    failTokenCalls(calls) {
      situation.failTokenCalls = calls;
    },
    failApiCalls(calls) {
      situation.failApiCalls = calls;
    },
    holdTokenCalls: () => barrier.close(),
    releaseTokenCalls: () => barrier.open(),
    holdApiCalls(calls) {
      apiBarrier.close();
      parts.api.toHold = calls;
    },
    releaseApiCalls() {
      parts.api.toHold = 0;
      apiBarrier.open();
    },
    logout() {
      situation.isSignedIn = false;
    },
    advanceClock: (seconds) => clock.advance(seconds),
    setSituation(change) {
      Object.assign(situation, change);
    },
    counters: () => counters,
    reset() {
      barrier.open();
      apiBarrier.open();
      Object.assign(parts.api, { toHold: 0, look: undefined });
      clock.reset();
      Object.assign(situation, normalSituation());
      const { tokenCallsHeld, apiCallsHeld } = counters;
      Object.assign(counters, { ...noCounts(), tokenCallsHeld, apiCallsHeld });
    },
  };
}
