import type { Mutant } from '../driven/describeLanguage';

export const mutants: readonly Mutant[] = [
  {
    title: 'every waiter refreshes',
    from: 'if _spotify_is_usable; then return; fi\n  if [[ $SPOTIFY_GRANT',
    to: 'if [[ $SPOTIFY_GRANT',
    killedBy: 'processes',
  },
  { title: 'no lock', from: '_spotify_lock || return 121', to: 'true', killedBy: 'processes' },
  {
    title: 'waiters of a failed refresh ask again',
    from: `if [[ \${failures_now-} !=`,
    to: 'if [[ a == b && x !=',
    killedBy: 'token-endpoint-down',
  },
  {
    title: 'a rotated refresh token is ignored',
    from: `"\${new_refresh_token:-$2}"`,
    to: '"$2"',
    killedBy: 'two-expiries',
  },
  {
    title: 'an omitted refresh token is dropped',
    from: `"\${new_refresh_token:-$2}"`,
    to: '"$new_refresh_token"',
    killedBy: 'two-expiries',
    mode: 'spotify',
  },
  { title: 'no cool-down', from: 'SPOTIFY_COOL_DOWN=10', to: 'SPOTIFY_COOL_DOWN=0', killedBy: 'always-401' },
  { title: 'no margin', from: 'SPOTIFY_EXPIRY_MARGIN=60', to: 'SPOTIFY_EXPIRY_MARGIN=0', killedBy: 'margin' },
  { title: 'refreshes on 403', from: '[[ $status == 401 ]]', to: '[[ $status == 40* ]]', killedBy: 'not-a-401' },
  {
    title: 'the retry carries the old token',
    from: `"$token")\n    status`,
    to: `"\${rejected:-$token}")\n    status`,
    killedBy: 'two-expiries',
  },
  { title: 'standard input is read once', from: 'exec <"$work/in"', to: 'true', killedBy: 'bodies' },
  {
    title: 'the token goes anywhere',
    from: 'if [[ $is_spotify != yes ]]; then exec curl "$@"; fi',
    to: '',
    killedBy: 'other-origins',
  },
  {
    title: 'the token request follows redirects',
    from: 'no-location',
    to: 'location',
    killedBy: 'token-request-redirected',
  },
  {
    title: 'the token request may take for ever',
    from: 'max-time = %s',
    to: '# %s',
    killedBy: 'token-endpoint-silent',
  },
  { title: 'a trace shows the token', from: '{ set +eux', to: '{ set +eu', killedBy: 'two-expiries' },
  {
    title: 'a dead refresh token is tried again',
    from: `printf 'refused=%s\\n' "$(_spotify_fingerprint)" | spotify_save`,
    to: 'true',
    killedBy: 'invalid-grant',
  },
  { title: 'client_id is missing', from: '"client_id=%s"', to: '"client=%s"', killedBy: 'two-expiries' },
];
