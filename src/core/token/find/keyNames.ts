import type { TokenKind } from '../foundToken';

/**
 * How much a name says about the value behind it. `strong`: the value is what the name says, whatever its shape.
 * `shape`: the name is common, so the value must look like Spotify's. `context`: as `shape`, or OAuth words nearby.
 */
export type NameStrength = 'strong' | 'shape' | 'context';

export interface NameRule {
  readonly kind: Exclude<TokenKind, 'jws' | 'jwe'>;
  readonly strength: NameStrength;
}

/** Endings of names in lower case without `_`, `-` and spaces. */
const ENDINGS: readonly (readonly [ending: string, rule: NameRule])[] = [
  ['accesstoken', { kind: 'access-token', strength: 'strong' }],
  ['bearertoken', { kind: 'access-token', strength: 'strong' }],
  ['refreshtoken', { kind: 'refresh-token', strength: 'strong' }],
  ['authorizationcode', { kind: 'authorization-code', strength: 'strong' }],
  ['authcode', { kind: 'authorization-code', strength: 'strong' }],
  ['oauthcode', { kind: 'authorization-code', strength: 'strong' }],
  ['spdc', { kind: 'session-cookie', strength: 'strong' }],
  // AWS and Braintree have client tokens, too.
  ['clienttoken', { kind: 'client-token', strength: 'shape' }],
  ['authtoken', { kind: 'access-token', strength: 'shape' }],
  ['oauthtoken', { kind: 'access-token', strength: 'shape' }],
  ['spotifytoken', { kind: 'access-token', strength: 'shape' }],
  ['usertoken', { kind: 'access-token', strength: 'shape' }],
  ['bearer', { kind: 'access-token', strength: 'shape' }],
];

/**
 * Whole names, in the same spelling. Other names that end in `token` say nothing: Spotify's `csrf_token` cookie has the
 * shape of a refresh token.
 */
const NAMES: readonly (readonly [name: string, rule: NameRule])[] = [
  ['code', { kind: 'authorization-code', strength: 'context' }],
  ['token', { kind: 'access-token', strength: 'shape' }],
  ['settoken', { kind: 'access-token', strength: 'shape' }],
  ['idtoken', { kind: 'access-token', strength: 'shape' }],
  ['jwt', { kind: 'access-token', strength: 'shape' }],
  ['auth', { kind: 'access-token', strength: 'shape' }],
  ['authorization', { kind: 'access-token', strength: 'shape' }],
  ['refresh', { kind: 'refresh-token', strength: 'shape' }],
];

/** The rule for the name that stands between two places of a text: of its ASCII letters and digits, whatever their case. */
export function ruleOfName(text: string, start: number, end: number): NameRule | undefined {
  let node: Letter | undefined = LAST_LETTERS;
  let ending: NameRule | undefined;
  for (let at = end - 1; at >= start; at--) {
    const code = text.charCodeAt(at);
    if (isSeparator(code)) continue;
    node = node.before.get(code | 0x20);
    if (!node) return ending;
    ending = node.ending ?? ending;
  }
  return node.name ?? ending;
}

/** What names may end with: the last two of their letters and digits. */
export function endsOfNames(): readonly string[] {
  return [...ENDINGS, ...NAMES].map(([name]) => name.slice(-2));
}

/** A letter of the names, which are read from their end. */
interface Letter {
  readonly before: Map<number, Letter>;
  /** For what ends with the letters from here on, and for what they are the whole of. */
  ending?: NameRule;
  name?: NameRule;
}

const LAST_LETTERS: Letter = { before: new Map() };
for (const [ending, rule] of ENDINGS) firstLetterOf(ending).ending = rule;
for (const [name, rule] of NAMES) firstLetterOf(name).name = rule;

function firstLetterOf(word: string): Letter {
  let letter = LAST_LETTERS;
  for (let at = word.length - 1; at >= 0; at--) {
    const code = word.charCodeAt(at);
    const before = letter.before.get(code) ?? { before: new Map() };
    letter.before.set(code, before);
    letter = before;
  }
  return letter;
}

/** `-`, `_` and the space. */
function isSeparator(code: number): boolean {
  return code === 0x2d || code === 0x5f || code === 0x20;
}
