import { Draft } from './draft';
import { readHeaderLine } from './head';
import type { LogLine } from './line';
import type { LineReaderMaker } from './lineReader';
import { part } from './located';

/** `mitmdump` with `flow_detail` 1 to 4. From detail 2 on it prints the fields, from 3 on the bodies, four columns in. */
export const makeMitmproxyReader: LineReaderMaker = (output) => {
  let draft: Draft | undefined;
  let side: 'request' | 'response' | undefined;
  let inBody = false;

  const finish = () => {
    // From detail 2 on every field is there; no request is without any.
    if (draft && draft.requestHeaders.length > 0) draft.shown = 'all';
    output.exchange(draft?.build());
    draft = undefined;
    side = undefined;
  };

  const readFirst = (line: LogLine): boolean => {
    const { text } = line.payload;
    const request = REQUEST.exec(text);
    const response = RESPONSE.exec(text);
    if (request) {
      finish();
      const [, lead = '', method = '', url = ''] = request;
      const at = lead.length + method.length + 1;
      draft = new Draft('mitmproxy', 'none');
      draft.startedAt = line.time;
      draft.request = { method, target: url, targetSpan: line.payload.span(at, at + url.length) };
      side = 'request';
    } else if (response?.[1]) {
      if (draft?.response) finish();
      draft ??= new Draft('mitmproxy', 'none');
      const at = response[0].length;
      draft.response = { status: Number(response[1]), statusSpan: line.payload.span(at - 3, at) };
      draft.finishedAt = line.time;
      side = 'response';
    } else return false;
    inBody = false;
    return true;
  };

  const readIndented = (line: LogLine): boolean => {
    if (!draft || !side) return false;
    if (line.whole.text.trim() === '') {
      inBody = true;
      return true;
    }
    if (!line.whole.text.startsWith('    ')) return false;
    const content = part(line.whole, 4);
    const header = inBody ? undefined : readHeaderLine(content);
    if (header) (side === 'request' ? draft.requestHeaders : draft.responseHeaders).push(header);
    else (side === 'request' ? draft.requestBody : draft.responseBody).push(content);
    return true;
  };

  return {
    claims: ({ payload }) => REQUEST.test(payload.text) || RESPONSE.test(payload.text),
    read(line) {
      if (!readFirst(line) && !readIndented(line)) return false;
      draft?.include(line);
      return true;
    },
    end: finish,
  };
};

const REQUEST = /^([\w.:[\]-]{3,80}:\d{1,5}: )([A-Z]{3,20}) (https?:\/\/\S+)(?: HTTP\/\d\S*)?$/;
const RESPONSE = /^\s{0,80}<< (?:HTTP\/\d\S{0,4} )?(\d{3})(?= |$)/;
