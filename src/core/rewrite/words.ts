import type { Span } from '../text/span';
import type { Parsed } from './lookup';
import { placesIn } from './places';

/**
 * The words in which one of these parts stands, each once, in text order. They are found by the part, because an expression
 * that begins with any letter is tried at every letter of a file.
 *
 * @param part global, and within one word
 */
export function wordsWith(source: Parsed, part: RegExp): readonly Span[] {
  const { text } = source;
  const words: Span[] = [];
  for (const found of placesIn(source).of(part)) {
    let { start, end } = found;
    if (start < (words.at(-1)?.end ?? 0)) continue;
    while (/\w/.test(text[start - 1] ?? '')) start--;
    while (/\w/.test(text[end] ?? '')) end++;
    words.push({ start, end });
  }
  return words;
}

/** Whether parentheses follow behind a word, where blanks and line ends do not count. */
export function isCalled(text: string, wordEnd: number): boolean {
  let at = wordEnd;
  while (/\s/.test(text[at] ?? '')) at++;
  return text[at] === '(';
}
