import { describeGaps } from '../../../../support/gapCases';

const gap = 'missing-401-handling';
const url = 'https://api.spotify.com/v1/me';

describeGaps('findGaps in Bash', 'bin/music.sh', [
  ['a bare address', `curl ${url}`, gap],
  ['in quotes', `curl -s '${url}' | jq .`, gap],
  ['by its option', `curl --request PUT --url "${url}"`, gap],
  ['a program by its path', `/usr/bin/curl ${url}`, gap],
  ['a variable', `api=https://api.spotify.com\ncurl "$api/v1/me"`, gap],
  ['a variable in braces', `readonly API=https://api.spotify.com\ncurl "\${API}/v1/me"`, gap],
  ['a default', `curl "\${API:-https://api.spotify.com}/v1/me"`, gap],
  ['a local variable', `me() {\n  local url="${url}"\n  curl "$url"\n}`, gap],
  ['the argument of a function', `get() { curl "$1"; }\nget ${url}`, gap],
  ['in a substitution', `me=$(curl -s ${url})`, gap],
  ['in a loop', `for i in 1 2; do curl ${url}; done`, gap],
  ['lines that go on', `curl \\\n  -s \\\n  ${url}`, gap],

  ['another host', 'curl https://spotify.example/'],
  ['a host that begins like it', 'curl https://api.spotify.com.example/'],
  ['the token endpoint', 'curl -d grant_type=x https://accounts.spotify.com/api/token'],
  ['an address in what is sent', `curl -d '${url}' https://hooks.example/`],
  ['a comment', `# curl ${url}`],
  ['another program', `echo curl ${url}`],
  ['our own command', `spotify_curl ${url}`],
  ['a test', `s=$(curl -w '%{http_code}' ${url})\nif [ "$s" = 401 ]; then renew; fi`],
  ['a test in double brackets', `f() { s=$(curl ${url}); [[ $s == "401" ]] && renew; }`],
  ['arithmetic', `f() { s=$(curl ${url}); (( s == 401 )) && renew; }`],
  ['a case', `f() { case $(curl ${url}) in 401) renew ;; esac; }`],
  ['a search in the answer', `f() { curl ${url} | grep -q '"status": 401' && renew; }`],
  ['one hop', `f() { curl ${url} | check; }\ncheck() { [ "$(cat)" = 401 ] && renew; }`],
  ['a 401 that is printed', `f() { curl ${url} || echo 401; }`, gap],
  [
    'a token made a moment before',
    `t=$(curl -d grant_type=client_credentials https://accounts.spotify.com/api/token | jq -r .access_token)\ncurl ${url}`,
  ],
  [
    'a token made long before',
    `t=$(curl -d grant_type=client_credentials https://accounts.spotify.com/api/token | jq -r .access_token)\nwhile true; do curl ${url}; sleep 60; done`,
    gap,
  ],
  [
    'a token made by a service of one’s own, as nowplaying.sh has it',
    `TOKEN=$(curl -s https://spotify.example/token?refreshToken=\${R} | jq -r .access_token)\ncurl -sH "Authorization: Bearer \${TOKEN}" ${url}\nsleep 0.2`,
  ],
  [
    'a token made before the loop, used before it and in it',
    `t=$(curl -d grant_type=refresh_token https://accounts.spotify.com/api/token)\ncurl -H "Authorization: Bearer $t" ${url}\nwhile true; do curl -H "Authorization: Bearer $t" ${url}; sleep 10; done`,
    gap,
  ],
  ['half-typed code', `curl ${url} -H "Authorization`],
]);
