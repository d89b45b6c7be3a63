import type { CauseId } from '../../src/core/diagnose/diagnosis';
import { mint, mintHex } from '../support/authServer/spotifyTokens';
import { REDIRECT_URI, type Session } from './session';
import { HOSTS, type JwtKeys, signUserToken } from './sites';

/** What a log must show for a careful reader to tell the cause. */
export type Sight =
  /** The bodies of answers. */
  | 'answer'
  /** The bodies of requests. */
  | 'form'
  /** When each request was sent, by the client's clock. */
  | 'time'
  /** Calls that went well, not only the failed one. */
  | 'success'
  /** What happens in the user's browser. */
  | 'visit'
  /** A clock of the machine's own, which can be wrong. */
  | 'clock'
  /** Authorization headers. */
  | 'token';

export interface Scenario {
  readonly name: string;
  readonly cause: CauseId;
  readonly needs: readonly Sight[];
  /**
   * What a reader may say, beside the cause, where the log does not show what is needed: only what is left of the truth. The
   * cause itself where the rest of the log makes up for it. Without it the log is not recorded.
   */
  readonly otherwise?: readonly CauseId[];
  /** What to say of the same recording without its Authorization headers, where that differs. */
  readonly sanitized?: readonly CauseId[];
  /** `rotate` where the refresh token changes with each refresh. */
  readonly mode?: 'rotate';
  readonly needsTime?: true;
  readonly steps: (session: Session, keys: JwtKeys) => Promise<void>;
}

const HOUR = 3600;
const ME = '/v1/me';
const PLAYER = '/v1/me/player';
const CATALOG = `https://${HOSTS.backstage}/api/catalog/entities/by-query`;

/** A user who is signed in and for whom all went well so far. */
async function signedIn(session: Session, scope?: string) {
  const tokens = await session.logIn(scope);
  await session.call(ME, tokens.accessToken);
  await session.call(PLAYER, tokens.accessToken);
  return tokens;
}

export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'session-expired',
    cause: 'session-expired',
    needs: ['success', 'time'],
    otherwise: ['cannot-tell'],
    needsTime: true,
    async steps(session) {
      const { accessToken } = await signedIn(session);
      await session.elapse(HOUR);
      await session.call(PLAYER, accessToken);
      await session.call(PLAYER, accessToken);
    },
  },
  {
    name: 'session-expired-old-words',
    cause: 'session-expired',
    needs: ['answer'],
    otherwise: ['session-expired'],
    needsTime: true,
    async steps(session) {
      session.server.controls.setSituation({ wording: 'until-2026-07' });
      const { accessToken } = await signedIn(session);
      await session.elapse(HOUR);
      await session.call(ME, accessToken);
    },
  },
  {
    name: 'logged-out-of-web-player',
    cause: 'logged-out',
    needs: ['answer', 'success'],
    async steps(session) {
      const page = `https://${HOSTS.webPlayer}/api/token?reason=init&productType=web-player`;
      await session.get(page);
      session.server.controls.logout();
      await session.get(page);
      await session.call(ME, mint('accessToken'));
    },
  },
  {
    name: 'app-clears-its-store',
    cause: 'logged-out',
    needs: ['success'],
    sanitized: ['logged-out'],
    async steps(session) {
      await signedIn(session);
      await session.get(`https://${HOSTS.app}/logout`);
      await session.call(ME, 'undefined');
      await session.call(PLAYER, 'undefined');
    },
  },
  {
    name: 'permission-revoked',
    cause: 'permission-revoked',
    needs: ['answer'],
    otherwise: ['cannot-tell'],
    needsTime: true,
    async steps(session) {
      const { accessToken, refreshToken } = await signedIn(session);
      session.server.controls.revokeGrant(refreshToken);
      await session.elapse(HOUR);
      await session.call(ME, accessToken);
      await session.refresh(refreshToken);
      await session.call(ME, accessToken);
    },
  },
  {
    name: 'clock-ahead',
    cause: 'clock-wrong',
    needs: ['clock', 'success'],
    needsTime: true,
    async steps(session) {
      await session.setClockWrong(8_300);
      const { accessToken, refreshToken } = await session.logIn();
      await session.call(ME, accessToken);
      for (let turn = 0; turn < 3; turn += 1) {
        // The app compares a time of the server with its own clock, and always finds its token too old.
        await session.elapse(70);
        const { access_token: fresh = '' } = await session.refresh(refreshToken);
        await session.call(PLAYER, fresh);
      }
    },
  },
  {
    name: 'refresh-token-expired',
    cause: 'refresh-token-expired',
    needs: ['answer'],
    otherwise: ['refresh-token-expired'],
    needsTime: true,
    async steps(session) {
      const { accessToken, refreshToken } = await signedIn(session);
      await session.elapse(184 * 24 * HOUR);
      await session.call(ME, accessToken);
      await session.refresh(refreshToken);
    },
  },
  {
    name: 'refresh-token-lost',
    cause: 'refresh-token-lost',
    needs: ['form'],
    otherwise: ['cannot-tell'],
    needsTime: true,
    async steps(session) {
      const { accessToken, refreshToken } = await signedIn(session);
      await session.elapse(HOUR);
      await session.call(ME, accessToken);
      const renewed = await session.refresh(refreshToken);
      await session.call(ME, renewed.access_token);
      await session.elapse(HOUR + 60);
      await session.call(ME, renewed.access_token);
      await session.refresh(String(renewed.refresh_token));
    },
  },
  {
    name: 'refresh-token-reused',
    cause: 'refresh-token-reused',
    needs: ['form', 'answer', 'success'],
    otherwise: ['refresh-token-reused'],
    mode: 'rotate',
    needsTime: true,
    async steps(session) {
      const { accessToken, refreshToken } = await signedIn(session);
      await session.elapse(HOUR);
      await session.call(ME, accessToken);
      await session.call(PLAYER, accessToken);
      const first = await session.refresh(refreshToken);
      await session.refresh(refreshToken);
      await session.call(ME, first.access_token);
    },
  },
  {
    name: 'refresh-token-of-another-app',
    cause: 'refresh-token-invalid',
    needs: ['answer'],
    otherwise: ['cannot-tell'],
    needsTime: true,
    async steps(session) {
      const { accessToken } = await signedIn(session);
      const stored = await session.server.mintLogin({ client: 'other' });
      await session.elapse(HOUR);
      await session.call(ME, accessToken);
      await session.refresh(stored.refreshToken);
    },
  },
  {
    name: 'token-not-applied',
    cause: 'token-not-applied',
    needs: ['answer', 'token', 'success'],
    otherwise: ['cannot-tell'],
    needsTime: true,
    sanitized: ['session-expired'],
    async steps(session) {
      const { accessToken, refreshToken } = await signedIn(session);
      await session.elapse(HOUR);
      for (let turn = 0; turn < 2; turn += 1) {
        await session.call(ME, accessToken);
        await session.refresh(refreshToken);
        await session.call(ME, accessToken);
        await session.elapse(60);
      }
    },
  },
  {
    name: 'refresh-token-as-bearer',
    cause: 'wrong-token-kind',
    needs: ['token'],
    otherwise: ['cannot-tell'],
    sanitized: ['capture-sanitized'],
    async steps(session) {
      const { refreshToken } = await session.logIn();
      await session.call(ME, refreshToken);
      await session.call(PLAYER, refreshToken);
    },
  },
  {
    name: 'bearer-undefined',
    cause: 'malformed-authorization',
    needs: ['token'],
    sanitized: ['malformed-authorization'],
    async steps(session) {
      await session.logIn();
      await session.call(ME, 'undefined');
      await session.call(PLAYER, 'undefined');
    },
  },
  {
    name: 'no-authorization-header',
    cause: 'missing-token',
    needs: ['token'],
    sanitized: ['missing-token'],
    async steps(session) {
      await session.call(ME);
      await session.call(PLAYER);
    },
  },
  {
    name: 'scope-never-asked-for',
    cause: 'missing-scope',
    needs: ['answer'],
    otherwise: ['cannot-tell'],
    async steps(session) {
      const { accessToken } = await signedIn(session);
      await session.call('/v1/me/playlists', accessToken);
    },
  },
  {
    name: 'scope-of-player',
    cause: 'missing-scope',
    needs: ['answer'],
    otherwise: ['cannot-tell'],
    async steps(session) {
      const { accessToken } = await session.logIn('user-read-private');
      await session.call(ME, accessToken);
      await session.call(PLAYER, accessToken);
    },
  },
  {
    name: 'app-only-token',
    cause: 'app-only-token',
    needs: ['answer'],
    otherwise: ['cannot-tell'],
    async steps(session) {
      const token = await session.logInAsApp();
      await session.call('/v1/tracks/11dFghVXANMlKmJXsNCbNl', token);
      await session.call(ME, token);
    },
  },
  {
    name: 'user-not-registered',
    cause: 'user-not-registered',
    needs: ['answer'],
    otherwise: ['cannot-tell'],
    async steps(session) {
      session.server.controls.setSituation({ userIsRegistered: false });
      const { accessToken } = await session.logIn();
      await session.call(ME, accessToken);
    },
  },
  {
    name: 'owner-without-premium',
    cause: 'owner-needs-premium',
    needs: ['answer'],
    otherwise: ['cannot-tell'],
    async steps(session) {
      const { accessToken } = await signedIn(session);
      session.server.controls.setSituation({ ownerHasPremium: false });
      await session.call(ME, accessToken);
    },
  },
  {
    name: 'listener-without-premium',
    cause: 'listener-needs-premium',
    needs: ['answer'],
    otherwise: ['cannot-tell'],
    async steps(session) {
      session.server.controls.setSituation({ listenerHasPremium: false });
      const { accessToken } = await signedIn(session);
      await session.call('/v1/me/player/play', accessToken, 'PUT');
    },
  },
  {
    name: 'endpoint-removed',
    cause: 'endpoint-removed',
    needs: ['answer'],
    otherwise: ['endpoint-removed'],
    async steps(session) {
      const { accessToken } = await signedIn(session);
      await session.call('/v1/recommendations?seed_genres=jazz', accessToken);
    },
  },
  {
    name: 'rate-limited',
    cause: 'rate-limited',
    needs: [],
    async steps(session) {
      const { accessToken } = await signedIn(session);
      session.server.controls.setSituation({ limitApiCalls: 3 });
      for (let turn = 0; turn < 4; turn += 1) {
        await session.call(PLAYER, accessToken);
      }
    },
  },
  {
    name: 'wrong-secret',
    cause: 'client-credentials-wrong',
    needs: ['answer'],
    otherwise: ['cannot-tell'],
    async steps(session) {
      await session.logInAsApp(mintHex());
      await session.logInAsApp(mintHex());
    },
  },
  {
    name: 'code-used-twice',
    cause: 'authorization-code-reused-or-invalid',
    needs: ['answer'],
    otherwise: ['cannot-tell'],
    async steps(session) {
      const login = await session.authorize();
      await session.exchangeCode(login);
      await session.exchangeCode(login);
    },
  },
  {
    name: 'code-too-old',
    cause: 'authorization-code-expired',
    needs: ['answer'],
    otherwise: ['cannot-tell'],
    needsTime: true,
    async steps(session) {
      const login = await session.authorize();
      await session.elapse(900);
      await session.exchangeCode(login);
    },
  },
  {
    name: 'redirect-uri-differs',
    cause: 'redirect-uri-mismatch',
    needs: ['answer'],
    otherwise: ['cannot-tell'],
    async steps(session) {
      const login = await session.authorize();
      await session.exchangeCode({ ...login, redirect_uri: `${REDIRECT_URI}/` });
    },
  },
  {
    name: 'redirect-uri-not-registered',
    cause: 'redirect-uri-mismatch',
    needs: ['visit', 'answer'],
    async steps(session) {
      await session.authorize({ redirect_uri: 'https://app.example.com/login/callback' });
    },
  },
  {
    name: 'redirect-uri-localhost',
    cause: 'redirect-uri-insecure',
    needs: ['visit'],
    async steps(session) {
      await session.authorize({ redirect_uri: 'http://localhost:8888/callback' });
    },
  },
  {
    name: 'implicit-grant',
    cause: 'implicit-grant-removed',
    needs: ['visit'],
    async steps(session) {
      await session.authorize({ response_type: 'token' });
    },
  },
  {
    name: 'verifier-of-another-login',
    cause: 'pkce-verifier-mismatch',
    needs: ['answer'],
    otherwise: ['cannot-tell'],
    async steps(session) {
      const earlier = await session.authorize();
      const login = await session.authorize();
      await session.exchangeCode({ ...login, code_verifier: earlier.code_verifier ?? '' });
    },
  },
  {
    name: 'token-request-as-json',
    cause: 'token-request-malformed',
    needs: [],
    async steps(session) {
      await session.postTokenAsJson(await session.authorize());
    },
  },
  {
    name: 'user-cancels',
    cause: 'user-denied-consent',
    needs: ['visit'],
    async steps(session) {
      session.server.controls.setSituation({ userConsents: false });
      await session.authorize();
    },
  },
  {
    name: 'outage',
    cause: 'spotify-outage',
    needs: [],
    async steps(session) {
      const { accessToken } = await signedIn(session);
      session.server.controls.setSituation({ failApiCalls: 3 });
      for (let turn = 0; turn < 4; turn += 1) {
        await session.call(ME, accessToken);
      }
    },
  },
  {
    name: 'false-401-on-player',
    cause: 'spotify-outage',
    needs: ['answer', 'success'],
    otherwise: ['spotify-outage'],
    async steps(session) {
      const { accessToken } = await signedIn(session);
      session.server.controls.setSituation({ falsePlayerRefusals: 1 });
      await session.call(PLAYER, accessToken);
      await session.call(PLAYER, accessToken);
      await session.call(ME, accessToken);
    },
  },
  {
    name: 'jwt-not-yet-valid',
    cause: 'token-not-yet-valid',
    needs: ['token'],
    sanitized: ['token-not-yet-valid'],
    async steps(session, { privateKey }) {
      const now = Math.floor(session.server.clock.now() / 1000);
      await session.get(CATALOG, await signUserToken(now, privateKey));
      await session.get(CATALOG, await signUserToken(now, privateKey, { notBefore: now + 1800 }));
    },
  },
  {
    name: 'jwt-of-another-key',
    cause: 'signature-invalid',
    needs: ['answer'],
    otherwise: ['cannot-tell'],
    async steps(session, { privateKey, strangeKey }) {
      const now = Math.floor(session.server.clock.now() / 1000);
      await session.get(CATALOG, await signUserToken(now, privateKey));
      await session.get(CATALOG, await signUserToken(now, strangeKey));
    },
  },
  {
    name: 'jwt-for-another-audience',
    cause: 'wrong-audience-or-issuer',
    needs: ['answer'],
    otherwise: ['wrong-audience-or-issuer'],
    async steps(session, { privateKey }) {
      const now = Math.floor(session.server.clock.now() / 1000);
      await session.get(CATALOG, await signUserToken(now, privateKey));
      await session.get(CATALOG, await signUserToken(now, privateKey, { audience: 'techdocs' }));
    },
  },
  {
    name: 'dead-token-without-history',
    cause: 'cannot-tell',
    needs: [],
    sanitized: ['capture-sanitized'],
    async steps(session) {
      const { accessToken } = await session.server.mintLogin();
      session.server.controls.killAccessToken(accessToken);
      await session.call(ME, accessToken);
    },
  },
  {
    name: 'healthy',
    cause: 'none',
    needs: ['success'],
    async steps(session) {
      const { accessToken } = await signedIn(session);
      await session.call('/v1/me/player/play', accessToken, 'PUT');
      await session.call(ME, accessToken);
    },
  },
  {
    name: 'healthy-refreshed-ahead',
    cause: 'none',
    needs: ['success'],
    needsTime: true,
    async steps(session) {
      const { refreshToken } = await signedIn(session);
      await session.elapse(HOUR - 120);
      const { access_token: fresh } = await session.refresh(refreshToken);
      await session.call(ME, fresh);
      await session.elapse(600);
      await session.call(PLAYER, fresh);
    },
  },
  {
    name: 'expired-and-refreshed',
    cause: 'session-expired',
    needs: ['success'],
    otherwise: ['cannot-tell'],
    needsTime: true,
    async steps(session) {
      const { accessToken, refreshToken } = await signedIn(session);
      await session.elapse(HOUR);
      await session.call(PLAYER, accessToken);
      const { access_token: fresh } = await session.refresh(refreshToken);
      await session.call(PLAYER, fresh);
      await session.call(ME, fresh);
    },
  },
  {
    name: 'trap-401-of-another-api',
    cause: 'none',
    needs: [],
    async steps(session) {
      const { accessToken } = await signedIn(session);
      await session.get(`https://${HOSTS.weather}/v1/forecast?city=Malmo`, mintHex());
      await session.call(ME, accessToken);
    },
  },
  {
    name: 'trap-web-page',
    cause: 'none',
    needs: [],
    async steps(session) {
      await session.get(`https://${HOSTS.app}/`);
      await session.get(`https://${HOSTS.app}/about`);
      await session.get(`https://${HOSTS.weather}/v1/forecast`, 'letmein');
    },
  },
];
