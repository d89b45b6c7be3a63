import assert from 'node:assert/strict';
import type { LogFormat, LogReading } from '../../src/core/http/exchange';
import { type Span, slice } from '../../src/core/text/span';

/** Asserts that every span of the reading lies in the text and holds, in the spelling of its format, what it claims. */
export function assertSpans(text: string, reading: LogReading): void {
  for (const exchange of reading.exchanges) {
    const written = (span: Span) => spellings(exchange.format, slice(text, span));
    assertInside(text, exchange);
    const { request, response } = exchange;
    if (request) {
      // W3C logs keep the query in a column of its own, which need not be the next one.
      const urls = exchange.format === 'w3c' ? [request.url, request.url.replace(/\?.*$/, '')] : [request.url];
      const found = written(request.urlSpan).some(
        (spelling) => spelling !== '' && urls.some((url) => url.endsWith(spelling)),
      );
      assert.ok(found, `${exchange.format}: URL ${request.url} is not at its span: ${slice(text, request.urlSpan)}`);
    }
    if (response) {
      const found = written(response.statusSpan).includes(String(response.status));
      assert.ok(found, `${exchange.format}: status ${response.status} is not at its span`);
    }
    for (const { name, value, valueSpan } of [...(request?.headers ?? []), ...(response?.headers ?? [])]) {
      const bearer = FROM_AUTH_SETTINGS.has(exchange.format) ? value.replace(/^Bearer /, '') : value;
      const found = written(valueSpan).some((spelling) => spelling === value || spelling === bearer);
      assert.ok(found, `${exchange.format}: the value of ${name} is not at its span: ${slice(text, valueSpan)}`);
    }
    for (const spanned of [exchange.message, exchange.failure]) if (spanned) assertInside(text, spanned);
  }
  for (const problem of reading.problems) assertInside(text, problem);
}

function assertInside(text: string, { start, end }: Span): void {
  assert.ok(0 <= start && start <= end && end <= text.length, `${start}-${end} leaves a text of ${text.length}`);
}

/** Request builders keep the token without the scheme. */
const FROM_AUTH_SETTINGS: ReadonlySet<LogFormat> = new Set(['postman', 'insomnia']);

/** What a slice can stand for: itself, and itself without what its format puts between the characters. */
function spellings(format: LogFormat, written: string): string[] {
  const plain = written.replace(/\x1b\[[0-9;]*m/g, '');
  const undo = UNDO[format];
  return [written, plain, ...(undo ? [undo(plain)] : []), unescaped(plain)];
}

const UNDO: Partial<Record<LogFormat, (written: string) => string>> = {
  'curl-trace': (written) =>
    /^[0-9a-f]{2}( |$)/.test(written) ? fromHex(written) : written.replace(/\n[0-9a-f]{4,8}: /g, ''),
  'http-file': (written) => written.replace(/\s+/g, ''),
  w3c: (written) => (written.includes(' ') ? written.replace(' ', '?') : written.replace('+', ' ')),
  axios: joined,
  superagent: joined,
};

/** `util.inspect` breaks long strings: `'a' +` and, on the next line, `'b'`. */
function joined(written: string): string {
  return unescaped(written.replace(/'\s*\+\s*'/g, ''));
}

/** The pairs of each row; behind them stands a column for the eye. */
function fromHex(written: string): string {
  const rows = written.split('\n').map((row) => row.replace(/^[0-9a-f]{4,8}: /, '').slice(0, 47));
  const pairs = rows.flatMap((row) => /^(?:[0-9a-f]{2}(?: |$))+/.exec(`${row} `)?.[0].trim().split(' ') ?? []);
  return String.fromCharCode(...pairs.map((pair) => Number.parseInt(pair, 16)));
}

function unescaped(written: string): string {
  try {
    return JSON.parse(`"${written.replace(/\\'/g, "'").replace(/\\x([0-9a-f]{2})/gi, '\\u00$1')}"`);
  } catch {
    return written;
  }
}
