import type { Exchange, Header, LogReading } from '../../src/core/http/exchange';
import type { Instant } from '../../src/core/text/instant';

/** A reading as a few lines of text that a person can check against the log. */
export function renderReading(reading: LogReading): string {
  const problems = reading.problems.map(({ code, start, end }) => `problem ${code} ${start}-${end}`);
  return `${[`format ${reading.format}`, ...reading.exchanges.map(renderExchange), ...problems].join('\n')}\n`;
}

export function renderExchange(exchange: Exchange): string {
  const { request, response } = exchange;
  return [
    '',
    `${exchange.format} ${exchange.start}-${exchange.end} shown ${exchange.requestHeadersShown}`,
    ...time('started', exchange.startedAt),
    ...time('finished', exchange.finishedAt),
    ...(request ? [`> ${request.method} ${request.url}`, ...headers('>', request.headers)] : []),
    ...body('>', request?.body?.text),
    ...(response ? [`< ${response.status}`, ...headers('<', response.headers)] : []),
    ...body('<', response?.body?.text),
    ...(exchange.failure ? [`failure ${JSON.stringify(exchange.failure.value)}`] : []),
    ...(exchange.message ? [`message ${JSON.stringify(exchange.message.value)}`] : []),
    ...(exchange.library ? [`library ${exchange.library}`] : []),
  ].join('\n');
}

function time(word: string, instant: Instant | undefined): string[] {
  if (!instant) return [];
  const written = new Date(instant.epochMs).toISOString();
  return [`${word} ${written} zone ${instant.zone}, to ${instant.precisionMs} ms`];
}

function headers(mark: string, list: readonly Header[]): string[] {
  return list.map(({ name, value }) => `${mark} ${name}: ${value}`);
}

function body(mark: string, text: string | undefined): string[] {
  return text === undefined ? [] : [`${mark} body ${JSON.stringify(text)}`];
}
