import type { Lines } from '../text/position';
import type { Lifetime } from './assessment';
import type { FoundToken } from './foundToken';
import { type PlacedToken, textOf } from './indexedToken';
import { estimateLifetime } from './lifetime';
import { surroundingsOf } from './surroundings';

/** What a document says of how long its tokens live: beside them, or beside the same token in another place. */
export class Lifetimes {
  readonly #elsewhere = new Map<string, Lifetime | undefined>();
  #revision = -1;
  /** No surroundings that were looked at had more lines to either side. */
  #mostLines = 0;

  get mostLines(): number {
    return this.#mostLines;
  }

  /**
   * The answer that brought a token says how long it lives, and the requests that use it do not.
   *
   * @param revision of the document's tokens: as long as it is the same, nobody looks in other places again.
   * @param others those that may be the same token, nearest first; asked for where they are needed.
   */
  of(lines: Lines, token: PlacedToken, revision: number, others: () => Iterable<PlacedToken>): Lifetime | undefined {
    if (!COUNTED_KINDS.has(token.item.found.kind)) return undefined;
    const own = this.#beside(lines, token);
    if (own.expiresAtMs !== undefined) return own;
    if (this.#revision !== revision) this.#elsewhere.clear();
    this.#revision = revision;
    const value = textOf(lines, token);
    if (!this.#elsewhere.has(value)) this.#elsewhere.set(value, this.#findElsewhere(lines, value, others()));
    return this.#elsewhere.get(value) ?? own;
  }

  #findElsewhere(lines: Lines, value: string, others: Iterable<PlacedToken>): Lifetime | undefined {
    let places = 0;
    for (const other of others) {
      if (!isNamed(other, value.length) || textOf(lines, other) !== value) continue;
      const lifetime = this.#beside(lines, other);
      if (lifetime.expiresAtMs !== undefined) return lifetime;
      if (++places === MOST_PLACES) return undefined;
    }
    return undefined;
  }

  #beside(lines: Lines, token: PlacedToken): Lifetime {
    const { item } = token;
    if (!item.lifetime) {
      const { text, found, lines: looked } = surroundingsOf(lines, token);
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

/** In an answer a token has a name; in a request it follows a scheme, or it is one of many. */
function isNamed({ item: { found } }: PlacedToken, length: number): boolean {
  return found.evidence === 'key' && found.end - found.start === length && COUNTED_KINDS.has(found.kind);
}

/** A token that was used in so many places and says nothing of its end in any of them will not in the next one. */
const MOST_PLACES = 20;
