import type { Span } from '../../text/span';
import type { FoundToken } from '../foundToken';
import { BASE64, BASE64URL, CONTINUING, DOT, isClass, PADDING } from './alphabet';
import { escapeAt } from './escapes';
import { plainEnd } from './plainEnd';
import { wrapAt } from './wrapped';

/**
 * An unbroken stretch of token characters, as its author meant it: escapes undone and wrapped lines joined. `value` and
 * the text are walked in step, so that a place in the one can be found in the other.
 */
export interface Run extends Span {
  readonly value: string;
  readonly escape?: 'percent' | 'json';
  /** Where the run is not one plain slice of the text: its plain stretches and its escapes, in order. */
  readonly stretches?: readonly Stretch[];
  /** Where the search for tokens goes on if this run is none: in it, unless it would be read again from too many places. */
  readonly resume: number;
}

interface Stretch extends Span {
  /** Where in `value` it begins. An escape is one unit of it. */
  readonly at: number;
  readonly joint: 'none' | 'escape' | 'escaped' | 'wrap';
}

/** A JWE has four dots; behind the next one it is over. */
const MOST_DOTS = 5;
const MOST_PADDING = 2;
/** A run of more stretches that is no token is not looked through for another: it would be read once for each. */
const MOST_STRETCHES = 16;

const DOT_CODE = 0x2e;
const PADDING_CODE = 0x3d;

/**
 * Reads on while characters are of the given classes (see `alphabet`): dots and padding only where a token has them,
 * that is five dots at most, and `=` at the end or before a dot.
 */
export function readRun(text: string, start: number, classes: number): Run {
  const plain = classes & (BASE64URL | BASE64);
  let end = plainEnd(text, start, plain);
  if ((classes & DOT) !== 0) {
    for (let dots = 0; dots < MOST_DOTS && text.charCodeAt(end) === DOT_CODE; dots++)
      end = plainEnd(text, end + 1, plain);
  }
  if (goesOn(text, end)) return readBrokenRun(text, start, classes);
  return { start, end, value: text.slice(start, end), resume: resumeAfter(start, end, classes, 0) };
}

/** The run between two places of which it is known that nothing in it is escaped or wrapped. */
export function plainRun(text: string, start: number, end: number): Run {
  return { start, end, value: text.slice(start, end), resume: start + 1 };
}

/** A value may begin behind each `+`, `/`, escape and wrap, and each would read on to the same end. Short ones hide none. */
function resumeAfter(start: number, end: number, classes: number, stretches: number): number {
  const isReadOver = (classes & BASE64) !== 0 && end - start >= SHORTEST_NAMED;
  return isReadOver || stretches > MOST_STRETCHES ? end : start + 1;
}

/** The shortest value that a name alone makes a token, in UTF-16 units: what is shorter a kernel does not even show. */
export const SHORTEST_NAMED = 32;

/** Whether a run may go on at `end`: most stop at a quote or a line end that is just that. */
function goesOn(text: string, end: number): boolean {
  const code = text.charCodeAt(end);
  if (!isClass(code, CONTINUING)) return false;
  return code === PADDING_CODE || escapeAt(text, end) !== undefined || wrapAt(text, end) !== undefined;
}

/** The same for a run that may go on behind an escape, a line break or padding. */
function readBrokenRun(text: string, start: number, classes: number): Run {
  const plain = classes & (BASE64URL | BASE64);
  const stretches: Stretch[] = [];
  let from = start;
  let at = 0;
  let joint: Stretch['joint'] = 'none';
  let end = start;
  let form: Run['escape'];
  let [dots, padding] = [0, 0];
  const accepts = (code: number): boolean => {
    if (code === DOT_CODE && (classes & DOT) !== 0) {
      padding = 0;
      return ++dots <= MOST_DOTS;
    }
    if (code === PADDING_CODE && (classes & PADDING) !== 0) return ++padding <= MOST_PADDING;
    return padding === 0 && isClass(code, plain);
  };
  const close = () => {
    stretches.push({ start: from, end, at, joint });
    at += end - from;
  };
  for (;;) {
    if (padding === 0) end = plainEnd(text, end, plain);
    if (accepts(text.charCodeAt(end))) {
      end++;
      continue;
    }
    const escaped = escapeAt(text, end);
    if (escaped) {
      const { form: written, code } = escaped;
      if ((written !== 'percent' && written !== 'json') || (form && form !== written) || !accepts(code)) break;
      form = written;
      close();
      stretches.push({ start: escaped.start, end: escaped.end, at: at++, joint: 'escape' });
      joint = 'escaped';
      from = end = escaped.end;
      continue;
    }
    const next = wrapAt(text, end);
    if (next === undefined || !isClass(text.charCodeAt(next), plain | DOT | PADDING)) break;
    close();
    joint = 'wrap';
    from = end = next;
  }
  if (stretches.length > 0) close();
  else return { start, end, value: text.slice(start, end), resume: resumeAfter(start, end, classes, 0) };
  return {
    start,
    end,
    value: stretches.map((each) => unescaped(text, each)).join(''),
    stretches,
    ...(form && { escape: form }),
    resume: resumeAfter(start, end, classes, stretches.length),
  };
}

/** The token that the first `length` units of `run.value` are. */
export function foundIn(
  run: Run,
  length: number,
  kind: FoundToken['kind'],
  evidence: FoundToken['evidence'],
): FoundToken {
  const { start, stretches } = run;
  if (!stretches) return { start, end: start + length, kind, evidence };
  const pieces = piecesOf(run, length);
  return {
    start,
    end: endOf(run, length),
    kind,
    evidence,
    ...(pieces && { pieces }),
    ...(run.escape && { escape: run.escape }),
  };
}

/** Where in the text the first `length` units of `run.value` end. */
function endOf(run: Run, length: number): number {
  const last = run.stretches?.filter((stretch) => stretch.at < length).at(-1);
  if (!last) return run.start + length;
  return last.joint === 'escape' ? last.end : Math.min(last.start + length - last.at, last.end);
}

/** The pieces of the first `length` units of `run.value`; undefined where they stand in one piece. */
function piecesOf(run: Run, length: number): readonly Span[] | undefined {
  const end = endOf(run, length);
  const pieces: { start: number; end: number }[] = [];
  for (const stretch of run.stretches ?? []) {
    if (stretch.at >= length) break;
    const last = pieces.at(-1);
    if (last && stretch.joint !== 'wrap') last.end = Math.min(stretch.end, end);
    else pieces.push({ start: stretch.start, end: Math.min(stretch.end, end) });
  }
  return pieces.length > 1 ? pieces : undefined;
}

function unescaped(text: string, stretch: Stretch): string {
  if (stretch.joint !== 'escape') return text.slice(stretch.start, stretch.end);
  return String.fromCharCode(escapeAt(text, stretch.start)?.code ?? 0);
}
