import { type Located, locate, MappedText } from './located';

/**
 * Undoes the backslash escapes that JSON, JavaScript, Python's `repr` and Go's `%q` share, and those that only one of them
 * has: none means two different things in two of them. Escapes that are none stay as they are.
 *
 * @param written what stands between the quotes
 * @param start where it stands in the source
 */
export function decodeEscapes(written: string, start: number): Located {
  let backslash = written.indexOf('\\');
  if (backslash < 0) return locate(written, start);
  const result = new MappedText();
  let at = 0;
  while (backslash >= 0) {
    result.append(written.slice(at, backslash), { start: start + at, end: start + backslash });
    ESCAPE.lastIndex = backslash;
    const sequence = ESCAPE.exec(written)?.[0] ?? '\\';
    at = backslash + sequence.length;
    result.append(meaningOf(sequence), { start: start + backslash, end: start + at });
    backslash = written.indexOf('\\', at);
  }
  return result.append(written.slice(at), { start: start + at, end: start + written.length });
}

/** The text alone: the same, many times as fast where all escapes are those of JSON. */
export function decodedText(written: string): string {
  if (!written.includes('\\')) return written;
  try {
    return JSON.parse(`"${written}"`);
  } catch {
    return decodeEscapes(written, 0).text;
  }
}

/** The end of a quoted string whose first code unit after the quote is at `from`: the offset of the closing quote, or -1. */
export function closingQuote(text: string, quote: string, from: number): number {
  for (let at = text.indexOf(quote, from); at >= 0; at = text.indexOf(quote, at + 1)) {
    let backslash = at;
    while (backslash > from && text.charCodeAt(backslash - 1) === BACKSLASH) backslash--;
    if ((at - backslash) % 2 === 0) return at;
  }
  return -1;
}

const BACKSLASH = 0x5c;
const ESCAPE = /\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|u\{[0-9a-fA-F]{1,6}\}|U[0-9a-fA-F]{8}|[0-7]{3}|[\s\S])/y;
const SINGLE: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  a: '\x07',
  0: '\0',
  '\\': '\\',
  '/': '/',
  "'": "'",
  '"': '"',
  '`': '`',
};

function meaningOf(sequence: string): string {
  const single = SINGLE[sequence.slice(1)];
  if (single !== undefined) return single;
  const octal = /^\\([0-7]{3})$/.exec(sequence)?.[1];
  const code = octal
    ? Number.parseInt(octal, 8)
    : Number.parseInt(/^\\[xuU]\{?([0-9a-fA-F]+)/.exec(sequence)?.[1] ?? '', 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : sequence;
}
