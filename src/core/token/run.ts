import type { Span } from '../text/span';
import { classesOf } from './alphabet';
import { escapeAt } from './escapes';
import type { FoundToken } from './foundToken';
import { wrapAt } from './wrapped';

/**
 * An unbroken stretch of token characters, as its author meant it: escapes undone and wrapped lines joined. `value` and
 * the text are walked in step, so that a place in the one can be found in the other.
 */
export interface Run extends Span {
  readonly value: string;
  readonly escape?: 'percent' | 'json';
  /** Where the run is not one plain slice of the text: its plain stretches, in order. */
  readonly stretches?: readonly Stretch[];
}

interface Stretch extends Span {
  /** Where in `value` it begins. */
  readonly at: number;
  readonly joint: 'escape' | 'wrap';
}

/** Reads on while characters are of the given classes (see `alphabet`). Linear in what it reads. */
export function readRun(text: string, start: number, classes: number): Run {
  let end = plainEnd(text, start, classes);
  let continuation = continuationAt(text, end, classes, undefined);
  if (!continuation) return { start, end, value: text.slice(start, end) };
  const stretches: Stretch[] = [{ start, end, at: 0, joint: 'wrap' }];
  const values = [text.slice(start, end)];
  let length = end - start;
  let form: Run['escape'];
  while (continuation) {
    if (continuation.escape) {
      form = continuation.escape;
      values.push(String.fromCharCode(continuation.code));
      stretches.push({ start: end, end: continuation.end, at: length, joint: 'escape' });
      length++;
    }
    const from = continuation.end;
    end = plainEnd(text, from, classes);
    values.push(text.slice(from, end));
    stretches.push({ start: from, end, at: length, joint: continuation.escape ? 'escape' : 'wrap' });
    length += end - from;
    continuation = continuationAt(text, end, classes, form);
  }
  return { start, end, value: values.join(''), stretches, ...(form && { escape: form }) };
}

/** The token that the first `length` units of `run.value` are. */
export function foundIn(
  run: Run,
  length: number,
  kind: FoundToken['kind'],
  evidence: FoundToken['evidence'],
  key: Span | undefined,
): FoundToken {
  const pieces = piecesOf(run, length);
  return {
    start: run.start,
    end: endOf(run, length),
    kind,
    evidence,
    ...(key && { key }),
    ...(pieces && { pieces }),
    ...(run.escape && { escape: run.escape }),
  };
}

/** Where in the text the first `length` units of `run.value` end. */
function endOf(run: Run, length: number): number {
  if (!run.stretches) return run.start + length;
  for (let index = run.stretches.length - 1; index >= 0; index--) {
    const stretch = run.stretches[index];
    if (!stretch || stretch.at >= length) continue;
    const inside = length - stretch.at;
    return inside === 1 && isEscapeItself(run, index) ? stretch.end : Math.min(stretch.start + inside, stretch.end);
  }
  return run.start;
}

/** The pieces of the first `length` units of `run.value`; undefined where they stand in one piece. */
function piecesOf(run: Run, length: number): readonly Span[] | undefined {
  const end = endOf(run, length);
  const pieces: { start: number; end: number }[] = [];
  for (const stretch of run.stretches ?? []) {
    if (stretch.at >= length) break;
    const last = pieces.at(-1);
    if (last && stretch.joint === 'escape') last.end = Math.min(stretch.end, end);
    else pieces.push({ start: stretch.start, end: Math.min(stretch.end, end) });
  }
  return pieces.length > 1 ? pieces : undefined;
}

function isEscapeItself(run: Run, index: number): boolean {
  const stretch = run.stretches?.[index];
  const next = run.stretches?.[index + 1];
  return stretch?.joint === 'escape' && next?.at === stretch.at + 1 && next.start === stretch.end;
}

function plainEnd(text: string, start: number, classes: number): number {
  let end = start;
  while ((classesOf(text.charCodeAt(end)) & classes) !== 0) end++;
  return end;
}

interface Continuation {
  readonly end: number;
  readonly code: number;
  readonly escape?: 'percent' | 'json';
}

function continuationAt(text: string, end: number, classes: number, known: Run['escape']): Continuation | undefined {
  const escaped = escapeAt(text, end);
  if (escaped) {
    const { form, code } = escaped;
    if (form !== 'percent' && form !== 'json') return undefined;
    if ((known && form !== known) || (classesOf(code) & classes) === 0) return undefined;
    return { end: escaped.end, code, escape: form };
  }
  const next = wrapAt(text, end);
  return next === undefined || (classesOf(text.charCodeAt(next)) & classes) === 0 ? undefined : { end: next, code: 0 };
}
