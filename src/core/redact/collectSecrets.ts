import { valueAfter } from '../token/find/context';
import { looksRandom } from '../token/find/randomness';
import { scan } from '../token/find/scan';
import type { TokenKind } from '../token/foundToken';
import { decodeBase64url } from '../token/read/base64url';
import { tokenText } from '../token/tokenText';
import type { SecretBook, SecretKind } from './secretBook';

/** Learns every secret that a text shows: tokens, values behind secret names, cookies, what Basic carries. */
export function collectSecrets(text: string, book: SecretBook): void {
  for (const found of scan(text)) {
    const value = tokenText(text, found);
    book.learn(value, found.kind);
    if (found.kind === 'client-credentials') learnBasic(value, book);
  }
  collectNamed(text, book);
  collectCookies(text, book);
  for (const match of text.matchAll(/\bbasic\s{1,4}([A-Za-z0-9+/_-]{11,4000}={0,2})/gi)) {
    if (match[1]) learnBasic(match[1], book);
  }
  for (const match of text.matchAll(/\bbearer\s{1,4}([A-Za-z0-9._~+/-]{16,4000}=*)/gi)) {
    if (match[1] && looksRandom(match[1])) book.learn(match[1], 'access-token');
  }
}

/** RFC 7617 section 2: `id:secret`. The id is no secret; an encoding without a colon is taken as a whole. */
function learnBasic(value: string, book: SecretBook): void {
  const { bytes, complete } = decodeBase64url(value);
  const text = new TextDecoder('utf-8').decode(bytes);
  const colon = text.indexOf(':');
  if (!complete || colon < 0 || /[^\x20-\x7e]/.test(text)) return;
  book.learn(value, 'client-credentials');
  book.learn(text.slice(colon + 1), 'secret');
}

interface NameRule {
  readonly kind: SecretKind;
  /** The name is a common word: only a value drawn at random is a secret behind it. */
  readonly random?: true;
}

/** Names in lower case without `_` and `-`. */
const NAMES: ReadonlyMap<string, NameRule> = new Map<string, NameRule>([
  ['clientsecret', { kind: 'secret' }],
  ['appsecret', { kind: 'secret' }],
  ['secret', { kind: 'secret', random: true }],
  ['codeverifier', { kind: 'secret' }],
  ['verifier', { kind: 'secret', random: true }],
  ['password', { kind: 'secret' }],
  ['passwd', { kind: 'secret' }],
  ['apikey', { kind: 'secret', random: true }],
  ['assertion', { kind: 'secret', random: true }],
  ['clientassertion', { kind: 'secret' }],
  ['devicecode', { kind: 'secret' }],
  ['sessiontoken', { kind: 'session-cookie', random: true }],
  ['idtoken', { kind: 'secret', random: true }],
  ['accesstoken', { kind: 'access-token' }],
  ['refreshtoken', { kind: 'refresh-token' }],
  ['authorizationcode', { kind: 'authorization-code', random: true }],
  ['code', { kind: 'authorization-code', random: true }],
  ['clienttoken', { kind: 'client-token' }],
  ['spdc', { kind: 'session-cookie' }],
  ['spkey', { kind: 'session-cookie' }],
  ['spac', { kind: 'session-cookie' }],
]);

const NAME =
  /client[_-]?secret|app[_-]?secret|secret|code[_-]?verifier|verifier|password|passwd|api[_-]?key|client[_-]?assertion|assertion|device[_-]?code|session[_-]?token|id[_-]?token|access[_-]?token|refresh[_-]?token|authorization[_-]?code|code|client[_-]?token|sp_dc|sp_key|sp_ac/gi;

/** `{"name":"sp_key","value":"…"}`: HAR, Postman and Insomnia keep names and values apart. */
const PAIR = /[\\"']{0,4}\s{0,40},\s{0,40}[\\"']{0,4}value[\\"']{0,4}\s{0,8}:\s{0,8}[\\"']{0,4}/iy;

const VALUE = /[A-Za-z0-9._~+/=%!$*-]+/y;

function collectNamed(text: string, book: SecretBook): void {
  for (const match of text.matchAll(NAME)) {
    const rule = NAMES.get(match[0].toLowerCase().replace(/[_-]/g, ''));
    const end = match.index + match[0].length;
    if (!rule || /[\w]/.test(text.charAt(end))) continue;
    PAIR.lastIndex = end;
    const at = PAIR.test(text) ? PAIR.lastIndex : valueAfter(text, end);
    if (at < 0 || !/[=:>'"(\\]|%3[ad]/i.test(text.slice(end, at))) continue;
    VALUE.lastIndex = at;
    const value = VALUE.exec(text)?.[0].replace(/[.]+$/, '') ?? '';
    learnWritten(value, rule, book);
  }
}

function learnWritten(written: string, rule: NameRule, book: SecretBook): void {
  for (const value of new Set([written, percentDecoded(written), written.split('%22', 1)[0] ?? written])) {
    if (value.length > LONGEST || (rule.random && !(value.length >= 16 && looksRandom(value)))) continue;
    book.learn(value, rule.kind);
  }
}

/** A "value" beyond this is a body that a name happens to stand before. */
const LONGEST = 16_384;

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** RFC 6265 section 4: names that hold sessions, and values drawn at random. */
function collectCookies(text: string, book: SecretBook): void {
  for (const header of text.matchAll(
    /\bcookie[\\"']{0,4}\s{0,4}[:,=]\s{0,4}[\\"']{0,4}(?:value[\\"']{0,4}\s{0,4}:\s{0,4}[\\"']{0,4})?([^\r\n"'\\]{3,16000})/gi,
  )) {
    for (const pair of (header[1] ?? '').split(/;\s*/)) {
      const equals = pair.indexOf('=');
      const [name, value] = [pair.slice(0, equals), pair.slice(equals + 1)];
      const names = /^(?:sp_(?:dc|key|ac)|.*(?:sess|token|auth|csrf|jwt).*|.*sid)$/i.test(name.trim());
      if (equals > 0 && value.length <= LONGEST && (names || (value.length >= 16 && looksRandom(value)))) {
        book.learn(value, kindOfCookie(name));
      }
    }
  }
}

function kindOfCookie(name: string): TokenKind | 'secret' {
  return /^sp_|sess|token|auth|sid/i.test(name) ? 'session-cookie' : 'secret';
}
