import { Draft } from './draft';
import { readHeaderLine } from './head';
import type { LogLine } from './line';
import type { LineReaderMaker } from './lineReader';
import { type Located, part } from './located';

/** OkHttp's logging interceptor at level BASIC, HEADERS or BODY, alone or behind logcat's tag. */
export const makeOkhttpReader: LineReaderMaker = (output) => {
  let draft: Draft | undefined;
  let side: 'request' | 'response' | undefined;
  let inBody = false;
  /** The tag before each line (`D/OkHttp: `): a line without it is not OkHttp's. */
  let tag = '';

  const finish = () => {
    output.exchange(draft?.build());
    draft = undefined;
    side = undefined;
  };

  const open = (which: 'request' | 'response', line: LogLine, text: Located, shown: 'all' | 'none'): Draft => {
    if (which === 'request' || draft?.response) finish();
    draft ??= new Draft('okhttp', shown);
    tag = line.payload.text.slice(0, line.payload.text.length - text.text.length);
    side = which;
    inBody = false;
    return draft;
  };

  const readRequest = (text: Located, line: LogLine, match: RegExpExecArray) => {
    const [, method = '', url = ''] = match;
    const opened = open('request', line, text, 'none');
    const at = 5 + method.length;
    opened.request = { method, target: url, targetSpan: text.span(at, at + url.length) };
    opened.startedAt = line.time;
  };

  const readResponse = (text: Located, line: LogLine, match: RegExpExecArray) => {
    const [, status = '', url = ''] = match;
    const opened = open('response', line, text, 'none');
    opened.response = { status: Number(status), statusSpan: text.span(4, 7) };
    opened.finishedAt = line.time;
    const at = text.text.indexOf(url, 7);
    if (url && !opened.request)
      opened.request = { method: '', target: url, targetSpan: text.span(at, at + url.length) };
  };

  const readInner = (text: Located): boolean => {
    if (!draft || !side) return false;
    if (text.text.startsWith('--> END ')) {
      // Level BASIC prints neither the fields nor this line.
      draft.shown = 'all';
      side = undefined;
      return true;
    }
    if (text.text.startsWith('<-- END HTTP')) {
      finish();
      return true;
    }
    if (text.text.trim() === '') inBody = true;
    else if (inBody) (side === 'request' ? draft.requestBody : draft.responseBody).push(text);
    else {
      const header = readHeaderLine(text);
      if (!header) return false;
      (side === 'request' ? draft.requestHeaders : draft.responseHeaders).push(header);
    }
    return true;
  };

  return {
    claims: ({ payload }) => MARK.test(payload.text),
    read(line) {
      const mark = MARK.exec(line.payload.text);
      const from = mark ? mark.index + mark[0].length - 4 : line.payload.text.startsWith(tag) ? tag.length : 0;
      const text = part(line.payload, from);
      const request = REQUEST.exec(text.text);
      const response = RESPONSE.exec(text.text);
      const previous = draft;
      if (request) readRequest(text, line, request);
      else if (response) readResponse(text, line, response);
      else if (text.text.startsWith('<-- HTTP FAILED')) {
        if (draft) draft.failure = { ...text.span(0, text.text.length), value: text.text };
        draft?.include(line);
        finish();
        return true;
      } else if (!readInner(text)) return false;
      (draft ?? previous)?.include(line);
      return true;
    },
    end: finish,
  };
};

const MARK = /(?:^|[\s:\]])(?:-->|<--) (?=END |HTTP FAILED|\d{3} |[A-Z]{3,20} https?:)/;
const REQUEST = /^--> ([A-Z]{3,20}) (https?:\/\/\S+)/;
const RESPONSE = /^<-- (\d{3}) (?:[^(]*? )?(https?:\/\/\S+)? ?(?:\(|$)/;
