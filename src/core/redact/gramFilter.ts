/** What is shorter than this tells an attacker nothing, and stands in ordinary text by chance. */
export const GRAM = 8;

/**
 * Knows which runs of `GRAM` characters stand in a few texts, so that most of a large heap of values can be told at once to
 * share none of them. It may take a value for one that does, and never the other way round.
 */
export class GramFilter {
  private readonly hashes = new Set<number>();
  /** Asked first: most of what is looked for is not there, and a look into an array costs less than one into a set. */
  private readonly marks = new Uint8Array(MARKS);

  constructor(texts: readonly string[]) {
    for (const text of texts) {
      eachGram(text, (hash) => {
        this.hashes.add(hash);
        this.marks[hash & (MARKS - 1)] = 1;
        return false;
      });
    }
  }

  mayShare(value: string): boolean {
    return eachGram(value, (hash) => this.marks[hash & (MARKS - 1)] === 1 && this.hashes.has(hash));
  }
}

/** Calls `stops` with a hash of each run of `GRAM` characters, until it says so. @returns whether it did */
function eachGram(text: string, stops: (hash: number) => boolean): boolean {
  let hash = 0;
  for (let at = 0; at < text.length; at++) {
    const leaving = at < GRAM ? 0 : text.charCodeAt(at - GRAM);
    hash = (Math.imul(hash, BASE) + text.charCodeAt(at) - Math.imul(leaving, BASE_TO_GRAM)) | 0;
    if (at >= GRAM - 1 && stops(hash)) return true;
  }
  return false;
}

const MARKS = 1 << 18;
const BASE = 31;
let power = 1;
for (let times = 0; times < GRAM; times++) power = Math.imul(power, BASE);
/** What a character has been multiplied by when it leaves the run. */
const BASE_TO_GRAM = power;
