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
  /** The program got over it by itself: a refresh after the 401, a retry after the 503. */
  readonly handled: boolean;
  /** What else in a log would make this surer, or speak against it. */
  readonly raisedBy: readonly string[];
  readonly loweredBy: readonly string[];
}

export const POPULAR_CAUSE_IDS = ['session-timed-out', 'logged-out', 'permission-revoked', 'clock-wrong'] as const;

/** One of the four causes that help pages name for "Spotify JWT expired", and what this log says of it. */
export interface PopularCause {
  readonly id: (typeof POPULAR_CAUSE_IDS)[number];
  /** `not-shown`: the log can neither prove it nor rule it out. */
  readonly status: 'proved' | 'ruled-out' | 'not-shown';
  readonly reason: string;
}

export const POPULAR_FIX_IDS = [
  'refresh',
  'log-in-again',
  'restart',
  'check-clock',
  'revoke-and-allow',
  'another-device',
  'contact-support',
] as const;

/** One of the seven fixes that help pages name, judged for this log. */
export interface PopularFix {
  readonly id: (typeof POPULAR_FIX_IDS)[number];
  readonly fits: boolean;
  /** What to do, where it fits; why not, where it does not. */
  readonly sentence: string;
  readonly command?: string;
  readonly link?: string;
}

/** The clock of the machine that wrote the log, against the `Date` of the answers. Milliseconds; positive: it is ahead. */
export interface ClockReading {
  readonly offsetMs: number;
  /** How many answers could be compared, and how many of them agree on `offsetMs`. */
  readonly samples: number;
  readonly agreeing: number;
  /** `zone`: off by whole quarter hours in a log that states its zone. `unstated-zone`: the log states none. */
  readonly verdict: 'right' | 'wrong' | 'zone' | 'unstated-zone' | 'too-few';
}

/** A request for the timeline. `atMs` is by the clock of the log, or by the server's where the log has none. */
export interface RequestPoint extends Span {
  readonly line: number;
  readonly atMs?: number;
  readonly method: string;
  /** Host and path, without the query. */
  readonly target: string;
  readonly status: number;
  /** The fingerprint of the token that was sent. */
  readonly token?: string;
  readonly issued: readonly string[];
}

export interface TokenLife {
  readonly fingerprint: string;
  readonly kind: TokenKind;
  readonly issuedAt?: string;
  readonly expiresAt?: string;
  readonly estimated?: boolean;
  readonly uses: number;
}

/** How often an endpoint was called and what came back. */
export interface EndpointUse {
  readonly target: string;
  readonly statuses: Readonly<Record<string, number>>;
}

/** What `diagnose` answers. Times are ISO 8601. */
export interface DiagnosisReport {
  readonly format: string;
  readonly exchanges: number;
  readonly verdict: { readonly cause: CauseId; readonly confidence: Confidence; readonly sentence: string };
  /** Ranked, the verdict's cause first. */
  readonly causes: readonly DiagnosedCause[];
  readonly tokens: readonly TokenLife[];
  /** What was not looked at, and why. */
  readonly notScanned: readonly string[];
  readonly popularCauses: readonly PopularCause[];
  readonly popularFixes: readonly PopularFix[];
  /** What to record so that the next log says more. Empty where this one says enough. */
  readonly recordNext: readonly string[];
  readonly clock?: ClockReading;
  /** The Spotify requests, in the order of the log; at most 2,000 of them, `notScanned` says where there were more. */
  readonly requests: readonly RequestPoint[];
  readonly endpoints: readonly EndpointUse[];
  /** Names of the headers that Spotify requests carried, in lower case, and the scheme of `authorization`. */
  readonly requestHeaders: readonly string[];
}
