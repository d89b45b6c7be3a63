import type { Span } from '../text/span';

/** What people and tools write over a secret, directly before or behind what they left of it. */
const MASKS = ['...', '…', '***', '█', '•••', '[REDACTED', '[redacted', '<redacted', '<REDACTED', '[Filtered'];

const LONGEST_MASK = Math.max(...MASKS.map((mask) => mask.length));

/** Documentation and logs show the beginning or the end of a secret and a mask for the rest. */
export function isMasked(text: string, { start, end }: Span): boolean {
  const after = text.slice(end, end + LONGEST_MASK);
  const before = text.slice(Math.max(0, start - LONGEST_MASK), start);
  if (before.endsWith('***') && after.startsWith('***')) return false; // bold and italic in Markdown
  return MASKS.some((mask) => after.startsWith(mask) || before.endsWith(mask));
}
