import type { Span } from '../text/span';

/**
 * The words in which one of these parts stands, each once, in text order. They are found by the part, because an expression
 * that begins with any letter is tried at every letter of a file.
 *
 * @param part global, and within one word
 */
export function wordsWith(text: string, part: RegExp): readonly Span[] {
  const words: Span[] = [];
  for (const { index, 0: found } of text.matchAll(part)) {
    if (index < (words.at(-1)?.end ?? 0)) continue;
    let start = index;
    while (/\w/.test(text[start - 1] ?? '')) start--;
    let end = index + found.length;
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
