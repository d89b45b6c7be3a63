import { lazyBody } from './body';
import { at, type DataNode, member, numberOf, textOf, writtenIn } from './data';
import type { DocumentReader } from './documentReader';
import type { Body, Exchange, Header, HttpRequest, HttpResponse } from './exchange';
import { readJson } from './jsonData';
import type { Output } from './lineReader';
import { readPairs } from './pairs';

/** Folders in folders: no collection nests deeper. */
const DEEPEST_FOLDER = 50;

/** Postman collections, version 2.x: requests as they were saved, some with answers. */
export function makePostmanReader(output: Output): DocumentReader {
  const readItem = (item: DataNode, depth: number) => {
    const inner = member(item, 'item');
    if (inner?.kind === 'array' && depth < DEEPEST_FOLDER) for (const child of inner.items) readItem(child, depth + 1);
    const request = readRequest(member(item, 'request'));
    if (!request) return;
    const saved = member(item, 'response');
    const answers = saved?.kind === 'array' ? saved.items : [];
    if (answers.length === 0) output.exchange(toExchange(item, request, undefined));
    for (const answer of answers)
      output.exchange(toExchange(item, readRequest(member(answer, 'originalRequest')) ?? request, answer));
  };
  return {
    paths: [[]],
    read({ text, start }) {
      const { root } = readJson(text, 0, start);
      if (root) readItem(root, 0);
    },
    end: () => undefined,
  };
}

function toExchange(item: DataNode, request: HttpRequest, answer: DataNode | undefined): Exchange {
  const response = answer && readAnswer(answer);
  const span = answer ?? item;
  return {
    start: Math.min(span.start, request.urlSpan.start),
    end: Math.max(span.end, request.urlSpan.end),
    format: 'postman',
    request,
    ...(response && { response }),
    requestHeadersShown: 'some',
  };
}

function readRequest(node: DataNode | undefined): HttpRequest | undefined {
  const url = member(node, 'url');
  const written = url?.kind === 'text' ? url.read() : writtenIn(member(url, 'raw'));
  if (!written) return undefined;
  const body = readBody(member(node, 'body'));
  return {
    method: textOf(member(node, 'method')) ?? 'GET',
    url: written.text,
    urlSpan: written.span(0, written.text.length),
    headers: [...readPairs(member(node, 'header')), ...readAuth(member(node, 'auth'))],
    ...(body && { body }),
  };
}

/** `auth: { bearer: [{ key: "token", value }] }` becomes a header when Postman sends it. */
function readAuth(auth: DataNode | undefined): Header[] {
  const bearer = member(auth, 'bearer');
  const token =
    bearer?.kind === 'array' ? bearer.items.find((item) => textOf(member(item, 'key')) === 'token') : undefined;
  const value = writtenIn(member(token ?? bearer, token ? 'value' : 'token'));
  if (!value) return [];
  const valueSpan = value.span(0, value.text.length);
  return [{ ...valueSpan, name: 'Authorization', value: `Bearer ${value.text}`, valueSpan }];
}

function readBody(node: DataNode | undefined): Body | undefined {
  const raw = member(node, 'raw');
  if (raw?.kind === 'text') return lazyBody(raw, undefined, () => raw.decoded());
  const fields = member(node, 'urlencoded');
  if (fields?.kind !== 'array') return undefined;
  const read = () =>
    readPairs(fields)
      .map(({ name, value }) => `${name}=${value}`)
      .join('&');
  return lazyBody(fields, 'application/x-www-form-urlencoded', read);
}

function readAnswer(answer: DataNode): HttpResponse | undefined {
  const status = at(answer, 'code');
  const value = numberOf(status);
  if (!status || value === undefined) return undefined;
  const body = member(answer, 'body');
  return {
    status: value,
    statusSpan: { start: status.start, end: status.end },
    headers: readPairs(member(answer, 'header')),
    ...(body?.kind === 'text' && { body: lazyBody(body, undefined, () => body.decoded()) }),
  };
}
