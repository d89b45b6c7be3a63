/** What people write instead of a scanner: the expressions that we compare ourselves with, and what they miss. */

const NAIVE = /eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*/g;
const COMBINED =
  /eyJ[A-Za-z0-9_-]{12,}\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*)?|[AB]Q[A-D][A-Za-z0-9_-]{57,509}/g;

/** JWTs alone, unchecked, and no other token. */
export function naiveRegex(text: string): number {
  return text.match(NAIVE)?.length ?? 0;
}

/** JWTs alone, and the header of each read. */
export function naiveCheckedRegex(text: string): number {
  let found = 0;
  for (const [token] of text.matchAll(NAIVE)) if (hasHeader(token)) found++;
  return found;
}

/** Every kind of token, and the header of each JWT read; no boundaries, no names, no escapes. */
export function checkedRegex(text: string): number {
  let found = 0;
  for (const [token] of text.matchAll(COMBINED)) {
    if (!token.startsWith('ey') || hasHeader(token)) found++;
  }
  return found;
}

/** The same by hand: from one rare letter to the next, which is the most that JavaScript alone does. */
export function hops(text: string): number {
  let found = 0;
  for (let at = text.indexOf('yJ'); at >= 0; at = text.indexOf('yJ', at + 1)) {
    if (text.charCodeAt(at - 1) === 0x65 && isTokenAt(text, at - 1)) found++;
  }
  for (let at = text.indexOf('Q'); at >= 0; at = text.indexOf('Q', at + 1)) {
    const before = text.charCodeAt(at - 1);
    if ((before === 0x41 || before === 0x42) && isTokenAt(text, at - 1)) found++;
  }
  return found;
}

/** Only where the expression begins: it is the same one. */
function isTokenAt(text: string, at: number): boolean {
  AT.lastIndex = at;
  const token = AT.exec(text)?.[0];
  return token !== undefined && (!token.startsWith('ey') || hasHeader(token));
}

const AT = new RegExp(COMBINED.source, 'y');

function hasHeader(token: string): boolean {
  try {
    return 'alg' in JSON.parse(Buffer.from(token.slice(0, token.indexOf('.')), 'base64url').toString());
  } catch {
    return false;
  }
}
