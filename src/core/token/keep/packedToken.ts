import type { Whole } from '../find/finds';
import { EVIDENCE, TOKEN_KINDS } from '../foundToken';

/**
 * A token that stands in one piece, as a number: how many UTF-16 units it has, and which of `WHOLES` it is. Most are such, and
 * a log may have tens of thousands: a garbage collector would move each of them twice, and numbers are nothing to it.
 */
export type PackedToken = number;

export function packed(length: number, { kind, evidence }: Whole): PackedToken {
  return length * WHOLES.length + WHOLES.findIndex((whole) => whole.kind === kind && whole.evidence === evidence);
}

export function lengthOf(token: PackedToken): number {
  return Math.floor(token / WHOLES.length);
}

export function wholeOf(token: PackedToken): Whole {
  return WHOLES[token % WHOLES.length] ?? JWS;
}

const JWS: Whole = { kind: 'jws', evidence: 'structure' };
const WHOLES = TOKEN_KINDS.flatMap((kind) => EVIDENCE.map((evidence): Whole => ({ kind, evidence })));
