import type { Span } from '../text/span';

export type Severity = 'error' | 'warning' | 'info';

/**
 * Something worth telling about a token. The code is stable (diagnostics and tests name it); each variant carries what
 * its sentence needs (`present/message`), and nothing from the token that could carry a secret. Times are in
 * milliseconds since the epoch.
 */
export type Finding = Span & { readonly severity: Severity } & FindingDetail;

export type FindingDetail =
  | { readonly code: 'expired'; readonly expiredAtMs: number }
  | { readonly code: 'not-yet-valid'; readonly validFromMs: number; readonly claim: 'nbf' | 'iat' }
  | { readonly code: 'missing-exp' }
  | { readonly code: 'alg-none' };

export type FindingCode = FindingDetail['code'];
