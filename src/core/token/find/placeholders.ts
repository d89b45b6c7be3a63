import type { Span } from '../../text/span';

/** What people and tools write over a secret, directly before or behind what they left of it. */
const MASKS = ['...', '…', '***', '█', '•••', '[REDACTED', '[redacted', '<redacted', '<REDACTED', '[Filtered'];

/** Hardly anything that stands beside a token is one of these, and most masks need not be tried. */
const [FIRSTS, LASTS] = [
  new Set(MASKS.map((mask) => mask.charCodeAt(0))),
  new Set(MASKS.map((mask) => mask.charCodeAt(mask.length - 1))),
];

const LONGEST_MASK = Math.max(...MASKS.map((mask) => mask.length));

/** Whether a mask stands at either side: documentation and logs show the beginning or the end of a secret. */
export function isMasked(text: string, span: Span): boolean {
  if (isCutOff(text, span)) return true;
  if (!LASTS.has(text.charCodeAt(span.start - 1)) || isBold(text, span)) return false;
  const before = text.slice(Math.max(0, span.start - LONGEST_MASK), span.start);
  return MASKS.some((mask) => before.endsWith(mask));
}

/** Whether a mask stands behind it: enough to ask where the beginning proves itself. */
export function isCutOff(text: string, span: Span): boolean {
  if (!FIRSTS.has(text.charCodeAt(span.end)) || isBold(text, span)) return false;
  return MASKS.some((mask) => text.startsWith(mask, span.end));
}

/** `***token***` is bold and italic in Markdown. */
function isBold(text: string, { start, end }: Span): boolean {
  return text.startsWith('***', start - 3) && text.startsWith('***', end);
}
