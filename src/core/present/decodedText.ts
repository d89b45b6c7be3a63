import type { Decoded, JsonDocument } from '../token/read/decoded';
import { asciiString, indentJson } from './indentJson';

/** What could be decoded of a token, as a JSON document to read: header, claims, and what is wrong with it. */
export function decodedText(decoded: Decoded, problems: readonly string[]): string {
  return `${indentJson(objectOf(membersOf(decoded, problems)))}\n`;
}

/** The claims alone, of the innermost token; nothing where there are none to read. */
export function claimsText(decoded: Decoded): string | undefined {
  if (decoded.kind !== 'jws') return undefined;
  if (decoded.nested) return claimsText(decoded.nested);
  return decoded.claims && indentJson(documentJson(decoded.claims));
}

type Member = readonly [name: string, json: string];

function membersOf(decoded: Decoded, problems: readonly string[]): readonly Member[] {
  const members: Member[] = [['kind', asciiString(decoded.kind)]];
  if (decoded.kind === 'jws' || decoded.kind === 'jwe') {
    if (decoded.header) members.push(['header', documentJson(decoded.header)]);
    if (decoded.kind === 'jws') {
      if (decoded.claims) members.push(['claims', documentJson(decoded.claims)]);
      if (decoded.payloadText !== undefined) members.push(['payload', asciiString(decoded.payloadText)]);
      if (decoded.nested) members.push(['nested', objectOf(membersOf(decoded.nested, []))]);
    }
  }
  if (problems.length > 0) members.push(['problems', `[${problems.map(asciiString).join(',')}]`]);
  return members;
}

/** Member by member and as written: a broken document still shows the members that stand before its fault. */
function documentJson(document: JsonDocument): string {
  return objectOf(document.members.map(({ name, raw }) => [name, raw]));
}

function objectOf(members: readonly Member[]): string {
  return `{${members.map(([name, json]) => `${asciiString(name)}:${json}`).join(',')}}`;
}
