import { BASE64URL, DOT, isClass, PADDING } from './alphabet';
import { candidatesIn } from './candidates';
import { readClaimedCompact, readCompact } from './compact';
import { type Context, contextOf } from './context';
import { damagedEnd } from './damaged';
import { emphasisAround } from './emphasis';
import type { FoundToken } from './foundToken';
import { opaqueAt } from './opaque';
import { isMasked } from './placeholders';
import { foundIn, readRun } from './run';

/**
 * Every token in a text, in the order of the text and never overlapping. Reads each character a bounded number of times
 * and never throws, whatever the text.
 */
export function scan(text: string): FoundToken[] {
  const tokens: FoundToken[] = [];
  const candidates = candidatesIn(text);
  for (let at = candidates.next(0); at >= 0; ) {
    const context = contextOf(text, at);
    const token = compactAt(text, at, context) ?? opaqueAt(text, at, context);
    if (token) tokens.push(token);
    at = candidates.next(token ? token.end : runEnd(text, at));
  }
  return tokens;
}

/** The JWS or JWE that begins at `start`. Only what begins like the base64url of `{` can be one. */
function compactAt(text: string, start: number, context: Context): FoundToken | undefined {
  if (text.charCodeAt(start) !== 0x65) return undefined;
  const run = readRun(text, start, BASE64URL | DOT | PADDING);
  const value = run.value.slice(0, run.value.length - emphasisAround(text, run));
  const proven = readCompact(value);
  const compact = proven ?? (isClaimed(context) ? readClaimedCompact(value) : undefined);
  if (!compact) return undefined;
  const evidence = proven ? 'structure' : context.scheme ? 'scheme' : 'key';
  if (compact.missing > 0 || value.charCodeAt(compact.length - 1) === 0x2e) {
    const end = run.stretches ? undefined : damagedEnd(text, start, start + compact.length, compact.missing);
    if (end !== undefined) return { ...foundIn(run, compact.length, compact.kind, evidence, context.key), end };
  }
  const token = foundIn(run, compact.length, compact.kind, evidence, context.key);
  return isWhole(value, compact.missing, proven !== undefined) && !isMasked(text, token) ? token : undefined;
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

function runEnd(text: string, start: number): number {
  let end = start + 1;
  while (isClass(text.charCodeAt(end), BASE64URL)) end++;
  return end;
}
