import { BASE64URL, DOT, isClass } from './alphabet';
import { candidatesIn } from './candidates';
import { readCompact } from './compact';
import { type Context, contextOf } from './context';
import type { FoundToken } from './foundToken';
import { opaqueAt } from './opaque';
import { endOf, piecesOf, readRun } from './run';

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

function compactAt(text: string, start: number, context: Context): FoundToken | undefined {
  if (text.charCodeAt(start) !== 0x65) return undefined;
  const run = readRun(text, start, BASE64URL | DOT);
  const compact = readCompact(run.value);
  if (!compact) return undefined;
  const pieces = piecesOf(run, compact.length);
  return {
    start,
    end: endOf(run, compact.length),
    kind: compact.kind,
    evidence: 'structure',
    ...(context.key && { key: context.key }),
    ...(pieces && { pieces }),
    ...(run.escape && { escape: run.escape }),
  };
}

function runEnd(text: string, start: number): number {
  let end = start + 1;
  while (isClass(text.charCodeAt(end), BASE64URL)) end++;
  return end;
}
