import type { Instant } from '../text/instant';
import type { Span, Spanned } from '../text/span';
import { byteLength, lazyBody, withoutChunkSizes } from './body';
import type { Body, Exchange, Header, LogFormat } from './exchange';
import { headerValue, type Message, type RequestLine, type StatusLine } from './head';
import type { Located } from './located';
import { headersShown, type Shown } from './shown';
import { absoluteUrl } from './url';

/** An exchange while its lines are still coming in. */
export class Draft {
  request: RequestLine | undefined;
  response: StatusLine | undefined;
  requestHeaders: Header[] = [];
  responseHeaders: Header[] = [];
  readonly requestBody: Located[] = [];
  readonly responseBody: Located[] = [];
  /** What the log says beside the request itself; where it says nothing the `Host` field decides. */
  scheme: string | undefined;
  host: string | undefined;
  startedAt: Instant | undefined;
  finishedAt: Instant | undefined;
  failure: Spanned<string> | undefined;
  private readonly format: LogFormat;
  /** What the absence of a field proves in a request of this format. */
  shown: Shown;
  private answeredBytes = 0;
  private start = Number.POSITIVE_INFINITY;
  private end = 0;

  constructor(format: LogFormat, shown: Shown = 'all') {
    this.format = format;
    this.shown = shown;
  }

  /** Makes the exchange reach over a place in the source. */
  include(span: Span): void {
    this.start = Math.min(this.start, span.start);
    this.end = Math.max(this.end, span.end);
  }

  add(message: Message): void {
    const { request, response, headers, body } = message;
    if (request) {
      this.request = request;
      this.requestHeaders.push(...headers);
    }
    if (response) {
      this.response = response;
      this.responseHeaders.push(...headers);
    }
    if (body.text !== '') (request ? this.requestBody : this.responseBody).push(body);
  }

  /** Takes a line of the answer's body. */
  answer(line: Located): void {
    this.responseBody.push(line);
    this.answeredBytes += byteLength(line.text) + 1;
  }

  /** True while the answer is shorter than its `Content-Length` says, so that the next line still belongs to it. */
  get answerIsShort(): boolean {
    return this.answeredBytes < Number(headerValue(this.responseHeaders, 'content-length') ?? 0);
  }

  /** Undefined where there is neither a request nor an answer. */
  build(format = this.format): Exchange | undefined {
    if (!this.request && !this.response && !this.failure) return undefined;
    const requestBody = joinedBody(this.requestBody, this.requestHeaders);
    const responseBody = joinedBody(this.responseBody, this.responseHeaders);
    const host =
      this.host ?? headerValue(this.requestHeaders, 'host') ?? headerValue(this.requestHeaders, ':authority');
    return {
      start: this.start,
      end: this.end,
      format,
      ...(this.startedAt && { startedAt: this.startedAt }),
      ...(this.finishedAt && { finishedAt: this.finishedAt }),
      ...(this.request && {
        request: {
          method: this.request.method,
          url: absoluteUrl(this.request.target, host, this.scheme),
          urlSpan: this.request.targetSpan,
          headers: this.requestHeaders,
          ...(requestBody && { body: requestBody }),
        },
      }),
      ...(this.response && {
        response: { ...this.response, headers: this.responseHeaders, ...(responseBody && { body: responseBody }) },
      }),
      requestHeadersShown: this.request ? headersShown(this.requestHeaders, this.shown) : 'none',
      ...(this.failure && { failure: this.failure }),
    };
  }
}

function joinedBody(pieces: readonly Located[], headers: readonly Header[]): Body | undefined {
  const lines = withoutBlankEnds(pieces);
  const first = lines[0];
  const last = lines.at(-1);
  if (!first || !last) return undefined;
  const { start } = first.span(0, first.text.length);
  const { end } = last.span(0, last.text.length);
  const chunked = /\bchunked\b/i.test(headerValue(headers, 'transfer-encoding') ?? '');
  return lazyBody({ start, end }, headerValue(headers, 'content-type'), () => {
    const text = lines.map((line) => line.text).join('\n');
    return chunked ? withoutChunkSizes(text) : text;
  });
}

function withoutBlankEnds(lines: readonly Located[]): readonly Located[] {
  let from = 0;
  let to = lines.length;
  while (from < to && isBlank(lines[from])) from++;
  while (to > from && isBlank(lines[to - 1])) to--;
  return lines.slice(from, to);
}

function isBlank(line: Located | undefined): boolean {
  return line === undefined || !/\S/.test(line.text);
}
