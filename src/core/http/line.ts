import { findInstant, type Instant } from '../text/instant';
import type { Span } from '../text/span';
import { type Located, locate, MappedText, part } from './located';

/** A line of a log. */
export interface LogLine extends Span {
  /** As it stands in the source. */
  readonly raw: string;
  /** The whole line, without colours. */
  readonly whole: Located;
  /** What is left without the stamp that a logger, a container runtime or `--trace-time` put in front. */
  readonly payload: Located;
  /** The time in that stamp. */
  readonly time: Instant | undefined;
}

/** @param text the line without its terminator, which stands at `start` */
export function readLine(text: string, start: number): LogLine {
  const whole = text.includes('\x1b') ? withoutColours(text, start) : locate(text, start);
  const stamp = readStamp(whole);
  const payload = stamp.length === 0 ? whole : part(whole, stamp.length);
  return { raw: text, start, end: start + text.length, whole, payload, time: stamp.time };
}

const COLOUR = /\x1b\[[0-9;?]*[A-Za-z]/g;

function withoutColours(text: string, start: number): Located {
  const plain = new MappedText();
  let at = 0;
  for (const colour of text.matchAll(COLOUR)) {
    plain.append(text.slice(at, colour.index), { start: start + at, end: start + colour.index });
    at = colour.index + colour[0].length;
  }
  return plain.append(text.slice(at), { start: start + at, end: start + text.length });
}

/** No stamp is longer than this, in UTF-16 units. */
const LONGEST_TIME = 48;

/** How a written time begins: a cheap look that spares most lines the search. */
const TIME_START = /\d{2,4}[-/:]\d|\d{8}T|\d{1,2}[/ -](?:[A-Z][a-z]{2}|\d)|[A-Z][a-z]{2},? /y;

const LEVEL =
  /(?:\[(?:trace|debug|info|warn|warning|error|fatal|notice|log)\]|(?:trace|debug|info|warn|warning|error|fatal|notice)\b:?)(?: +|$)/iy;
/** Docker Compose (`web_1  | `), Kubernetes' runtime interface (`stdout F `). */
const SOURCE = /(?:[A-Za-z][\w.-]{0,63} {0,32}\| |std(?:out|err) [FP] )/y;
const SEPARATOR = /\]? *(?:[-|] )?/y;

/** Takes off what loggers write before the message: a source, a time (in brackets or not), a level. */
function readStamp(line: Located): { length: number; time: Instant | undefined } {
  const { text } = line;
  let at = skip(SOURCE, text, 0);
  const time = readTime(line, at) ?? readTime(line, skip(LEVEL, text, at));
  if (!time) return { length: at === 0 ? 0 : skip(LEVEL, text, at), time };
  at = skip(SEPARATOR, text, time.to);
  at = skip(SOURCE, text, at);
  return { length: skip(LEVEL, text, at), time: time.instant };
}

function readTime(line: Located, from: number): { instant: Instant; to: number } | undefined {
  const { text } = line;
  const at = text.charAt(from) === '[' ? from + 1 : from;
  TIME_START.lastIndex = at;
  if (!TIME_START.test(text)) return undefined;
  const found = findInstant(text, at, Math.min(text.length, at + LONGEST_TIME));
  if (found?.start !== at) return undefined;
  return { instant: { ...found, ...line.span(at, found.end) }, to: found.end };
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return at + (pattern.exec(text)?.[0].length ?? 0);
}
