import type { Instant } from '../text/instant';
import { at as atPath, type DataNode, member, numberOf, textOf } from './data';
import type { DocumentReader } from './documentReader';
import { Draft } from './draft';
import { readHeaderLine, readStatusLine } from './head';
import { readJson } from './jsonData';
import type { JsonSlice } from './jsonSplitter';
import type { Output } from './lineReader';

/** So many requests are followed at once; the oldest is then handed out as it is. */
const MOST_OPEN = 10_000;

const CONSTANTS = ['constants'];

/** Chrome's network log (`chrome://net-export`). Events of one request share `source.id`. */
export function makeNetlogReader(output: Output): DocumentReader {
  const types = new Map<number, string>();
  const open = new Map<number, Draft>();
  let tickOffset: number | undefined;
  let shown: 'all' | 'some' = 'all';

  const readConstants = (root: DataNode) => {
    const names = member(root, 'logEventTypes');
    for (const { key, value } of names?.kind === 'object' ? names.members : []) types.set(numberOf(value) ?? -1, key);
    tickOffset = numberOf(member(root, 'timeTickOffset'));
    if (/^default$/i.test(textOf(member(root, 'logCaptureMode')) ?? '')) shown = 'some';
  };

  const finish = (id: number) => {
    output.exchange(open.get(id)?.build());
    open.delete(id);
  };

  const begin = (id: number, event: DataNode) => {
    finish(id);
    const [oldest] = open.keys();
    if (open.size >= MOST_OPEN && oldest !== undefined) finish(oldest);
    const url = atPath(event, 'params.url');
    if (url?.kind !== 'text') return;
    const target = url.read();
    const draft = new Draft('netlog', shown);
    const method = textOf(atPath(event, 'params.method')) ?? '';
    draft.request = { method, target: target.text, targetSpan: target.span(0, target.text.length) };
    open.set(id, draft);
  };

  const readEvent = (event: DataNode) => {
    const id = numberOf(atPath(event, 'source.id'));
    const type = types.get(numberOf(member(event, 'type')) ?? -1) ?? textOf(member(event, 'type'));
    if (id === undefined || type === undefined) return;
    if (type === 'URL_REQUEST_START_JOB' && atPath(event, 'params.url')) begin(id, event);
    const draft = open.get(id);
    if (!draft) return;
    draft.include(event);
    if (type === 'URL_REQUEST_START_JOB') draft.startedAt ??= timeOf(event, tickOffset);
    if (SENT.test(type)) addSent(draft, atPath(event, 'params.headers'));
    if (RECEIVED.test(type)) {
      addReceived(draft, atPath(event, 'params.headers'));
      draft.finishedAt = timeOf(event, tickOffset);
    }
    if (type === 'REQUEST_ALIVE' && numberOf(member(event, 'phase')) === 2) finish(id);
  };

  return {
    paths: [CONSTANTS, ['events', '*']],
    read({ path, text, start, complete }: JsonSlice) {
      const { root } = readJson(text, 0, start);
      if (root && path === CONSTANTS) readConstants(root);
      else if (root) readEvent(root);
      if (complete) return;
      const message = 'The network log ends inside an event. What is there was read.';
      output.problem({ start, end: start + text.length, code: 'cut-off', message });
    },
    end() {
      for (const id of [...open.keys()]) finish(id);
    },
  };
}

const SENT = /^HTTP_TRANSACTION_(?:HTTP2_|QUIC_)?SEND_REQUEST_HEADERS$/;
const RECEIVED = /^HTTP_TRANSACTION_READ_RESPONSE_HEADERS$/;

/** `time` counts milliseconds of a tick clock; the offset makes them Unix time. */
function timeOf(event: DataNode, tickOffset: number | undefined): Instant | undefined {
  const node = member(event, 'time');
  const ticks = numberOf(node);
  if (!node || ticks === undefined || tickOffset === undefined) return undefined;
  return { start: node.start, end: node.end, epochMs: ticks + tickOffset, zone: 'stated', precisionMs: 1 };
}

function addSent(draft: Draft, headers: DataNode | undefined): void {
  for (const line of headers?.kind === 'array' ? headers.items : []) {
    const header = line.kind === 'text' ? readHeaderLine(line.read()) : undefined;
    if (header) draft.requestHeaders.push(header);
  }
}

/** The first of the list is the status line. */
function addReceived(draft: Draft, headers: DataNode | undefined): void {
  if (headers?.kind !== 'array') return;
  draft.responseHeaders = [];
  for (const line of headers.items) {
    if (line.kind !== 'text') continue;
    const text = line.read();
    const status = readStatusLine(text);
    const header = readHeaderLine(text);
    if (status) draft.response = status;
    else if (header) draft.responseHeaders.push(header);
  }
}
