/** What people and tools write over a secret, directly before or behind what they left of it. */
const MASKS = [
  '...',
  '…',
  '***',
  '█',
  '•••',
  '[REDACTED',
  '[redacted',
  '<redacted',
  '<REDACTED',
  '[Filtered',
  '{{',
  '${',
];

const LONGEST_MASK = Math.max(...MASKS.map((mask) => mask.length));

/** What a text between `start` and `end` is masked by: documentation and logs show the beginning or the end alone. */
export function isMasked(text: string, start: number, end: number): boolean {
  const after = text.slice(end, end + LONGEST_MASK);
  const before = text.slice(Math.max(0, start - LONGEST_MASK), start);
  return MASKS.some((mask) => after.startsWith(mask) || before.endsWith(mask));
}
