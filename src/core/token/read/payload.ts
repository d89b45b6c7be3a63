import type { DecodedJwe, DecodedJws, JsonDocument } from './decoded';
import { readDocument } from './document';
import { type Finding, makeFinding } from './finding';
import { memberOf } from './header';
import { nonAsciiMembers } from './identifiers';
import { type DecodedSegment, decodeSegment, type Locate, readSegmentText, type SegmentText } from './segment';
import { isJwtType, isOtherType } from './tokenTypes';

export type PayloadContent = Pick<DecodedJws, 'payload' | 'claims' | 'payloadText' | 'nested'>;

export interface PayloadReading {
  readonly content: PayloadContent;
  readonly findings: readonly Finding[];
}

/** Decodes a token that is the payload of another one; says nothing where the cap on depth is reached. */
export type DecodeNested = (value: string, kind: 'jws' | 'jwe', locate: Locate) => DecodedJws | DecodedJwe | undefined;

/** @param locate locates characters of `encoded`. */
export function readPayload(
  encoded: string,
  locate: Locate,
  header: JsonDocument | undefined,
  decodeNested: DecodeNested,
): PayloadReading {
  if (encoded === '') return { content: { payload: 'detached' }, findings: [] };
  if (header?.value.b64 === false) return { content: { payload: 'content', payloadText: encoded }, findings: [] };
  const segment = decodeSegment(encoded, 'payload', locate);
  const text = readSegmentText(segment);
  const reading = readText(segment, text, header, decodeNested);
  const { content } = reading;
  const broken = content.payload === 'content' && !segment.complete;
  return {
    content: broken ? { payload: 'unreadable' } : content,
    findings: [...segment.findings, ...reading.findings],
  };
}

/**
 * A JWS may sign anything (RFC 7515), only a JWT has to hold claims (RFC 7519). It is taken for a JWT where it says so in
 * `typ` or where its content begins as a JSON object does; then whatever is not one is a fault.
 */
function readText(
  segment: DecodedSegment,
  text: SegmentText,
  header: JsonDocument | undefined,
  decodeNested: DecodeNested,
): PayloadReading {
  if (/^[ \t\r\n]*\{/.test(text.text)) {
    const { document, findings } = readDocument(segment, text);
    if (document)
      return {
        content: { payload: 'claims', claims: document },
        findings: [...text.findings, ...findings, ...inspectClaims(document, header)],
      };
  }
  const kind = compactKind(text.text);
  if (kind) {
    const nested = decodeNested(text.text, kind, text.locate);
    if (nested) return { content: { payload: 'token', nested }, findings: nested.findings };
    return {
      content: { payload: 'token', payloadText: text.text },
      findings: [makeFinding(segment.span, { code: 'nested-too-deep' })],
    };
  }
  const isText = !text.findings.some(({ code }) => code === 'bad-utf8');
  const payloadText = isText ? { payloadText: text.text } : {};
  if (!isJwtType(header?.value.typ)) return { content: { payload: 'content', ...payloadText }, findings: [] };
  const { findings } = readDocument(segment, text);
  return { content: { payload: 'unreadable', ...payloadText }, findings: [...text.findings, ...findings] };
}

function inspectClaims(claims: JsonDocument, header: JsonDocument | undefined): readonly Finding[] {
  const findings = nonAsciiMembers(claims, ['iss', 'aud', 'azp', 'client_id']);
  const type = memberOf(header, 'typ');
  if (type && typeof type.value === 'string' && isOtherType(type.value)) {
    findings.push(makeFinding(type, { code: 'wrong-typ', problem: 'not-a-jwt' }));
  }
  return findings;
}

/** By its form: three or five parts of which the first is a JSON object in base64url. */
function compactKind(text: string): 'jws' | 'jwe' | undefined {
  if (!text.startsWith('eyJ') || !/^[A-Za-z0-9_.-]+$/.test(text)) return undefined;
  let dots = 0;
  for (let at = text.indexOf('.'); at >= 0 && dots < 5; at = text.indexOf('.', at + 1)) dots++;
  return dots === 2 ? 'jws' : dots === 4 ? 'jwe' : undefined;
}
