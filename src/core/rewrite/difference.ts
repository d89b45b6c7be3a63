/** The one stretch in which two texts differ: from `start` on, up to `oldEnd` in the one and `newEnd` in the other. */
export interface Difference {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** Whole characters: no half of a surrogate pair. */
export function differenceBetween(before: string, after: string): Difference {
  const most = Math.min(before.length, after.length);
  let start = longest(most, (from, to) => before.slice(from, to) === after.slice(from, to));
  let same = longest(
    most - start,
    (from, to) =>
      before.slice(before.length - to, before.length - from) === after.slice(after.length - to, after.length - from),
  );
  if (isTrail(before, start) || isTrail(after, start)) start--;
  if (isTrail(before, before.length - same)) same--;
  return { start, oldEnd: before.length - same, newEnd: after.length - same };
}

/** The most of which all is the same. Whole stretches are compared, which costs a fraction of one character at a time. */
function longest(most: number, isSame: (from: number, to: number) => boolean): number {
  let known = 0;
  for (let step = STRETCH; step >= 1; step /= STRETCH_PART) {
    while (known + step <= most && isSame(known, known + step)) known += step;
  }
  return known;
}

const STRETCH = 4096;
const STRETCH_PART = 16;

function isTrail(text: string, offset: number): boolean {
  return (text.charCodeAt(offset) & 0xfc00) === 0xdc00;
}
