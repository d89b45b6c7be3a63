import type { Span } from '../../text/span';
import type { TokenKind } from '../foundToken';

export type Severity = 'error' | 'warning' | 'info';

/** RFC 7515 section 3 and RFC 7516 section 3: the names of the parts between the dots. */
export type SegmentName =
  | 'header'
  | 'payload'
  | 'signature'
  | 'encrypted-key'
  | 'initialization-vector'
  | 'ciphertext'
  | 'authentication-tag';

/** The claims that say when a token begins and ends (RFC 7519 sections 4.1.4 to 4.1.6). */
export type TimeClaim = 'exp' | 'nbf' | 'iat';

/**
 * Something worth telling about a token. The code is stable (diagnostics and tests name it); each variant carries what
 * its sentence needs (`present/message`), and nothing from the token that could carry a secret. Times are in
 * milliseconds since the epoch.
 */
export type Finding = Span & { readonly severity: Severity } & FindingDetail;

export type FindingDetail = TimeFinding | HeaderFinding | TextFinding | EncodingFinding;

type TimeFinding =
  /** `kind` decides what can be done about it. */
  | { readonly code: 'expired'; readonly expiredAtMs: number; readonly kind: TokenKind }
  | { readonly code: 'not-yet-valid'; readonly validFromMs: number; readonly claim: 'nbf' | 'iat' }
  | { readonly code: 'missing-exp' | 'missing-iat' | 'exp-before-iat' | 'nbf-after-exp' }
  | { readonly code: 'exp-in-milliseconds'; readonly meantMs: number }
  | { readonly code: 'time-in-milliseconds'; readonly claim: 'nbf' | 'iat'; readonly meantMs: number }
  | { readonly code: 'time-as-text' | 'time-not-a-number' | 'time-out-of-range'; readonly claim: TimeClaim }
  /** `usualSeconds`: how long such a token lives by its issuer's own word, or the longest that is common. */
  | { readonly code: 'lifetime-too-long'; readonly seconds: number; readonly usualSeconds: number };

type HeaderFinding =
  | { readonly code: 'alg-none' | 'missing-alg' | 'zip' | 'unencoded-payload' }
  | { readonly code: 'unknown-algorithm' | 'missing-enc'; readonly parameter: 'alg' | 'enc' }
  /** `algorithm` is a name of the table in `algorithms`, so it carries nothing of the token. */
  | { readonly code: 'weak-algorithm' | 'deprecated-algorithm'; readonly algorithm: string }
  | { readonly code: 'wrong-typ'; readonly problem: 'not-text' | 'json-serialization' | 'not-a-jwt' }
  | { readonly code: 'header-carries-key'; readonly parameter: 'jwk' | 'jku' | 'x5u' | 'x5c' }
  | { readonly code: 'crit'; readonly problem: 'malformed' | 'absent-parameter' | 'unknown-extension' }
  | { readonly code: 'missing-signature' | 'unexpected-signature' }
  | { readonly code: 'signature-length'; readonly expectedBytes: number; readonly actualBytes: number };

type TextFinding =
  | { readonly code: 'non-ascii-issuer'; readonly member: 'iss' | 'aud' | 'kid' | 'azp' | 'client_id' }
  | { readonly code: 'invisible-characters'; readonly part: SegmentName; readonly codePoint: number }
  /** `name` only where it is one that the tables know. */
  | {
      readonly code: 'duplicate-claim';
      readonly part: SegmentName;
      readonly times: number;
      readonly name?: string;
    };

type EncodingFinding =
  | {
      readonly code:
        | 'padding-inside'
        | 'whitespace-inside'
        | 'standard-base64'
        | 'bad-length'
        | 'non-canonical-base64'
        | 'bad-utf8'
        | 'bom'
        | 'not-json'
        | 'not-an-object'
        | 'trailing-data'
        | 'truncated'
        | 'deep-nesting'
        | 'oversized'
        | 'empty-part';
      readonly part: SegmentName;
    }
  | { readonly code: 'bad-character'; readonly part: SegmentName; readonly codePoint: number }
  | { readonly code: 'part-count'; readonly parts: number }
  | {
      readonly code: 'part-length';
      readonly part: SegmentName;
      readonly expectedBytes: number;
      readonly actualBytes: number;
    }
  | { readonly code: 'nested-too-deep' };

export type FindingCode = FindingDetail['code'];

/**
 * How much each matters. `error`: a library that keeps to the RFCs refuses the token, or it is of no use now. `warning`:
 * accepted by some, and probably not what was meant. `info`: worth knowing.
 */
export const SEVERITIES: Readonly<Record<FindingCode, Severity>> = {
  expired: 'error',
  'not-yet-valid': 'error',
  'missing-exp': 'warning',
  'missing-iat': 'info',
  'exp-before-iat': 'error',
  'nbf-after-exp': 'error',
  'exp-in-milliseconds': 'error',
  'time-in-milliseconds': 'error',
  'time-as-text': 'error',
  'time-not-a-number': 'error',
  'time-out-of-range': 'error',
  'lifetime-too-long': 'warning',
  'alg-none': 'error',
  'missing-alg': 'error',
  'missing-enc': 'error',
  'unknown-algorithm': 'warning',
  'weak-algorithm': 'warning',
  'deprecated-algorithm': 'info',
  'wrong-typ': 'warning',
  'header-carries-key': 'warning',
  crit: 'warning',
  zip: 'info',
  'unencoded-payload': 'info',
  'missing-signature': 'error',
  'unexpected-signature': 'warning',
  'signature-length': 'error',
  'non-ascii-issuer': 'warning',
  'invisible-characters': 'warning',
  'duplicate-claim': 'error',
  'padding-inside': 'error',
  'whitespace-inside': 'error',
  'standard-base64': 'error',
  'bad-character': 'error',
  'bad-length': 'error',
  'non-canonical-base64': 'warning',
  'bad-utf8': 'error',
  bom: 'error',
  'not-json': 'error',
  'not-an-object': 'error',
  'trailing-data': 'error',
  truncated: 'error',
  'deep-nesting': 'warning',
  oversized: 'warning',
  'empty-part': 'error',
  'part-count': 'error',
  'part-length': 'error',
  'nested-too-deep': 'info',
};

export function makeFinding(span: Span, detail: FindingDetail): Finding {
  return { start: span.start, end: span.end, severity: SEVERITIES[detail.code], ...detail };
}

/** In order of their place in the text; at the same place the graver first. */
export function inTextOrder(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort((a, b) => a.start - b.start || a.end - b.end || GRAVITY[a.severity] - GRAVITY[b.severity]);
}

const GRAVITY: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };
