import { findInstant } from '../text/instant';
import { Draft } from './draft';
import { readHeaderLine, readRequestLine, readStatusLine } from './head';
import type { LogLine } from './line';
import type { LineReaderMaker } from './lineReader';
import { part } from './located';

/** GNU Wget: `-d` prints both heads, `-S` the answer's, and without either the status alone is there. */
export const makeWgetReader: LineReaderMaker = (output) => {
  let draft: Draft | undefined;
  let side: 'request' | 'response' | undefined;

  const finish = () => {
    output.exchange(draft?.build());
    draft = undefined;
    side = undefined;
  };

  const begin = (line: LogLine, match: RegExpExecArray) => {
    finish();
    const url = match[1] ?? '';
    const at = match[0].length - url.length;
    const time = findInstant(line.raw, 2, at);
    draft = new Draft('wget', 'none');
    draft.request = { method: 'GET', target: url, targetSpan: line.whole.span(at, at + url.length) };
    draft.startedAt = time && { ...time, ...line.whole.span(time.start, time.end) };
    draft.scheme = url.startsWith('https:') ? 'https' : 'http';
  };

  const readHead = (line: LogLine): boolean => {
    const request = readRequestLine(line.whole);
    const indented = line.whole.text.startsWith('  ') ? part(line.whole, 2) : line.whole;
    const status = readStatusLine(indented);
    if (draft && request && side === 'request') {
      // With -d every line of the request follows.
      draft.shown = 'all';
      draft.request = request;
    } else if (draft && status) {
      side = 'response';
      draft.response = status;
      draft.responseHeaders = [];
    } else {
      const header = side && readHeaderLine(indented);
      if (header) (side === 'request' ? draft?.requestHeaders : draft?.responseHeaders)?.push(header);
      return header !== undefined || line.whole.text.trim() === '';
    }
    return true;
  };

  return {
    claims: ({ whole }) => MARK.test(whole.text),
    get insists() {
      return side !== undefined;
    },
    read(line) {
      const { text } = line.whole;
      const started = STARTED.exec(text);
      const mark = /^---(request|response) (begin|end)---$/.exec(text);
      const awaited = /^.{1,80}\.\.\. (\d{3})(?= )/.exec(text);
      const skipped = /\bof body: \[(.*)\] done\.$/.exec(text);
      if (started) begin(line, started);
      else if (mark)
        side = mark[2] === 'begin' && mark[1] !== undefined ? (mark[1] as 'request' | 'response') : undefined;
      else if (awaited && draft && !draft.response) {
        const at = awaited[0].length;
        draft.response = { status: Number(awaited[1]), statusSpan: line.whole.span(at - 3, at) };
      } else if (skipped && draft) {
        const at = skipped.index + skipped[0].indexOf('[') + 1;
        draft.responseBody.push(part(line.whole, at, at + (skipped[1]?.length ?? 0)));
      } else if (!MARK.test(text) && !readHead(line)) return false;
      draft?.include(line);
      return true;
    },
    end: finish,
  };
};

const STARTED = /^--\d{4}-\d\d-\d\d \d\d:\d\d:\d\d-- {2}(https?:\/\/\S+)$/;
const MARK =
  /^(?:--\d{4}-\d\d-\d\d \d\d:\d\d:\d\d-- {2}https?:|---(?:request|response) (?:begin|end)---$|Setting --header|HTTP request sent, awaiting response|Skipping \d+ bytes of body: \[)/;
