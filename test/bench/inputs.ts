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

/** A browser's capture: most of it is bodies and headers, and about forty tokens a megabyte. */
export function har(length: number): Input {
  const random = new SeededRandom(SEED);
  const code = minified();
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
    const kind = random.below(20);
    if (kind < 5) {
      page.write('      {"name": "authorization", "value": "Bearer ');
      page.token(made.accessToken(random)).write('"},\n');
    } else if (kind < 8) {
      page.write('      {"name": "authorization", "value": "Bearer ');
      page.token(made.jws(random)).write('"},\n');
    }
    page.write(`      {"name": "cookie", "value": "sid=${made.hex(random, 16)}; session=`);
    const cookie = random.below(10);
    if (cookie < 3) page.write(made.flaskCookie(random));
    else if (cookie < 7) page.write(made.jsonCookie(random));
    else if (cookie < 8) page.write(`x; li_at=${made.linkedInCookie(random)}`);
    page.write('"}\n     ],\n     "cookies": [],\n     "queryString": [{"name": "market", "value": "SE"}],\n');
    page.write('     "headersSize": -1,\n     "bodySize": 0\n    },\n    "response": {\n     "status": 200,\n');
    page.write('     "statusText": "OK",\n     "httpVersion": "h2",\n     "headers": [\n');
    page.write(RESPONSE_HEADERS.map(([name, value]) => header(name, value)).join(',\n'));
    page.write(
      '\n     ],\n     "cookies": [],\n     "content": {\n      "size": 1000,\n      "mimeType": "text/plain",\n',
    );
    writeBody(page, random, code);
    page.write('\n     },\n     "redirectURL": "",\n     "headersSize": -1,\n     "bodySize": 1000\n    },\n');
    page.write('    "cache": {},\n    "timings": {"send": 0, "wait": 12, "receive": 3}\n   }');
  }
  return page.write('\n  ]\n }\n}\n').input('HAR');
}

function writeBody(page: Page, random: SeededRandom, code: string): void {
  const kind = random.below(10);
  if (kind < 2) {
    page.write('      "encoding": "base64",\n      "text": "');
    page.write(made.base64(random, random.between(3_000, 30_000))).write('"');
  } else if (kind < 4) {
    page.write('      "text": "{\\"access_token\\":\\"').token(made.accessToken(random));
    page.write('\\",\\"token_type\\":\\"Bearer\\",\\"expires_in\\":3600,\\"refresh_token\\":\\"');
    page.token(made.refreshToken(random)).write('\\"}\\n"');
  } else if (kind < 5) {
    page
      .write('      "text": "id\\n')
      .token(random.below(3) === 0 ? made.jwe(random) : made.jws(random))
      .write('\\n"');
  } else {
    const from = random.below(code.length - 40_000);
    page.write(`      "text": ${JSON.stringify(code.slice(from, from + random.between(5_000, 40_000)))}`);
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

/** No token, but letters in every order, and near misses in its strings. */
export function minifiedScript(length: number): Input {
  const random = new SeededRandom(SEED + 1);
  const code = minified();
  const page = new Page();
  while (page.length < length) {
    const from = random.below(code.length - 6_000);
    page.write(code.slice(from, from + 6_000));
    page.write(random.pick([`;var a="${made.jsonCookie(random)}";`, `;b("${made.flaskCookie(random)}");`, ';c();']));
  }
  return page.input('minified JS');
}

/** One line a request, and a token on every eighth. */
export function log(length: number): Input {
  return requests('log', length, 16);
}

/** The same with about 28 tokens a megabyte. */
export function sparseLog(length: number): Input {
  return requests('sparse log', length, 800);
}

/** Two of so many lines have a token. */
function requests(name: string, length: number, lines: number): Input {
  const random = new SeededRandom(SEED + 2);
  const page = new Page();
  for (let index = 0; page.length < length; index++) {
    const time = new Date(Date.UTC(2026, 10, 1) + index * 113).toISOString();
    page.write(
      `${time} INFO worker-${random.below(9)} GET /v1/tracks/${made.hex(random, 11)} 200 ${random.below(400)}ms`,
    );
    const kind = random.below(lines);
    if (kind === 0) page.write(' authorization="Bearer ').token(made.jws(random)).write('"');
    else if (kind === 1) page.write(' Authorization: Bearer ').token(made.accessToken(random));
    page.write('\n');
  }
  return page.input(name);
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
    ...['eyJ', 'a.', 'eyJ.', 'eyJ.eyJ', 'BQ', 'AQA ', 'token=', '_token ', '.ey', '%3D', '\\"'].map(repeated),
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
  const folder = 'node_modules/zod/v4/core';
  const ours = readdirSync(folder).filter((name) => name.endsWith('.js'));
  // Characters beyond Latin-1 would make all of it a two-byte string.
  return ours.sort().map((name) => readFileSync(join(folder, name), 'utf8').replace(/[^\0-\xff]/g, '?'));
}
