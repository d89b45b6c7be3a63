import type { Mutant } from '../driven/describeLanguage';

export const mutants: readonly Mutant[] = [
  {
    title: 'every waiter refreshes',
    from: "if (self::isUsable($current, $rejected)) {\n            return $current['access_token'];\n        }\n        $spent",
    to: '$spent',
    killedBy: 'processes',
  },
  {
    title: 'the rejected token counts as good',
    from: 'return $token !== $rejected && $left',
    to: 'return $left',
    killedBy: 'two-expiries',
  },
  { title: 'no lock', from: '!flock($file, LOCK_EX)', to: 'false', killedBy: 'processes' },
  {
    title: 'a rotated refresh token is ignored',
    from: "$answer['refresh_token'] ?? $spent",
    to: '$spent',
    killedBy: 'two-expiries',
  },
  {
    title: 'an omitted refresh token is dropped',
    from: "$answer['refresh_token'] ?? $spent",
    to: "$answer['refresh_token'] ?? ''",
    killedBy: 'two-expiries',
    mode: 'spotify',
  },
  { title: 'new tokens are not saved', from: '$this->store->save($tokens);', to: '', killedBy: 'two-expiries' },
  { title: 'no cool-down', from: 'COOL_DOWN_SECONDS = 10', to: 'COOL_DOWN_SECONDS = 0', killedBy: 'always-401' },
  { title: 'no margin', from: 'EXPIRY_MARGIN_SECONDS = 60', to: 'EXPIRY_MARGIN_SECONDS = 0', killedBy: 'margin' },
  { title: 'refreshes on 403', from: 'getStatusCode() !== 401', to: 'getStatusCode() < 401', killedBy: 'not-a-401' },
  {
    title: 'the retry carries the old token',
    from: 'self::withToken($request, $fresh)',
    to: 'self::withToken($request, $token)',
    killedBy: 'two-expiries',
  },
  { title: 'a stream is sent twice', from: 'getBody()->isSeekable()', to: 'getUri()', killedBy: 'bodies' },
  {
    title: 'the token goes anywhere',
    from: 'if (!self::isSpotifyApi($request->getUri())) {',
    to: 'if (false) {',
    killedBy: 'other-origins',
  },
  {
    title: 'the token request follows redirects',
    from: 'FOLLOWLOCATION => false',
    to: 'FOLLOWLOCATION => true',
    killedBy: 'token-request-redirected',
  },
  {
    title: 'the token request may take for ever',
    from: 'CURLOPT_TIMEOUT => self::REFRESH_TIMEOUT_SECONDS,',
    to: 'CURLOPT_TIMEOUT => 12,',
    killedBy: 'token-endpoint-silent',
  },
  {
    title: 'a dead refresh token is tried again',
    from: "save(['refused' => hash('sha256', $spent)])",
    to: 'load()',
    killedBy: 'invalid-grant',
  },
  {
    title: 'a refused refresh token is an error like others',
    from: "throw new SpotifyReauthRequired('Spotify refused",
    to: "throw new TransferException('Spotify refused",
    killedBy: 'invalid-grant',
  },
  {
    title: 'any failure discards the tokens',
    from: "($answer['error'] ?? '') === 'invalid_grant'",
    to: '$status !== 200',
    killedBy: 'token-endpoint-down',
  },
  { title: 'client_id is missing', from: "$form['client_id'] = $this->clientId;", to: '', killedBy: 'two-expiries' },
];
