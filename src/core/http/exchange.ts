import type { Instant } from '../text/instant';
import type { Span, Spanned } from '../text/span';

/** The closed list of formats the readers know. `plain` is the reader of last resort. */
export const LOG_FORMATS = [
  'har',
  'netlog',
  'postman',
  'insomnia',
  'curl-verbose',
  'curl-trace',
  'wget',
  'httpie',
  'raw-http',
  'http-file',
  'json-lines',
  'python-http-client',
  'urllib3',
  'httpx',
  'okhttp',
  'go-httputil',
  'axios',
  'superagent',
  'mitmproxy',
  'access-log',
  'haproxy',
  'w3c',
  'nginx-debug',
  'plain',
] as const;
export type LogFormat = (typeof LOG_FORMATS)[number];

/** A header field. `name` is as written; compare it without regard to case (HTTP/2 writes lower case). */
export interface Header extends Span {
  readonly name: string;
  /** Decoded: without the escapes of the format around it. */
  readonly value: string;
  readonly valueSpan: Span;
}

export interface Body extends Span {
  /** Decoded (without JSON escapes, base64, chunk sizes, line prefixes) each time it is read: read it once. */
  readonly text: string;
  /** A few units from the start of `text`, where they can be had without decoding all of it. */
  readonly beginning?: string;
  /** How many UTF-16 units `text` leaves out at its end. Only a log that was read as a stream leaves any out. */
  readonly omitted?: number;
  readonly mimeType?: string;
}

export interface HttpRequest {
  readonly method: string;
  /** Absolute where the format says enough to make it so, else the request target as written. */
  readonly url: string;
  /** Where the URL (or, in origin form, the request target) is written. */
  readonly urlSpan: Span;
  readonly headers: readonly Header[];
  readonly body?: Body;
}

export interface HttpResponse {
  /** 0 where the log says that no answer came (blocked, connection failed). */
  readonly status: number;
  readonly statusSpan: Span;
  readonly headers: readonly Header[];
  readonly body?: Body;
}

/** A request with its answer, as far as the log shows them. */
export interface Exchange extends Span {
  readonly format: LogFormat;
  /**
   * When the request was sent, by the clock of the machine that wrote the log. Where the log states only when the answer
   * came, that time: one place then stands for both.
   */
  readonly startedAt?: Instant;
  /** When the answer was complete, by the same clock. */
  readonly finishedAt?: Instant;
  readonly request?: HttpRequest;
  readonly response?: HttpResponse;
  /**
   * What the absence of a header proves. `all`: the format prints every request header, a missing one was not sent.
   * `some`: values may have been stripped or masked. `none`: the format never prints them.
   */
  readonly requestHeadersShown: 'all' | 'some' | 'none';
  /** A text about a failure that the log has in place of an answer (`ECONNREFUSED`, `<-- HTTP FAILED: …`). */
  readonly failure?: Spanned<string>;
  /** What a client library or an application says the server said, where the body itself is not in the log. */
  readonly message?: Spanned<string>;
  /** The client library that wrote the message, where its wording gives it away (`spotipy`). */
  readonly library?: string;
}

/** Something that could not be read. The rest was. */
export interface LogProblem extends Span {
  /** `cut-off`: the log ends inside it. `json-broken`. `too-large`: beyond what is held in memory at once. */
  readonly code: 'cut-off' | 'json-broken' | 'too-large';
  readonly message: string;
}

export interface LogReading {
  /** `mixed`: more than one format added to the exchanges. `unknown`: nothing did. */
  readonly format: LogFormat | 'mixed' | 'unknown';
  /** In the order in which they start in the text. */
  readonly exchanges: readonly Exchange[];
  readonly problems: readonly LogProblem[];
}
