# shellcheck shell=bash
# Refreshes Spotify access tokens: before they expire, and once after a 401.
#
# Source this file and call spotify_curl as you would call curl, without a token.
# It fails with status 120 where the user has to sign in again, and with 121
# where the token could not be renewed now.
#
# SPOTIFY_CLIENT_ID      of the app
# SPOTIFY_CLIENT_SECRET  of the app; not set for PKCE
# SPOTIFY_REFRESH_TOKEN  where to start while there is no token file
# SPOTIFY_TOKEN_FILE     .spotify-tokens-CLIENT_ID in your home where not set
#
# After a sign-in: spotify_signed_in <answer-of-the-token-endpoint.json

SPOTIFY_API=https://api.spotify.com
SPOTIFY_TOKEN_URL=https://accounts.spotify.com/api/token
SPOTIFY_GRANT=refresh_token
SPOTIFY_EXPIRY_MARGIN=60
SPOTIFY_COOL_DOWN=10
SPOTIFY_REFRESH_TIMEOUT=15

# In a subshell: what it sets, traps and locks ends with it, and no trace shows the token.
spotify_curl() (
  _spotify_settle
  _spotify_read_arguments "$@"
  if [[ $is_spotify != yes ]]; then exec curl "$@"; fi
  work=$(mktemp -d) || exit
  trap 'rm -rf "$work"' EXIT
  head=${head_file:-$work/head}
  if [[ $head == - ]]; then head=$work/out; fi
  if [[ -z $head_file ]]; then arguments+=(--dump-header "$head"); fi
  if [[ $reads_stdin == yes ]]; then cat >"$work/in"; fi
  rejected=''
  for attempt in first second; do
    token=$(_spotify_access_token "$rejected") || exit
    if [[ $token == "$rejected" ]]; then break; fi
    if [[ $reads_stdin == yes ]]; then exec <"$work/in"; fi
    # By a file descriptor: arguments can be read by every user of the machine.
    curl "${arguments[@]}" --no-progress-meter >"$work/out" 2>"$work/err" \
      --config <(printf 'header = "Authorization: Bearer %s"\n' "$token")
    status=$?
    if [[ $attempt == second ]] || ! _spotify_is_401 "$head"; then break; fi
    rejected=$token
  done
  if [[ -s $work/err ]]; then cat "$work/err" >&2; fi
  cat "$work/out"
  exit "$status"
)

# Takes what the token endpoint answered to a sign-in from its standard input.
spotify_signed_in() (
  _spotify_settle
  answer=$(cat)
  _spotify_lock && _spotify_keep "$(_spotify_now)" ''
)

# The caller's settings are not ours.
_spotify_settle() {
  { set +eux +o pipefail; } 2>/dev/null
}

# Whether the last answer is a 401 to which no redirect led. $1: file with the heads.
_spotify_is_401() {
  local line status=''
  while IFS= read -r line; do
    case $line in
      HTTP/*) status=${line#* } status=${status%%[!0-9]*} ;;
      [Ll]ocation:*) return 1 ;;
    esac
  done <"$1"
  [[ $status == 401 ]]
}
