import { findAlgorithm } from '../token/read/algorithms';
import { CLAIMS } from '../token/read/claims';
import type { JsonDocument, JsonMember } from '../token/read/decoded';
import { HEADER_PARAMETERS } from '../token/read/headerParameters';
import { momentOf } from '../token/read/times';
import { findTokenType } from '../token/read/tokenTypes';
import type { CardRow } from './card';
import { formatUtc, relativeTime } from './time';

/** Values are cut to so many characters: a card is to be read. The whole is in the decoded document. */
export const MAX_ROW_VALUE = 2000;

export function headerRows(header: JsonDocument, kind: 'jws' | 'jwe'): readonly CardRow[] {
  return header.members.map((member) => {
    const label = HEADER_PARAMETERS.get(member.name)?.label;
    const explanation = explainParameter(member, kind);
    return { ...rowOf(member), ...(label ? { label } : {}), ...(explanation ? { explanation } : {}) };
  });
}

/** @param nowMs milliseconds since the epoch, for the relative times. */
export function claimRows(claims: JsonDocument, nowMs: number): readonly CardRow[] {
  return claims.members.map((member) => {
    const claim = CLAIMS.get(member.name);
    const label = claim?.label;
    const epochMs = claim?.kind === 'time' ? momentOf(member.value) : undefined;
    return {
      ...rowOf(member),
      ...(label ? { label } : {}),
      ...(epochMs === undefined
        ? {}
        : { epochMs, explanation: `${formatUtc(epochMs)}, ${relativeTime(epochMs, nowMs)}` }),
    };
  });
}

function rowOf({ name, value, raw }: JsonMember): CardRow {
  // A string is shown as it reads, everything else as it is written: a long number would lose digits otherwise.
  return { name: cut(name), value: cut(typeof value === 'string' ? value : raw) };
}

function explainParameter({ name, value }: JsonMember, kind: 'jws' | 'jwe'): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (name === 'typ') return findTokenType(value)?.label;
  if (name !== 'alg' && name !== 'enc') return undefined;
  const use = name === 'enc' ? 'content-encryption' : kind === 'jws' ? 'signature' : 'key-management';
  const algorithm = findAlgorithm(value, use);
  if (!algorithm) return 'not an algorithm that JOSE defines';
  return [`${algorithm.family} (${algorithm.key})`, algorithm.note].filter(Boolean).join('. ');
}

function cut(text: string): string {
  return text.length <= MAX_ROW_VALUE ? text : `${text.slice(0, MAX_ROW_VALUE - 1)}…`;
}
