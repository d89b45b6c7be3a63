import type { Span } from '../../text/span';
import { decodeBase64url } from './base64url';
import { type Finding, type FindingDetail, makeFinding, type SegmentName } from './finding';
import { decodeUtf8 } from './utf8';

/** A segment is decoded up to this many characters; what lies behind is reported, not read. Servers refuse far less. */
export const MAX_SEGMENT_LENGTH = 256 * 1024;

/** Where a range of something decoded is written in the text the token stands in. */
export type Locate = (from: number, to: number) => Span;

export interface DecodedSegment {
  readonly name: SegmentName;
  readonly span: Span;
  readonly bytes: Uint8Array;
  /** False where characters are wrong or too many, so that `bytes` is only the beginning. */
  readonly complete: boolean;
  /** Locates bytes. */
  readonly locate: Locate;
  readonly findings: readonly Finding[];
}

/** @param locate locates characters of `encoded`. */
export function decodeSegment(encoded: string, name: SegmentName, locate: Locate): DecodedSegment {
  const oversized = encoded.length > MAX_SEGMENT_LENGTH;
  const decoding = decodeBase64url(oversized ? encoded.slice(0, MAX_SEGMENT_LENGTH) : encoded);
  const findings = decoding.problems.map(({ code, start, end }) => {
    const detail: FindingDetail =
      code === 'bad-character'
        ? { code, part: name, codePoint: encoded.codePointAt(start) ?? 0 }
        : { code, part: name };
    return makeFinding(locate(start, end), detail);
  });
  if (oversized) {
    findings.push(makeFinding(locate(MAX_SEGMENT_LENGTH, encoded.length), { code: 'oversized', part: name }));
  }
  return {
    name,
    span: locate(0, encoded.length),
    bytes: decoding.bytes,
    complete: decoding.complete && !oversized,
    locate: (from, to) => {
      const { start, end } = decoding.locate(from, to);
      return locate(start, end);
    },
    findings,
  };
}

export interface SegmentText {
  readonly text: string;
  /** Locates UTF-16 code units of `text`. */
  readonly locate: Locate;
  readonly findings: readonly Finding[];
}

export function readSegmentText(segment: DecodedSegment): SegmentText {
  const { text, badAt, byteOrderMark, byteAt } = decodeUtf8(segment.bytes);
  const findings: Finding[] = [];
  if (byteOrderMark) findings.push(makeFinding(segment.locate(0, 3), { code: 'bom', part: segment.name }));
  if (badAt !== undefined) {
    findings.push(makeFinding(segment.locate(badAt, badAt + 1), { code: 'bad-utf8', part: segment.name }));
  }
  return {
    text,
    findings,
    locate: (from, to) => segment.locate(byteAt(from), Math.max(byteAt(to), byteAt(from))),
  };
}
