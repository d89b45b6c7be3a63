import type { HttpRequest } from '../http/exchange';
import { decodeBase64url } from '../token/read/base64url';
import type { Authorization } from './observation';
import { type Secrets, shapeOf } from './seenToken';

/** What the request proved itself with: the header, or the query field of RFC 6750 section 2.3. */
export function readAuthorization(
  request: HttpRequest | undefined,
  shown: 'all' | 'some' | 'none',
  query: ReadonlyMap<string, string>,
  secrets: Secrets,
): Authorization {
  const header = request?.headers.find(({ name }) => name.toLowerCase() === 'authorization');
  if (header) return readHeader(header.value, secrets);
  const inQuery = query.get('access_token');
  if (inQuery) return bearer(inQuery, secrets);
  if (request === undefined || shown === 'none' || (request.headers.length === 0 && shown !== 'all')) {
    return { form: 'unknown' };
  }
  return { form: 'absent', proved: shown === 'all' };
}

/** True where a value was covered by whoever wrote the log: `***`, `██`, `[REDACTED]`, `[122 bytes were stripped]`. */
export function isMask(value: string): boolean {
  return (
    /^[*•█xX.…]{3,}$|^[█*•]+$/.test(value) ||
    /^[<[({‹].{0,60}[>\])}›]$/u.test(value) ||
    /\*{3,}|█|redacted|stripped|masked|<hidden>|‹/i.test(value)
  );
}

function readHeader(written: string, secrets: Secrets): Authorization {
  const value = written.trim();
  const space = value.search(/\s/);
  const scheme = (space < 0 ? value : value.slice(0, space)).toLowerCase();
  const rest = space < 0 ? '' : value.slice(space + 1).trim();
  if (scheme === 'basic') return readBasic(rest, secrets);
  if (scheme === 'bearer') return readBearer(rest, secrets);
  if (value === '') return { form: 'malformed', what: 'an empty Authorization header', empty: true };
  if (isMask(value)) return { form: 'masked' };
  if (shapeOf(value) !== undefined || value.startsWith('eyJ')) {
    secrets.learn(value, shapeOf(value) ?? 'access-token');
    return { form: 'malformed', what: 'a token without the word Bearer before it' };
  }
  return KNOWN_SCHEMES.includes(scheme)
    ? { form: 'unknown' }
    : { form: 'malformed', what: 'a header that is not Bearer TOKEN' };
}

/** Schemes of other systems: nothing to say about them. */
const KNOWN_SCHEMES = [
  'digest',
  'dpop',
  'negotiate',
  'ntlm',
  'token',
  'apikey',
  'hawk',
  'aws4-hmac-sha256',
  'signature',
];

function readBearer(rest: string, secrets: Secrets): Authorization {
  if (rest === '') return { form: 'malformed', what: 'an empty bearer', empty: true };
  const placeholder = PLACEHOLDERS.find((word) => rest.toLowerCase() === word);
  if (placeholder !== undefined) return { form: 'malformed', what: `"Bearer ${placeholder}"`, empty: true };
  if (/^["'].*["']$|^\{\{.*\}\}$|^\$\{?\w+\}?$|^%\w+%$/.test(rest)) {
    if (rest.length > 24) secrets.learn(rest.slice(1, -1), 'access-token');
    return { form: 'malformed', what: /^["']/.test(rest) ? 'a token in quotes' : 'a variable that was not filled in' };
  }
  if (isMask(rest)) return { form: 'masked' };
  if (/^bearer\s/i.test(rest)) return { form: 'malformed', what: 'the word Bearer twice' };
  if (/\s|\\[rn]|%0a|%0d|[{},]/i.test(rest)) {
    for (const word of rest.split(/[\s"'{},:\\]+/)) if (word.length > 24) secrets.learn(word, 'access-token');
    return { form: 'malformed', what: 'a bearer with blanks, line breaks or braces in it' };
  }
  return bearer(rest, secrets);
}

const PLACEHOLDERS = [
  'undefined',
  'null',
  'none',
  'nil',
  'nan',
  'false',
  'true',
  '[object object]',
  '[object promise]',
];

function bearer(value: string, secrets: Secrets): Authorization {
  const token = secrets.see(value, shapeOf(value) ?? 'access-token');
  secrets.learn(value, token.kind);
  return { form: 'bearer', token };
}

/** RFC 7617 section 2. Spotify's ids and secrets are 32 hexadecimal digits each. */
function readBasic(value: string, secrets: Secrets): Authorization {
  if (isMask(value)) return { form: 'masked' };
  secrets.learn(value, 'client-credentials');
  const decoding = decodeBase64url(value);
  const text = new TextDecoder('utf-8').decode(decoding.bytes);
  const colon = text.indexOf(':');
  if (!decoding.complete || colon <= 0) return { form: 'basic', wellFormed: false };
  secrets.learn(text.slice(colon + 1), 'secret');
  return { form: 'basic', wellFormed: !/\s/.test(text), clientId: text.slice(0, colon) };
}
