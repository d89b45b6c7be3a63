import type { Span } from '../text/span';
import type { TokenKind } from '../token/foundToken';

/** The closed vocabulary of causes. */
export const CAUSE_IDS = [
  'session-expired',
  'logged-out',
  'permission-revoked',
  'clock-wrong',
  'refresh-token-expired',
  'refresh-token-lost',
  'refresh-token-reused',
  'refresh-token-invalid',
  'token-not-applied',
  'wrong-token-kind',
  'malformed-authorization',
  'missing-token',
  'missing-scope',
  'app-only-token',
  'user-not-registered',
  'owner-needs-premium',
  'listener-needs-premium',
  'endpoint-removed',
  'rate-limited',
  'client-credentials-wrong',
  'authorization-code-reused-or-invalid',
  'authorization-code-expired',
  'redirect-uri-mismatch',
  'redirect-uri-insecure',
  'implicit-grant-removed',
  'pkce-verifier-mismatch',
  'token-request-malformed',
  'user-denied-consent',
  'spotify-outage',
  'token-not-yet-valid',
  'signature-invalid',
  'wrong-audience-or-issuer',
  'capture-sanitized',
  'cannot-tell',
  'none',
] as const;
export type CauseId = (typeof CAUSE_IDS)[number];

export type Confidence = 'high' | 'medium' | 'low';

/** A place in the log that proves something. `line` counts from 1; `excerpt` is redacted. */
export interface Evidence extends Span {
  readonly line: number;
  readonly excerpt: string;
}

export interface Remedy {
  readonly id: string;
  readonly sentence: string;
  /** A command of ours that does it, where there is one. */
  readonly command?: string;
}

export interface DiagnosedCause {
  readonly cause: CauseId;
  readonly confidence: Confidence;
  readonly sentence: string;
  readonly evidence: readonly Evidence[];
  readonly remedies: readonly Remedy[];
}

/** What `diagnose` answers. Times are ISO 8601. */
export interface DiagnosisReport {
  readonly format: string;
  readonly exchanges: number;
  readonly verdict: { readonly cause: CauseId; readonly confidence: Confidence; readonly sentence: string };
  /** Ranked, the verdict's cause first. */
  readonly causes: readonly DiagnosedCause[];
  readonly tokens: readonly {
    readonly fingerprint: string;
    readonly kind: TokenKind;
    readonly issuedAt?: string;
    readonly expiresAt?: string;
    readonly estimated?: boolean;
    readonly uses: number;
  }[];
  /** What was not looked at, and why. */
  readonly notScanned: readonly string[];
}
