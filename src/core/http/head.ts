import type { Span } from '../text/span';
import type { Header } from './exchange';
import { type Located, part } from './located';

export interface RequestLine {
  readonly method: string;
  readonly target: string;
  readonly targetSpan: Span;
}

export interface StatusLine {
  readonly status: number;
  readonly statusSpan: Span;
}

const REQUEST_LINE = /^([A-Z][A-Z-]{1,31}) (\S+) HTTP\/\d(?:\.\d)?$/;
const STATUS_LINE = /^HTTP\/\d(?:\.\d)? (\d{3})(?![^ ])/;

/** `GET /v1/me HTTP/1.1` (RFC 9112 section 3). */
export function readRequestLine(line: Located): RequestLine | undefined {
  const match = REQUEST_LINE.exec(line.text.trimEnd());
  const [, method, target] = match ?? [];
  if (method === undefined || target === undefined) return undefined;
  const from = method.length + 1;
  return { method, target, targetSpan: line.span(from, from + target.length) };
}

/** `HTTP/1.1 401 Unauthorized` (RFC 9112 section 4). The reason may be missing (HTTP/2) or start with a hyphen (httpyac). */
export function readStatusLine(line: Located): StatusLine | undefined {
  const match = STATUS_LINE.exec(line.text);
  if (!match?.[1]) return undefined;
  const from = match[0].length - 3;
  return { status: Number(match[1]), statusSpan: line.span(from, from + 3) };
}

const NAME = /^:?[\w!#$%&'*+.^`|~-]+$/;

/** `Name: value` (RFC 9110 section 5.1), also with the colon in front that marks HTTP/2 pseudo fields. */
export function readHeaderLine(line: Located): Header | undefined {
  const { text } = line;
  const first = text.length - text.trimStart().length;
  const colon = text.indexOf(':', first + 1);
  if (colon < 0) return undefined;
  const name = text.slice(first, colon);
  if (!NAME.test(name)) return undefined;
  const rest = text.slice(colon + 1);
  const value = rest.trim();
  const from = colon + 1 + (value === '' ? 0 : rest.length - rest.trimStart().length);
  const valueSpan = line.span(from, from + value.length);
  const { start } = line.span(first, first);
  return { start, end: Math.max(line.span(colon, colon + 1).end, valueSpan.end), name, value, valueSpan };
}

export interface Message {
  readonly request?: RequestLine;
  readonly response?: StatusLine;
  readonly headers: readonly Header[];
  /** What follows the empty line. */
  readonly body: Located;
}

/** A whole message in one piece of text: the dump of a library that was written as one escaped string. */
export function readMessage(source: Located): Message | undefined {
  const lines = headLines(source);
  const first = lines.next().value;
  if (!first) return undefined;
  const request = readRequestLine(first);
  const response = readStatusLine(first);
  if (!request && !response) return undefined;
  const headers: Header[] = [];
  let end = first.text.length;
  for (const line of lines) {
    end = line.next;
    const header = readHeaderLine(line);
    if (header) headers.push(header);
  }
  return { ...(request && { request }), ...(response && { response }), headers, body: part(source, end) };
}

/** The lines up to the empty one, which is the last. `next` is where in the text the following line starts. */
function* headLines(source: Located): Generator<Located & { readonly next: number }> {
  for (let at = 0; at < source.text.length; ) {
    const newline = source.text.indexOf('\n', at);
    const next = newline < 0 ? source.text.length : newline + 1;
    let end = newline < 0 ? next : newline;
    if (source.text.charAt(end - 1) === '\r' && end > at) end--;
    const line = part(source, at, end);
    yield { text: line.text, span: line.span, next };
    if (end === at) return;
    at = next;
  }
}

/** The value of the first field of that name (lower case). */
export function headerValue(headers: readonly Header[], name: string): string | undefined {
  return headers.find((header) => header.name.toLowerCase() === name)?.value;
}
