#!/usr/bin/env bash
set -euo pipefail

# $1: method, $2: path, $3: what else curl is told
call() {
  local url=$2
  if [[ $url == /* ]]; then url="https://api.spotify.com$2"; fi
  curl --silent --location --write-out '\n%{http_code}' -X "$1" \
    -H "Authorization: Bearer ${SPOTIFY_ACCESS_TOKEN-}" "$url" "${@:3}"
}
