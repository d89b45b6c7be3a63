import type { Position } from '../../text/position';
import type { ByteFind } from '../find/byteScan';
import { fingerprint } from '../fingerprint';
import { TOKEN_KINDS, type TokenKind } from '../foundToken';
import { assess } from '../read/assess';
import type { Assessment } from '../read/assessment';
import { decodeFaultless } from '../read/decodeFaultless';
import { tokenText } from '../tokenText';
import { FileSurroundings, type ReadAt } from './fileSurroundings';
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
  readonly #tokens = new Map<number, Entry>();
  readonly #surroundings: FileSurroundings;
  readonly #nowMs: number;
  #places = 0;
  #unlistedPlaces = 0;

  /** @param nowMs milliseconds since the epoch */
  constructor(readAt: ReadAt, nowMs: number) {
    this.#surroundings = new FileSurroundings(readAt);
    this.#nowMs = nowMs;
  }

  get places(): number {
    return this.#places;
  }

  add(find: ByteFind): void {
    const key = keyOf(find);
    const known = this.#tokens.get(key);
    this.#places++;
    if (!known) this.#addNew(key, find);
    else {
      known.places++;
      moveTo(known.last, find);
      if (known.first.length < MOST_PLACES) known.first.push(placeOf(find));
      // The answer that brought a token says how long it lives, and the requests that use it do not.
      const mayTell = known.assessment.state === 'unknown' && find.token.evidence === 'key';
      if (mayTell && known.looks < MOST_LOOKS) this.#look(known, find);
    }
  }

  found(): FileTokensFound {
    const tokens = [...this.#tokens.values()].map(({ assessment: { state, lifetime }, looks: _, ...token }) => ({
      ...token,
      state,
      lifetime: withoutSources(lifetime),
    }));
    return { tokens, places: this.#places, unlistedPlaces: this.#unlistedPlaces };
  }

  #addNew(key: number, find: ByteFind): void {
    if (this.#tokens.size === MOST_TOKENS) {
      this.#unlistedPlaces++;
      return;
    }
    const assessment = this.#assess(find);
    this.#tokens.set(key, {
      kind: find.token.kind,
      fingerprint: fingerprint(textOf(find)),
      assessment,
      looks: 1,
      first: [placeOf(find)],
      last: placeOf(find),
      places: 1,
    });
  }

  #look(entry: Entry, find: ByteFind): void {
    entry.looks++;
    const assessment = this.#assess(find);
    if (assessment.lifetime.expiresAtMs !== undefined) entry.assessment = assessment;
  }

  #assess(find: ByteFind): Assessment {
    const faultless = find.token.kind === 'jws' ? decodeFaultless(textOf(find)) : undefined;
    if (faultless) return assess(faultless, undefined, this.#nowMs);
    const { text, found } = SAYS_ITSELF.has(find.token.kind) ? find.inText() : this.#surroundings.of(find);
    return readToken(text, found).assessedAt(this.#nowMs);
  }
}

interface Entry {
  readonly kind: TokenKind;
  readonly fingerprint: string;
  readonly first: FilePlace[];
  readonly last: Mutable<FilePlace>;
  places: number;
  assessment: Assessment;
  /** How many times it was looked at what stands around it. */
  looks: number;
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

function placeOf({ token: { start, end }, line, character }: ByteFind): FilePlace {
  return { start, end, line, character };
}

type Mutable<T> = { -readonly [name in keyof T]: T[name] };

/** Written over and not made anew: a log has many more places than tokens. */
function moveTo(place: Mutable<FilePlace>, { token, line, character }: ByteFind): void {
  place.start = token.start;
  place.end = token.end;
  place.line = line;
  place.character = character;
}

/** Places in a text that is gone. */
function withoutSources({ sources: _, ...lifetime }: Assessment['lifetime']): Assessment['lifetime'] {
  return lifetime;
}

/** What is written as it is need not become text to be known again. */
function keyOf(find: ByteFind): number {
  const { token, memory, place } = find;
  const kind = TOKEN_KINDS.indexOf(token.kind);
  if (!token.pieces && !token.escape) return hash(memory, place, place + token.end - token.start, kind);
  const { buffer, byteOffset, length } = ENCODER.encode(textOf(find));
  return hash(new DataView(buffer, byteOffset, length), 0, length, kind);
}

function textOf({ inText }: ByteFind): string {
  const { text, found } = inText();
  return tokenText(text, found);
}

const ENCODER = new TextEncoder();

/**
 * 53 bits to know a token by, for a tenth of what SHA-256 costs: that is for tokens that are seen for the first time. Two
 * chains of multiplications, mixed at the end, over four bytes at a time (after cyrb53 by bryc, in the public domain).
 */
function hash(memory: DataView, start: number, end: number, seed: number): number {
  let a = 0xdeadbeef ^ seed;
  let b = 0x41c6ce57 ^ (end - start);
  let at = start;
  for (const last = end - 4; at <= last; at += 4) {
    const word = memory.getInt32(at, true);
    a = Math.imul(a ^ word, 0x9e3779b1);
    b = Math.imul((b ^ word) + (b >>> 15), 0x5f356495);
  }
  for (; at < end; at++) {
    a = Math.imul(a ^ memory.getUint8(at), 0x9e3779b1);
    b = Math.imul((b ^ memory.getUint8(at)) + (b >>> 15), 0x5f356495);
  }
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
  b = Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
  return 0x100000000 * (b & 0x1fffff) + (a >>> 0);
}
