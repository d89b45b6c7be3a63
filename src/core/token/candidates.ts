import { BASE64URL, isClass } from './alphabet';
import { valueAfter } from './context';
import { emphasisBefore } from './emphasis';
import { escapeBefore } from './escapes';

/**
 * The places in a text where a token may begin, cheaply: a few rare pairs of letters are searched with `indexOf`, which
 * runs at the speed of memory, and everything else is looked up around the hits. This is the part that a faster kernel
 * may replace; it may offer too much, never too little.
 */
export interface Candidates {
  /** The next place at or after `from` where a token may begin; -1 where there is none. `from` never goes back. */
  next(from: number): number;
}

interface Anchor {
  readonly letters: string;
  /** Where the token would begin for a hit at `hit`; -1 for a hit that is none. */
  readonly start: (text: string, hit: number) => number;
}

const ANCHORS: readonly Anchor[] = [
  // `eyJ` is base64url of `{"` and a letter: the header of every JWS and JWE that is written without white space.
  { letters: 'J', start: (text, hit) => (text.charCodeAt(hit - 1) === Y ? opening(text, hit - 2, E) : -1) },
  // Any other spelling of `{`, by the payload behind it, which is an object too.
  { letters: '.e', start: (text, hit) => (isObject(text, hit + 1) ? headerStart(text, hit) : -1) },
  { letters: 'Q', start: (text, hit) => Math.max(opening(text, hit - 1, A), opening(text, hit - 1, B)) },
  // Names: access_token, refreshToken, client-token, SPOTIFY_ACCESS_TOKEN; Authorization; code in a URL or a form.
  { letters: 'ken', start: (text, hit) => valueAfter(text, hit + 3) },
  { letters: 'KEN', start: (text, hit) => valueAfter(text, hit + 3) },
  { letters: 'zation', start: (text, hit) => valueAfter(text, hit + 6) },
  { letters: '?code=', start: (text, hit) => valueAfter(text, hit + 5) },
  { letters: '&code=', start: (text, hit) => valueAfter(text, hit + 5) },
];

/** No anchor is further to the left of the token it stands for, in UTF-16 units. */
export const ANCHOR_REACH = 256;

const [A, B, E, W, Y] = [0x41, 0x42, 0x65, 0x77, 0x79];

export function candidatesIn(text: string): Candidates {
  const hits = ANCHORS.map(() => -1);
  const starts = ANCHORS.map(() => -1);
  const advance = (index: number, from: number) => {
    const anchor = ANCHORS[index];
    if (!anchor) return;
    let start = -1;
    let hit = Math.max((hits[index] ?? -1) + 1, from - ANCHOR_REACH);
    do {
      hit = text.indexOf(anchor.letters, hit);
      if (hit < 0) break;
      start = anchor.start(text, hit);
      hit++;
    } while (start < from);
    hits[index] = hit < 0 ? text.length : hit - 1;
    starts[index] = hit < 0 ? Number.POSITIVE_INFINITY : start;
  };
  return {
    next(from) {
      let nearest = Number.POSITIVE_INFINITY;
      for (let index = 0; index < starts.length; index++) {
        if ((starts[index] ?? -1) < from) advance(index, from);
        nearest = Math.min(nearest, starts[index] ?? nearest);
      }
      return nearest === Number.POSITIVE_INFINITY ? -1 : nearest;
    },
  };
}

function opening(text: string, at: number, letter: number): number {
  return text.charCodeAt(at) === letter && isBoundary(text, at) ? at : -1;
}

/** Whether the base64url at `at` begins with `{`: its first digit is `e`, its second one of four, of which JSON allows two. */
function isObject(text: string, at: number): boolean {
  const second = text.charCodeAt(at + 1);
  return second === W || second === Y;
}

/** The header that ends at a dot; those that the first anchor finds need no second look. */
function headerStart(text: string, dot: number): number {
  const floor = Math.max(0, dot - LONGEST_SPACED_HEADER);
  let start = dot;
  while (start > floor && isClass(text.charCodeAt(start - 1), BASE64URL)) start--;
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
  const floor = Math.max(0, at - LONGEST_PREFIX);
  let start = at - 1;
  while (start > floor && isClass(text.charCodeAt(start - 1), BASE64URL)) start--;
  return start === floor ? start > 0 : text.startsWith('ey', start);
}

/** How far a header with white space in it may reach to the left of its dot, in UTF-16 units. */
export const LONGEST_SPACED_HEADER = 2048;

/** Letters and digits of an escape before the header (`%25253D`). */
const LONGEST_TAIL = 8;

/** Longer words before a dot are segments (`bearer.eyJ…` in `Sec-WebSocket-Protocol` is not), in UTF-16 units. */
const LONGEST_PREFIX = 24;
