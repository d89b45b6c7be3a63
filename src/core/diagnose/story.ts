import { type Endpoint, findEndpoint } from '../spotify/endpoints';
import { ACCESS_TOKEN_LIFETIME_SECONDS } from '../spotify/policy';
import type { Clue } from './clue';
import type { CauseId, ClockReading, Confidence } from './diagnosis';
import { lastWhere } from './lastWhere';
import { elapsed, momentOf, type TokenLedger, type TokenRecord } from './ledger';
import type { AuthorizeRequest, Observation, SeenToken, Trace } from './observation';

/** A known text or URL in a line that belongs to no exchange: a program's own words. */
export interface Fact {
  /** Offset in the log, to put it in order with the observations. */
  readonly at: number;
  readonly trace: Trace;
  readonly clue?: Clue;
  readonly authorize?: AuthorizeRequest;
}

/** What the log shows of credentials as a whole. */
export interface Capture {
  /** Some entry has `Authorization`, `Cookie` or `Set-Cookie`. */
  readonly showsCredentials: boolean;
  /** Answers with 2xx on endpoints that need a token, without one in the entry. */
  readonly impossible: readonly Trace[];
  readonly masked: readonly Trace[];
}

/** What a rule says. The excerpts of its traces are not redacted yet. */
export interface Claim {
  readonly cause: CauseId;
  readonly confidence: Confidence;
  readonly sentence: string;
  readonly evidence: readonly Trace[];
  readonly handled?: boolean;
  /** In place of the rank of the cause, where this finding is nearer to the root of what failed than its cause mostly is. */
  readonly rank?: number;
}

/** Everything a rule may look at. */
export class Story {
  private readonly successes = new Map<string, number[]>();
  private readonly resourceSuccesses: number[] = [];
  readonly tokenGrants: readonly Observation[];

  readonly observations: readonly Observation[];
  readonly tokens: TokenLedger;
  readonly facts: readonly Fact[];
  readonly capture: Capture;
  readonly clock: ClockReading | undefined;

  constructor(parts: {
    readonly observations: readonly Observation[];
    readonly tokens: TokenLedger;
    readonly facts: readonly Fact[];
    readonly capture: Capture;
    readonly clock: ClockReading | undefined;
  }) {
    this.observations = parts.observations;
    this.tokens = parts.tokens;
    this.facts = parts.facts;
    this.capture = parts.capture;
    this.clock = parts.clock;
    this.tokenGrants = parts.observations.filter(
      (seen) =>
        seen.role === 'token' && succeeded(seen) && (seen.answer.issued?.access !== undefined || !seen.answer.bodySeen),
    );
    for (const seen of parts.observations) if (succeeded(seen)) this.noteSuccess(seen);
  }

  /** True where the log has had credentials taken out, so that a missing one proves nothing. */
  get sanitized(): boolean {
    return this.capture.masked.length > 0 || (!this.capture.showsCredentials && this.capture.impossible.length > 0);
  }

  /** Whether the request really carried no Authorization header. */
  provesAbsence(seen: Observation): boolean {
    const { authorization } = seen;
    return (
      authorization.form === 'absent' && (authorization.proved || this.capture.showsCredentials) && !this.sanitized
    );
  }

  /** The index of the next 2xx to the same call, after `index`. */
  nextSuccessOf(seen: Observation): number | undefined {
    return firstAfter(this.successes.get(callOf(seen)) ?? [], seen.index);
  }

  nextResourceSuccess(index: number): number | undefined {
    return firstAfter(this.resourceSuccesses, index);
  }

  /** The next answer of the token endpoint that issued an access token, after `index`. */
  nextGrant(index: number): Observation | undefined {
    return this.tokenGrants.find((grant) => grant.index > index);
  }

  previousGrant(index: number): Observation | undefined {
    return lastWhere(this.tokenGrants, (grant) => grant.index < index);
  }

  recordOf(seen: Observation): TokenRecord | undefined {
    return seen.authorization.form === 'bearer' ? this.tokens.get(seen.authorization.token.fingerprint) : undefined;
  }

  /**
   * How old the token was when the request was sent, and how long it lives. The log may not show where it came from: then
   * its first use gives the least age it can have.
   */
  ageAt(
    seen: Observation,
  ): { readonly ms: number; readonly lifetimeMs: number; readonly from: Trace | undefined } | undefined {
    const record = this.recordOf(seen) ?? this.onlyTokenBefore(seen);
    if (!record) return undefined;
    const lifetimeMs = (record.issue?.expiresInSeconds ?? ACCESS_TOKEN_LIFETIME_SECONDS) * 1000;
    const expiresAtMs = record.token.claims?.expiresAtMs ?? record.issue?.expiresAtMs;
    const nowMs = seen.serverMs ?? seen.startMs;
    if (expiresAtMs !== undefined && nowMs !== undefined) {
      return { ms: nowMs - expiresAtMs + lifetimeMs, lifetimeMs, from: record.issue?.trace };
    }
    const ms = elapsed(record.issue ?? record.firstUse, momentOf(seen));
    return ms === undefined ? undefined : { ms, lifetimeMs, from: record.issue?.trace };
  }

  /** The scopes that the token was granted, where the log shows it; an empty list is the mark of a token without a user. */
  scopesOf(seen: Observation): readonly string[] | undefined {
    return this.recordOf(seen)?.issue?.scopes;
  }

  /** Where the log does not say which token was sent, the one issued last must have been it. */
  private onlyTokenBefore(seen: Observation): TokenRecord | undefined {
    if (seen.authorization.form === 'bearer') return undefined;
    const access = this.previousGrant(seen.index)?.answer.issued?.access;
    return access && this.tokens.get(access.fingerprint);
  }

  private noteSuccess(seen: Observation): void {
    const call = callOf(seen);
    const indices = this.successes.get(call);
    if (indices) indices.push(seen.index);
    else this.successes.set(call, [seen.index]);
    if (seen.role === 'resource') this.resourceSuccesses.push(seen.index);
  }
}

export function succeeded(seen: Observation): boolean {
  return seen.answer.status >= 200 && seen.answer.status < 300;
}

export function callOf(seen: Observation): string {
  return `${seen.method} ${seen.host}${seen.path}`;
}

/** The operation of the Web API that was called, where it is a known one. */
export function endpointOf(seen: Observation): Endpoint | undefined {
  const at = seen.path.indexOf('/v1/');
  return at < 0 ? undefined : findEndpoint(seen.method, seen.path.slice(at + 3));
}

/** The scopes without which the call is refused. `GET /me` answers with less when it lacks its own. */
export function neededScopes(seen: Observation): readonly string[] {
  const endpoint = endpointOf(seen);
  return endpoint === undefined || endpoint.path === '/me' ? [] : endpoint.scopes;
}

export function sentToken(seen: Observation): SeenToken | undefined {
  return seen.authorization.form === 'bearer' ? seen.authorization.token : undefined;
}

/** True for what needs a user behind the token: everything about "me", and what asks for a scope. */
export function needsUser(seen: Observation): boolean {
  return /\/v1\/me(?:\/|$)/.test(seen.path) || (endpointOf(seen)?.scopes.length ?? 0) > 0;
}

function firstAfter(sorted: readonly number[], index: number): number | undefined {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= index) low = middle + 1;
    else high = middle;
  }
  return sorted[low];
}
