#!/usr/bin/env bash
# The token comes from grant_type=client_credentials.
call() {
  curl -s -w '\n%{http_code}' "https://api.spotify.com$2"
}
