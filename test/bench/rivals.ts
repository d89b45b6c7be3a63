/** What people write instead of a scanner: the expressions that we compare ourselves with, and what they miss. */

const NAIVE = /eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*/g;
const COMBINED =
  /eyJ[A-Za-z0-9_-]{12,}\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*)?|[AB]Q[A-D][A-Za-z0-9_-]{57,509}/g;

/** JWTs alone, unchecked, and no other token. */
export function naiveRegex(text: string): number {
  return text.match(NAIVE)?.length ?? 0;
}

/** Every kind of token, and the header of each JWT read; no boundaries, no names, no escapes. */
export function checkedRegex(text: string): number {
  let found = 0;
  for (const [token] of text.matchAll(COMBINED)) {
    if (!token.startsWith('ey') || hasHeader(token)) found++;
  }
  return found;
}

function hasHeader(token: string): boolean {
  try {
    return 'alg' in JSON.parse(Buffer.from(token.slice(0, token.indexOf('.')), 'base64url').toString());
  } catch {
    return false;
  }
}
