import { readJson } from './jsonData';
import type { LineReaderMaker } from './lineReader';
import { makeRecordSink } from './records';

/** Keys that loggers write and API answers do not, looked for at the start of a line. In UTF-16 units. */
const LOGGER_KEY = /"(?:level|lvl|severity|severityText|log\.level|pid|hostname|@timestamp|msg|logger)"\s{0,4}:/;
const LOGGER_KEY_WITHIN = 512;

/**
 * JSON records, one a line, also behind a prefix: pino, bunyan, winston, Elastic Common Schema, OpenTelemetry, and whatever
 * else has a time and an HTTP status.
 */
export const makeJsonLinesReader: LineReaderMaker = (output) => {
  const records = makeRecordSink(output);
  return {
    claims: ({ payload }) =>
      /^\s{0,8}\{/.test(payload.text) && LOGGER_KEY.test(payload.text.slice(0, LOGGER_KEY_WITHIN)),
    read(line) {
      const { text } = line.payload;
      if (!/^\s{0,8}(?:\{\s*["}]|\[\s*\{)/.test(text)) return false;
      const { root, complete, end } = readJson(text, 0, line.payload.span(0, 0).start);
      if (!root || (complete && /\S/.test(text.slice(end)))) return false;
      if (!complete) {
        const message = 'This line starts as JSON and ends in the middle. What could be read of it was.';
        output.problem({ start: line.start, end: line.end, code: 'json-broken', message });
      }
      records.take(root, line, 'json-lines');
      return true;
    },
    end: () => records.end(),
  };
};
