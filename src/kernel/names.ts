import { ACCESS, BASE64URL, BEARER, GLUE, isClass, NOTHING, REFRESH, WORDS } from './memory';
import { BACKSLASH, PERCENT } from './runs';

/** As in `core/token/find/context.ts`. */
const LONGEST_GLUE: usize = 64;

/** Places of `WORDS`: the first five may stand between a name and its value. */
const BEARER_WORD: usize = WORDS;
const TOKEN_WORD: usize = WORDS + 40;
const ACCESS_WORD: usize = WORDS + 48;
const REFRESH_WORD: usize = WORDS + 56;

/** A word is eight bytes: up to seven letters, and how many bits of the eight bytes are not them. */
const WORD: usize = 8;

/**
 * What the word before a value says of it, where that is one of three that say all, on the same line and not part of a
 * longer one; else `NOTHING`. What is behind the word `wordBefore` in `core/token/find/context.ts` passes over, too.
 */
export function nameBefore(start: usize): u32 {
  let end = start;
  while (end > start - LONGEST_GLUE && (isClass(end - 1, GLUE) || load<u8>(end - 1) == BACKSLASH)) {
    if (load<u8>(--end) == NEWLINE) return NOTHING;
  }
  if (end == start) return NOTHING;
  let verdict = BEARER;
  let first = startOf(BEARER_WORD, end);
  if (!first) {
    end = startOf(TOKEN_WORD, end);
    if (!end) return NOTHING;
    end -= <usize>isSeparator(end - 1);
    verdict = ACCESS;
    first = startOf(ACCESS_WORD, end);
    if (!first) {
      verdict = REFRESH;
      first = startOf(REFRESH_WORD, end);
      if (!first) return NOTHING;
    }
  }
  const before = load<u8>(first - 1);
  return isClass(first - 1, BASE64URL) || before == BACKSLASH || before == PERCENT ? NOTHING : verdict;
}

/** Where a word begins that ends at `end`; 0 where another does. */
function startOf(word: usize, end: usize): usize {
  const start = end - lengthOf(word);
  return isWord(start, word) ? start : 0;
}

/** Whether a token's name that may have any value, as `access_token` may, ends before `token`: see `core/token/find/keyNames.ts`. */
export function mayNameAny(token: usize): bool {
  let at = token - 1;
  while (isSeparator(at) || load<u8>(at) == SPACE) at--;
  return ((LAST_LETTERS >> (load<u8>(at) & 31)) & 1) != 0;
}

/** By the lower five bits of a letter: access, bearer, refresh; and client, of which `scan` reads over any value of base64. */
const LAST_LETTERS: u32 = (1 << 0x13) | (1 << 0x12) | (1 << 8) | (1 << 0x14);

/** How long the word is that begins here and stands between a name and its value; 0 for any other. */
export function fillerAt(at: usize): usize {
  if (((FIRST_LETTERS >> (load<u8>(at) & 31)) & 1) == 0) return 0;
  for (let word = WORDS; word < TOKEN_WORD; word += WORD) {
    if (isWord(at, word)) return lengthOf(word);
  }
  return 0;
}

/** Of these words, by the lower five bits of a letter: `b`, `s` and `v`. Most others begin otherwise. */
const FIRST_LETTERS: u32 = (1 << 2) | (1 << 0x13) | (1 << 0x16);

function lengthOf(word: usize): usize {
  return (64 - <usize>load<u8>(word, 7)) >> 3;
}

/** Whether a word begins here, in any case, as `isAt` in `core/token/find/context.ts` says. */
function isWord(at: usize, word: usize): bool {
  return ((load<u64>(at) | 0x2020_2020_2020_2020) ^ load<u64>(word)) << <u64>load<u8>(word, 7) == 0;
}

function isSeparator(at: usize): bool {
  const code = load<u8>(at);
  return code == HYPHEN || code == UNDERSCORE;
}

const NEWLINE: u8 = 0x0a;
const SPACE: u8 = 0x20;
const HYPHEN: u8 = 0x2d;
const UNDERSCORE: u8 = 0x5f;
