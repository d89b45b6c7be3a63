import type { FoundToken, TokenKind } from '../../src/core/token/foundToken';

/** The whole text as one token, without asking the scanner. */
export function whole(text: string, kind: TokenKind = 'jws'): FoundToken {
  return { kind, evidence: 'structure', start: 0, end: text.length };
}
