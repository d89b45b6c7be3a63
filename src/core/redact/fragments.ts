import type { Span } from '../text/span';
import type { Secret } from './secretBook';
import type { SecretForm } from './secretForms';

/** A piece of a secret as it stands in a text: all of it, or a run of at least eight characters. */
export interface Fragment extends Span {
  readonly secret: Secret;
}

/** Finds what stands in a text of the secrets it was made for. */
export class FragmentFinder {
  private readonly grams = new Map<string, Place[]>();
  /** One bit for each hash of a gram: a text without secrets is passed over without making a string. */
  private readonly bits = new Uint8Array(1 << 21);

  constructor(forms: readonly SecretForm[]) {
    for (const form of forms) this.add(form);
  }

  /** Every fragment, in order and not overlapping. At each place the longest one is taken. */
  find(text: string): readonly Fragment[] {
    const fragments: Fragment[] = [];
    if (this.grams.size === 0) return fragments;
    for (let at = 0; at + GRAM <= text.length; ) {
      const found = this.mayStandAt(text, at) ? this.longestAt(text, at) : undefined;
      if (found) fragments.push(found);
      at = found ? found.end : at + 1;
    }
    return fragments;
  }

  private add(form: SecretForm): void {
    for (let at = 0; at + GRAM <= form.value.length; at++) {
      const gram = form.value.slice(at, at + GRAM);
      const hash = hashAt(form.value, at);
      this.bits[hash >> 3] = (this.bits[hash >> 3] ?? 0) | (1 << (hash & 7));
      const places = this.grams.get(gram);
      if (!places) this.grams.set(gram, [{ form, at }]);
      else if (places.length < MOST_PLACES) places.push({ form, at });
    }
  }

  private mayStandAt(text: string, at: number): boolean {
    const hash = hashAt(text, at);
    return ((this.bits[hash >> 3] ?? 0) & (1 << (hash & 7))) !== 0;
  }

  private longestAt(text: string, start: number): Fragment | undefined {
    let best: Fragment | undefined;
    for (const { form, at } of this.grams.get(text.slice(start, start + GRAM)) ?? []) {
      let length = GRAM;
      while (at + length < form.value.length && form.value[at + length] === text[start + length]) length++;
      if (!best || start + length > best.end) best = { start, end: start + length, secret: form.secret };
    }
    return best;
  }
}

interface Place {
  readonly form: SecretForm;
  readonly at: number;
}

/** What is shorter than this tells an attacker nothing, and stands in ordinary text by chance. */
const GRAM = 8;

/** JWTs share their headers: a few owners of a gram are enough. */
const MOST_PLACES = 16;

function hashAt(text: string, at: number): number {
  let hash = 0;
  for (let index = at; index < at + GRAM; index++) hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  return (hash ^ (hash >>> 15)) & 0xffffff;
}
