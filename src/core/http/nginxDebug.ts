import { Draft } from './draft';
import { readHeaderLine, readRequestLine } from './head';
import type { LogLine } from './line';
import type { LineReaderMaker } from './lineReader';
import { type Located, part } from './located';

/** So many connections are followed at once; the oldest is then handed out as it is. */
const MOST_OPEN = 1000;

/** nginx's error log at level `debug`. `*1` is the connection: lines of several calls are mixed. */
export const makeNginxDebugReader: LineReaderMaker = (output) => {
  const open = new Map<string, Draft>();

  const finish = (connection: string) => {
    output.exchange(open.get(connection)?.build());
    open.delete(connection);
  };

  const begin = (connection: string, line: LogLine): Draft => {
    finish(connection);
    const [oldest] = open.keys();
    if (open.size >= MOST_OPEN && oldest !== undefined) finish(oldest);
    const draft = new Draft('nginx-debug');
    draft.startedAt = line.time;
    open.set(connection, draft);
    return draft;
  };

  const readStep = (connection: string, step: Located, line: LogLine) => {
    const quoted = /^http (request line|header|proxy header|alloc|[\w ]{1,40}): "(.*)"$/.exec(step.text);
    const content = quoted && part(step, step.text.length - 1 - (quoted[2]?.length ?? 0), step.text.length - 1);
    if (content && quoted[1] === 'request line') {
      const draft = begin(connection, line);
      draft.request = readRequestLine(content);
      draft.include(line);
      return;
    }
    const draft = open.get(connection);
    if (!draft) return;
    const header = content && readHeaderLine(content);
    const status = /^http (?:proxy|upstream) status (\d{3})/.exec(step.text);
    if (header && quoted[1] === 'header') draft.requestHeaders.push(header);
    // nginx prints the fields of its own request and of the answer under one name; the answer's follow the status.
    else if (header && quoted[1] === 'proxy header' && draft.response) draft.responseHeaders.push(header);
    else if (status?.[1]) {
      const at = status[0].length;
      draft.response = { status: Number(status[1]), statusSpan: step.span(at - 3, at) };
      draft.finishedAt = line.time;
    } else if (/^http (?:close request|finalize request|reusable connection)/.test(step.text) && draft.response) {
      draft.include(line);
      finish(connection);
      return;
    }
    draft.include(line);
  };

  return {
    claims: ({ payload }) => STEP.test(payload.text),
    read(line) {
      const match = STEP.exec(line.payload.text);
      if (!match?.[1]) return false;
      readStep(match[1], part(line.payload, match[0].length), line);
      return true;
    },
    end() {
      for (const connection of [...open.keys()]) finish(connection);
    },
  };
};

/** Behind `2026/11/21 00:02:10 [debug] `, which is taken off as a stamp. */
const STEP = /^\d{1,10}#\d{1,10}: \*(\d{1,15}) /;
