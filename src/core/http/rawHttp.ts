import { Draft } from './draft';
import { closingQuote, decodeEscapes } from './escape';
import type { LogFormat } from './exchange';
import { headerValue, type Message, readHeaderLine, readMessage, readRequestLine, readStatusLine } from './head';
import type { LogLine } from './line';
import type { LineReaderMaker } from './lineReader';
import { part } from './located';

/**
 * Messages as they go over the wire: `curl -i`, HTTPie's `-v`, Go's `httputil` dumps behind a log prefix (`%s`) or as one
 * escaped string (`%q`).
 */
export const makeRawHttpReader: LineReaderMaker = (output) => {
  let draft: Draft | undefined;
  let state: 'request-head' | 'request-body' | 'response-head' | 'response-body' | undefined;
  let fromGo = false;

  const finish = () => {
    output.exchange(draft?.build(draft ? formatOf(draft, fromGo) : 'raw-http'));
    draft = undefined;
    state = undefined;
    fromGo = false;
  };

  const startRequest = (line: LogLine) => {
    finish();
    draft = new Draft('raw-http');
    draft.startedAt = line.time;
    fromGo = line.time !== undefined;
  };

  const startResponse = (line: LogLine): Draft => {
    if (draft?.response && draft.response.status >= 200) finish();
    draft ??= new Draft('raw-http');
    draft.responseHeaders = [];
    draft.finishedAt = line.time;
    fromGo ||= line.time !== undefined;
    return draft;
  };

  const readQuoted = (line: LogLine): boolean => {
    const message = quotedMessage(line);
    if (!message) return false;
    if (message.request) startRequest(line);
    else startResponse(line);
    fromGo = true;
    draft?.add(message);
    draft?.include(line);
    state = message.request ? 'request-body' : undefined;
    if (message.response) finish();
    return true;
  };

  const readHeadLine = (line: LogLine) => {
    const header = readHeaderLine(line.whole);
    const inRequest = state === 'request-head';
    if (header) (inRequest ? draft?.requestHeaders : draft?.responseHeaders)?.push(header);
    else if (line.whole.text.trim() === '') state = inRequest ? 'request-body' : 'response-body';
    else return false;
    return true;
  };

  const readOpen = (line: LogLine): boolean => {
    if (!draft || !state) return false;
    if (state === 'request-head' || state === 'response-head') {
      if (!readHeadLine(line)) {
        finish();
        return false;
      }
    } else if (state === 'request-body') draft.requestBody.push(line.whole);
    else draft.answer(line.whole);
    if (/\S/.test(line.whole.text)) draft.include(line);
    return true;
  };

  return {
    claims: ({ payload }) => START.test(payload.text) || QUOTED.test(payload.text),
    get insists() {
      return state === 'response-body' && draft !== undefined && draft.answerIsShort;
    },
    read(line) {
      const request = readRequestLine(line.payload);
      const response = request ? undefined : readStatusLine(line.payload);
      if (request) {
        startRequest(line);
        if (draft) draft.request = request;
        state = 'request-head';
      } else if (response) {
        startResponse(line).response = response;
        state = 'response-head';
      } else return readQuoted(line) || readOpen(line);
      draft?.include(line);
      return true;
    },
    end: finish,
  };
};

const START = /^(?:[A-Z][A-Z-]{1,31} \S+ HTTP\/\d(?:\.\d)?\s*$|HTTP\/\d(?:\.\d)? \d{3}(?: |$))/;
const QUOTED = /"(?:[A-Z][A-Z-]{1,31} [^\s"]+ HTTP\/\d\.\d|HTTP\/\d\.\d \d{3}[^"\\]{0,64})\\r\\n/;

function quotedMessage({ whole }: LogLine): Message | undefined {
  const found = QUOTED.exec(whole.text);
  if (!found) return undefined;
  const from = found.index + 1;
  const close = closingQuote(whole.text, '"', from);
  const quoted = part(whole, from, close < 0 ? whole.text.length : close);
  return readMessage(decodeEscapes(quoted.text, quoted.span(0, 0).start));
}

function formatOf(draft: Draft, fromGo: boolean): LogFormat {
  const agent = headerValue(draft.requestHeaders, 'user-agent') ?? '';
  if (agent.startsWith('HTTPie/')) return 'httpie';
  return fromGo || agent.startsWith('Go-http-client/') ? 'go-httputil' : 'raw-http';
}
