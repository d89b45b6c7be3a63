import type { JsonDocument } from './decoded';
import { type Finding, makeFinding } from './finding';

type Identifier = 'iss' | 'aud' | 'kid' | 'azp' | 'client_id';

/**
 * Members that name a party and hold a character outside printable ASCII: `https://аccounts.spotify.com` with a Cyrillic
 * letter looks like the real one.
 */
export function nonAsciiMembers(document: JsonDocument, names: readonly Identifier[]): Finding[] {
  return names.flatMap((name) => {
    const member = document.members.find((candidate) => candidate.name === name && !isAscii(candidate.value));
    return member ? [makeFinding(member, { code: 'non-ascii-issuer', member: name })] : [];
  });
}

const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;

function isAscii(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isAscii);
  return typeof value !== 'string' || PRINTABLE_ASCII.test(value);
}
