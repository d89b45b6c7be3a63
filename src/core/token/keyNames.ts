import type { TokenKind } from './foundToken';

/**
 * How much a name says about the value behind it. `strong`: the value is what the name says, whatever its shape.
 * `shape`: the name is common, so the value must look like Spotify's. `context`: as `shape`, or OAuth words nearby.
 */
export type NameStrength = 'strong' | 'shape' | 'context';

export interface NameRule {
  readonly kind: Exclude<TokenKind, 'jws' | 'jwe'>;
  readonly strength: NameStrength;
}

/** Endings of names in lower case without `_`, `-` and spaces; the first that fits decides. */
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
const NAMES: ReadonlyMap<string, NameRule> = new Map([
  ['code', { kind: 'authorization-code', strength: 'context' }],
  ['token', { kind: 'access-token', strength: 'shape' }],
  ['settoken', { kind: 'access-token', strength: 'shape' }],
  ['idtoken', { kind: 'access-token', strength: 'shape' }],
  ['jwt', { kind: 'access-token', strength: 'shape' }],
  ['auth', { kind: 'access-token', strength: 'shape' }],
  ['authorization', { kind: 'access-token', strength: 'shape' }],
  ['refresh', { kind: 'refresh-token', strength: 'shape' }],
]);

const SEPARATORS = '-_ ';

export function ruleOfName(name: string): NameRule | undefined {
  if (!LAST_LETTERS.has(lastLetter(name))) return undefined;
  const plain = name.toLowerCase().replace(/[-_ ]/g, '');
  const whole = NAMES.get(plain);
  if (whole) return whole;
  for (const [ending, rule] of ENDINGS) {
    if (plain.endsWith(ending)) return rule;
  }
  return undefined;
}

/** Most names are none of these, and say so by the letter they end with. */
const LAST_LETTERS: ReadonlySet<number> = new Set(
  [...ENDINGS.map(([ending]) => ending), ...NAMES.keys()].map((name) => lastLetter(name)),
);

/** In lower case; what is no letter of ASCII becomes anything. */
function lastLetter(name: string): number {
  let at = name.length - 1;
  while (at > 0 && SEPARATORS.includes(name.charAt(at))) at--;
  return name.charCodeAt(at) | 0x20;
}
