import type { Position } from '../../text/position';
import type { Span } from '../../text/span';
import type { ByteFind } from '../find/byteScan';
import type { ByteSearch } from '../find/byteSearch';
import { type KeptTokens, PLACE } from '../find/keptTokens';
import { TOKEN_KINDS, type TokenKind } from '../foundToken';
import { assess } from '../read/assess';
import type { Assessment } from '../read/assessment';
import { decodeFaultless } from '../read/decodeFaultless';
import { FIELD_REACH } from '../read/fields';
import { tokenText } from '../tokenText';
import { FileSurroundings, type ReadAt } from './fileSurroundings';
import { HashIndex } from './hashIndex';
import { readToken } from './tokenReading';

/** One token of a file, in however many places it stands. */
export interface FileToken {
  readonly kind: TokenKind;
  readonly fingerprint: string;
  readonly state: Assessment['state'];
  readonly lifetime: Assessment['lifetime'];
  /** The first places, at most `MOST_PLACES`, in order. */
  readonly first: readonly FilePlace[];
  readonly last: FilePlace;
  readonly places: number;
}

/** In an editor, and in the bytes of the file. Half-open. */
export interface FilePlace extends Position {
  readonly start: number;
  readonly end: number;
}

export interface FileTokensFound {
  /** In the order of their first places, at most `MOST_TOKENS`. */
  readonly tokens: readonly FileToken[];
  /** Of all tokens, also of those that are not listed. */
  readonly places: number;
  readonly unlistedPlaces: number;
}

/** A file may hold any number of tokens: what is kept of them has a limit. */
export const MOST_TOKENS = 5000;
export const MOST_PLACES = 5;

/** The tokens of a file by what they are, and not by where they stand: a log repeats each of them with every request. */
export class FileTokens {
  readonly #search: ByteSearch;
  readonly #surroundings: FileSurroundings;
  readonly #nowMs: number;
  readonly #known: HashIndex;
  /** By their numbers, what changes with every place apart from what does not. */
  readonly #kept: KeptTokens;
  readonly #tokens: Entry[] = [];

  /**
   * @param search whose memory the finds are in
   * @param nowMs milliseconds since the epoch
   */
  constructor(search: ByteSearch, readAt: ReadAt, nowMs: number) {
    this.#search = search;
    this.#kept = search.keep(MOST_TOKENS, MOST_PLACES);
    this.#known = new HashIndex(this.#kept.slots);
    this.#surroundings = new FileSurroundings(readAt);
    this.#nowMs = nowMs;
  }

  get places(): number {
    return this.#kept.totals[0] ?? 0;
  }

  add(find: ByteFind): void {
    const { totals } = this.#kept;
    totals[0] = this.places + 1;
    const written = this.#written(find);
    const hash = this.#search.hash(written.start, written.end, TOKEN_KINDS.indexOf(find.token.kind));
    const low = hash[0] ?? 0;
    const high = hash[1] ?? 0;
    const known = this.#known.numberOf(low, high);
    if (known >= 0) this.#addPlace(known, find);
    else if (this.#known.size === MOST_TOKENS) totals[1] = (totals[1] ?? 0) + 1;
    else this.#addNew(this.#known.add(low, high), find, written);
  }

  found(): FileTokensFound {
    const tokens = this.#tokens.map((token, number) => ({
      ...token,
      first: this.#firstOf(number),
      last: placeAt(this.#kept.last, number),
      places: this.#kept.counts[number] ?? 0,
    }));
    return { tokens, places: this.places, unlistedPlaces: this.#kept.totals[1] ?? 0 };
  }

  /** Where the token itself stands in the memory of the search: there already, if it is not broken or escaped. */
  #written(find: ByteFind): Span {
    const { token, place } = find;
    if (!token.pieces && !token.escape) return { start: place, end: place + token.end - token.start };
    return this.#search.put(textOf(find));
  }

  #addNew(number: number, find: ByteFind, written: Span): void {
    const fingerprint = this.#search.fingerprint(written.start, written.end);
    const { state, lifetime } = this.#assess(find, written);
    this.#kept.totals[2] = this.#known.size;
    this.#kept.looks[number] = state === 'unknown' ? MOST_LOOKS - 1 : 0;
    this.#tokens.push({ kind: find.token.kind, fingerprint, state, lifetime: withoutSources(lifetime) });
    this.#addPlace(number, find);
  }

  #addPlace(number: number, find: ByteFind): void {
    const { token } = find;
    const { line, character } = find.position();
    const { counts, last, first, looks } = this.#kept;
    const before = counts[number] ?? 0;
    counts[number] = before + 1;
    const place = [token.start, token.end, line, character];
    last.set(place, PLACE * number);
    if (before < MOST_PLACES) first.set(place, PLACE * (MOST_PLACES * number + before));
    // The answer that brought a token says how long it lives, and the requests that use it do not.
    if (before > 0 && token.evidence === 'key' && (looks[number] ?? 0) > 0) this.#look(number, find);
  }

  #firstOf(number: number): readonly FilePlace[] {
    const { counts, first } = this.#kept;
    const length = Math.min(counts[number] ?? 0, MOST_PLACES);
    return Array.from({ length }, (_, index) => placeAt(first, MOST_PLACES * number + index));
  }

  #look(number: number, find: ByteFind): void {
    const token = this.#tokens[number];
    const { state, lifetime } = this.#assess(find);
    const { looks } = this.#kept;
    looks[number] = (looks[number] ?? 0) - 1;
    if (!token || lifetime.expiresAtMs === undefined) return;
    token.state = state;
    token.lifetime = withoutSources(lifetime);
    if (state !== 'unknown') looks[number] = 0;
  }

  #assess(find: ByteFind, { start, end } = this.#written(find)): Assessment {
    const hasty = this.#mayBeTold(find) ? undefined : decodeFaultless(this.#search, find.token.kind, start, end);
    if (hasty) return assess(hasty, undefined, this.#nowMs);
    const { text, found } = SAYS_ITSELF.has(find.token.kind) ? find.inText() : this.#surroundings.of(find);
    return readToken(text, found).assessedAt(this.#nowMs);
  }

  /** Whether the text around it may say how long it lives: also where not all of that is in memory. */
  #mayBeTold({ token, place, filled }: ByteFind): boolean {
    if (SAYS_ITSELF.has(token.kind)) return false;
    const before = Math.max(place - FIELD_REACH, place - token.start);
    const end = place + token.end - token.start;
    const behind = end + FIELD_REACH;
    if (before < 0 || behind > filled) return true;
    return this.#search.maySpeakOfEnd(before, place) || this.#search.maySpeakOfEnd(end, behind);
  }
}

interface Entry {
  readonly kind: TokenKind;
  readonly fingerprint: string;
  state: Assessment['state'];
  lifetime: Assessment['lifetime'];
}

function placeAt(places: Float64Array, index: number): FilePlace {
  const [start = 0, end = 0, line = 0, character = 0] = places.subarray(PLACE * index, PLACE * (index + 1));
  return { start, end, line, character };
}

/** As in `lifetimes.ts`: what says nothing of its end in so many places will not in the next one. */
const MOST_LOOKS = 20;

/** Nothing around these says how long they live. */
const SAYS_ITSELF: ReadonlySet<TokenKind> = new Set([
  'jws',
  'authorization-code',
  'client-credentials',
  'session-cookie',
]);

/** Places in a text that is gone. */
function withoutSources({ sources: _, ...lifetime }: Assessment['lifetime']): Assessment['lifetime'] {
  return lifetime;
}

function textOf(find: ByteFind): string {
  const { text, found } = find.inText();
  return tokenText(text, found);
}
