import type { FoundToken } from '../foundToken';
import { BASE64, BASE64URL, CONTINUING, DOT, isClass, PADDING } from './alphabet';
import { type Candidates, candidatesIn } from './candidates';
import { readClaimedCompact, readCompact, SHORTEST_HEADER } from './compact';
import { type Context, contextOf } from './context';
import { damagedEnd } from './damaged';
import { emphasisAround } from './emphasis';
import { type Settled, wholeBy } from './finds';
import { opaqueAt, type Reading } from './opaque';
import { isCutOff } from './placeholders';
import { foundIn, readRun } from './run';

/**
 * What a token depends on beside itself: so many UTF-16 units before it (its name may be four words away, OAuth words
 * half as far) and behind it (where a damaged one ends may also depend on the rest of its line). Whoever scans again
 * after a change need not look further.
 */
export const CONTEXT_BEFORE = 640;
export const CONTEXT_AFTER = 320;

/**
 * Every token in a text, in the order of the text and never overlapping. Reads each character a bounded number of times
 * and never throws, whatever the text.
 *
 * @param candidates where to look: a faster search may take the place of ours
 * @param farSighted takes the starts and ends of values, tokens or not, over which other lines may decide in another way
 *   than by a name before them or by a wrap
 */
export function scan(
  text: string,
  candidates: Candidates = candidatesIn(text),
  farSighted: number[] = [],
): FoundToken[] {
  const tokens: FoundToken[] = [];
  for (let at = candidates.next(0); at >= 0; ) {
    const { settled, settledEnd } = candidates;
    const whole = wholeBy(settled);
    if (whole) {
      tokens.push({ start: at, end: settledEnd, kind: whole.kind, evidence: whole.evidence });
      at = candidates.next(settledEnd);
      continue;
    }
    const { token, resume } = readingAt(text, at, settled, settledEnd, farSighted);
    if (token) tokens.push(token);
    at = candidates.next(token?.end ?? resume);
  }
  return tokens;
}

function readingAt(text: string, at: number, settled: Settled, settledEnd: number, farSighted: number[]): Reading {
  if (settled === 'open' && isWord(text, at)) return { resume: at + 1 };
  const context = contextOf(text, at);
  if (text.charCodeAt(at) === FIRST_OF_OBJECT) return compactAt(text, at, context, farSighted);
  const plain = settled === 'open' ? undefined : { end: settledEnd, isRandom: settled === 'random' };
  return opaqueAt(text, at, context, farSighted, plain);
}

/** The first digit of the base64url of `{`. */
const FIRST_OF_OBJECT = 0x65;

/** Whether what stands here is too short for any token: by far the most of what stands behind a name is. */
function isWord(text: string, start: number): boolean {
  let end = start;
  while (end - start < SHORTEST_HEADER && isClass(text.charCodeAt(end), BASE64URL | BASE64 | DOT)) end++;
  if (end - start >= SHORTEST_HEADER) return false;
  const code = text.charCodeAt(end);
  return !isClass(code, CONTINUING) || code === 0x3d || text.startsWith('%3D', end) || text.startsWith('%3d', end);
}

/** The JWS or JWE that begins at `start`. Only what begins like the base64url of `{` can be one. */
function compactAt(text: string, start: number, context: Context, farSighted: number[]): Reading {
  const run = readRun(text, start, BASE64URL | DOT | PADDING);
  const value = run.value.slice(0, run.value.length - emphasisAround(text, run));
  const proven = readCompact(value);
  const compact = proven ?? (isClaimed(context) ? readClaimedCompact(value) : undefined);
  if (!compact) {
    if (value.includes('.')) return run;
    // The same run, unless padding ends it: it may be as long as the text, and is not measured twice.
    const plain = run.stretches || run.value.endsWith('=') ? undefined : { end: run.end };
    return opaqueAt(text, start, context, farSighted, plain);
  }
  const evidence = proven ? 'structure' : context.scheme ? 'scheme' : 'key';
  const token = foundIn(run, compact.length, compact.kind, evidence);
  if (compact.missing > 0 || value.charCodeAt(compact.length - 1) === 0x2e) {
    const end = run.stretches ? undefined : damagedEnd(text, start, token.end, compact.missing);
    if (end !== undefined) return { token: { ...token, end }, resume: end };
  }
  return isWhole(value, compact.missing, proven !== undefined) && !isCutOff(text, token)
    ? { token, resume: run.resume }
    : run;
}

/** A header alone is JSON in base64, not a token, unless a name claims it; two segments are a token cut short. */
function isWhole(value: string, missing: number, proven: boolean): boolean {
  const header = value.indexOf('.');
  if (header < 0) return !proven;
  return missing === 0 ? value.length > header + 2 : value.length > header + 1;
}

function isClaimed({ rule, scheme }: Context): boolean {
  return scheme === 'bearer' || rule?.strength === 'strong' || rule?.strength === 'shape';
}
