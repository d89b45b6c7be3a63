import type { Span } from '../../text/span';
import { BASE64URL, isClass } from './alphabet';

const UNDERSCORE = 0x5f;

/** Markdown's longest emphasis, `___bold and italic___`. */
const LONGEST_MARK = 3;

/**
 * How many underscores before `start` are Markdown emphasis (`_token_`) and not part of a word: an underscore is a digit
 * of base64url, so only its place tells.
 */
export function emphasisBefore(text: string, start: number): number {
  let count = 0;
  while (count < LONGEST_MARK && text.charCodeAt(start - count - 1) === UNDERSCORE) count++;
  return count > 0 && isClass(text.charCodeAt(start - count - 1), BASE64URL) ? 0 : count;
}

/** How many characters at the end of a run close the emphasis that was opened before it. */
export function emphasisAround(text: string, run: Span): number {
  const opened = emphasisBefore(text, run.start);
  let closed = 0;
  while (closed < opened && text.charCodeAt(run.end - closed - 1) === UNDERSCORE) closed++;
  return closed;
}
