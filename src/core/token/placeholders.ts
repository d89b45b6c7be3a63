import type { Span } from '../text/span';

/** What people and tools write over a secret, directly before or behind what they left of it. */
const MASKS = ['...', '…', '***', '█', '•••', '[REDACTED', '[redacted', '<redacted', '<REDACTED', '[Filtered'];

const LONGEST_MASK = Math.max(...MASKS.map((mask) => mask.length));

/** Whether a mask stands at either side: documentation and logs show the beginning or the end of a secret. */
export function isMasked(text: string, span: Span): boolean {
  const before = text.slice(Math.max(0, span.start - LONGEST_MASK), span.start);
  return isCutOff(text, span) || (!isBold(text, span) && MASKS.some((mask) => before.endsWith(mask)));
}

/** Whether a mask stands behind it: enough to ask where the beginning proves itself. */
export function isCutOff(text: string, span: Span): boolean {
  const after = text.slice(span.end, span.end + LONGEST_MASK);
  return !isBold(text, span) && MASKS.some((mask) => after.startsWith(mask));
}

/** `***token***` is bold and italic in Markdown. */
function isBold(text: string, { start, end }: Span): boolean {
  return text.startsWith('***', start - 3) && text.startsWith('***', end);
}
