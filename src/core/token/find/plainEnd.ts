import { BASE64, DOT, isClass } from './alphabet';

/** Where the characters end that are of the given classes: of base64url, and of base64 or dots. */
export function plainEnd(text: string, start: number, classes: number): number {
  let end = start;
  while (end - start < SHORT && isClass(text.charCodeAt(end), classes)) end++;
  return end - start < SHORT ? end : longEnd(text, end, classes);
}

/** Most runs are no longer, in UTF-16 units. */
const SHORT = 24;

/**
 * The same by an expression, which V8 compiles at once, and a loop only after thousands of rounds. In growing pieces, so that
 * no more is read than twice what is there.
 */
function longEnd(text: string, start: number, classes: number): number {
  const stop = stopOf(classes);
  let end = start;
  for (let length = 128; ; length *= 2) {
    const piece = text.slice(end, end + length);
    const at = piece.search(stop);
    if (at >= 0) return end + at;
    end += piece.length;
    if (piece.length < length) return end;
  }
}

/** What ends a run: `\w` and the hyphen are base64url. */
const [BEHIND_URL, BEHIND_DOTS, BEHIND_BASE64, BEHIND_ANY] = [/[^\w-]/, /[^\w.-]/, /[^\w+/-]/, /[^\w+/.-]/];

function stopOf(classes: number): RegExp {
  if ((classes & BASE64) !== 0) return (classes & DOT) !== 0 ? BEHIND_ANY : BEHIND_BASE64;
  return (classes & DOT) !== 0 ? BEHIND_DOTS : BEHIND_URL;
}
