import { CurlConnection, connectionFailure } from './curlConnection';
import { Draft } from './draft';
import { readHeaderLine, readRequestLine, readStatusLine } from './head';
import type { LogLine } from './line';
import type { LineReaderMaker } from './lineReader';
import { type Located, part } from './located';

/** `curl -v`, with or without `--trace-time`. Notes (`* `), the request (`> `), the answer (`< `), and the body as it comes. */
export const makeCurlVerboseReader: LineReaderMaker = (output) => {
  let connection = new CurlConnection();
  let draft: Draft | undefined;
  /** Whose lines come next. `answer` is the body: it has no mark. */
  let side: 'request' | 'response' | 'answer' | undefined;
  /** A note of curl's own was seen, so that other lines with an asterisk are notes too. */
  let isRunning = false;

  const finish = () => {
    output.exchange(draft?.build());
    draft = undefined;
    side = undefined;
  };

  const readSent = (text: Located, line: LogLine) => {
    const request = readRequestLine(text);
    if (request) {
      finish();
      draft = new Draft('curl-verbose');
      draft.request = request;
      draft.scheme = connection.scheme;
      draft.startedAt = line.time;
      side = 'request';
    } else if (draft) {
      const header = readHeaderLine(text);
      if (header) draft.requestHeaders.push(header);
    }
  };

  const readReceived = (text: Located, line: LogLine) => {
    draft ??= new Draft('curl-verbose');
    draft.finishedAt = line.time;
    const response = readStatusLine(text);
    if (response) {
      draft.response = response;
      draft.responseHeaders = [];
      side = 'response';
    } else if (text.text.trim() === '') side = draft.response && draft.response.status < 200 ? 'response' : 'answer';
    else {
      const header = readHeaderLine(text);
      if (header) draft.responseHeaders.push(header);
    }
  };

  const readNote = (note: string, line: LogLine) => {
    if (/^\s*(?:Trying |Re-using existing|Issue another request)/.test(note) && draft?.response) finish();
    connection.read(note);
    const failure = connectionFailure(note);
    if (!failure) return;
    draft ??= new Draft('curl-verbose');
    draft.failure ??= { ...line.payload.span(0, line.payload.text.length), value: failure };
    draft.include(line);
  };

  /** Without a newline at its end, a body and curl's next note are one line. */
  const readBody = (line: LogLine) => {
    const { text } = line.whole;
    const glued = GLUED.exec(text);
    const body = glued ? part(line.whole, 0, glued.index) : line.whole;
    if (draft && /\S/.test(body.text)) draft.responseBody.push(body);
    if (glued) readNote(glued[1] ?? '', line);
  };

  return {
    claims: ({ payload }) => OWN.test(payload.text) || PROGRESS.test(payload.text),
    read(line) {
      const { text } = line.payload;
      const mark = /^([<>*]) ?/.exec(text);
      if (PROGRESS.test(text)) {
        const note = /\* {2,3}(Trying .*)$/.exec(text);
        if (note) readNote(note[1] ?? '', line);
        return true;
      }
      if (mark && (isRunning || OWN.test(text))) {
        isRunning = true;
        const content = part(line.payload, mark[0].length);
        if (mark[1] === '>') readSent(content, line);
        else if (mark[1] === '<') readReceived(content, line);
        else readNote(content.text, line);
        if (mark[1] !== '*' || side === 'request') draft?.include(line);
        return true;
      }
      if (/^[{}] \[\d+ bytes data\]/.test(text)) return true;
      const failed = /^curl: \(\d+\) (.+)$/.exec(text);
      if (failed) {
        draft ??= new Draft('curl-verbose');
        draft.failure ??= { ...line.payload.span(0, text.length), value: text };
        draft.include(line);
        finish();
        isRunning = false;
        return true;
      }
      if (side !== 'answer' || !draft) return false;
      readBody(line);
      if (draft) draft.include(line);
      return true;
    },
    end() {
      finish();
      connection = new CurlConnection();
    },
  };
};

const OWN =
  /^(?:> [A-Z]{3,20} \S+ HTTP\/\d|< HTTP\/\d|\* (?: {2}Trying |Connected to |Connection #\d|Re-using |Established connection |Host \S+ was resolved|Could not resolve host|Closing connection|ALPN|SSL connection|using HTTP\/|Server certificate|\[HTTP\/2\]|h2h3 \[|Using Stream ID)|curl: \(\d+\) )/;

/** curl's meter, to which its first note is glued. */
const PROGRESS = /^\s*(?:% Total {4}% Received|Dload {2}Upload|\d{1,3} [\d ]{3}[\d.]{1,5}[kMGT]? .{10,50}--:--:--)/;

/** A note behind the end of a body of JSON or HTML. */
const GLUED = /(?<=[}\]>])(?:\d\d:\d\d:\d\d\.\d{6} )?\* ( {2}Trying .*|[A-Z][\w'-]{1,20} .*)$/;
