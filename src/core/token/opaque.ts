import { BASE64, BASE64URL, PADDING } from './alphabet';
import { decodeAscii } from './compact';
import type { Context } from './context';
import type { FoundToken, TokenKind } from './foundToken';
import { isLookAlike } from './lookAlikes';
import { isMasked } from './placeholders';
import { looksRandom } from './randomness';
import { endOf, piecesOf, type Run, readRun } from './run';

/** Spotify's opaque values by their first bytes (`BQ` is 05 00): the third digit holds two of them and is A to D. */
const ACCESS_SHAPE = /^BQ[A-D]/;
const SECRET_SHAPE = /^AQ[A-D]/;
const CLIENT_SHAPE = /^AA[A-D]/;

const SHORTEST_ACCESS = 60;
const SHORTEST_SECRET = 100;
const SHORTEST_CLIENT = 240;
/** The shortest value that a name alone makes a token. */
const SHORTEST_NAMED = 32;
const SHORTEST_HEX = 40;
const LONGEST = 4096;

const CREDENTIALS = /^[0-9a-f]{32}:[0-9a-f]{32}$/;

/** A value of Spotify's that begins at `start`, by its name, its scheme or its shape; undefined where it is none. */
export function opaqueAt(text: string, start: number, context: Context): FoundToken | undefined {
  if (context.scheme === 'basic') return basicAt(text, start, context);
  const standard = context.rule?.kind === 'client-token' || text.startsWith('AA', start);
  const run = readRun(text, start, standard ? BASE64URL | BASE64 | PADDING : BASE64URL);
  const kind = kindOf(run, context, text);
  return kind && found(text, run, kind, context);
}

function kindOf(run: Run, context: Context, text: string): TokenKind | undefined {
  const { value } = run;
  const { rule } = context;
  if (value.length < SHORTEST_NAMED || value.length > LONGEST || isLookAlike(value) || !looksRandom(value)) return;
  if (/[+/=.]/.test(text.charAt(run.end)) && rule?.strength !== 'strong' && glued(text, run.end)) return;
  if (rule?.strength === 'strong') return isNamedShape(value) ? rule.kind : undefined;
  if (value.length >= SHORTEST_ACCESS && ACCESS_SHAPE.test(value)) return rule?.kind ?? 'access-token';
  if (value.length >= SHORTEST_CLIENT && CLIENT_SHAPE.test(value) && rule) return 'client-token';
  if (value.length >= SHORTEST_SECRET && SECRET_SHAPE.test(value) && rule) {
    return rule.kind === 'access-token' ? 'refresh-token' : rule.kind;
  }
  return context.scheme === 'bearer' && isNamedShape(value) ? 'access-token' : undefined;
}

/** A full stop that ends a sentence is not glue; one that goes on without a space is. */
function glued(text: string, end: number): boolean {
  return text.charCodeAt(end) !== 0x2e || /[\w-]/.test(text.charAt(end + 1));
}

function isNamedShape(value: string): boolean {
  return !/^[0-9a-f]+$/i.test(value) || (value.length >= SHORTEST_HEX && value.length !== 64);
}

function basicAt(text: string, start: number, context: Context): FoundToken | undefined {
  const run = readRun(text, start, BASE64URL | BASE64 | PADDING);
  if (run.value.length > LONGEST) return undefined;
  const decoded = decodeAscii(run.value) ?? '';
  return CREDENTIALS.test(decoded) ? found(text, run, 'client-credentials', context) : undefined;
}

function found(text: string, run: Run, kind: TokenKind, context: Context): FoundToken | undefined {
  if (isMasked(text, run.start, run.end)) return undefined;
  const length = run.value.length;
  const pieces = piecesOf(run, length);
  return {
    start: run.start,
    end: endOf(run, length),
    kind,
    evidence: context.scheme ? 'scheme' : context.rule ? 'key' : 'shape',
    ...(context.key && { key: context.key }),
    ...(pieces && { pieces }),
    ...(run.escape && { escape: run.escape }),
  };
}
