import type { Span } from '../text/span';
import { fingerprint } from '../token/fingerprint';
import type { FoundToken, TokenKind } from '../token/foundToken';
import { assess, innermost } from '../token/read/assess';
import type { TokenState } from '../token/read/assessment';
import { decode } from '../token/read/decode';
import type { JsonDocument, JsonValue } from '../token/read/decoded';
import type { FindingCode } from '../token/read/finding';
import { estimateLifetime } from '../token/read/lifetime';
import { tokenText } from '../token/tokenText';
import { messageOf } from './message';
import { isoOf } from './time';

/** What `findTokens` says of one token. Times are ISO 8601; the token itself is never in it. */
export interface TokenReport extends Span {
  readonly kind: TokenKind;
  /** The first 12 hexadecimal digits of the SHA-256 of the token. */
  readonly fingerprint: string;
  readonly state: TokenState;
  readonly issuedAt?: string;
  readonly expiresAt?: string;
  /** True where the times were read beside the token. */
  readonly estimated?: boolean;
  /** What could be decoded, as plain objects. */
  readonly header?: object;
  readonly claims?: object;
  readonly findings: readonly { readonly code: FindingCode; readonly span: Span; readonly message: string }[];
}

/** @param nowMs milliseconds since the epoch. */
export function tokenReport(text: string, found: FoundToken, nowMs: number): TokenReport {
  const decoded = decode(text, found);
  const { state, lifetime, findings } = assess(decoded, estimateLifetime(text, found), nowMs);
  const token = innermost(decoded);
  const issuedAt = lifetime.issuedAtMs === undefined ? undefined : isoOf(lifetime.issuedAtMs);
  const expiresAt = lifetime.expiresAtMs === undefined ? undefined : isoOf(lifetime.expiresAtMs);
  const header = 'header' in decoded ? plainObject(decoded.header) : undefined;
  const claims = token.kind === 'jws' ? plainObject(token.claims) : undefined;
  return {
    start: found.start,
    end: found.end,
    kind: found.kind,
    fingerprint: fingerprint(tokenText(text, found)),
    state,
    ...(issuedAt ? { issuedAt } : {}),
    ...(expiresAt ? { expiresAt } : {}),
    ...(lifetime.estimated ? { estimated: true } : {}),
    ...(header ? { header } : {}),
    ...(claims ? { claims } : {}),
    findings: findings.map((finding) => ({
      code: finding.code,
      span: { start: finding.start, end: finding.end },
      message: messageOf(finding),
    })),
  };
}

function plainObject(document: JsonDocument | undefined): object | undefined {
  return document && (plain(document.value) as object);
}

/** As `JSON.parse` would have made it, for callers who compare: `__proto__` is an own member and sets nothing. */
function plain(value: JsonValue): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(plain);
  const object = {};
  for (const [name, member] of Object.entries(value)) {
    Object.defineProperty(object, name, { value: plain(member), enumerable: true, writable: true, configurable: true });
  }
  return object;
}
