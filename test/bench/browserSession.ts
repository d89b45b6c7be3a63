import { type Input, minifiedScript } from './inputs';
import { SeededRandom } from './random';
import * as made from './seededTokens';

/** One request of so many goes to Spotify. The others fetch scripts, pictures and data from elsewhere. */
const SPOTIFY_EVERY = 12;

/** What a browser records while somebody uses an app: a HAR as Chrome writes it, indented, most of it none of Spotify's. */
export function browserSession(length: number): Input {
  const random = new SeededRandom(20_261_122);
  const code = minifiedScript(3_000_000).text;
  const token = made.accessToken(random);
  const entries: string[] = [];
  for (let index = 0, written = 0; written < length; index++) {
    const isSpotify = index % SPOTIFY_EVERY === 0;
    const kind = isSpotify ? 'data' : random.pick(KINDS);
    const text = body(kind, random, code);
    const host = isSpotify ? 'api.spotify.com' : random.pick(HOSTS);
    const secret = isSpotify ? pair('authorization', `Bearer ${token}`) : pair('cookie', `sid=${made.hex(random, 16)}`);
    const url = `https://${host}/v1/tracks/${made.hex(random, 11)}?market=SE`;
    const entry = entryOf(index, url, secret, TYPES[kind], kind, text);
    // Chrome indents by two blanks, and entries stand two levels below the root.
    const indented = JSON.stringify(entry, undefined, 2).replaceAll('\n', '\n      ');
    entries.push(indented);
    written += indented.length;
  }
  const head =
    '{\n  "log": {\n    "version": "1.2",\n    "creator": { "name": "WebInspector", "version": "537.36" },\n';
  const text = [
    head,
    '    "pages": [],\n    "entries": [\n      ',
    entries.join(',\n      '),
    '\n    ]\n  }\n}\n',
  ].join('');
  return { name: 'session in a browser', text, truth: [] };
}

type Kind = keyof typeof TYPES;

const KINDS: readonly Kind[] = ['script', 'script', 'script', 'picture', 'picture', 'data', 'data', 'style'];
const TYPES = {
  script: 'application/javascript',
  picture: 'image/png',
  data: 'application/json; charset=utf-8',
  style: 'text/css',
};
const HOSTS = ['cdn.example.com', 'static.example.net', 'api.example.org', 'metrics.example.com'] as const;

function body(kind: Kind, random: SeededRandom, code: string): string {
  if (kind === 'picture') return made.base64(random, random.between(2_000, 40_000));
  if (kind !== 'data') {
    const from = random.below(code.length - 120_000);
    return code.slice(from, from + random.between(5_000, 120_000));
  }
  const items = Array.from({ length: random.below(120) }, (_, index) => ({
    id: made.hex(random, 11),
    name: `Track ${index}`,
    artists: [{ id: made.hex(random, 11), name: 'Somebody' }],
    duration_ms: 180_000 + index,
  }));
  return JSON.stringify({ items, total: items.length, next: null });
}

function pair(name: string, value: string) {
  return { name, value };
}

function entryOf(
  index: number,
  url: string,
  secret: ReturnType<typeof pair>,
  mimeType: string,
  kind: Kind,
  text: string,
) {
  const time = new Date(Date.UTC(2026, 10, 1) + index * 1300);
  const frame = { functionName: 'f', scriptId: '12', url: 'https://cdn.example.com/app.js', lineNumber: 1 };
  return {
    _initiator: { type: 'script', stack: { callFrames: [frame, frame] } },
    _priority: 'High',
    cache: {},
    connection: '443',
    request: {
      method: 'GET',
      url,
      httpVersion: 'http/2.0',
      headers: [...REQUEST_HEADERS, secret],
      queryString: [pair('market', 'SE')],
      cookies: [],
      headersSize: -1,
      bodySize: 0,
    },
    response: {
      status: 200,
      statusText: '',
      httpVersion: 'http/2.0',
      headers: [...RESPONSE_HEADERS, pair('content-type', mimeType), pair('date', time.toUTCString())],
      cookies: [],
      content: { size: text.length, mimeType, ...(kind === 'picture' && { encoding: 'base64' }), text },
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
      _error: null,
    },
    startedDateTime: time.toISOString(),
    time: 42.5,
    timings: { blocked: 1, dns: -1, ssl: -1, connect: -1, send: 0.1, wait: 30, receive: 2 },
  };
}

const REQUEST_HEADERS = [
  pair(':method', 'GET'),
  pair(':scheme', 'https'),
  pair('accept', '*/*'),
  pair('accept-encoding', 'gzip, deflate, br, zstd'),
  pair('accept-language', 'en-GB,en;q=0.9'),
  pair('origin', 'https://app.example.com'),
  pair('sec-ch-ua', '"Chromium";v="130"'),
  pair('sec-fetch-mode', 'cors'),
  pair(
    'user-agent',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36',
  ),
];
const RESPONSE_HEADERS = [
  pair('access-control-allow-origin', '*'),
  pair('cache-control', 'public, max-age=31536000'),
  pair('etag', '"abc"'),
  pair('server', 'envoy'),
  pair('strict-transport-security', 'max-age=31536000'),
  pair('vary', 'Accept-Encoding'),
  pair('via', 'HTTP/2 edgeproxy, 1.1 google'),
];
