#!/usr/bin/env bash
# Runs the program's call as it is told, all at once, and prints how the calls ended.
# Arguments: program, times, path, method, text or stream or nothing, body
set -euo pipefail

program=$1 times=$2 path=$3 method=$4 kind=$5 body=$6
outcomes=$(mktemp -d)
trap 'rm -rf "$outcomes"' EXIT
# shellcheck source=/dev/null
source "$program"

if [[ $kind == sign-in ]]; then
  spotify_signed_in <<<"$body" >/dev/null
  printf '{"counts":{"signed-in":1},"text":""}'
  exit
fi

more=()
case $kind in
  text) more=(--data-raw "$body") ;;
  stream) more=(--data-binary @-) ;;
esac

one() {
  local code=0
  # Traced, so that a token in a trace would be seen.
  printf '%s' "$body" | (set -x && call "$method" "$path" "${more[@]}") >"$outcomes/$1.text" || code=$?
  case $code in
    0) echo "$(tail -n 1 "$outcomes/$1.text")" ;;
    120) echo SpotifyReauthRequired ;;
    *) echo "failed-$code" ;;
  esac >"$outcomes/$1"
}

for ((number = 1; number <= times; number++)); do one "$number" & done
wait
counts=$(cat "$outcomes"/*[0-9] | sort | uniq -c | sed -E 's/^ *([0-9]+) (.*)$/"\2":\1/' | paste -sd,)
text=$(sed '$d' "$outcomes/1.text" | sed 's/[\\"]/\\&/g')
printf '{"counts":{%s},"text":"%s"}' "$counts" "$text"
