import { Draft } from './draft';
import { closingQuote, decodeEscapes } from './escape';
import type { Header } from './exchange';
import type { LogLine } from './line';
import type { LineReaderMaker } from './lineReader';
import { type Located, part } from './located';

/** httpx at INFO (one line a call) and httpcore at DEBUG (the steps of it). Neither prints request headers or bodies. */
export const makeHttpxReader: LineReaderMaker = (output) => {
  let draft: Draft | undefined;

  const finish = () => {
    output.exchange(draft?.build());
    draft = undefined;
  };

  const readStep = (text: Located, line: LogLine): boolean => {
    const { text: step } = text;
    if (step.includes('send_request_headers.started')) {
      finish();
      draft = new Draft('httpx', 'none');
      draft.startedAt = line.time;
    } else if (step.includes('receive_response_headers.complete')) {
      const response = readReturnValue(text);
      if (!response) return true;
      draft ??= new Draft('httpx', 'none');
      draft.finishedAt = line.time;
      draft.response = response;
      draft.responseHeaders.push(...response.headers);
    }
    draft?.include(line);
    return true;
  };

  return {
    claims: ({ whole }) => CALL.test(whole.text) || STEP.test(whole.text),
    read(line) {
      const call = CALL.exec(line.whole.text);
      if (!call) return STEP.test(line.whole.text) && readStep(line.whole, line);
      const [matched, lead = '', method = '', url = '', between = ''] = call;
      if (draft?.request) finish();
      draft ??= new Draft('httpx', 'none');
      const urlAt = call.index + lead.length + method.length + 1;
      const statusAt = urlAt + url.length + between.length;
      draft.request = { method, target: url, targetSpan: line.whole.span(urlAt, urlAt + url.length) };
      draft.response ??= { status: Number(matched.slice(-3)), statusSpan: line.whole.span(statusAt, statusAt + 3) };
      draft.finishedAt ??= line.time;
      draft.include(line);
      finish();
      return true;
    },
    end: finish,
  };
};

const CALL = /(HTTP Request: )([A-Z]{3,20}) (https?:\/\/[^\s"]{1,16384})( "HTTP\/\d(?:\.\d)? )\d{3}/;
const STEP =
  /(?:^|\s)(?:connect_tcp|start_tls|send_request_headers|send_request_body|receive_response_headers|receive_response_body|response_closed|send_connection_init)\.(?:started|complete|failed)\b/;

const RETURN_VALUE = /return_value=\((?:b'HTTP\/\d(?:\.\d)?', )?/;

/** `(b'HTTP/1.1', 401, b'Unauthorized', [(b'Date', b'…'), …])`; in HTTP/2 `(401, [(b'date', b'…'), …])`. */
function readReturnValue(line: Located) {
  const open = RETURN_VALUE.exec(line.text);
  if (!open) return undefined;
  const at = open.index + open[0].length;
  const status = line.text.slice(at, at + 3);
  if (!/^\d{3}$/.test(status)) return undefined;
  const headers: Header[] = [];
  for (let pair = line.text.indexOf('(b', at); pair >= 0; pair = line.text.indexOf('(b', pair)) {
    const name = readBytes(line, pair + 1);
    const value = name && readBytes(line, name.next + 2);
    if (!name || !value) break;
    const span = line.span(pair, value.next + 1);
    const decoded = value.content;
    headers.push({
      ...span,
      name: name.content.text,
      value: decoded.text,
      valueSpan: decoded.span(0, decoded.text.length),
    });
    pair = value.next;
  }
  return { status: Number(status), statusSpan: line.span(at, at + 3), headers };
}

function readBytes(line: Located, at: number): { content: Located; next: number } | undefined {
  const quote = line.text.charAt(at + 1);
  if (line.text.charAt(at) !== 'b' || (quote !== "'" && quote !== '"')) return undefined;
  const close = closingQuote(line.text, quote, at + 2);
  if (close < 0) return undefined;
  const inside = part(line, at + 2, close);
  return { content: decodeEscapes(inside.text, inside.span(0, 0).start), next: close + 1 };
}
