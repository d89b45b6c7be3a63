import type { Span } from '../../text/span';
import type { FoundToken } from '../foundToken';
import type { Decoded, DecodedJwe, DecodedJws, JsonDocument, Segment } from './decoded';
import { readDocument } from './document';
import { type Finding, inTextOrder, makeFinding, type SegmentName } from './finding';
import { algorithmOf, encryptionOf, inspectHeader, isUnsecured } from './header';
import { readPayload } from './payload';
import { type DecodedSegment, decodeSegment, type Locate, readSegmentText } from './segment';
import { unwrap } from './unwrap';

/** A token inside a token inside a token: deeper than this nobody looks. */
export const MAX_NESTED_TOKENS = 4;

/**
 * Reads whatever can be read of a token without a key, and says everything that is wrong with its form. Never throws.
 * What depends on the time of day is said by `assess`.
 */
export function decode(text: string, found: FoundToken): Decoded {
  const { kind, start, end } = found;
  if (kind !== 'jws' && kind !== 'jwe') return { kind, start, end, findings: [] };
  const { value, locate } = unwrap(text, found);
  return decodeCompact(value, kind, locate, 0);
}

/**
 * The compact serialization of a JWS (RFC 7515 section 7.1) or a JWE (RFC 7516 section 7.1).
 *
 * @param locate locates characters of `value`.
 * @param depth how many tokens this one stands inside of.
 */
export function decodeCompact(
  value: string,
  kind: 'jws' | 'jwe',
  locate: Locate,
  depth: number,
): DecodedJws | DecodedJwe {
  const parts = splitParts(value, PARTS[kind], locate);
  const span = locate(0, value.length);
  return kind === 'jws' ? decodeJws(parts, span, depth) : decodeJwe(parts, span);
}

const PARTS = {
  jws: ['header', 'payload', 'signature'],
  jwe: ['header', 'encrypted-key', 'initialization-vector', 'ciphertext', 'authentication-tag'],
} as const satisfies Record<string, readonly SegmentName[]>;

interface Part extends Segment {
  readonly encoded: string;
  readonly locate: Locate;
}

interface Parts {
  readonly list: readonly Part[];
  /** How many there are, those beyond the expected ones included. */
  readonly count: number;
}

/** By hand and not by `split`: a text of a million dots is a million parts (CVE-2025-30204). */
function splitParts(value: string, names: readonly SegmentName[], locate: Locate): Parts {
  const list: Part[] = [];
  let count = 0;
  for (let from = 0; from <= value.length; count++) {
    const dot = value.indexOf('.', from);
    const to = dot < 0 ? value.length : dot;
    const name = names[count];
    if (name) {
      const offset = from;
      list.push({
        name,
        ...locate(from, to),
        encoded: value.slice(from, to),
        locate: (start, end) => locate(offset + start, offset + end),
      });
    }
    from = to + 1;
  }
  return { list, count };
}

function decodeJws({ list, count }: Parts, span: Span, depth: number): DecodedJws {
  const [headerPart, payloadPart, signaturePart] = list;
  const header = readHeader(headerPart, 'jws');
  const payload =
    payloadPart &&
    readPayload(payloadPart.encoded, payloadPart.locate, header.document, (value, kind, locate) =>
      depth < MAX_NESTED_TOKENS ? decodeCompact(value, kind, locate, depth + 1) : undefined,
    );
  const signature = signaturePart && decodeSegment(signaturePart.encoded, 'signature', signaturePart.locate);
  const unsecured = isUnsecured(header.document);
  const detached = payload?.content.payload === 'detached';
  return {
    kind: 'jws',
    ...span,
    segments: list.map(asSegment),
    ...(header.document ? { header: header.document } : {}),
    payload: 'unreadable',
    ...payload?.content,
    form: unsecured ? 'unsecured' : detached ? 'detached' : 'signed',
    findings: inTextOrder([
      ...header.findings,
      ...(payload?.findings ?? []),
      ...(signature ? [...signature.findings, ...judgeSignature(signature, header.document)] : []),
      ...(count === PARTS.jws.length ? [] : [makeFinding(span, { code: 'part-count', parts: count })]),
    ]),
  };
}

function decodeJwe({ list, count }: Parts, span: Span): DecodedJwe {
  const [headerPart, ...encrypted] = list;
  const header = readHeader(headerPart, 'jwe');
  const findings = encrypted.flatMap((part) => judgeEncrypted(part, header.document));
  return {
    kind: 'jwe',
    ...span,
    segments: list.map(asSegment),
    ...(header.document ? { header: header.document } : {}),
    findings: inTextOrder([
      ...header.findings,
      ...findings,
      ...(count === PARTS.jwe.length ? [] : [makeFinding(span, { code: 'part-count', parts: count })]),
    ]),
  };
}

/** What can be told of ciphertext without the key: whether it is there, and as long as its algorithm makes it. */
function judgeEncrypted(
  { encoded, name, locate, ...span }: Part,
  header: JsonDocument | undefined,
): readonly Finding[] {
  if (encoded === '') {
    const absent = name === 'encrypted-key' && algorithmOf(header, 'jwe')?.withoutEncryptedKey;
    return absent ? [] : [makeFinding(span, { code: 'empty-part', part: name })];
  }
  const { bytes, complete, findings } = decodeSegment(encoded, name, locate);
  const encryption = encryptionOf(header);
  const expectedBytes =
    name === 'initialization-vector'
      ? encryption?.vectorBytes
      : name === 'authentication-tag'
        ? encryption?.tagBytes
        : undefined;
  if (expectedBytes === undefined || expectedBytes === bytes.length || !complete) return findings;
  return [
    ...findings,
    makeFinding(span, { code: 'part-length', part: name, expectedBytes, actualBytes: bytes.length }),
  ];
}

function asSegment({ name, start, end }: Part): Segment {
  return { name, start, end };
}

function readHeader(part: Part | undefined, kind: 'jws' | 'jwe') {
  if (!part) return { findings: [] };
  if (part.encoded === '') return { findings: [makeFinding(part, { code: 'empty-part', part: 'header' })] };
  const segment = decodeSegment(part.encoded, 'header', part.locate);
  const text = readSegmentText(segment);
  const { document, findings } = readDocument(segment, text);
  return {
    ...(document ? { document } : {}),
    findings: [
      ...segment.findings,
      ...text.findings,
      ...findings,
      ...(document ? inspectHeader(document, kind, segment.span) : []),
    ],
  };
}

/** The length shows a token that lost its end on the way, which is the commonest fault of a copied one. */
function judgeSignature(signature: DecodedSegment, header: JsonDocument | undefined): readonly Finding[] {
  const { span, bytes } = signature;
  const empty = span.start === span.end;
  if (isUnsecured(header)) return empty ? [] : [makeFinding(span, { code: 'unexpected-signature' })];
  if (empty) return header ? [makeFinding(span, { code: 'missing-signature' })] : [];
  const expectedBytes = algorithmOf(header, 'jws')?.signatureBytes;
  if (expectedBytes === undefined || expectedBytes === bytes.length || !signature.complete) return [];
  return [makeFinding(span, { code: 'signature-length', expectedBytes, actualBytes: bytes.length })];
}
