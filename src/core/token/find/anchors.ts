import { BASE64URL, isClass } from './alphabet';
import { SHORTEST_HEADER } from './compact';
import { valueAfter } from './context';
import { emphasisBefore } from './emphasis';
import { escapeBefore } from './escapes';

/** Rare letters that a token begins with, or that the name before it ends with. */
export interface Anchor {
  readonly letters: string;
  /** What stands before the letters, one of these characters: most hits end here. */
  readonly before?: string;
  /** Where the token would begin for a hit at `hit`; -1 for a hit that is none. */
  readonly start: (text: string, hit: number) => number;
}

export const ANCHORS: readonly Anchor[] = [
  // `eyJ` is base64url of `{"` and a letter: the header of every JWS and JWE that is written without white space.
  { letters: 'J', before: 'y', start: (text, hit) => (isHeader(text, hit) ? opening(text, hit - 2) : -1) },
  // Any other spelling of `{`, by the payload behind it, which is an object too.
  { letters: '.e', start: (text, hit) => (isObject(text, hit + 1) ? headerStart(text, hit) : -1) },
  { letters: 'Q', before: 'AB', start: (text, hit) => opening(text, hit - 1) },
  // Names: access_token, refreshToken, client-token, SPOTIFY_ACCESS_TOKEN; Authorization. A code of Spotify's begins with AQ.
  { letters: 'ken', before: 'o', start: afterToken },
  { letters: 'KEN', start: (text, hit) => (text.charCodeAt(hit - 1) === CAPITAL_O ? afterToken(text, hit) : -1) },
  { letters: 'zation', start: (text, hit) => valueAfter(text, hit + 6) },
];

/** No anchor is further to the left of the token it stands for, in UTF-16 units. */
export const ANCHOR_REACH = 256;

const [CAPITAL_O, E, T, W, Y] = [0x4f, 0x65, 0x74, 0x77, 0x79];

/** `token` and `Token` are names, or end them; `spoken` does not. */
function afterToken(text: string, hit: number): number {
  return (text.charCodeAt(hit - 2) | 0x20) === T ? valueAfter(text, hit + 3) : -1;
}

/** `eyJ` and the digit that the letter ends with, whatever its name is. */
function isHeader(text: string, hit: number): boolean {
  return text.charCodeAt(hit - 2) === E && isClass(text.charCodeAt(hit + 1), BASE64URL);
}

function opening(text: string, at: number): number {
  return isBoundary(text, at) ? at : -1;
}

/** Whether the base64url at `at` begins with `{`: its first digit is `e`, its second one of four, of which JSON allows two. */
function isObject(text: string, at: number): boolean {
  const second = text.charCodeAt(at + 1);
  return second === W || second === Y;
}

/** Where the header begins that ends at a dot; -1 where what stands before the dot is none. */
function headerStart(text: string, dot: number): number {
  const floor = Math.max(0, dot - LONGEST_SPACED_HEADER);
  let start = dot;
  while (start > floor && isClass(text.charCodeAt(start - 1), BASE64URL)) start--;
  if (dot - start < SHORTEST_HEADER) return -1;
  for (let at = start; at <= start + LONGEST_TAIL; at++) {
    if (text.charCodeAt(at) === E && isObject(text, at) && isBoundary(text, at)) return at;
  }
  return -1;
}

/**
 * Whether a token may begin at `at`: what stands before it is no token character, or the tail of an escape, Markdown's
 * emphasis, or the `-` of a removed line in a diff.
 */
function isBoundary(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  if (!isClass(before, BASE64URL)) return !isSegment(text, at);
  if (escapeBefore(text, at) || emphasisBefore(text, at) > 0) return true;
  return before === 0x2d && (at === 1 || text.charCodeAt(at - 2) === 0x0a);
}

/** Whether a dot before `at` joins it to a header: then it is a later segment of that token, whatever it looks like. */
function isSegment(text: string, at: number): boolean {
  if (text.charCodeAt(at - 1) !== 0x2e) return false;
  const floor = at - LONGEST_PREFIX;
  let start = at - 1;
  while (start > floor && isClass(text.charCodeAt(start - 1), BASE64URL)) start--;
  return start === floor || text.startsWith('ey', start);
}

/** How far a header with white space in it may reach to the left of its dot, in UTF-16 units. */
const LONGEST_SPACED_HEADER = 2048;

/** Letters and digits of an escape before the header (`%25253D`). */
const LONGEST_TAIL = 8;

/** A token begins no farther to the left of the letters that show it, in UTF-16 units. */
export const START_REACH = LONGEST_SPACED_HEADER + LONGEST_TAIL;

/** Longer words before a dot are segments (`bearer.eyJ…` in `Sec-WebSocket-Protocol` is not), in UTF-16 units. */
const LONGEST_PREFIX = 24;
