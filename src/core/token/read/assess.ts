import type { Assessment, Lifetime, TokenState } from './assessment';
import type { Decoded, DecodedJws, JsonDocument } from './decoded';
import { type Finding, inTextOrder, makeFinding } from './finding';
import { recognize } from './knownTokens';
import { type Policy, SPOTIFY_POLICY } from './policy';
import { type ClaimTimes, readTimes } from './times';

/**
 * What can be said of a token at a moment.
 *
 * @param beside what the text around the token says of its lifetime (`estimateLifetime`). Counts only where the token
 *   itself cannot be asked: for opaque values and encrypted tokens.
 * @param nowMs milliseconds since the epoch.
 */
export function assess(
  decoded: Decoded,
  beside: Lifetime | undefined,
  nowMs: number,
  policy: Policy = SPOTIFY_POLICY,
): Assessment {
  const token = innermost(decoded);
  const judged =
    token.kind === 'jws' && token.claims
      ? judgeClaims(token, token.claims, nowMs, policy)
      : judgeBeside(token, beside, policy);
  const { lifetime, findings } = judged;
  const moment = momentOf(lifetime, nowMs, policy);
  const state = readingState(decoded, judged.times, moment.state);
  const expired =
    lifetime.expiresAtMs !== undefined && lifetime.expiresAtMs <= nowMs
      ? [
          makeFinding(judged.times?.exp ?? token, {
            code: 'expired',
            expiredAtMs: lifetime.expiresAtMs,
            kind: decoded.kind,
          }),
        ]
      : [];
  return {
    state,
    lifetime,
    findings: inTextOrder([...decoded.findings, ...findings, ...expired]),
    ...(state === moment.state && moment.changesAtMs !== undefined ? { changesAtMs: moment.changesAtMs } : {}),
  };
}

/** The token whose claims count: the one inside, where a token is the payload of another. */
export function innermost(decoded: Decoded): Decoded {
  let token = decoded;
  while (token.kind === 'jws' && token.nested) token = token.nested;
  return token;
}

interface Judged {
  readonly lifetime: Lifetime;
  readonly findings: readonly Finding[];
  readonly times?: ClaimTimes;
}

function judgeClaims(token: DecodedJws, claims: JsonDocument, nowMs: number, policy: Policy): Judged {
  const times = readTimes(claims);
  const { exp, nbf, iat } = times;
  const known = recognize(token.header, claims);
  const findings: Finding[] = [...times.findings];
  const payload = token.segments.find(({ name }) => name === 'payload') ?? token;
  if (claims.complete) {
    if (!exp && !known?.neverExpires) findings.push(makeFinding(payload, { code: 'missing-exp' }));
    if (!iat && !known?.neverExpires) findings.push(makeFinding(payload, { code: 'missing-iat' }));
  }
  for (const start of [nbf, iat]) {
    if (start?.epochMs === undefined || start.epochMs <= nowMs + policy.clockToleranceMs) continue;
    const claim = start === nbf ? 'nbf' : 'iat';
    findings.push(makeFinding(start, { code: 'not-yet-valid', validFromMs: start.epochMs, claim }));
  }
  const issuedAtMs = iat?.epochMs ?? nbf?.epochMs;
  if (exp?.epochMs !== undefined && issuedAtMs !== undefined) {
    const seconds = Math.round((exp.epochMs - issuedAtMs) / 1000);
    const usualSeconds = known ? known.usualSeconds : policy.longestUsualSeconds;
    const longest = known && usualSeconds !== undefined ? usualSeconds * policy.lifetimeAllowance : usualSeconds;
    if (longest !== undefined && usualSeconds !== undefined && seconds > longest) {
      findings.push(makeFinding(exp, { code: 'lifetime-too-long', seconds, usualSeconds }));
    }
  }
  const starts = [nbf?.epochMs, iat?.epochMs].filter((start) => start !== undefined);
  return {
    times,
    findings,
    lifetime: {
      estimated: false,
      ...(iat?.epochMs === undefined ? {} : { issuedAtMs: iat.epochMs }),
      ...(starts.length === 0 ? {} : { notBeforeMs: Math.max(...starts) }),
      ...(exp?.epochMs === undefined ? {} : { expiresAtMs: exp.epochMs }),
    },
  };
}

/** An opaque value, or a token that does not show its claims. */
function judgeBeside(token: Decoded, beside: Lifetime | undefined, policy: Policy): Judged {
  const lifetime = token.kind === 'jws' ? undefined : beside;
  const findings: Finding[] = [];
  if (token.kind === 'access-token' && lifetime?.expiresAtMs !== undefined && lifetime.issuedAtMs !== undefined) {
    const seconds = Math.round((lifetime.expiresAtMs - lifetime.issuedAtMs) / 1000);
    const usualSeconds = policy.accessTokenSeconds;
    if (seconds > usualSeconds * policy.lifetimeAllowance) {
      findings.push(makeFinding(token, { code: 'lifetime-too-long', seconds, usualSeconds }));
    }
  }
  return { lifetime: lifetime ?? { estimated: false }, findings };
}

/** What could not be read, or never ends, goes before what the time of day says. */
function readingState(decoded: Decoded, times: ClaimTimes | undefined, byTime: TokenState): TokenState {
  const token = innermost(decoded);
  if (!isReadable(decoded) || !isReadable(token)) return 'undecodable';
  if (byTime !== 'unknown') return byTime;
  if (token.kind === 'client-credentials') return 'no-expiry';
  // A payload that is elsewhere, or a token too deep inside others to be looked at, may well have an end.
  if (token.kind !== 'jws' || token.payload === 'detached' || token.payload === 'token') return 'unknown';
  return times?.exp ? 'unknown' : 'no-expiry';
}

function isReadable(token: Decoded): boolean {
  if (token.kind !== 'jws' && token.kind !== 'jwe') return true;
  if (!token.header?.complete) return false;
  return token.kind === 'jwe' || (token.payload !== 'unreadable' && token.claims?.complete !== false);
}

interface Moment {
  readonly state: TokenState;
  readonly changesAtMs?: number;
}

/** `exp` itself is no longer inside the lifetime (RFC 7519 section 4.1.4). */
function momentOf({ notBeforeMs, expiresAtMs }: Lifetime, nowMs: number, policy: Policy): Moment {
  if (expiresAtMs !== undefined && nowMs >= expiresAtMs) return { state: 'expired' };
  const validFromMs = notBeforeMs === undefined ? undefined : notBeforeMs - policy.clockToleranceMs;
  if (validFromMs !== undefined && nowMs < validFromMs) {
    return { state: 'not-yet-valid', changesAtMs: Math.min(validFromMs, expiresAtMs ?? validFromMs) };
  }
  if (expiresAtMs === undefined) return { state: 'unknown' };
  const expiringFromMs = expiresAtMs - policy.expiringMs;
  if (nowMs >= expiringFromMs) return { state: 'expiring', changesAtMs: expiresAtMs };
  return { state: 'valid', changesAtMs: expiringFromMs };
}
