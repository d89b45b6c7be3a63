import { type DataNode, firstOf, member, textOf } from './data';
import type { Exchange, LogFormat } from './exchange';
import { readJson } from './jsonData';
import { JsonSplitter } from './jsonSplitter';
import type { LogLine } from './line';
import type { LineReader, LineReaderMaker } from './lineReader';
import type { Located } from './located';
import { type HttpRecord, readRecord } from './record';
import { RECORD_FIELDS } from './recordFields';
import { readSentence } from './sentence';
import { headersShown } from './shown';

/** So many requests wait for their answers; the oldest is then handed out without. */
const MOST_OPEN = 1000;
/** A value that is spread over more lines is not a log record. */
const MOST_LINES = 20_000;

/** Keys that loggers write and API answers do not, looked for at the start of a line. In UTF-16 units. */
const LOGGER_KEY = /"(?:level|lvl|severity|severityText|log\.level|pid|hostname|@timestamp|msg|logger)"\s{0,4}:/;
const LOGGER_KEY_WITHIN = 512;

/**
 * JSON records: one a line, also behind a prefix, or spread over lines by a pretty-printer. pino, bunyan, winston, Elastic
 * Common Schema, OpenTelemetry, error objects of axios and superagent, and whatever else has a time and an HTTP status.
 */
export const makeJsonLinesReader: LineReaderMaker = (output) => {
  const waiting = new Map<string, { record: HttpRecord; exchange: Exchange }>();
  let spread: { lines: Located[]; splitter: JsonSplitter; stamp: LogLine } | undefined;

  const handOutOldest = () => {
    for (const [key, { exchange }] of waiting) {
      waiting.delete(key);
      output.exchange(exchange);
      return;
    }
  };

  const take = (node: DataNode, stamp: LogLine) => {
    const records = node.kind === 'array' ? node.items : recordsIn(node);
    for (const item of records) {
      if (item.kind !== 'object') continue;
      const record = readRecord(item, stamp.time);
      const exchange = toExchange(record);
      if (!exchange) continue;
      const key = joinKey(record);
      const asked = key === undefined ? undefined : waiting.get(key);
      if (
        key !== undefined &&
        asked &&
        record.response &&
        (!record.request || asked.exchange.request?.url === record.request.url)
      ) {
        waiting.delete(key);
        output.exchange(joined(asked.exchange, exchange));
      } else if (key !== undefined && record.request && !record.response) {
        if (asked) output.exchange(asked.exchange);
        waiting.delete(key);
        waiting.set(key, { record, exchange });
        if (waiting.size > MOST_OPEN) handOutOldest();
      } else output.exchange(exchange);
    }
  };

  const finishSpread = (complete: boolean) => {
    const open = spread;
    spread = undefined;
    const first = open?.lines[0];
    const last = open?.lines.at(-1);
    if (!open || !first || !last) return;
    const start = first.span(0, 0).start;
    const end = last.span(0, last.text.length).end;
    const text = open.lines.map((line, index) => padded(line, open.lines[index + 1])).join('');
    const { root } = readJson(text, 0, start);
    if (root) take(root, open.stamp);
    if (!complete)
      output.problem({
        start,
        end,
        code: 'json-broken',
        message: 'This JSON value is not closed. What could be read of it was.',
      });
  };

  const reader: LineReader = {
    claims: ({ payload }) =>
      /^\s{0,8}\{/.test(payload.text) && LOGGER_KEY.test(payload.text.slice(0, LOGGER_KEY_WITHIN)),
    get insists() {
      return spread !== undefined;
    },
    read(line) {
      const { text } = spread ? line.whole : line.payload;
      if (spread) {
        if (!/^\s*(?:["{}[\]]|-?\d|true|false|null|$)/.test(text) || spread.lines.length > MOST_LINES) {
          finishSpread(false);
          return false;
        }
        spread.lines.push(line.whole);
        spread.splitter.push(`${text}\n`, 0);
        if (spread.splitter.closed) finishSpread(true);
        return true;
      }
      if (!/^\s*[{[]/.test(text)) return false;
      const start = line.payload.span(0, 0).start;
      const { root, complete, end } = readJson(text, 0, start);
      if (!complete && /[[{,]\s*$/.test(text)) {
        const splitter = new JsonSplitter([], () => undefined);
        splitter.push(`${text}\n`, 0);
        spread = { lines: [line.payload], splitter, stamp: line };
        return true;
      }
      if (!root) return false;
      if (complete && /\S/.test(text.slice(end))) return false;
      if (!complete)
        output.problem({
          start: line.start,
          end: line.end,
          code: 'json-broken',
          message: 'This line starts as JSON and ends in the middle. What could be read of it was.',
        });
      take(root, line);
      return true;
    },
    end() {
      finishSpread(false);
      while (waiting.size > 0) handOutOldest();
    },
  };
  return reader;
};

/** The line with as many blanks behind it as lie between it and the next, so that offsets in the joined text stay true. */
function padded(line: Located, next: Located | undefined): string {
  const end = line.span(0, line.text.length).end;
  const gap = next ? next.span(0, 0).start - end : 0;
  return line.text + ' '.repeat(Math.max(0, gap));
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

function toExchange(record: HttpRecord): Exchange | undefined {
  const { node, request, response, startedAt, finishedAt } = record;
  if (!request && !response) return fromMessage(node, startedAt);
  return {
    start: node.start,
    end: node.end,
    format: formatOf(node),
    ...(startedAt && { startedAt }),
    ...(finishedAt && { finishedAt }),
    ...(request && { request }),
    ...(response && { response }),
    requestHeadersShown: request && request.headers.length > 0 ? headersShown(request.headers, 'all') : 'none',
  };
}

function formatOf(node: DataNode): LogFormat {
  if (/^Axios/.test(textOf(member(node, 'name')) ?? '') && member(node, 'config')) return 'axios';
  if (member(node, 'req') && member(node, 'header') && member(node, 'status')) return 'superagent';
  return 'json-lines';
}

/** A record that holds no HTTP of its own may have it in its sentence. */
function fromMessage(node: DataNode, time: Exchange['startedAt']): Exchange | undefined {
  for (const path of RECORD_FIELDS.message) {
    const message = firstOf(node, [path]);
    const exchange = message?.kind === 'text' ? readSentence(message.read(), time) : undefined;
    if (exchange) return { ...exchange, start: node.start, end: node.end, format: 'json-lines' };
  }
  return undefined;
}
