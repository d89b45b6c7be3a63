import { type Instant, parseInstant } from '../text/instant';
import { lazyBody } from './body';
import { at, type DataNode, firstOf, member, numberOf, textOf, writtenIn } from './data';
import type { Body, Header, HttpRequest, HttpResponse } from './exchange';
import { readMessage, readRequestLine } from './head';
import { readPairs } from './pairs';
import { RECORD_FIELDS as FIELDS } from './recordFields';
import { absoluteUrl } from './url';

/** What one log record says about HTTP. */
export interface HttpRecord {
  readonly node: DataNode;
  readonly startedAt?: Instant;
  readonly finishedAt?: Instant;
  readonly request?: HttpRequest;
  readonly response?: HttpResponse;
  /** What joins the record of a request and that of its answer. */
  readonly id?: string;
}

/**
 * Reads a record of a structured logger, or an error object of a client library.
 *
 * @param stamp the time in front of the record, for one that holds none
 */
export function readRecord(node: DataNode, stamp: Instant | undefined): HttpRecord {
  const request = findRequest(node);
  const response = findResponse(node);
  const id = writtenIn(firstOf(node, FIELDS.id))?.text;
  return {
    node,
    ...recordTimes(node, stamp, response !== undefined),
    ...(request && { request }),
    ...(response && { response }),
    ...(id && { id }),
  };
}

/** A record of an answer is written when the answer is there; one of a request alone when the request goes out. */
function recordTimes(
  node: DataNode,
  stamp: Instant | undefined,
  answered: boolean,
): Pick<HttpRecord, 'startedAt' | 'finishedAt'> {
  const begun = timeAt(node, FIELDS.start);
  const written = timeAt(node, FIELDS.time) ?? stamp;
  if (!answered) {
    const startedAt = begun ?? written;
    return startedAt ? { startedAt } : {};
  }
  const duration = numberOf(firstOf(node, FIELDS.duration));
  const computed = written &&
    duration !== undefined &&
    duration >= 0 &&
    duration < LONGEST_CALL && { ...written, epochMs: written.epochMs - Math.round(duration) };
  const startedAt = begun ?? computed;
  return { ...(startedAt && { startedAt }), ...(written && { finishedAt: written }) };
}

/** A longer duration is not in milliseconds. */
const LONGEST_CALL = 600_000;

function timeAt(node: DataNode, paths: readonly string[]): Instant | undefined {
  for (const path of paths) {
    const written = writtenIn(at(node, path));
    const instant = written && parseInstant(written.text);
    if (written && instant) return { ...instant, ...written.span(0, written.text.length) };
  }
  return undefined;
}

function inside(node: DataNode, path: string): DataNode | undefined {
  return path === '' ? node : at(node, path);
}

/** A method is what makes an object a request: a URL alone may be anything, so it counts only beside a status. */
function findRequest(node: DataNode): HttpRequest | undefined {
  const line = firstOf(node, FIELDS.requestLine);
  const whole = line?.kind === 'text' ? readRequestLine(line.read()) : undefined;
  if (whole) {
    const headers = readFlatHeaders(node);
    const host = headers.find(({ name }) => name === 'host')?.value ?? textOf(member(node, 'host'));
    return { method: whole.method, url: absoluteUrl(whole.target, host), urlSpan: whole.targetSpan, headers };
  }
  for (const path of FIELDS.request) {
    const holder = inside(node, path);
    if (holder?.kind !== 'object') continue;
    const url = writtenIn(firstOf(holder, FIELDS.url));
    if (!url || !/^(?:https?:\/\/|\/)\S*$|^[a-z]\S*$/.test(url.text)) continue;
    const method = textOf(firstOf(holder, FIELDS.method)) ?? '';
    const sure = /^[A-Za-z-]{3,20}$/.test(method) || (/^https?:/.test(url.text) && statusIn(holder));
    if (!sure) continue;
    const headers = readHeaders(firstOf(holder, FIELDS.headers));
    const body = readBody(firstOf(holder, path === '' ? FIELDS.flatRequestBody : FIELDS.requestBody));
    const host = hostOf(holder, headers);
    return {
      method: method.toUpperCase(),
      url: withBase(url.text, host),
      urlSpan: url.span(0, url.text.length),
      headers,
      ...(body && { body }),
    };
  }
  return undefined;
}

function hostOf(holder: DataNode, headers: readonly Header[]): string | undefined {
  const fromHeader = headers.find(({ name }) => name.toLowerCase() === 'host')?.value;
  return fromHeader ?? FIELDS.host.map((path) => textOf(at(holder, path))).find((value) => value !== undefined);
}

/** `host` may be a base URL (axios). */
function withBase(target: string, host: string | undefined): string {
  if (!host || /^https?:/.test(target)) return target;
  const base = /^(https?):\/\/(\S+?)\/?$/.exec(host);
  if (base) return `${base[1]}://${base[2]}${target.startsWith('/') ? '' : '/'}${target}`;
  return absoluteUrl(target, host);
}

function findResponse(node: DataNode): HttpResponse | undefined {
  for (const path of FIELDS.response) {
    const holder = inside(node, path);
    const status = holder?.kind === 'object' ? statusIn(holder) : undefined;
    if (!holder || !status) continue;
    if (path === '' && !looksLikeAnswer(node)) continue;
    if (path === 'error' && isErrorBody(holder)) continue;
    const body = readBody(answerBody(node, holder, path));
    return { ...status, headers: readHeaders(firstOf(holder, FIELDS.responseHeaders)), ...(body && { body }) };
  }
  return undefined;
}

/** `{"error":{"status":401,"message":"…"}}` is the body of an answer, not a record of it. */
function isErrorBody(error: DataNode): boolean {
  return error.kind === 'object' && error.members.every(({ key }) => /^(?:status|message|reason)$/.test(key));
}

/** In a flat record `body` and `data` are the application's own words, unless it is an error of a client library. */
function answerBody(node: DataNode, holder: DataNode, path: string): DataNode | undefined {
  const own = path === '' && !member(node, 'headers') ? undefined : firstOf(holder, FIELDS.responseBody);
  return (
    own ??
    firstOf(
      node,
      FIELDS.detachedBody.filter((name) => name !== path),
    )
  );
}

function statusIn(holder: DataNode): { status: number; statusSpan: { start: number; end: number } } | undefined {
  for (const path of FIELDS.status) {
    const node = at(holder, path);
    const written = writtenIn(node);
    const status = numberOf(node);
    if (!written || status === undefined || status < 100 || status > 599 || !/^\d{3}$/.test(written.text)) continue;
    return { status, statusSpan: written.span(0, 3) };
  }
  return undefined;
}

/** A bare `status` of a record is HTTP's only beside a URL, a method, headers or a body. */
function looksLikeAnswer(node: DataNode): boolean {
  return (
    firstOf(node, ['statusCode', 'status_code', 'http.status_code', 'http.response.status_code', ...FIELDS.url]) !==
      undefined ||
    firstOf(node, [...FIELDS.method, ...FIELDS.requestLine, 'headers', 'header', 'body', 'config']) !== undefined
  );
}

/** nginx' `$http_authorization` and its kin, as people name them in a JSON log format. */
function readFlatHeaders(node: DataNode): Header[] {
  if (node.kind !== 'object') return [];
  return node.members.flatMap(({ key, value }) => {
    const name = /^(?:http_)([a-z_]{2,40})$/.exec(key)?.[1] ?? (key === 'authorization' ? key : undefined);
    const written = name === undefined ? undefined : writtenIn(value);
    if (!name || !written || written.text === '' || written.text === '-') return [];
    const valueSpan = written.span(0, written.text.length);
    return [{ ...valueSpan, name: name.replace(/_/g, '-'), value: written.text, valueSpan }];
  });
}

/** An object, a list of pairs, Node's flat list, or the whole head as one string (bunyan). */
export function readHeaders(node: DataNode | undefined): readonly Header[] {
  if (node?.kind === 'text') return [...(readMessage(node.read())?.headers ?? [])];
  if (node?.kind === 'array') return readPairs(node);
  if (node?.kind !== 'object') return [];
  const headers: Header[] = [];
  for (const { key, value } of node.members) {
    const values = value.kind === 'array' ? value.items : [value];
    for (const single of values) {
      const written = writtenIn(single);
      if (!written || /^(?:undefined|null)$/.test(written.text)) continue;
      const valueSpan = written.span(0, written.text.length);
      headers.push({ start: single.start, end: single.end, name: key, value: written.text, valueSpan });
    }
  }
  return headers;
}

/** A string as it is; anything else as JSON. */
function readBody(node: DataNode | undefined): Body | undefined {
  if (node?.kind === 'text')
    return node.end - node.start > 2 ? lazyBody(node, undefined, () => node.decoded()) : undefined;
  if (!node || node.kind === 'scalar' || isEmpty(node)) return undefined;
  return lazyBody(node, 'application/json', () => toJson(node));
}

function isEmpty(node: DataNode): boolean {
  return node.kind === 'object' ? node.members.length === 0 : node.kind === 'array' && node.items.length === 0;
}

/** The depth of a node is bounded where it is read (`DEEPEST`). */
export function toJson(node: DataNode): string {
  switch (node.kind) {
    case 'object':
      return `{${node.members.map(({ key, value }) => `${JSON.stringify(key)}:${toJson(value)}`).join(',')}}`;
    case 'array':
      return `[${node.items.map(toJson).join(',')}]`;
    case 'text':
      return JSON.stringify(node.decoded());
    case 'scalar':
      return /^(?:true|false|null|-?\d[\d.eE+-]*)$/.test(node.text) ? node.text : 'null';
  }
}
