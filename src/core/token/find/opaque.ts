import type { FoundToken, TokenKind } from '../foundToken';
import { BASE64, BASE64URL, isClass, PADDING } from './alphabet';
import { decodeLoosely } from './base64';
import { fillsLine, isBlobLine } from './blob';
import { type Context, isNear } from './context';
import { emphasisAround } from './emphasis';
import type { NameRule } from './keyNames';
import { isLookAlike } from './lookAlikes';
import { isMasked } from './placeholders';
import { looksRandom } from './randomness';
import { foundIn, plainRun, type Run, readRun, SHORTEST_NAMED } from './run';

/** Spotify's opaque values by their first bytes (`BQ` is 05 00): the third digit holds two of them and is A to D. */
const [ACCESS, SECRET, CLIENT] = ['BQ', 'AQ', 'AA'];
const ACCESS_SHAPE = /^BQ[A-D]/;

const SHORTEST_ACCESS = 60;
const SHORTEST_SECRET = 100;
const SHORTEST_CLIENT = 100;
const SHORTEST_HEX = 40;
const LONGEST = 4096;
/** No access token was seen that is longer than 376. */
const LONGEST_UNNAMED = 512;

/** RFC 6749 section 2.3.1: client id and secret. Spotify's are 32 hexadecimal digits each. */
const CREDENTIALS = /^[0-9a-f]{32}:[0-9a-f]{32}$/;
const PAIR = /^[!-9;-~]{8,}:[!-~]{8,}$/;

/** What shows that Basic credentials are meant for Spotify. */
const ACCOUNTS_WORDS = ['accounts.spotify.com'];
/** What shows that a `code` is an authorization code. */
const OAUTH_WORDS = ['state=', 'redirect_uri', 'callback', 'grant_type', 'authorization_code', 'code_verifier'];

const [DOT_CODE, PADDING_CODE] = [0x2e, 0x3d];

/** What was read at a place: a token, or only where to go on. */
export interface Reading {
  readonly token?: FoundToken;
  readonly resume: number;
}

/** A run of base64url without escapes and wraps. */
export interface PlainRun {
  readonly end: number;
  /** Known to look random. */
  readonly isRandom?: boolean;
}

/**
 * A value of Spotify's that begins at `start`, by its name, its scheme or its shape.
 *
 * @param farSighted takes where the value begins and ends if other lines, or text that is far away, may decide over it
 * @param plain its run, where that is known to be plain
 */
export function opaqueAt(
  text: string,
  start: number,
  context: Context,
  farSighted: number[],
  plain?: PlainRun,
): Reading {
  const isBasic = context.scheme === 'basic';
  const isStandard = isBasic || context.rule?.kind === 'client-token' || text.startsWith(CLIENT, start);
  const run =
    plain === undefined || isStandard
      ? readRun(text, start, isStandard ? BASE64URL | BASE64 | PADDING : BASE64URL)
      : plainRun(text, start, plain.end);
  if (isFarSighted(text, run, context)) farSighted.push(run.start, run.end);
  const kind = isBasic ? kindOfBasic(run, text) : kindOf(run, context, text, plain?.isRandom ?? false);
  if (!kind) return run;
  const evidence = context.scheme ? 'scheme' : context.rule ? 'key' : 'shape';
  const token = foundIn(run, run.value.length - emphasisAround(text, run), kind, evidence);
  return isMasked(text, token) ? run : { token, resume: run.resume };
}

/** Whether words nearby or the next lines may decide over it, whatever they say now. */
function isFarSighted(text: string, run: Run, { rule, scheme }: Context): boolean {
  if (rule) return rule.strength === 'context';
  return scheme === undefined ? begins(run.value, ACCESS) && fillsLine(text, run) : scheme === 'basic';
}

function kindOf(run: Run, { rule, scheme }: Context, text: string, isRandom: boolean): TokenKind | undefined {
  const { start, end, value, stretches } = run;
  if (value.length < SHORTEST_NAMED || value.length > LONGEST) return undefined;
  // In the text itself where that is possible: a slice is slower to read.
  const written = stretches ? { text: value, start: 0, end: value.length } : { text, start, end };
  if (isLookAlike(written.text, written.start, written.end)) return undefined;
  if (!isRandom && !looksRandom(written.text, written.start, written.end)) return undefined;
  if (rule?.strength === 'strong') return isNamedShape(value) ? rule.kind : undefined;
  if (isGlued(text, run) || (!rule && !scheme && !standsAlone(text, run))) return undefined;
  const kind = kindOfShape(value, rule);
  if (kind) return kind;
  if (rule?.strength === 'context' && isNamedShape(value) && isNear(text, run, OAUTH_WORDS)) return rule.kind;
  return scheme === 'bearer' && isNamedShape(value) ? 'access-token' : undefined;
}

/** Refresh tokens, codes and cookies have one shape: without a name it says nothing. */
function kindOfShape(value: string, rule: NameRule | undefined): TokenKind | undefined {
  if (value.length >= SHORTEST_ACCESS && begins(value, ACCESS)) return rule?.kind ?? 'access-token';
  if (!rule) return undefined;
  if (value.length >= SHORTEST_CLIENT && begins(value, CLIENT)) return 'client-token';
  if (value.length < SHORTEST_SECRET || !begins(value, SECRET)) return undefined;
  return rule.kind === 'access-token' ? 'refresh-token' : rule.kind;
}

function begins(value: string, bytes: string): boolean {
  const third = value.charCodeAt(2);
  return third >= 0x41 && third <= 0x44 && value.startsWith(bytes);
}

/** Whether a value goes on with characters that Spotify's never hold: then it is a piece of base64, a path or a name. */
function isGlued(text: string, { end }: Run): boolean {
  const code = text.charCodeAt(end);
  if (code === DOT_CODE) return isClass(text.charCodeAt(end + 1), BASE64URL);
  return isClass(code, BASE64) || (code === PADDING_CODE && /^==?[^=&]/.test(text.slice(end, end + 3)));
}

/** What only its shape makes a token must not be a piece of something longer: of base64 in one line or in many. */
function standsAlone(text: string, { start, end, value }: Run): boolean {
  if (value.length > LONGEST_UNNAMED) return false;
  if (/[+/.]/.test(text.charAt(start - 1)) && isClass(text.charCodeAt(start - 2), BASE64URL | BASE64)) return false;
  return !isBlobLine(text, { start, end }, ACCESS_SHAPE);
}

/** A hash or an identifier in hexadecimal, however it is called, is no token; Spotify's PHP library tests with 40 digits. */
function isNamedShape(value: string): boolean {
  return !/^[0-9a-f]+$/i.test(value) || (value.length >= SHORTEST_HEX && value.length !== 64);
}

function kindOfBasic(run: Run, text: string): TokenKind | undefined {
  if (run.value.length > LONGEST) return undefined;
  const decoded = decodeLoosely(run.value);
  const isSpotify = CREDENTIALS.test(decoded) || (PAIR.test(decoded) && isNear(text, run, ACCOUNTS_WORDS));
  return isSpotify ? 'client-credentials' : undefined;
}
