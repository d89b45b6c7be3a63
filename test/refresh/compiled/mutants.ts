/** A helper that is broken in one place, and the scenario that notices. */
export interface Mutant {
  readonly file: string;
  readonly title: string;
  /** Text of the helper and what stands there instead; it must compile. */
  readonly from: string;
  readonly to: string;
  readonly killedBy: string;
}

const go = (title: string, from: string, to: string, killedBy: string): Mutant => ({
  file: 'net-http/client.go',
  title,
  from,
  to,
  killedBy,
});

const java = (title: string, from: string, to: string, killedBy: string): Mutant => ({
  file: 'okhttp/Client.java',
  title,
  from,
  to,
  killedBy,
});

const csharp = (title: string, from: string, to: string, killedBy: string): Mutant => ({
  file: 'http-client/Client.cs',
  title,
  from,
  to,
  killedBy,
});

export const mutants: readonly Mutant[] = [
  go('an omitted refresh token is dropped', 'answer.RefreshToken = spent', '_ = spent', 'two-expiries'),
  go('the rejected token is not compared', '|| tokens.AccessToken == rejected', '', 'two-expiries'),
  go('the lock is not used', 'os.O_CREATE|os.O_EXCL|os.O_WRONLY', 'os.O_CREATE|os.O_WRONLY', 'processes'),
  go('no cool-down', 'renewalCoolDown  = 10', 'renewalCoolDown  = 0', 'always-401'),
  go('no margin', 'left > renewalMargin', 'left > 0', 'margin'),
  go('refreshes on 403', 'response.StatusCode != http.StatusUnauthorized', 'response.StatusCode < 400', 'not-a-401'),
  go('a stream is sent twice', '|| !canSendAgain(request)', '', 'bodies'),
  go('the token goes anywhere', '!isSpotifyAPI(request.URL)', 'false && !isSpotifyAPI(request.URL)', 'redirect'),
  go('a dead refresh token is kept', '_ = s.Store.Save(nil)', '_ = s.Store', 'invalid-grant'),
  go('the refresh has no time limit', 'Timeout: renewalTimeout, ', '', 'token-endpoint-silent'),
  go(
    'tokens are printed',
    'tokens := toSpotifyTokens(answer',
    'log.Print(answer); tokens := toSpotifyTokens(answer',
    'two-expiries',
  ),
  java('a rotated refresh token is ignored', 'answer.getOrDefault("refresh_token", spent)', 'spent', 'two-expiries'),
  java('no single flight', 'isUsable(current, rejected)) return remember(current)', 'false) return ""', 'two-expiries'),
  java('waiters of a failed refresh ask again', 'failures != failuresBefore', 'false', 'token-endpoint-down'),
  java('the token request is redirected', '.followRedirects(false)', '', 'token-request-redirected'),
  csharp('an omitted refresh token is dropped', '? rotated : spent', '? rotated : ""', 'two-expiries'),
  csharp('no second look', 'return Remember(current);', '', 'two-expiries'),
  csharp(
    'the lock is not used',
    'FileMode.CreateNew, FileAccess.Write, FileShare.None',
    'FileMode.Create, FileAccess.Write, FileShare.ReadWrite',
    'processes',
  ),
  csharp('a stream is sent twice', '!(request.Content is StreamContent)', 'true', 'bodies'),
  csharp(
    'invalid_grant is a plain error',
    'throw new SpotifyReauthRequiredException("Spotify refused',
    'throw new HttpRequestException("Spotify refused',
    'invalid-grant',
  ),
  csharp('no margin', 'left > Margin', 'left > TimeSpan.Zero', 'margin'),
];
