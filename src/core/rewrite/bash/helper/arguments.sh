# shellcheck shell=bash

# Reads curl's arguments as curl does. Sets `arguments` (without a token of the
# caller's), `is_spotify` (yes, no, unknown), `reads_stdin` and `head_file`.
_spotify_read_arguments() {
  arguments=() is_spotify=unknown reads_stdin=no head_file=''
  local argument option=''
  for argument in "$@"; do
    if [[ -n $option ]]; then
      _spotify_read_value "$option" "$argument"
      option=''
      continue
    fi
    case $argument in
      --next | -:) is_spotify=no ;;
      --location-trusted) arguments+=(--location) ;;
      --request | --header | --data | --data-* | --json | --form | --form-string | --url | --url-query | \
        --output | --output-dir | --write-out | --dump-header | --stderr | --trace | --trace-ascii | \
        --user | --user-agent | --oauth2-bearer | --referer | --cookie | --cookie-jar | --range | --rate | \
        --max-time | --connect-timeout | --retry | --retry-delay | --retry-max-time | --max-redirs | \
        --proxy | --proxy-user | --noproxy | --cacert | --capath | --cert | --key | --ciphers | --tls-max | \
        --resolve | --connect-to | --interface | --limit-rate | --max-filesize | --upload-file | --config)
        option=$argument
        ;;
      --*) arguments+=("$argument") ;;
      -?*) _spotify_read_flags "$argument" ;;
      *)
        _spotify_read_url "$argument"
        arguments+=("$argument")
        ;;
    esac
  done
}

# Flags in one word: -s, -sS, -XPUT, -sSo. A value may be the rest, or the next word.
_spotify_read_flags() {
  local word=$1 index flag rest
  for ((index = 1; index < ${#word}; index++)); do
    flag=${word:index:1} rest=${word:index+1}
    [[ $flag == [AbcCdDeEFhHKmoPQrtTuUwxXyYz] ]] || continue
    if ((index > 1)); then arguments+=("${word:0:index}"); fi
    if [[ -z $rest ]]; then option=-$flag; else _spotify_read_value "-$flag" "$rest"; fi
    return
  done
  arguments+=("$word")
}

_spotify_read_value() {
  case $1 in
    -H | --header) if [[ $2 == [Aa][Uu][Tt][Hh][Oo][Rr][Ii][Zz][Aa][Tt][Ii][Oo][Nn]:* ]]; then return; fi ;;
    --oauth2-bearer) return ;;
    --url) _spotify_read_url "$2" ;;
    -D | --dump-header) head_file=$2 ;;
    -d | --data* | --json | -F | --form | -T | --upload-file | -K | --config)
      if [[ $2 == - || $2 == *@- || $2 == *'=<-' ]]; then reads_stdin=yes; fi
      ;;
  esac
  arguments+=("$1" "$2")
}

# One address elsewhere is enough for no token to be sent at all.
_spotify_read_url() {
  case $1 in
    "$SPOTIFY_API" | "$SPOTIFY_API"/* | "$SPOTIFY_API"[?]*) if [[ $is_spotify == unknown ]]; then is_spotify=yes; fi ;;
    *.* | *:*) is_spotify=no ;;
  esac
}
