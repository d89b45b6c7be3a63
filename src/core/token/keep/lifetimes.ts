import type { Lines } from '../../text/position';
import type { FoundToken } from '../foundToken';
import type { Lifetime } from '../read/assessment';
import { estimateLifetime } from '../read/lifetime';
import { type IndexedToken, type PlacedFind, type PlacedToken, textOf, unpacked } from './indexedToken';
import { surroundingsOf } from './surroundings';

/** Where the tokens of a document stand. */
export interface Places {
  all(): Iterable<PlacedToken>;
  placeOf(token: IndexedToken): PlacedToken | undefined;
}

/**
 * What a document says of how long its tokens live: beside them, or beside the same token in another place. For the answer
 * that brought a token says it, and the requests that use it do not.
 */
export class Lifetimes {
  /** The tokens that may stand in an answer, by their text; made when it is first needed. */
  #answers: ReadonlyMap<string, readonly IndexedToken[]> | undefined;
  #mostLines = 0;
  #isUsed = false;

  /** Whether any lifetime was asked for. */
  get isUsed(): boolean {
    return this.#isUsed;
  }

  /** No surroundings that were looked at had more lines to either side. */
  get mostLines(): number {
    return this.#mostLines;
  }

  of(lines: Lines, token: PlacedToken, places: Places): Lifetime | undefined {
    const { item } = token;
    if (!COUNTED_KINDS.has(item.found.kind)) return undefined;
    const own = this.#beside(lines, token);
    return own.expiresAtMs === undefined ? (this.#elsewhere(lines, token, places) ?? own) : own;
  }

  /** Tokens came or went. */
  follow(changed: Iterable<PlacedFind>): void {
    if (!this.#answers) return;
    for (const { item } of changed) if (mayBeAnswer(unpacked(item))) this.#answers = undefined;
  }

  #elsewhere(lines: Lines, token: PlacedToken, places: Places): Lifetime | undefined {
    this.#answers ??= answersByText(lines, places.all());
    for (const other of this.#answers.get(textOf(lines, token)) ?? []) {
      const place = other.lifetime ? undefined : places.placeOf(other);
      const lifetime = place ? this.#beside(lines, place) : other.lifetime;
      if (lifetime?.expiresAtMs !== undefined) return lifetime;
    }
    return undefined;
  }

  #beside(lines: Lines, token: PlacedToken): Lifetime {
    const { item } = token;
    if (!item.lifetime) {
      const { text, found, lines: looked } = surroundingsOf(lines, token);
      this.#isUsed = true;
      this.#mostLines = Math.max(this.#mostLines, looked);
      item.lifetime = estimateLifetime(text, found);
    }
    return item.lifetime;
  }
}

/** A JWS says it itself, of the others it is never written. */
const COUNTED_KINDS: ReadonlySet<FoundToken['kind']> = new Set([
  'access-token',
  'refresh-token',
  'client-token',
  'jwe',
]);

/** In an answer a token has a name; in most requests it follows a scheme. */
function mayBeAnswer({ found }: IndexedToken): boolean {
  return found.evidence === 'key' && COUNTED_KINDS.has(found.kind);
}

/** A token that was used in so many places and says nothing of its end in any of them will not in the next one. */
const MOST_PLACES = 20;

function answersByText(lines: Lines, tokens: Iterable<PlacedToken>): ReadonlyMap<string, readonly IndexedToken[]> {
  const answers = new Map<string, IndexedToken[]>();
  for (const token of tokens) {
    if (!mayBeAnswer(token.item)) continue;
    const text = textOf(lines, token);
    const same = answers.get(text);
    if (!same) answers.set(text, [token.item]);
    else if (same.length < MOST_PLACES) same.push(token.item);
  }
  return answers;
}
