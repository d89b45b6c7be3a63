import { HEX, isClass } from './alphabet';

/** How far a wrap may reach from the end of one piece to the start of the next, in UTF-16 units. */
const WRAP_REACH = 120;

const NEWLINE = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;

/** `curl --trace-ascii` prints this many characters a line. */
const TRACE_COLUMNS = 64;

/**
 * Where a token that stops at `end` goes on after a line break that the tool made which wrote the text. Only breaks
 * that prove themselves count: a wrong guess would glue the next line to a token.
 */
export function wrapAt(text: string, end: number): number | undefined {
  const code = text.charCodeAt(end);
  if (code === NEWLINE || code === RETURN) return traceWrapAt(text, end);
  if (code === 0x27 || code === 0x22 || code === 0x60) return concatenationAt(text, end, code);
  return undefined;
}

/**
 * `curl --trace-ascii`: each line begins with its offset in hexadecimal. The CRLF that ends a header is not printed but
 * counted, so the next line continues this one exactly where the offsets differ by what was printed.
 */
function traceWrapAt(text: string, end: number): number | undefined {
  const line = lineStart(text, end);
  if (line === undefined) return undefined;
  const content = traceOffsetAt(text, line);
  if (!content || end - content.end !== TRACE_COLUMNS) return undefined;
  const next = traceOffsetAt(text, text.charCodeAt(end) === RETURN ? end + 2 : end + 1);
  return next && next.value - content.value === TRACE_COLUMNS ? next.end : undefined;
}

function lineStart(text: string, end: number): number | undefined {
  for (let at = end; at >= 0 && end - at <= TRACE_COLUMNS + 12; at--) {
    if (at === 0 || text.charCodeAt(at - 1) === NEWLINE) return at;
  }
  return undefined;
}

function traceOffsetAt(text: string, line: number): { value: number; end: number } | undefined {
  let end = line;
  while (end - line < 8 && isClass(text.charCodeAt(end), HEX)) end++;
  if (end - line < 4 || text.charCodeAt(end) !== 0x3a || text.charCodeAt(end + 1) !== SPACE) return undefined;
  return { value: Number.parseInt(text.slice(line, end), 16), end: end + 2 };
}

/** `'…' +` and a new line: how `util.inspect` prints long strings, and how people write them. */
function concatenationAt(text: string, end: number, quote: number): number | undefined {
  let at = skipSpaces(text, end + 1);
  if (text.charCodeAt(at) !== 0x2b) return undefined;
  at = skipSpaces(text, at + 1);
  if (text.charCodeAt(at) === RETURN) at++;
  if (text.charCodeAt(at) !== NEWLINE) return undefined;
  at = skipSpaces(text, at + 1);
  return text.charCodeAt(at) === quote && at - end <= WRAP_REACH ? at + 1 : undefined;
}

function skipSpaces(text: string, from: number): number {
  let at = from;
  while (at - from < WRAP_REACH && (text.charCodeAt(at) === SPACE || text.charCodeAt(at) === 0x09)) at++;
  return at;
}
