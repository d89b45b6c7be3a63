import type { Instant } from '../text/instant';
import type { Span, Spanned } from '../text/span';
import { lazyBody } from './body';
import { CLIENT_MESSAGES, type ClientMessage } from './clientMessages';
import { closingQuote, decodeEscapes } from './escape';
import type { Exchange } from './exchange';
import type { Located } from './located';

/** No more of a line than this is looked at, so that the patterns below stay cheap on any text. In UTF-16 units. */
const LONGEST_SENTENCE = 4096;

/** Looks in a sentence for a status with a URL, one of Spotify's error bodies, or the words of a client library. */
export function readSentence(source: Located, time: Instant | undefined): Exchange | undefined {
  const { text } = source;
  if (!WORTH_A_LOOK.test(text)) return undefined;
  const sentence = text.length > LONGEST_SENTENCE ? text.slice(0, LONGEST_SENTENCE) : text;
  const client = readClientMessage(sentence);
  const url = client?.groups.url ?? urlIn(sentence);
  const errorBody = bodyIn(sentence);
  // Most lines that are worth a look end here; a status is what takes longest to find.
  if (!client && !errorBody && !url) return undefined;
  const status = client?.groups.status ?? statusIn(sentence);
  const message = client?.groups.message;
  if (!client && !errorBody && !status) return undefined;
  const asSpan = (range: Range) => source.span(range.from, range.to);
  const method = client?.groups.method ?? (url && methodBefore(sentence, url.from));
  return {
    ...source.span(0, text.length),
    format: 'plain',
    ...(time && (status ? { finishedAt: time } : { startedAt: time })),
    ...(url && {
      request: {
        method: method ? textIn(sentence, method) : '',
        url: textIn(sentence, url),
        urlSpan: asSpan(url),
        headers: [],
      },
    }),
    ...(status && {
      response: {
        status: Number(textIn(sentence, status)),
        statusSpan: asSpan(status),
        headers: [],
        ...(errorBody && {
          body: lazyBody(asSpan(errorBody), 'application/json', () => asJson(textIn(sentence, errorBody))),
        }),
      },
    }),
    requestHeadersShown: 'none',
    ...(message && { message: spanned(sentence, message, asSpan) }),
    ...(!message && errorBody && !status && { message: spanned(sentence, errorBody, asSpan) }),
    ...(client && { library: client.library }),
  };
}

/** The row whose sentence goes on in the next line, if the line fits one. */
export function unfinishedMessage(text: string): ClientMessage | undefined {
  if (text.length > LONGEST_SENTENCE || !WORTH_A_LOOK.test(text)) return undefined;
  const row = CLIENT_MESSAGES.find(({ pattern }) => pattern.test(text));
  return row?.rest && row;
}

/** Adds what the next line says. Undefined where it does not go on. */
export function withRest(begun: Exchange, row: ClientMessage, line: Located): Exchange | undefined {
  const match = line.text.length > LONGEST_SENTENCE ? undefined : row.rest && withIndices(row.rest).exec(line.text);
  if (!match) return undefined;
  const { message, status } = groupsOf(match);
  const asSpan = (range: Range) => line.span(range.from, range.to);
  return {
    ...begun,
    end: line.span(0, line.text.length).end,
    ...(status &&
      !begun.response && {
        response: { status: Number(textIn(line.text, status)), statusSpan: asSpan(status), headers: [] },
      }),
    ...(message && { message: spanned(line.text, message, asSpan) }),
  };
}

/** Every sentence that is read contains one of these; most lines of most logs contain none. */
const WORTH_A_LOOK =
  /\b[1-5]\d\d\b|"error\\?"|'error'|invalid_|_token\b|oauth|spotify|Webapi|Bad or expired token|TokenError|rate limits|refreshToken/i;

interface Range {
  readonly from: number;
  readonly to: number;
}

type Groups = Readonly<Record<string, Range | undefined>>;

function readClientMessage(sentence: string): { library: string; groups: Groups } | undefined {
  const row = CLIENT_MESSAGES.find(({ pattern }) => pattern.test(sentence));
  const match = row && withIndices(row.pattern).exec(sentence);
  return row && match ? { library: row.library, groups: groupsOf(match) } : undefined;
}

const INDEXED = new Map<RegExp, RegExp>();

function withIndices(pattern: RegExp): RegExp {
  const known = INDEXED.get(pattern) ?? new RegExp(pattern.source, `${pattern.flags}d`);
  INDEXED.set(pattern, known);
  return known;
}

function groupsOf(match: RegExpExecArray): Groups {
  const groups: Record<string, Range> = {};
  for (const [name, range] of Object.entries(match.indices?.groups ?? {})) {
    if (range) groups[name] = { from: range[0], to: range[1] };
  }
  return groups;
}

function urlIn(sentence: string): Range | undefined {
  const match = /\bhttps?:\/\/[^\s"'<>`|\\^{}]+/.exec(sentence);
  if (!match) return undefined;
  const url = match[0].replace(/[.,:;!?)\]]{1,4}$/, '');
  return { from: match.index, to: match.index + url.length };
}

const STATUS: readonly RegExp[] = [
  /\b(?:status(?:[ _-]?code)?|http(?: error| status|\/\d(?:\.\d)?)?|response code|returned|responded(?: with)?|got|received|failed with|failed:|error:?|code)["']?\s{0,2}[:=(]?\s{0,2}(?<status>[1-5]\d\d)\b(?![.\d-])/di,
  /(?<![\d.:/-])(?<status>[1-5]\d\d) \(?(?:OK|Created|Accepted|No Content|Bad Request|Unauthorized|Forbidden|Not Found|Too Many Requests|Internal Server Error|Bad Gateway|Service Unavailable|Gateway Timeout|Client Error|Server Error)\b/di,
  /\bhttps?:\/\/\S+\s{1,3}(?:-|→|=>|->|:)?\s{0,3}(?<status>[1-5]\d\d)(?![\d.:/-])/d,
  /(?:^|[\s[(])(?<status>[1-5]\d\d)[\])]?\s{1,3}(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\b/d,
];

function statusIn(sentence: string): Range | undefined {
  for (const pattern of STATUS) {
    const range = pattern.exec(sentence)?.indices?.groups?.status;
    if (range) return { from: range[0], to: range[1] };
  }
  return undefined;
}

function methodBefore(sentence: string, url: number): Range | undefined {
  const match = /\b(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\b[^A-Za-z]{0,8}(?:to |for |request to )?["']?$/.exec(
    sentence.slice(Math.max(0, url - 40), url),
  );
  if (!match?.[1]) return undefined;
  const from = Math.max(0, url - 40) + match.index;
  return { from, to: from + match[1].length };
}

/** `{"error":…}`, also with its quotes escaped, also as Python prints a dict. */
function bodyIn(sentence: string): Range | undefined {
  const match = /\{\s{0,8}\\{0,3}["']error\\{0,3}["']\s{0,2}:/.exec(sentence);
  if (!match) return undefined;
  let depth = 0;
  for (let at = match.index; at < sentence.length; at++) {
    const char = sentence.charAt(at);
    if (char === '"' && sentence.charAt(at - 1) !== '\\') at = endOfString(sentence, at);
    else if (char === '{') depth++;
    else if (char === '}' && --depth === 0) return { from: match.index, to: at + 1 };
  }
  return undefined;
}

function endOfString(sentence: string, quote: number): number {
  const close = closingQuote(sentence, '"', quote + 1);
  return close < 0 ? sentence.length : close;
}

function asJson(written: string): string {
  if (/^\{\s*\\/.test(written)) return decodeEscapes(written, 0).text;
  if (!/^\{\s*'/.test(written)) return written;
  return written.replace(/'/g, '"').replace(/\bNone\b/g, 'null');
}

function textIn(sentence: string, { from, to }: Range): string {
  return sentence.slice(from, to);
}

function spanned(sentence: string, range: Range, asSpan: (range: Range) => Span): Spanned<string> {
  return { ...asSpan(range), value: textIn(sentence, range) };
}
