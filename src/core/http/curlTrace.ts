import { CurlConnection } from './curlConnection';
import { CurlDump } from './curlDump';
import { Draft } from './draft';
import { type Message, readHeaderLine, readMessage, readStatusLine } from './head';
import type { LogLine } from './line';
import type { LineReaderMaker } from './lineReader';

/** `curl --trace-ascii` and `--trace`: blocks of bytes, each under a line that says what they are. */
export const makeCurlTraceReader: LineReaderMaker = (output) => {
  const connection = new CurlConnection();
  let draft: Draft | undefined;
  let block: { readonly kind: string; readonly line: LogLine; readonly dump: CurlDump } | undefined;
  let inAnswerHead = false;

  const finish = () => {
    output.exchange(draft?.build());
    draft = undefined;
    inAnswerHead = false;
  };

  const startRequest = (message: Message, line: LogLine) => {
    finish();
    draft = new Draft('curl-trace');
    draft.startedAt = line.time;
    draft.scheme = connection.scheme;
    draft.add(message);
  };

  /** curl hands received headers over one by one. */
  const readReceivedHead = (dump: CurlDump, line: LogLine) => {
    draft ??= new Draft('curl-trace');
    draft.finishedAt = line.time;
    for (const field of dump.lines()) {
      const status = readStatusLine(field);
      if (status) {
        draft.response = status;
        draft.responseHeaders = [];
        inAnswerHead = true;
        continue;
      }
      const header = inAnswerHead ? readHeaderLine(field) : undefined;
      if (header) draft.responseHeaders.push(header);
    }
  };

  const closeBlock = () => {
    if (!block) return;
    const { kind, line, dump } = block;
    block = undefined;
    const message = kind === '=> Send header' ? readMessage(dump.content) : undefined;
    if (message?.request) startRequest(message, line);
    else if (kind === '<= Recv header') readReceivedHead(dump, line);
    else if (kind === '=> Send data') draft?.requestBody.push(dump.content);
    else if (kind === '<= Recv data' && draft) {
      draft.responseBody.push(dump.content);
      draft.finishedAt = line.time ?? draft.finishedAt;
    }
    draft?.include({ start: line.start, end: dump.end ?? line.end });
  };

  return {
    claims: ({ payload }) => BLOCK.test(payload.text) || (block !== undefined && CurlDump.ROW.test(payload.text)),
    read(line) {
      const { text } = line.payload;
      const opened = BLOCK.exec(text);
      if (opened?.[1]) {
        closeBlock();
        const kind = opened[1];
        if (kind === '== Info:') connection.read(text.slice(opened.index + opened[0].length + 1));
        else block = { kind, line, dump: new CurlDump(Number(opened[2])) };
        return true;
      }
      return block?.dump.add(line.payload) ?? false;
    },
    end() {
      closeBlock();
      finish();
    },
  };
};

/** A body that was printed without a newline at its end stands in front of the next note. */
const BLOCK = /(?:^|[}\]>])(== Info:|(?:=> Send|<= Recv) (?:header|data|SSL data))(?:, (\d+) bytes)?/;
