import { BASE64URL, DOT } from './alphabet';
import { escapeAt } from './escapes';
import { plainEnd } from './plainEnd';
import { looksRandom } from './randomness';

/** Illegal characters in a token that is still taken for one, in all: UTF-16 units. */
const MOST_DAMAGE = 16;

/** A piece behind white space must be this long to be more than the next word. */
const SHORTEST_PIECE = 16;

/** Characters that are illegal in a token and yet turn up in one: typing and copying slips. */
export const SLIPS = new Set('!#$%*+/:=?@^~ \t\u00a0\u00ad\u200b\u200c\u200d\ufeff');
const QUOTES = '"\'`';

/**
 * Where a compact serialisation really ends that breaks off at `end` because of an illegal character or white space:
 * inside quotes at the closing quote, else where the missing segments are complete. Undefined where what follows is
 * not its continuation.
 *
 * @param dots How many dots are missing.
 */
export function damagedEnd(text: string, start: number, end: number, dots: number): number | undefined {
  const quote = text.charAt(start - 1);
  const quoted = quote !== '' && QUOTES.includes(quote);
  let missing = dots;
  let damage = 0;
  let at = end;
  while (damage <= MOST_DAMAGE) {
    const slips = escapeAt(text, at) ? 0 : slipsAt(text, at);
    if (slips === 0) break;
    damage += slips;
    const from = at + slips;
    const to = plainEnd(text, from, BASE64URL | DOT);
    const certain = dots > 0 && (quoted || (to > from && !isSpaced(text, at, from)));
    if (!certain && !isPiece(text, from, to)) break;
    const piece = text.slice(from, to);
    at = quoted ? to : from + beforeDot(piece, missing);
    missing -= dotsIn(piece);
    if (at < to) break;
  }
  if (missing > 0 || at === end || damage > MOST_DAMAGE) return undefined;
  return quoted && text.charAt(at) !== quote && text.charAt(at) !== '\\' ? undefined : at;
}

/** Whether it goes on with the token and is not the next word of a sentence. */
function isPiece(text: string, from: number, to: number): boolean {
  return to - from >= SHORTEST_PIECE && looksRandom(text.slice(from, to));
}

function isSpaced(text: string, from: number, to: number): boolean {
  return /\s/.test(text.slice(from, to));
}

function slipsAt(text: string, from: number): number {
  let at = from;
  while (at - from <= MOST_DAMAGE && SLIPS.has(text.charAt(at))) at++;
  return text.startsWith('***', from) ? 0 : at - from;
}

/** The end of a piece, or the first dot in it that is one too many: it ends the sentence. */
function beforeDot(piece: string, allowed: number): number {
  let at = piece.indexOf('.');
  for (let dots = 0; at >= 0 && dots < allowed; dots++) at = piece.indexOf('.', at + 1);
  return at < 0 ? piece.length : at;
}

function dotsIn(piece: string): number {
  let dots = 0;
  for (let at = piece.indexOf('.'); at >= 0; at = piece.indexOf('.', at + 1)) dots++;
  return dots;
}
