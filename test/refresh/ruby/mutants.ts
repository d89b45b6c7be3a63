import type { Mutant } from '../driven/describeLanguage';

/** Of the shared part, and of the connection for Net::HTTP. */
export const netHttpMutants: readonly Mutant[] = [
  {
    title: 'every waiter refreshes',
    from: "return tokens['access_token'] if usable?(tokens, rejected)\n\n    spent",
    to: 'spent',
    killedBy: 'two-expiries',
  },
  { title: 'no lock', from: 'file.flock(File::LOCK_EX)', to: 'file.fsync', killedBy: 'processes' },
  {
    title: 'waiters of a failed refresh ask again',
    from: 'raise @failure if @failures > failures',
    to: 'failures.itself',
    killedBy: 'token-endpoint-down',
  },
  {
    title: 'a rotated refresh token is ignored',
    from: "answer['refresh_token'] || spent",
    to: 'spent',
    killedBy: 'two-expiries',
  },
  {
    title: 'an omitted refresh token is dropped',
    from: "answer['refresh_token'] || spent",
    to: "answer['refresh_token']",
    killedBy: 'two-expiries',
    mode: 'spotify',
  },
  { title: 'no cool-down', from: 'COOL_DOWN_SECONDS = 10', to: 'COOL_DOWN_SECONDS = 0', killedBy: 'always-401' },
  { title: 'no margin', from: 'EXPIRY_MARGIN_SECONDS = 60', to: 'EXPIRY_MARGIN_SECONDS = 0', killedBy: 'margin' },
  {
    title: 'a dead refresh token is tried again',
    from: "@store.write('refused' => Digest::SHA256.hexdigest(spent))",
    to: '',
    killedBy: 'invalid-grant',
  },
  { title: 'refreshes on 403', from: "answer.code == '401'", to: "answer.code > '400'", killedBy: 'not-a-401' },
  {
    title: 'the retry carries the old token',
    from: '"Bearer #{fresh}"',
    to: '"Bearer #{token}"',
    killedBy: 'two-expiries',
  },
  { title: 'a stream is sent twice', from: 'request.body_stream.nil? &&', to: '', killedBy: 'bodies' },
  { title: 'the token goes anywhere', from: '&& to_spotify?', to: '', killedBy: 'other-origins' },
  {
    title: 'the token request may take for ever',
    from: 'read_timeout: REFRESH_TIMEOUT_SECONDS',
    to: 'read_timeout: 12',
    killedBy: 'token-endpoint-silent',
  },
  {
    title: 'a refresh that timed out is taken for the request’s own time-out',
    from: 'raise RefreshFailed, "Spotify could not be asked',
    to: 'raise e #',
    killedBy: 'token-endpoint-silent',
  },
  { title: 'client_id is missing', from: "form['client_id'] = @client_id", to: 'nil', killedBy: 'two-expiries' },
];

export const faradayMutants: readonly Mutant[] = [
  { title: 'the body is lost', from: 'env[:body] = body #', to: '#', killedBy: 'bodies' },
  { title: 'a stream is sent twice', from: '!body.respond_to?(:read) &&', to: '', killedBy: 'bodies' },
  {
    title: 'the token goes anywhere',
    from: 'return @app.call(env) unless SpotifyAuth.spotify_api?(env[:url])',
    to: '',
    killedBy: 'other-origins',
  },
  { title: 'refreshes on 403', from: 'response.status == 401', to: 'response.status > 400', killedBy: 'not-a-401' },
];
