import type { Span } from '../text/span';
import { GRAM } from './gramFilter';
import type { Secret } from './secretBook';
import type { SecretForm } from './secretForms';

/** A piece of a secret as it stands in a text: all of it, or a run of at least eight characters. */
export interface Fragment extends Span {
  readonly secret: Secret;
}

/** Finds what stands in a text of the secrets it was made for. */
export class FragmentFinder {
  private readonly forms: readonly SecretForm[];
  /** A hash table with chains, in plain numbers: a log may hold millions of grams. Zero ends a chain. */
  private readonly heads = new Int32Array(BUCKETS);
  private readonly entries: Int32Array;
  private used = 1;

  constructor(forms: readonly SecretForm[]) {
    this.forms = forms;
    const grams = forms.reduce((sum, { value }) => sum + Math.max(0, value.length - GRAM + 1), 0);
    this.entries = new Int32Array(FIELDS * (grams + 1));
    for (let form = 0; form < forms.length; form++) this.add(form);
  }

  /** Every fragment, in order and not overlapping. At each place the longest one is taken. */
  find(text: string): readonly Fragment[] {
    const fragments: Fragment[] = [];
    if (this.used === 1) return fragments;
    for (let at = 0; at + GRAM <= text.length; ) {
      const found = this.longestAt(text, at);
      if (found) fragments.push(found);
      at = found ? found.end : at + 1;
    }
    return fragments;
  }

  private add(form: number): void {
    const value = this.forms[form]?.value ?? '';
    for (let at = 0; at + GRAM <= value.length; at++) {
      const bucket = bucketAt(value, at);
      const head = this.heads[bucket] ?? 0;
      if (this.isFull(head, value, at)) continue;
      const entry = this.used++;
      this.entries[entry * FIELDS] = head;
      this.entries[entry * FIELDS + 1] = form;
      this.entries[entry * FIELDS + 2] = at;
      this.heads[bucket] = entry;
    }
  }

  /** JWTs share their headers: a few owners of a gram are enough. */
  private isFull(head: number, value: string, start: number): boolean {
    let owners = 0;
    for (let entry = head; entry !== 0 && owners < MOST_OWNERS; entry = this.entries[entry * FIELDS] ?? 0) {
      if (this.matchAt(entry, value, start) >= GRAM) owners++;
    }
    return owners >= MOST_OWNERS;
  }

  private longestAt(text: string, start: number): Fragment | undefined {
    let best: Fragment | undefined;
    for (let entry = this.heads[bucketAt(text, start)] ?? 0; entry !== 0; entry = this.entries[entry * FIELDS] ?? 0) {
      const end = start + this.matchAt(entry, text, start);
      const form = this.forms[this.entries[entry * FIELDS + 1] ?? 0];
      if (form && end - start >= GRAM && (!best || end > best.end)) best = { start, end, secret: form.secret };
    }
    return best;
  }

  /** How many characters of the entry's form, from its place on, stand in `text` from `start` on. */
  private matchAt(entry: number, text: string, start: number): number {
    const value = this.forms[this.entries[entry * FIELDS + 1] ?? 0]?.value ?? '';
    const at = this.entries[entry * FIELDS + 2] ?? 0;
    let length = 0;
    while (at + length < value.length && value.charCodeAt(at + length) === text.charCodeAt(start + length)) length++;
    return length;
  }
}

const MOST_OWNERS = 16;
const BUCKETS = 1 << 20;
/** Of an entry: the next one, the form, the place in it. */
const FIELDS = 3;

function bucketAt(text: string, at: number): number {
  let hash = 0;
  for (let index = at; index < at + GRAM; index++) hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  return (hash ^ (hash >>> 12)) & (BUCKETS - 1);
}
