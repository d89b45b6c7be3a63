/** A helper that is broken in one place, and the scenarios that must notice. */
export interface Mutant {
  readonly title: string;
  /** Text of the inserted helper and what stands there instead; each must occur. */
  readonly changes: readonly (readonly [string, string])[];
  readonly killedBy: readonly string[];
}

/** The 20 of the reference, then those it misses ("Open points"). Changes are to the TypeScript helper. */
export const mutants: readonly Mutant[] = [
  {
    title: '1 every caller refreshes',
    changes: [
      ['refreshing ??= exclusively(', 'refreshing = exclusively('],
      ['if (!refreshing) {', 'if (true) {'],
      ['if (current && isUsable(current, rejected)) return remember(current);', ''],
    ],
    killedBy: ['store-without-lock'],
  },
  {
    title: '2 the old refresh token is dropped when none is sent',
    changes: [['answer.refresh_token || spent', 'answer.refresh_token']],
    killedBy: ['two-expiries'],
  },
  {
    title: '3 a rotated refresh token is ignored',
    changes: [['answer.refresh_token || spent', 'spent || answer.refresh_token']],
    killedBy: ['two-expiries'],
  },
  {
    title: '4 no second look inside the critical section',
    changes: [['if (current && isUsable(current, rejected)) return remember(current);', '']],
    killedBy: ['two-instances', 'processes'],
  },
  {
    title: '5 the rejected token is not compared',
    changes: [['if (tokens.accessToken === rejected) return false;', '']],
    killedBy: ['two-expiries'],
  },
  {
    title: '6 a late 401 refreshes again',
    changes: [['if (tokens.accessToken === rejected) return false;', 'if (rejected !== undefined) return false;']],
    killedBy: ['late-401'],
  },
  {
    title: '7 no cool-down',
    changes: [['if (rejected !== undefined && isCooling(rejected)) return rejected;', '']],
    killedBy: ['always-401'],
  },
  {
    title: '8 refresh on 403 too',
    changes: [['response.status !== 401 ||', '![401, 403].includes(response.status) ||']],
    killedBy: ['forbidden'],
  },
  {
    title: '9 a stream is sent twice',
    changes: [['|| !canSendTwice(init.body)', '']],
    killedBy: ['stream-body'],
  },
  {
    title: '10 a caller that aborted waits for the refresh',
    changes: [['await unlessAborted(accessToken(token), signal)', 'await accessToken(token)']],
    killedBy: ['abort'],
  },
  {
    title: '11 any origin gets the token',
    changes: [['if (!isSpotifyApi(request?.url ?? String(input))) return fetch(input, init);', '']],
    killedBy: ['foreign-origin'],
  },
  {
    title: '12 a dead refresh token is kept',
    changes: [
      ['await store.save(undefined).catch(() => {});', ''],
      ['refused = spent;', ''],
    ],
    killedBy: ['invalid-grant'],
  },
  {
    title: '13 invalid_grant is a plain error',
    changes: [['throw new SpotifyReauthRequired("Spotify refused the refresh token")', 'throw new Error("refused")']],
    killedBy: ['invalid-grant'],
  },
  {
    title: '14 no margin before the expiry',
    changes: [['EXPIRY_MARGIN_MS = 60_000', 'EXPIRY_MARGIN_MS = 0']],
    killedBy: ['margin'],
  },
  {
    title: '15 a failed refresh is kept',
    changes: [['refreshing = undefined;\n      });', '});']],
    killedBy: ['token-endpoint-down'],
  },
  {
    title: '16 the lock is not used',
    changes: [['store.lock ? store.lock(work) : work()', 'work()']],
    killedBy: ['two-instances', 'processes'],
  },
  {
    title: '17 a Request is not copied',
    changes: [['request?.clone() ?? input', 'request ?? input']],
    killedBy: ['request-object'],
  },
  {
    title: '18 retries in a loop',
    changes: [
      ['return send(fresh);', 'return fetchWithRefresh(input, init);'],
      ['if (fresh === token) return response;', ''],
    ],
    killedBy: ['sent-twice-at-most'],
  },
  {
    title: '19 client_id is missing in the PKCE form',
    changes: [['form.set("client_id", clientId);', '']],
    killedBy: ['two-expiries'],
  },
  {
    title: '20 new tokens are not saved',
    changes: [['await store.save(tokens);', '']],
    killedBy: ['two-expiries'],
  },
  {
    title: '21 the token request follows redirects',
    changes: [['redirect: "error",', '']],
    killedBy: ['token-request-redirected'],
  },
  {
    title: '22 the refresh has no time limit',
    changes: [['signal: AbortSignal.timeout(REFRESH_TIMEOUT_MS),', '']],
    killedBy: ['slow-token-endpoint'],
  },
  {
    title: '23 the retry carries the old token',
    changes: [['return send(fresh);', 'return send(token);']],
    killedBy: ['two-expiries'],
  },
  {
    title: '24 a token is handed out before it is saved',
    changes: [['await keep(tokens, latest?.accessToken);', 'void keep(tokens, latest?.accessToken);']],
    killedBy: ['saved-first'],
  },
  {
    title: '25 tokens are printed',
    changes: [['return send(fresh);', 'console.log("renewed", fresh);\n    return send(fresh);']],
    killedBy: ['two-expiries'],
  },
  {
    title: '26 a save that failed loses the tokens',
    changes: [['unsaved = { tokens, replaces };', '']],
    killedBy: ['failed-save'],
  },
  {
    title: '27 a lifetime below the margin refreshes on every request',
    changes: [['return leftMs > 0 && isCooling(tokens.accessToken);', 'return false;']],
    killedBy: ['short-lifetime'],
  },
  {
    title: '28 the refresh goes through the fetch that refreshes',
    changes: [['const response = await fetch(TOKEN_URL', 'const response = await fetchWithRefresh(TOKEN_URL']],
    killedBy: ['token-endpoint-401'],
  },
  {
    title: '29 a sign-in is overwritten by the refresh that was under way',
    changes: [['if (signIns !== before && latest) return latest.accessToken;', '']],
    killedBy: ['sign-in-during-refresh'],
  },
];
