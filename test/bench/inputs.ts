import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { SeededRandom } from './random';
import * as made from './seededTokens';

export interface Truth {
  readonly start: number;
  readonly end: number;
  readonly isJose: boolean;
}

/** A text and the tokens that were put into it. */
export interface Input {
  readonly name: string;
  readonly text: string;
  readonly truth: readonly Truth[];
}

const SEED = 20_261_121;

/** Puts text together and notes where its tokens stand. */
class Page {
  readonly truth: Truth[] = [];
  readonly #pieces: string[] = [];
  length = 0;

  write(piece: string): this {
    this.#pieces.push(piece);
    this.length += piece.length;
    return this;
  }

  token(token: string): this {
    this.truth.push({ start: this.length, end: this.length + token.length, isJose: token.startsWith('ey') });
    return this.write(token);
  }

  /** As one flat string in the heap, which is what `getText()` gives: joined, not concatenated. */
  input(name: string): Input {
    return { name, text: this.#pieces.join(''), truth: this.truth };
  }
}

/** Shares of a whole, dealt out so that at any time as many of each have come as their share demands. */
class Deal<Kind extends string> {
  readonly #shares: readonly (readonly [Kind, number])[];
  readonly #given = new Map<Kind, number>();
  #dealt = 0;

  constructor(shares: Readonly<Record<Kind, number>>) {
    this.#shares = Object.entries(shares) as [Kind, number][];
  }

  next(): Kind {
    this.#dealt++;
    const lacks = this.#shares.map(
      ([kind, share]) => [kind, share * this.#dealt - (this.#given.get(kind) ?? 0)] as const,
    );
    const [kind] = lacks.reduce((most, each) => (each[1] > most[1] ? each : most));
    this.#given.set(kind, (this.#given.get(kind) ?? 0) + 1);
    return kind;
  }
}

/**
 * What was counted in a real capture of 50 MB: in 2,893 entries 740 JWS and JWE, 1,260 values of Spotify's shape, 767
 * signed cookies that look like a JWS, 1,159 cookies of base64 JSON and 290 that look like a refresh token.
 */
const ENTRIES = 2_893 / 50_000_000;
const authorizations = () => new Deal({ spotify: 579 / 2_893, jose: 451 / 2_893, none: 1_863 / 2_893 });
const cookies = () => new Deal({ signed: 767 / 2_893, json: 1_159 / 2_893, linkedIn: 290 / 2_893, none: 677 / 2_893 });
const bodies = () =>
  new Deal({ image: 579 / 2_893, answer: 340.5 / 2_893, idToken: 289 / 2_893, code: 1_684.5 / 2_893 });

/** A browser's capture: most of it is bodies and headers. */
export function har(length: number): Input {
  const random = new SeededRandom(SEED);
  const deals = { authorization: authorizations(), cookie: cookies(), body: bodies() };
  const page = new Page().write(
    '{\n "log": {\n  "version": "1.2",\n  "creator": {"name": "bench", "version": "1"},\n  "entries": [\n',
  );
  for (let index = 0; page.length < length; index++) {
    if (index > 0) page.write(',\n');
    const started = new Date(Date.UTC(2026, 10, 1) + index * 37_000).toISOString();
    page.write(`   {\n    "startedDateTime": "${started}",\n    "time": ${random.below(900)},\n    "request": {\n`);
    page.write(
      `     "method": "GET",\n     "url": "https://api.spotify.com/v1/tracks/${made.hex(random, 11)}?market=SE",\n`,
    );
    page.write('     "httpVersion": "h2",\n     "headers": [\n');
    for (const [name, value] of REQUEST_HEADERS) page.write(header(name, value)).write(',\n');
    const authorization = deals.authorization.next();
    if (authorization !== 'none') {
      page.write('      {"name": "authorization", "value": "Bearer ');
      page.token(authorization === 'jose' ? made.jws(random) : made.accessToken(random)).write('"},\n');
    }
    page.write(`      {"name": "cookie", "value": "sid=${made.hex(random, 16)}; session=`);
    page.write(cookie(random, deals.cookie.next()));
    page.write('"}\n     ],\n     "cookies": [],\n     "queryString": [{"name": "market", "value": "SE"}],\n');
    page.write('     "headersSize": -1,\n     "bodySize": 0\n    },\n    "response": {\n     "status": 200,\n');
    page.write('     "statusText": "OK",\n     "httpVersion": "h2",\n     "headers": [\n');
    page.write(RESPONSE_HEADERS.map(([name, value]) => header(name, value)).join(',\n'));
    page.write(
      '\n     ],\n     "cookies": [],\n     "content": {\n      "size": 1000,\n      "mimeType": "text/plain",\n',
    );
    writeBody(page, random, deals.body.next(), (index + 1) / ENTRIES);
    page.write('\n     },\n     "redirectURL": "",\n     "headersSize": -1,\n     "bodySize": 1000\n    },\n');
    page.write('    "cache": {},\n    "timings": {"send": 0, "wait": 12, "receive": 3}\n   }');
  }
  return page.write('\n  ]\n }\n}\n').input('HAR');
}

function cookie(random: SeededRandom, kind: ReturnType<ReturnType<typeof cookies>['next']>): string {
  if (kind === 'signed') return made.flaskCookie(random);
  if (kind === 'json') return made.jsonCookie(random);
  return kind === 'linkedIn' ? `x; li_at=${made.linkedInCookie(random)}` : '';
}

/** @param target how long the page should be behind it: bodies of code are as long as that demands. */
function writeBody(
  page: Page,
  random: SeededRandom,
  kind: ReturnType<ReturnType<typeof bodies>['next']>,
  target: number,
): void {
  if (kind === 'image') {
    page.write('      "encoding": "base64",\n      "text": "');
    page.write(made.base64(random, random.between(3_000, 30_000))).write('"');
  } else if (kind === 'answer') {
    page.write('      "text": "{\\"access_token\\":\\"').token(made.accessToken(random));
    page.write('\\",\\"token_type\\":\\"Bearer\\",\\"expires_in\\":3600,\\"refresh_token\\":\\"');
    page.token(made.refreshToken(random)).write('\\"}\\n"');
  } else if (kind === 'idToken') {
    page
      .write('      "text": "id\\n')
      .token(random.below(3) === 0 ? made.jwe(random) : made.jws(random))
      .write('\\n"');
  } else {
    const code = minified();
    const most = Math.max(1_000, target - page.length);
    const from = random.below(Math.max(1, code.length - most));
    page.write(`      "text": ${JSON.stringify(code.slice(from, from + most))}`);
  }
}

function header(name: string, value: string): string {
  return `      {"name": "${name}", "value": "${value}"}`;
}

const REQUEST_HEADERS = [
  ['accept', 'application/json'],
  ['accept-language', 'en-GB,en;q=0.9,sv;q=0.8'],
  ['sec-fetch-mode', 'cors'],
  ['user-agent', 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36'],
] as const;
const RESPONSE_HEADERS = [
  ['content-type', 'application/json; charset=utf-8'],
  ['cache-control', 'private, max-age=0'],
  ['strict-transport-security', 'max-age=31536000'],
  ['access-control-allow-headers', 'Accept, Authorization, Origin, Content-Type, Retry-After'],
  ['via', 'HTTP/2 edgeproxy, 1.1 google'],
] as const;

/** No token, but letters in every order, and in 50 MB 8,584 near misses in its strings. */
export function minifiedScript(length: number): Input {
  const random = new SeededRandom(SEED + 1);
  const code = minified();
  const page = new Page();
  for (let index = 1; page.length < length; index++) {
    const near = random.pick([
      () => `;var a="${made.jsonCookie(random)}";`,
      () => `;b("${made.flaskCookie(random)}");`,
      () => `;eyJ.parse(${made.hex(random, 8)}.ey,token="${made.hex(random, 20)}");`,
    ])();
    const most = (index * 50_000_000) / 8_584 - page.length - near.length;
    const from = random.below(code.length - most);
    page.write(code.slice(from, from + most)).write(near);
  }
  return page.input('minified JS');
}

/** One line a request, 418,000 in 50 MB, of which 30,375 have a JWS or JWE and 19,624 a value of Spotify's. */
export function log(length: number): Input {
  return requests('log', length, 1);
}

/** The same with 28 tokens a megabyte. */
export function sparseLog(length: number): Input {
  return requests('sparse log', length, 0.0206);
}

/** The same with 1,000 tokens a megabyte. */
export function denseLog(length: number): Input {
  return requests('dense log', length, 1.16);
}

/** @param density of tokens, 1 for as many as in a log that was counted. */
function requests(name: string, length: number, density: number): Input {
  const random = new SeededRandom(SEED + 2);
  const [jws, jwe, spotify] = [0.0715 * density, 0.0012 * density, 0.0469 * density];
  const deal = new Deal({ jws, jwe, spotify, none: 1 - jws - jwe - spotify });
  const page = new Page();
  for (let index = 0; page.length < length; index++) {
    const time = new Date(Date.UTC(2026, 10, 1) + index * 113).toISOString();
    page.write(
      `${time} INFO worker-${random.below(9)} GET /v1/tracks/${made.hex(random, 11)} 200 ${random.below(400)}ms`,
    );
    const kind = deal.next();
    if (kind === 'jws') page.write(' authorization="Bearer ').token(made.jws(random)).write('"');
    else if (kind === 'jwe') page.write(' id_token=').token(made.jwe(random));
    else if (kind === 'spotify') page.write(' Authorization: Bearer ').token(made.accessToken(random));
    page.write('\n');
  }
  return page.input(name);
}

/** The same with one character at its beginning that makes V8 keep all of it in two bytes a character. */
export function twoBytes({ name, text, truth }: Input): Input {
  const moved = truth.map(({ start, end, isJose }) => ({ start: start + 1, end: end + 1, isJose }));
  return { name: `${name} of two bytes a character`, text: ['\u2028', text].join(''), truth: moved };
}

/** What is open most of the time: one source file, with a handful of tokens. */
export function sourceFile(): Input {
  const random = new SeededRandom(SEED + 3);
  const page = new Page();
  for (const [index, source] of sources().entries()) {
    if (page.length > 170_000) break;
    page.write(source);
    if (index % 4 === 0) page.write("\nconst ACCESS_TOKEN = '").token(made.accessToken(random)).write("';\n");
  }
  return page.input('source file');
}

/** Texts that are made to be slow to scan, by how they repeat. */
export function hostile(length: number): readonly Input[] {
  const repeated = (unit: string): Input => ({
    name: `'${unit}' again and again`,
    text: unit.repeat(Math.ceil(length / unit.length)).slice(0, length),
    truth: [],
  });
  const base64url = made.base64url(new SeededRandom(SEED + 4), Math.ceil(length * 0.75)).slice(0, length);
  return [
    ...[
      'eyJ',
      'a.',
      'eyJ.',
      'eyJ.eyJ',
      'eyJ%3D',
      'BQ',
      'AQA ',
      'token=',
      '_token ',
      '.ey',
      '-BQ\n',
      'eyJ\\u003d',
      '%3D',
      '\\"',
    ].map(repeated),
    { name: 'base64url without a break', text: base64url, truth: [] },
  ].map(flat);
}

/** `repeat` makes a tree of ropes, which is flattened by whoever reads it first. */
function flat(input: Input): Input {
  return { ...input, text: Buffer.from(input.text, 'latin1').toString('latin1') };
}

let minifiedOnce: string | undefined;

/** Real code, as a bundler leaves it. */
function minified(): string {
  minifiedOnce ??= sources()
    .map((source) => transformSync(source, { minify: true }).code)
    .join('');
  return minifiedOnce;
}

function sources(): readonly string[] {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.js'))
      .sort()
      .map((name) => join(folder, name)),
  );
  // Characters beyond Latin-1 would make all of it a two-byte string.
  return files.map((file) => readFileSync(file, 'utf8').replace(/[^\0-\xff]/g, '?'));
}

/** Code of several hands: one author's favourite names would be more than their share of the letters. */
const FOLDERS = [
  'node_modules/jsdom/lib/jsdom/living/nodes',
  'node_modules/mocha/lib',
  'node_modules/undici/lib/web/fetch',
  'node_modules/monaco-editor/esm/vs/base/common',
];
