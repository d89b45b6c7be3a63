import { type Instant, parseInstant } from '../text/instant';
import type { Span } from '../text/span';
import { decodeBase64, lazyBody } from './body';
import { type DataNode, member, numberOf, textOf } from './data';
import type { DocumentReader } from './documentReader';
import type { Body, Exchange, Header, HttpRequest, HttpResponse } from './exchange';
import { readJson, readJsonPartly } from './jsonData';
import type { Output } from './lineReader';
import { readPairs } from './pairs';
import { headersShown, type Shown } from './shown';

/** HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/). Each entry is read on its own, so a large file can stream. */
export function makeHarReader(output: Output): DocumentReader {
  let creator = '';
  return {
    paths: [['log', 'entries', '*'], CREATOR],
    read({ path, text, start, complete }) {
      if (path === CREATOR) {
        creator = textOf(member(readJson(text, 0, start).root, 'name')) ?? '';
        return;
      }
      const root = rootOf(text, start);
      const parts = entriesIn(text, member(member(member(root, 'response'), 'content'), 'text'), start);
      const roots = parts.length === 1 ? [root] : parts.map(([from, to]) => rootOf(text.slice(from, to), start + from));
      for (const entry of roots) output.exchange(entry && readEntry(entry, creator));
      const span = { start, end: start + text.length };
      if (parts.length > 1) output.problem({ ...span, code: 'json-broken', message: BROKEN });
      else if (!complete) output.problem({ ...span, code: 'cut-off', message: CUT_OFF });
    },
    end: () => undefined,
  };
}

const CREATOR = ['log', 'creator'];
const BROKEN = 'The JSON is broken inside these entries. What could be read of each was.';
const CUT_OFF = 'The capture ends inside an entry. What is there was read.';

function rootOf(text: string, start: number): DataNode | undefined {
  return readJsonPartly(text, 0, start, READ_AT_ONCE).root;
}

const READ_AT_ONCE = new Set(['request', 'response', 'content', 'postData']);

/**
 * Where the entries in a slice start and end: one, unless the JSON is broken so that brackets or quotes do not match. Most
 * exporters begin an entry with `startedDateTime`; in a body that is itself a HAR its quotes would be escaped.
 *
 * @param body a string of the entry: between its quotes there are none, so nothing is looked for there
 */
function entriesIn(text: string, body: Span | undefined, base: number): [from: number, to: number][] {
  const [end, begin] = body ? [body.start - base, body.end - base - 1] : [text.length, text.length];
  const fields = [...occurrences(text.slice(0, end), 0), ...occurrences(text.slice(begin), begin)];
  const starts = [0];
  for (const field of fields) {
    const before = text.slice(Math.max(0, field - 64), field).trimEnd();
    const brace = text.lastIndexOf('{', field);
    if (before.endsWith('{') && brace > 0) starts.push(brace);
  }
  return starts.map((from, index) => [from, starts[index + 1] ?? text.length]);
}

function occurrences(text: string, base: number): number[] {
  const places: number[] = [];
  for (let place = next(text, 0); place >= 0; place = next(text, place + 1)) places.push(base + place);
  return places;
}

function next(text: string, from: number): number {
  return text.indexOf('"startedDateTime"', from);
}

function readEntry(entry: DataNode, creator: string): Exchange {
  const request = readRequest(member(entry, 'request'));
  const response = readResponse(member(entry, 'response'));
  const startedAt = instantOf(member(entry, 'startedDateTime'));
  const finishedAt = startedAt && endOf(startedAt, member(entry, 'time'));
  const failure = failureOf(entry);
  return {
    start: entry.start,
    end: entry.end,
    format: 'har',
    ...(startedAt && { startedAt }),
    ...(finishedAt && { finishedAt }),
    ...(request && { request }),
    ...(response && { response }),
    get requestHeadersShown() {
      return request ? shownIn(request.headers, creator) : 'none';
    },
    ...(failure && { failure }),
  };
}

/**
 * Chrome strips `Authorization` and `Cookie` unless asked not to (spotify-auth 7.4), so there only the presence of one of
 * them shows that the file is whole.
 */
function shownIn(headers: readonly Header[], creator: string): Shown {
  const stripping = /WebInspector|Chrom|Edge/i.test(creator);
  const whole = headers.some(({ name }) => /^(?:authorization|cookie)$/i.test(name));
  return headersShown(headers, headers.length === 0 || (stripping && !whole) ? 'some' : 'all');
}

function readRequest(node: DataNode | undefined): HttpRequest | undefined {
  const url = member(node, 'url');
  if (url?.kind !== 'text') return undefined;
  const written = url.read();
  const body = readPostData(member(node, 'postData'));
  const headers = pairsWhenAsked(member(node, 'headers'));
  return {
    method: textOf(member(node, 'method')) ?? '',
    url: written.text,
    urlSpan: written.span(0, written.text.length),
    get headers() {
      return headers();
    },
    ...(body && { body }),
  };
}

function readResponse(node: DataNode | undefined): HttpResponse | undefined {
  const status = member(node, 'status');
  const value = numberOf(status);
  if (!status || value === undefined) return undefined;
  const body = readContent(member(node, 'content'));
  const headers = pairsWhenAsked(member(node, 'headers'));
  return {
    status: value,
    statusSpan: { start: status.start, end: status.end },
    get headers() {
      return headers();
    },
    ...(body && { body }),
  };
}

/** Most entries of a browser's capture are none of Spotify's: nobody asks for their headers. */
function pairsWhenAsked(node: DataNode | undefined): () => readonly Header[] {
  let pairs: readonly Header[] | undefined;
  return () => {
    pairs ??= readPairs(node);
    return pairs;
  };
}

function readPostData(node: DataNode | undefined): Body | undefined {
  const text = member(node, 'text');
  const mimeType = textOf(member(node, 'mimeType'));
  if (text?.kind === 'text' && text.end - text.start > 2) return lazyBody(text, mimeType, () => text.decoded());
  const fields = member(node, 'params');
  if (fields?.kind !== 'array' || fields.items.length === 0) return undefined;
  return lazyBody(fields, mimeType, () =>
    readPairs(fields)
      .map(({ name, value }) => `${name}=${value}`)
      .join('&'),
  );
}

function readContent(node: DataNode | undefined): Body | undefined {
  const text = member(node, 'text');
  if (text?.kind !== 'text' || text.end - text.start <= 2) return undefined;
  const encoded = textOf(member(node, 'encoding')) === 'base64';
  const read = (written: string) => (encoded ? decodeBase64(written) : written);
  return lazyBody(
    text,
    textOf(member(node, 'mimeType')),
    () => read(text.decoded()),
    () => read(text.beginning(BEGINNING)),
  );
}

/** In written units: enough to tell JSON from what is none. */
const BEGINNING = 64;

function instantOf(node: DataNode | undefined): Instant | undefined {
  if (node?.kind !== 'text') return undefined;
  const written = node.read();
  const instant = parseInstant(written.text);
  return instant && { ...instant, ...written.span(0, written.text.length) };
}

/** `time` is the whole duration in milliseconds; Chrome and others write -1 for unknown. */
function endOf(startedAt: Instant, time: DataNode | undefined): Instant | undefined {
  const duration = numberOf(time);
  if (!time || duration === undefined || duration < 0) return undefined;
  return { ...startedAt, start: time.start, end: time.end, epochMs: startedAt.epochMs + Math.round(duration) };
}

/** Why there is no answer: Chrome's `_error`, Firefox's and Playwright's `_failureText`. */
function failureOf(entry: DataNode): { start: number; end: number; value: string } | undefined {
  const response = member(entry, 'response');
  if (!response) return undefined;
  const node = member(response, '_error') ?? member(response, '_failureText') ?? member(entry, '_failureText');
  const value = textOf(node);
  return node && value ? { start: node.start, end: node.end, value } : undefined;
}
