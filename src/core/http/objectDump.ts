import type { LogFormat } from './exchange';
import { readInspected } from './inspectData';
import { readJson } from './jsonData';
import type { LogLine } from './line';
import type { LineReaderMaker } from './lineReader';
import { makeRecordSink } from './records';

/** An error with its request, its sockets and its answer has a few thousand lines; more than this is not one object. */
const MOST_LINES = 50_000;

/**
 * An object that is spread over lines: what `console.log` prints of an error of axios, superagent or another client (Node's
 * `util.inspect`), or pretty-printed JSON. It ends at the first bracket that closes as far to the left as it opened.
 */
export const makeObjectDumpReader: LineReaderMaker = (output) => {
  const records = makeRecordSink(output);
  let lines: LogLine[] = [];

  const finish = (complete: boolean) => {
    const [first] = lines;
    if (!first) return;
    const opened = first.whole.text.length - first.payload.text.length;
    const text = blanked(lines);
    const isJson = /^[^{[]{0,99}[{[]\s*(?:["{[\]}]|-?\d|$)/.test(text.slice(opened));
    const from = isJson ? text.search(/[{[]/) : lastOpening(first);
    const { root } = (isJson ? readJson : readInspected)(text, from, first.start);
    const { start } = first;
    const end = lines.at(-1)?.end ?? first.end;
    lines = [];
    if (root) records.take(root, first, isJson ? 'json-lines' : libraryIn(first));
    if (complete) return;
    const message = 'This object is not closed. What could be read of it was.';
    output.problem({ start, end, code: 'json-broken', message });
  };

  return {
    claims: (line) => lines.length === 0 && opens(line),
    get insists() {
      return lines.length > 0;
    },
    read(line) {
      if (lines.length === 0) {
        if (!opens(line)) return false;
        lines.push(line);
        return true;
      }
      const closes = /^[\]}]/.test(line.whole.text);
      if (!closes && !/^(?:\s|$)/.test(line.whole.text)) {
        finish(false);
        return false;
      }
      lines.push(line);
      if (closes || lines.length > MOST_LINES) finish(closes);
      return true;
    },
    end: () => finish(false),
  };
};

/** The last line of a stack, an error without one, or a class name, in front of the opening bracket. */
function opens({ whole, payload }: LogLine): boolean {
  if (!/[{[]$/.test(whole.text)) return false;
  return /^\s{2,12}at /.test(whole.text) || NAMED.test(whole.text.slice(0, NAMED_WITHIN)) || ALONE.test(payload.text);
}

const NAMED = /(?:Error|Exception|Response|Request)\b/;
const NAMED_WITHIN = 512;
const ALONE = /^(?:[\w$.-]{1,64}:? )?[{[]$/;

/** The stack above an error object runs through the library that threw it. */
function libraryIn({ raw }: LogLine): LogFormat {
  if (/\baxios\b/i.test(raw)) return 'axios';
  return /\b(?:superagent|spotify-web-api-node)\b/.test(raw) ? 'superagent' : 'plain';
}

/** The lines as they lie in the source, so that offsets stay true: colours and line ends become blanks. */
function blanked(lines: readonly LogLine[]): string {
  return lines
    .map(({ raw, end }, index) => {
      const gap = (lines[index + 1]?.start ?? end) - end;
      return raw.replace(/\x1b\[[0-9;?]*[A-Za-z]/g, (colour) => ' '.repeat(colour.length)) + '\n'.repeat(gap);
    })
    .join('');
}

function lastOpening({ raw }: LogLine): number {
  return Math.max(raw.lastIndexOf('{'), raw.lastIndexOf('['));
}
