import type { Mode } from './workshop';

/** A helper that is broken in one place, and the scenario that notices. */
export interface Mutant {
  readonly file: string;
  readonly title: string;
  /** Text of the helper and what stands there instead; it must compile. */
  readonly changes: readonly Change[];
  readonly killedBy: string;
  /** Where it shows only so. */
  readonly mode?: Mode;
}

type Change = readonly [from: string, to: string];

/** The helper with all of a mutant's changes. */
export function changeOf({ changes }: Mutant): (helper: string) => string {
  return (helper) => changes.reduce((text, [from, to]) => text.replaceAll(from, to), helper);
}

export function mutantsOf(
  file: string,
  rows: readonly (readonly [string, string, readonly Change[], Mode?])[],
): Mutant[] {
  return rows.map(([killedBy, title, changes, mode]) => ({ file, title, changes, killedBy, ...(mode && { mode }) }));
}

export const goMutants = mutantsOf('net-http/client.go', [
  ['two-expiries', 'an omitted refresh token is dropped', [['answer.RefreshToken = spent', '_ = spent']]],
  ['two-expiries', 'the rejected token is not compared', [['|| tokens.AccessToken == rejected', '']]],
  [
    'two-expiries',
    'the retry carries the old token',
    [['withSpotifyToken(request, fresh)', 'withSpotifyToken(request, token)']],
  ],
  [
    'two-expiries',
    'a token is used before it is stored',
    [
      [
        's.keep(tokens, replaces)\n\treturn',
        'go func() { time.Sleep(time.Second); s.keep(tokens, replaces) }()\n\treturn',
      ],
    ],
  ],
  [
    'two-expiries',
    'tokens are printed',
    [['tokens := toSpotifyTokens(answer', 'log.Print(answer); tokens := toSpotifyTokens(answer']],
  ],
  ['late-401', 'a late 401 refreshes again', [['|| tokens.AccessToken == rejected', '|| rejected != ""']]],
  ['processes', 'the lock is not used', [['os.O_CREATE|os.O_EXCL|os.O_WRONLY', 'os.O_CREATE|os.O_WRONLY']], 'rotate'],
  ['always-401', 'no cool-down', [['renewalCoolDown  = 10', 'renewalCoolDown  = 0']]],
  ['margin', 'no margin', [['left > renewalMargin', 'left > 0']]],
  ['not-a-401', 'refreshes on 403', [['response.StatusCode != http.StatusUnauthorized', 'response.StatusCode < 400']]],
  ['bodies', 'a stream is sent twice', [['|| !canSendAgain(request)', '']]],
  ['redirect', 'the token goes anywhere', [['!isSpotifyAPI(request.URL)', 'false && !isSpotifyAPI(request.URL)']]],
  ['invalid-grant', 'a dead refresh token is kept', [['_ = s.Store.Save(nil)', '_ = s.Store']]],
  ['token-endpoint-silent', 'the refresh has no time limit', [['Timeout: renewalTimeout, ', '']]],
  ['token-request-redirected', 'the token request is redirected', [[', CheckRedirect: noSpotifyRedirect', '']]],
  [
    'token-endpoint-down',
    'the refresh goes through the client that refreshes',
    [
      ['client := &http.Client{', 'client := s.Client(&http.Client{'],
      ['CheckRedirect: noSpotifyRedirect}', 'CheckRedirect: noSpotifyRedirect})'],
    ],
  ],
  ['abort', 'who gives up waits for the refresh', [['case <-ctx.Done():\n\t\treturn "", ctx.Err()\n', '']]],
  ['failed-save', 'a save that failed loses the tokens', [['s.unsaved = &unsavedSpotifyTokens{tokens, replaces}', '']]],
  [
    'sign-in-during-refresh',
    'a sign-in does not wait for the lock',
    [['unlock, err := s.Store.Lock()\n\tif err != nil {\n\t\treturn err\n\t}\n\tdefer unlock()', '']],
    'rotate',
  ],
]);

export const javaMutants = mutantsOf('okhttp/Client.java', [
  [
    'two-expiries',
    'a rotated refresh token is ignored',
    [['answer.getOrDefault("refresh_token", spent)', 'spent']],
    'rotate',
  ],
  ['late-401', 'a late 401 refreshes again', [['tokens.accessToken.equals(rejected)', '!rejected.isEmpty()']]],
  [
    'token-endpoint-down',
    'waiters of a failed refresh ask again',
    [['refreshing == null || refreshing.isDone()', 'true']],
  ],
  ['token-request-redirected', 'the token request is redirected', [['.followRedirects(false)', '']]],
  ['abort', 'who cancels waits for the refresh', [['caller != null && caller.isCanceled()', 'false']]],
  [
    'abort',
    'who is interrupted ends the refresh for all',
    [
      ['Thread thread = new Thread(refreshing, "Spotify refresh");', 'refreshing.run();'],
      ['thread.setDaemon(true);', ''],
      ['thread.start();', ''],
    ],
  ],
  ['failed-save', 'a save that failed loses the tokens', [['unsaved = tokens;', '']], 'rotate'],
]);

export const csharpMutants = mutantsOf('http-client/Client.cs', [
  ['two-expiries', 'an omitted refresh token is dropped', [['? rotated : spent', '? rotated : ""']]],
  ['two-expiries', 'no second look', [['return Remember(current);', '']]],
  [
    'processes',
    'the lock is not used',
    [
      [
        'FileMode.CreateNew, FileAccess.Write, FileShare.None',
        'FileMode.Create, FileAccess.Write, FileShare.ReadWrite',
      ],
    ],
    'rotate',
  ],
  ['bodies', 'a stream is sent twice', [['!(request.Content is StreamContent)', 'true']]],
  [
    'invalid-grant',
    'invalid_grant is a plain error',
    [['throw new SpotifyReauthRequiredException("Spotify refused', 'throw new HttpRequestException("Spotify refused']],
  ],
  ['margin', 'no margin', [['left > Margin', 'left > TimeSpan.Zero']]],
  [
    'abort',
    'who gives up waits for the refresh',
    [['await UnlessCanceledAsync(refresh, cancellation)', 'await refresh']],
  ],
  ['failed-save', 'a save that failed loses the tokens', [['unsaved = (tokens, replaces);', '']], 'rotate'],
]);

export const rustMutants = mutantsOf('reqwest/client.rs', [
  [
    'abort',
    'who gives up ends the refresh for all',
    [
      ['let refresh = tokio::spawn(self.refresh_alone(rejected.to_owned(), failures));', ''],
      [
        'refresh\n            .await\n            .unwrap_or_else(|panic| std::panic::resume_unwind(panic.into_panic()))',
        'self.refresh_alone(rejected.to_owned(), failures).await',
      ],
    ],
  ],
]);
