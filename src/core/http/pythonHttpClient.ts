import { Draft } from './draft';
import { closingQuote, decodeEscapes } from './escape';
import { readHeaderLine, readMessage, readStatusLine } from './head';
import type { LogLine } from './line';
import type { LineReaderMaker } from './lineReader';
import { type Located, part } from './located';
import { readUrllib3Line, STARTING } from './urllib3';

/** `http.client` with `debuglevel` above 0, alone or with urllib3's own line behind each answer. */
export const makePythonHttpClientReader: LineReaderMaker = (output) => {
  let draft: Draft | undefined;
  let last: 'send' | 'reply' | 'header' | 'body' | undefined;
  /** urllib3 says that it connects before `http.client` prints what it sends, without a time. */
  let connecting: LogLine | undefined;

  const finish = () => {
    output.exchange(draft?.build());
    draft = undefined;
    last = undefined;
  };

  const readSent = (content: Located, line: LogLine) => {
    const sent = literal(content);
    if (!sent) return;
    const message = readMessage(sent);
    if (message?.request) {
      finish();
      draft = new Draft('python-http-client');
      draft.startedAt = line.time ?? connecting?.time;
      connecting = undefined;
      draft.add(message);
    } else if (last === 'send') draft?.requestBody.push(sent);
  };

  const readReply = (content: Located, line: LogLine) => {
    const reply = literal(content);
    const status = reply && readStatusLine(reply);
    if (!status) return;
    if (draft?.response && draft.response.status >= 200) finish();
    draft ??= new Draft('python-http-client');
    draft.response = status;
    draft.responseHeaders = [];
    draft.finishedAt = line.time;
  };

  /** urllib3 knows the scheme and the host, and has a time where `http.client`'s `print` has none. */
  const addUrllib3 = (line: LogLine): boolean => {
    const call = readUrllib3Line(line);
    if (!call || !draft?.response || draft.request?.target !== call.target || draft.response.status !== call.status)
      return false;
    draft.scheme = call.scheme;
    draft.host = call.host;
    draft.finishedAt ??= line.time;
    draft.include(line);
    output.saw('urllib3');
    last = 'header';
    return true;
  };

  /** What an application prints of the body, directly behind the headers. */
  const readPrinted = (line: LogLine): boolean => {
    if (last !== 'header' || !PRINTED.test(line.payload.text)) return false;
    const body = /^b['"]/.test(line.payload.text) ? literal(line.payload) : line.payload;
    if (!body) return false;
    draft?.responseBody.push(body);
    draft?.include(line);
    last = 'body';
    return true;
  };

  return {
    claims: (line) =>
      MARK.test(line.whole.text) ||
      STARTING.test(line.whole.text) ||
      (draft !== undefined && readUrllib3Line(line) !== undefined),
    read(line) {
      const mark = MARK.exec(line.whole.text);
      if (STARTING.test(line.whole.text)) connecting = line;
      if (!mark?.[1]) return addUrllib3(line) || readPrinted(line);
      const content = part(line.whole, mark.index + mark[0].length - (mark[2]?.length ?? 0));
      if (mark[1] === 'send') readSent(content, line);
      else if (mark[1] === 'reply') readReply(content, line);
      else {
        const header = readHeaderLine(content);
        if (header) draft?.responseHeaders.push(header);
      }
      last = mark[1] === 'send' ? 'send' : mark[1] === 'reply' ? 'reply' : 'header';
      draft?.include(line);
      return true;
    },
    end: finish,
  };
};

/** Bytes, or a body of Spotify: a line of another logger may be JSON too. */
const PRINTED = /^(?:b['"]|\{ ?['"](?:error|access_token|token_type|expires_in|refresh_token|scope)['"])/;

const MARK = /(?:^|[\s:])(send(?=: b?['"])|reply(?=: b?['"])|header(?=: [\w-]+: ))(?:: )(b?['"]|[\w-]+: )/;

/** The contents of a Python string or bytes literal. Bytes above 127 stay one character each. */
function literal(source: Located): Located | undefined {
  const open = /^b?(['"])/.exec(source.text);
  if (!open?.[1]) return undefined;
  const from = open[0].length;
  const close = closingQuote(source.text, open[1], from);
  const inside = part(source, from, close < 0 ? source.text.length : close);
  return decodeEscapes(inside.text, inside.span(0, 0).start);
}
