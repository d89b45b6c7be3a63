# shellcheck shell=bash

# The store. To keep the tokens elsewhere, define these two again after sourcing
# this file: the first prints the lines that the second was last given.
spotify_load() {
  cat "$(_spotify_file)" 2>/dev/null
}

spotify_save() {
  local file
  file=$(_spotify_file)
  (umask 077 && rm -f "$file.new" && cat >"$file.new") && mv -f "$file.new" "$file"
}

# Prints a token to send now. $1: the one that a 401 rejected; then a newer one,
# or the same where that would not help.
_spotify_access_token() {
  local rejected=$1 failures failures_now lock
  _spotify_read_tokens
  if ! _spotify_is_usable; then
    lock=$(_spotify_file).lock
    read -r failures 2>/dev/null <"$lock"
    _spotify_lock || return 121
    read -r failures_now <"$lock"
    # The refresh that this one waited for failed: share its error.
    if [[ ${failures_now-} != "${failures-}" ]]; then return 121; fi
    _spotify_refresh
    case $? in
      0) ;;
      120) return 120 ;;
      *)
        echo "$((failures_now + 1))" >"$lock"
        return 121
        ;;
    esac
    _spotify_read_tokens
  fi
  printf '%s' "$access_token"
}

# Only while the store is locked.
_spotify_refresh() {
  local spent='' started_at answer
  _spotify_read_tokens
  # Another process may have refreshed while this one waited.
  if _spotify_is_usable; then return; fi
  if [[ $SPOTIFY_GRANT == refresh_token ]]; then
    spent=${refresh_token:-${SPOTIFY_REFRESH_TOKEN-}}
    if [[ -z $spent || $(_spotify_fingerprint) == "$refused" ]]; then
      echo 'Not signed in to Spotify.' >&2
      return 120
    fi
  fi
  # What comes back may exist nowhere else: can it be kept?
  spotify_load | spotify_save || return
  started_at=$(_spotify_now)
  answer=$(_spotify_request_token)
  if [[ $(_spotify_field error) == invalid_grant ]]; then
    printf 'refused=%s\n' "$(_spotify_fingerprint)" | spotify_save
    echo 'Spotify refused the refresh token. Sign in again.' >&2
    return 120
  fi
  if [[ ${answer##*$'\n'} != 200 || -z $(_spotify_field access_token) ]]; then
    echo "Spotify did not renew the token: HTTP ${answer##*$'\n'}" >&2
    return 121
  fi
  _spotify_keep "$started_at" "$spent"
}

# Prints the answer of the token endpoint, and its status on a line of its own.
_spotify_request_token() {
  curl --silent --config <(
    printf 'url = "%s"\nno-location\nmax-time = %s\n' "$SPOTIFY_TOKEN_URL" "$SPOTIFY_REFRESH_TIMEOUT"
    printf 'write-out = "\\n%%{http_code}"\ndata-urlencode = "grant_type=%s"\n' "$SPOTIFY_GRANT"
    if [[ -n $spent ]]; then printf 'data-urlencode = "refresh_token=%s"\n' "$spent"; fi
    if [[ -n ${SPOTIFY_CLIENT_SECRET-} ]]; then
      printf 'user = "%s:%s"\n' "$SPOTIFY_CLIENT_ID" "$SPOTIFY_CLIENT_SECRET"
    else
      printf 'data-urlencode = "client_id=%s"\n' "$SPOTIFY_CLIENT_ID"
    fi
  )
}

# Stores `answer`. $1: when it was asked for, $2: the refresh token that was spent.
_spotify_keep() {
  local new_refresh_token lifetime
  # Spotify often sends none: the one that was spent stays valid.
  new_refresh_token=$(_spotify_field refresh_token)
  lifetime=$(_spotify_field expires_in)
  printf '%s=%s\n' access_token "$(_spotify_field access_token)" refresh_token "${new_refresh_token:-$2}" \
    expires_at "$(($1 + ${lifetime:-3600}))" refreshed_at "$(_spotify_now)" | spotify_save
}

_spotify_read_tokens() {
  access_token='' refresh_token='' expires_at=0 refreshed_at=0 refused=''
  local name value
  while IFS='=' read -r name value; do
    case $name in
      access_token) access_token=$value ;;
      refresh_token) refresh_token=$value ;;
      refused) refused=$value ;;
      expires_at) expires_at=${value//[!0-9]/} ;;
      refreshed_at) refreshed_at=${value//[!0-9]/} ;;
    esac
  done < <(spotify_load)
}

_spotify_is_usable() {
  if [[ -z $access_token ]]; then return 1; fi
  local now left age calm
  now=$(_spotify_now)
  left=$((expires_at - now)) age=$((now - refreshed_at))
  calm=$(((left + age) / 2))
  if ((calm > SPOTIFY_COOL_DOWN)); then calm=$SPOTIFY_COOL_DOWN; fi
  # A token this new is not replaced again: something else is wrong.
  if ((left > 0 && age >= 0 && age < calm)); then return; fi
  [[ $access_token != "$rejected" ]] && ((left > SPOTIFY_EXPIRY_MARGIN))
}

# Waits until no other process holds the lock, which ends with this subshell.
_spotify_lock() {
  { exec 9>>"$(_spotify_file).lock"; } 2>/dev/null || return
  # Perl where there is no flock, as on a Mac.
  flock 9 2>/dev/null || perl -e 'open(my $lock, ">>&=9") && flock($lock, 2) || die'
}

_spotify_file() {
  printf '%s' "${SPOTIFY_TOKEN_FILE:-$HOME/.spotify-tokens-${SPOTIFY_CLIENT_ID-}}"
}

# A string or number of the JSON object in `answer`.
_spotify_field() {
  local pattern="\"$1\"[[:space:]]*:[[:space:]]*(\"([^\"]*)\"|([0-9]+))"
  if [[ $answer =~ $pattern ]]; then printf '%s' "${BASH_REMATCH[2]}${BASH_REMATCH[3]}"; fi
}

# Of the refresh token in `spent`: it says which one was refused without keeping it.
_spotify_fingerprint() {
  printf '%s' "$spent" | cksum
}

_spotify_now() {
  printf '%s' "${EPOCHSECONDS:-$(date +%s)}"
}
