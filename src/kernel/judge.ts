import { boundary, isPiece, LONGEST_PREFIX, mayBeNamed, NO, PERHAPS } from './boundary';
import { compactAt, isPadding, SHORTEST } from './compact';
import { decode, kindOfHeader, LONGEST_HEADER } from './header';
import {
  BASE,
  BASE64,
  BASE64URL,
  CONTINUING,
  DOT,
  find,
  GLUE,
  glueWith,
  isClass,
  isKind,
  MASK,
  OPEN,
  PLAIN,
  RANDOM,
  REFUSED,
  settled,
} from './memory';
import { fillerAt, mayNameAny, nameBefore } from './names';
import { looksRandom } from './randomness';
import { BACKSLASH, isOver, PERCENT, segmentEnd, segmentStart } from './runs';

/** Looks at a pair of letters that ends at `at` and has around it what its rule demands: a find, if something may begin there. */
export function judge(at: usize): void {
  const second = load<u8>(at);
  if (second == 0x4a) judgeStart(at, at - 2);
  else if (second == 0x51) judgeStart(at, at - 1);
  else if (second == 0x65) judgeDot(at);
  // Of names the rule demands all but these letters.
  else if (second == 0x61) {
    if (load<u32>(at, 1) == TION) judgeName(at, at + 5, 0);
  } else if (second == 0x6b) {
    if (load<u8>(at, 2) == 0x6e) judgeName(at, at + 3, at - 2);
  } else if ((load<u8>(at - 3) | 0x20) == 0x74) judgeName(at, at + 2, at - 3);
}

/** As four bytes, from the lowest on. */
const TION: u32 = 0x6e6f6974;

/** A name ends no farther behind the pair of letters that shows it. */
const LONGEST_NAME_END: usize = 8;

/** The last run that was measured, and the last that was looked at from its start on. */
let runStart: usize = 0;
let runEnd: usize = 0;
let judgedEnd: usize = 0;

/** The window may begin inside a run, in which nothing begins. */
export function startJudging(): void {
  const floor = BASE - LONGEST_PREFIX;
  const isInside = segmentStart(BASE, floor) == floor;
  judgedEnd = 0;
  runStart = isInside ? floor : 0;
  runEnd = isInside ? segmentEnd(BASE) : LONGEST_NAME_END;
}

/** Where the last run ends, or the name that may end it begins: before that nothing needs to be looked for. */
export function nextAfterRun(): usize {
  return runEnd - LONGEST_NAME_END;
}

function judgeStart(at: usize, start: usize): void {
  // In a run nothing begins, but for what an escape before the run may reach.
  if (start < runEnd && start >= runStart + LONGEST_ESCAPE) return;
  const begins = boundary(start);
  if (begins == NO) return;
  if (begins == PERHAPS) {
    if (isLong(start)) find(at, OPEN);
    return;
  }
  runStart = start;
  runEnd = judgedEnd = segmentEnd(start);
  find(at, at - start == 2 ? compactAt(start, runEnd) : opaqueAt(start, runEnd));
}

const LONGEST_ESCAPE: usize = 8;

/** As in `core/token/find/opaque.ts`: the shortest value that has a name, the shortest that has none, and the longest. */
const SHORTEST_NAMED: usize = 32;
const SHORTEST_ACCESS: usize = 60;
const LONGEST_OPAQUE: usize = 4096;

/** As in `core/token/find/lookAlikes.ts`: LinkedIn's cookie `li_at`, and ciphertext of AWS. */
const AQED: u32 = 0x44455141;
const AQIC: u32 = 0x43495141;
/** Behind `AQ`: another's, see there. */
const ABAA: u32 = 0x41414241;

/** What is to be said of `AQ` or `BQ` at the start of a run. */
function opaqueAt(start: usize, end: usize): u32 {
  const four = load<u32>(start);
  const isOthers = <i32>(four == AQED) | <i32>(four == AQIC);
  if (isOthers | <i32>isTooShort(start, end) | <i32>(end - start > LONGEST_OPAQUE)) return REFUSED;
  if (!mayBeNamed(start) && (load<u8>(start) == 0x41 || end - start < SHORTEST_ACCESS || isPiece(start))) {
    return isOver(end) ? REFUSED : OPEN;
  }
  if (!isOver(end)) return OPEN;
  if (end - start < SHORTEST_NAMED) return isClass(end, BASE64) ? OPEN : REFUSED;
  if (!looksRandom(start, end)) return settled(PLAIN, end);
  // Spotify's have one of four letters third, and so begin with bytes that are no text.
  const isOurs = <i32>(<u32>load<u8>(start, 2) - 0x41 < 4) & <i32>(load<u32>(start, 2) != ABAA);
  const goesOn = <i32>isKind(load<u8>(end), MASK) | <i32>isClass(end, BASE64);
  return settled(isOurs > goesOn ? max(RANDOM, nameBefore(start)) : RANDOM, end);
}

/** Whether the run up to `end` is too short for a value that has a name, and nothing can make it longer. */
function isTooShort(start: usize, end: usize): bool {
  return end - start < SHORTEST_NAMED && !isClass(end, CONTINUING | BASE64);
}

/** Base64url of `{` behind a dot: what stands before it is a header, and found by its own letters if they are `eyJ`. */
function judgeDot(at: usize): void {
  const dot = at - 1;
  if (dot == judgedEnd || load<u8>(dot) != 0x2e) return;
  const floor = dot - LONGEST_LOOK_BACK;
  const start = segmentStart(dot, floor);
  if (start == floor) return find(at, OPEN);
  if (dot - start < SHORTEST) return;
  for (let from = start; from <= start + LONGEST_TAIL; from++) {
    if (load<u8>(from) != 0x65 || (load<u8>(from + 1) != 0x77 && load<u8>(from + 1) != 0x79)) continue;
    const begins = boundary(from);
    if (begins == NO) continue;
    if (begins == PERHAPS || compactAt(from, dot) != REFUSED) find(at, OPEN);
    return;
  }
}

/** Less than `BEFORE`. */
const LONGEST_LOOK_BACK: usize = 100;
/** As in `core/token/find/anchors.ts`. */
const LONGEST_TAIL: usize = 8;

/** What `glueWith` says of an escape that `scan` has to read, and of one that is no glue. */
const LEFT: i32 = 3;
const NO_GLUE: i32 = 0;

/** As in `core/token/find/context.ts`. */
const LONGEST_GLUE: usize = 64;
const MOST_FILLERS: i32 = 2;

/**
 * A value may follow a name that ends at `end`. Which values those are says `token`, where the name ends with that word:
 * else 0, and only what begins with `A` or as JSON does is a value.
 */
function judgeName(at: usize, end: usize, token: usize): void {
  let start = afterGlue(end);
  if (!start) return;
  let isBehindFiller = false;
  for (let words = 0; words < MOST_FILLERS; words++) {
    const filler = fillerAt(start);
    const next = filler ? afterGlue(start + filler) : 0;
    if (!next) break;
    start = next;
    isBehindFiller = true;
  }
  if (!isClass(start, BASE64URL)) return find(at, OPEN);
  // What begins like a token is found by its own letters.
  const letters = load<u32>(start);
  if (((letters - 0x5141) & 0xffff) < 2) return;
  if ((letters & 0xffffff) == 0x4a7965 && isClass(start + 3, BASE64URL)) return;
  if (!isLong(start)) return;
  const first = <u8>letters;
  const stop = segmentEnd(start);
  // Credentials and what begins as JSON does may be shorter.
  if (
    isBehindFiller ||
    (first == 0x65 && mayBeObject(start, stop)) ||
    (!isTooShort(start, stop) && (first == 0x41 || (token && mayNameAny(token))))
  ) {
    find(at, OPEN);
  }
}

/**
 * Whether a value that begins with `e` may be more than what any other letter begins: a header, or by `readClaimedCompact` in
 * `core/token/find/compact.ts` a damaged one.
 */
function mayBeObject(start: usize, end: usize): bool {
  // `w` and `y`, and with them some more letters that no hexadecimal number has.
  if ((load<u8>(start, 1) | 0x0e) == 0x7f || load<u8>(end) == 0x2e || !isOver(end)) return true;
  return end - start > LONGEST_HEADER || kindOfHeader(decode(start, end)) != OPEN;
}

/** Where a word begins behind glue; 0 where none does; where an escape stands between that is left to `scan`, that. */
function afterGlue(from: usize): usize {
  let at = from;
  while (at - from < LONGEST_GLUE) {
    const code = load<u8>(at);
    if (isClass(at, GLUE)) at++;
    else if (code == BACKSLASH) {
      const skip = glueWith(load<u8>(at, 1));
      if (skip == LEFT) return at;
      if (skip == NO_GLUE) return 0;
      at += skip;
    } else if (code == PERCENT || code == 0x26) return at;
    else return at > from && isClass(at, BASE64URL) ? at : 0;
  }
  return 0;
}

/** Whether enough stands here for a token, or what it may go on behind; padding comes only behind enough. */
function isLong(start: usize): bool {
  let at = start;
  while (at < start + SHORTEST && isClass(at, BASE64URL | BASE64 | DOT)) at++;
  return at == start + SHORTEST || !(isOver(at) || isPadding(at));
}
