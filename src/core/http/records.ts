import { lazyBody } from './body';
import { type DataNode, firstOf, member, numberOf, textOf } from './data';
import type { Exchange, LogFormat } from './exchange';
import type { LogLine } from './line';
import type { Output } from './lineReader';
import { type HttpRecord, readRecord, toJson } from './record';
import { RECORD_FIELDS } from './recordFields';
import { readSentence } from './sentence';
import { headersShown } from './shown';

/** So many requests wait for their answers; the oldest is then handed out without. */
const MOST_WAITING = 1000;

/** Takes the records of a log one by one, and joins that of a request with that of its answer. */
export interface RecordSink {
  /**
   * @param stamp the line on which the record starts
   * @param usual the format of a record that does not say of which tool it is
   */
  take(node: DataNode, stamp: LogLine, usual: LogFormat): void;
  end(): void;
}

export function makeRecordSink(output: Output): RecordSink {
  const waiting = new Map<string, Exchange>();

  const handOut = (key: string) => {
    output.exchange(waiting.get(key));
    waiting.delete(key);
  };

  const takeOne = (item: DataNode, stamp: LogLine, usual: LogFormat) => {
    const record = readRecord(item, stamp.time);
    const exchange = toExchange(record, usual);
    const key = joinKey(record);
    const asked = key === undefined ? undefined : waiting.get(key);
    if (!exchange) return;
    if (key !== undefined && asked && answers(record, asked)) {
      waiting.delete(key);
      output.exchange(joined(asked, exchange));
    } else if (key !== undefined && record.request && !record.response) {
      if (asked) handOut(key);
      waiting.set(key, exchange);
      const [oldest] = waiting.keys();
      if (waiting.size > MOST_WAITING && oldest !== undefined) handOut(oldest);
    } else output.exchange(exchange);
  };

  return {
    take(node, stamp, usual) {
      for (const item of node.kind === 'array' ? node.items : recordsIn(node)) {
        if (item.kind === 'object') takeOne(item, stamp, usual);
      }
    },
    end() {
      for (const key of [...waiting.keys()]) handOut(key);
    },
  };
}

function answers(record: HttpRecord, asked: Exchange): boolean {
  return record.response !== undefined && (!record.request || record.request.url === asked.request?.url);
}

/** OpenTelemetry's file exporter puts many records into one. */
function recordsIn(node: DataNode): readonly DataNode[] {
  const resources = member(node, 'resourceLogs');
  if (resources?.kind !== 'array') return [node];
  return itemsOf(resources).flatMap((resource) =>
    itemsOf(member(resource, 'scopeLogs')).flatMap((scope) => itemsOf(member(scope, 'logRecords'))),
  );
}

function itemsOf(node: DataNode | undefined): readonly DataNode[] {
  return node?.kind === 'array' ? node.items : [];
}

/** A request and its answer share an id; bunyan's `client_req` and `client_res` follow each other in one process. */
function joinKey(record: HttpRecord): string | undefined {
  if (record.id !== undefined) return `id ${record.id}`;
  if (!member(record.node, 'client_req') && !member(record.node, 'client_res')) return undefined;
  return `client ${textOf(member(record.node, 'name'))} ${textOf(member(record.node, 'hostname'))}`;
}

function joined(asked: Exchange, answered: Exchange): Exchange {
  const { request, startedAt } = asked;
  return {
    ...answered,
    start: Math.min(asked.start, answered.start),
    end: Math.max(asked.end, answered.end),
    requestHeadersShown: asked.requestHeadersShown,
    ...(request && { request }),
    ...(startedAt && { startedAt }),
  };
}

function toExchange(record: HttpRecord, usual: LogFormat): Exchange | undefined {
  const { node, request, response, startedAt, finishedAt } = record;
  if (!request && !response) return fromErrorBody(node, startedAt, usual) ?? fromMessage(node, startedAt, usual);
  return {
    start: node.start,
    end: node.end,
    format: formatOf(node) ?? usual,
    ...(startedAt && { startedAt }),
    ...(finishedAt && { finishedAt }),
    ...(request && { request }),
    ...(response && { response }),
    requestHeadersShown: request && request.headers.length > 0 ? headersShown(request.headers, 'all') : 'none',
  };
}

/** Error objects of client libraries give themselves away by what they hold. */
function formatOf(node: DataNode): LogFormat | undefined {
  const config = member(node, 'config');
  if (member(config, 'transformRequest') || member(config, 'xsrfCookieName')) return 'axios';
  if (/^Axios/.test(textOf(member(node, 'name')) ?? '')) return 'axios';
  const answer = member(node, 'response') ?? node;
  if (member(answer, 'req') && member(answer, 'header')) return 'superagent';
  return undefined;
}

/** One of Spotify's two error bodies (spotify-auth 3.2), printed by itself. */
function fromErrorBody(node: DataNode, time: Exchange['startedAt'], format: LogFormat): Exchange | undefined {
  const error = member(node, 'error');
  const status = member(error, 'status');
  const value = numberOf(status);
  const description = member(node, 'error_description');
  const common = {
    start: node.start,
    end: node.end,
    format,
    ...(time && { startedAt: time }),
    requestHeadersShown: 'none' as const,
  };
  if (status && value !== undefined && value >= 100 && value <= 599) {
    const body = lazyBody(node, 'application/json', () => toJson(node));
    const statusSpan = { start: status.start, end: status.end };
    return { ...common, response: { status: value, statusSpan, headers: [], body } };
  }
  if (error?.kind !== 'text' || description?.kind !== 'text') return undefined;
  return { ...common, message: { start: node.start, end: node.end, value: toJson(node) } };
}

/** A record that holds no HTTP of its own may have it in its sentence. */
function fromMessage(node: DataNode, time: Exchange['startedAt'], format: LogFormat): Exchange | undefined {
  for (const path of RECORD_FIELDS.message) {
    const message = firstOf(node, [path]);
    const exchange = message?.kind === 'text' ? readSentence(message.read(), time) : undefined;
    if (exchange) return { ...exchange, start: node.start, end: node.end, format };
  }
  return undefined;
}
