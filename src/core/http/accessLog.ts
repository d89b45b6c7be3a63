import { findInstant, type Instant } from '../text/instant';
import type { Exchange, Header } from './exchange';
import type { LogLine } from './line';
import type { LineReaderMaker } from './lineReader';
import type { Located } from './located';

/** nginx and Apache in their common and combined forms and their kin (uvicorn, werkzeug): one line is one exchange. */
export const makeAccessLogReader: LineReaderMaker = (output) => ({
  claims: ({ whole }) => whole.text.includes('" ') && CALL.test(whole.text),
  read(line) {
    const exchange = readAccessLine(line);
    output.exchange(exchange);
    return exchange !== undefined;
  },
  end: () => undefined,
});

const CALL = /"(?:([A-Z]{3,20}) (\S{1,16384}?)(?: HTTP\/\d(?:\.\d)?)?|-)" (\d{3})(?![^\s])/;
/** `"referrer" "user agent"` behind the size, in the combined form. */
const COMBINED = /^ \S{1,32} "([^"]{0,16384})" "([^"]{0,16384})"/;

function readAccessLine(line: LogLine): Exchange | undefined {
  const { whole } = line;
  const match = CALL.exec(whole.text);
  if (!match?.[3]) return undefined;
  const [matched, method, target] = match;
  const statusAt = match.index + matched.length - 3;
  const time = timeBefore(whole, match.index) ?? line.time;
  const targetAt = match.index + 1 + (method?.length ?? 0) + 1;
  return {
    start: line.start,
    end: line.end,
    format: 'access-log',
    ...(time && { startedAt: time, finishedAt: time }),
    ...(method !== undefined &&
      target !== undefined && {
        request: {
          method,
          url: target,
          urlSpan: whole.span(targetAt, targetAt + target.length),
          headers: readCombined(whole, statusAt + 3),
        },
      }),
    response: { status: Number(match[3]), statusSpan: whole.span(statusAt, statusAt + 3), headers: [] },
    requestHeadersShown: 'none',
  };
}

function timeBefore(whole: Located, end: number): Instant | undefined {
  const bracket = whole.text.lastIndexOf('[', end);
  const time = bracket < 0 ? undefined : findInstant(whole.text, bracket + 1, end);
  return time && { ...time, ...whole.span(time.start, time.end) };
}

function readCombined(whole: Located, from: number): Header[] {
  const match = COMBINED.exec(whole.text.slice(from));
  if (!match) return [];
  const [matched, referrer = '', agent = ''] = match;
  const agentAt = from + matched.length - 1 - agent.length;
  const referrerAt = agentAt - 3 - referrer.length;
  const field = (name: string, value: string, at: number): Header => {
    const valueSpan = whole.span(at, at + value.length);
    return { start: valueSpan.start, end: valueSpan.end, name, value, valueSpan };
  };
  return [field('Referer', referrer, referrerAt), field('User-Agent', agent, agentAt)].filter(
    ({ value }) => value !== '-',
  );
}
