import { Draft } from './draft';
import { readHeaderLine, readStatusLine } from './head';
import type { LogLine } from './line';
import type { LineReaderMaker } from './lineReader';
import { part } from './located';

/** `.http` and `.rest` files: requests as people write them, some with the answer that was saved below. */
export const makeHttpFileReader: LineReaderMaker = (output) => {
  let draft: Draft | undefined;
  let state: 'head' | 'body' | 'answer-head' | 'answer-body' | undefined;
  /** A separator or a variable was seen: this is such a file, so also a path alone starts a request. */
  let isSure = false;
  let afterBlank = true;

  const finish = () => {
    output.exchange(draft?.build());
    draft = undefined;
    state = undefined;
  };

  const begin = (line: LogLine, match: RegExpExecArray) => {
    finish();
    const [, method = '', target = ''] = match;
    const at = method.length + 1;
    draft = new Draft('http-file', 'some');
    draft.request = { method, target, targetSpan: line.whole.span(at, at + target.length) };
    state = 'head';
  };

  const readOpen = (line: LogLine): boolean => {
    if (!draft || !state) return false;
    const { text } = line.whole;
    const status = readStatusLine(line.whole);
    if (status && state !== 'answer-head') {
      if (draft.response) finish();
      draft ??= new Draft('http-file', 'some');
      draft.response = status;
      state = 'answer-head';
    } else if (state === 'head' || state === 'answer-head') {
      if (text.trim() === '') state = state === 'head' ? 'body' : 'answer-body';
      else if (state === 'head' && /^\s+\S/.test(text) && draft.requestHeaders.length === 0) addToTarget(draft, line);
      else {
        const header = readHeaderLine(line.whole);
        if (header) (state === 'head' ? draft.requestHeaders : draft.responseHeaders).push(header);
      }
    } else if (!/^(?:\/\/|#|[<>] |\/\*)/.test(text))
      (state === 'body' ? draft.requestBody : draft.responseBody).push(line.whole);
    return true;
  };

  return {
    claims: ({ whole, time }) =>
      time === undefined &&
      (SEPARATOR.test(whole.text) ||
        (afterBlank && REQUEST.test(whole.text)) ||
        (isSure && afterBlank && REQUEST_WITH_VERSION.test(whole.text)) ||
        (state === 'body' && readStatusLine(whole) !== undefined)),
    read(line) {
      const { text } = line.whole;
      const separator = SEPARATOR.test(text);
      const request = afterBlank ? (isSure ? REQUEST_WITH_VERSION : REQUEST).exec(text) : null;
      const follows = separator || request !== null || readOpen(line);
      if (separator) finish();
      if (request) begin(line, request);
      isSure ||= separator;
      afterBlank = separator || text.trim() === '' || /^(?:#|\/\/|@)/.test(text);
      if (follows && /\S/.test(text)) draft?.include(line);
      return follows || (isSure && text.trim() === '');
    },
    end: finish,
  };
};

const SEPARATOR = /^(?:###|@[\w.-]{1,64}\s{0,8}=)/;
const REQUEST = /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|TRACE|CONNECT) ((?:https?:\/\/|\/|\{\{)\S*)\s*$/;
const REQUEST_WITH_VERSION =
  /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|TRACE|CONNECT) ((?:https?:\/\/|\/|\{\{)\S*)(?: HTTP\/\d(?:\.\d)?)?\s*$/;

/** A long URL may go on in indented lines. */
function addToTarget(draft: Draft, line: LogLine): void {
  const { request } = draft;
  const rest = part(line.whole, line.whole.text.search(/\S/));
  if (!request || !/^[/?&]/.test(rest.text)) return;
  const { end } = rest.span(0, rest.text.length);
  const targetSpan = { start: request.targetSpan.start, end };
  draft.request = { ...request, target: request.target + rest.text.trimEnd(), targetSpan };
}
