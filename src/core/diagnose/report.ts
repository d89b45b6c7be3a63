import { excerptRedactor } from '../redact/excerpt';
import type { SecretBook } from '../redact/secretBook';
import { ACCESS_TOKEN_LIFETIME_SECONDS } from '../spotify/policy';
import { CAUSES } from './causes';
import type { DiagnosedCause, DiagnosisReport, EndpointUse, Evidence, RequestPoint, TokenLife } from './diagnosis';
import { durationText } from './duration';
import type { TokenRecord } from './ledger';
import type { Observation, Trace } from './observation';
import { judgePopularCauses, judgePopularFixes } from './popular';
import { rankedClaims } from './rank';
import { remediesFor } from './remedies';
import type { Claim, Story } from './story';

/** What is known of a log besides its story. */
export interface ReportParts {
  readonly format: string;
  readonly exchanges: number;
  /** Exchanges that were counted but not looked at one by one. */
  readonly dropped: number;
  readonly notRead: readonly string[];
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly book: SecretBook;
  readonly uses: ReadonlyMap<string, number>;
  readonly headers: readonly string[];
  readonly endpoints: readonly EndpointUse[];
}

export function makeReport(story: Story, parts: ReportParts): DiagnosisReport {
  const claims = rankedClaims(story);
  const excerpts = claims.flatMap(({ evidence }) => evidence.map(({ excerpt }) => excerpt));
  const redacted = excerptRedactor(parts.book, excerpts);
  const diagnosed = claims.map((claim) => present(claim, redacted));
  const causes = diagnosed.length > 0 ? diagnosed : [healthy(story, parts.exchanges)];
  const [first] = causes;
  const requests = story.observations.filter(({ role }) => role !== 'other');
  return {
    format: parts.format,
    exchanges: parts.exchanges,
    verdict: {
      cause: first?.cause ?? 'none',
      confidence: first?.confidence ?? 'low',
      sentence: `${first?.sentence ?? ''}${beside(claims)}`,
    },
    causes,
    tokens: story.tokens.all().map((record) => lifeOf(record, parts.uses)),
    notScanned: notScanned(parts, requests.length),
    popularCauses: judgePopularCauses(story, claims),
    popularFixes: judgePopularFixes(first?.cause ?? 'none', claims, story.clock),
    recordNext: recordNext(story, claims),
    ...(story.clock && { clock: story.clock }),
    requests: requests.slice(0, MOST_REQUESTS).map(pointOf),
    endpoints: parts.endpoints,
    requestHeaders: parts.headers,
  };
}

const MOST_REQUESTS = 2_000;

function present(claim: Claim, redacted: (text: string) => string): DiagnosedCause {
  const handled = claim.handled ?? false;
  return {
    cause: claim.cause,
    confidence: claim.confidence,
    sentence: claim.sentence,
    evidence: claim.evidence.map((trace) => evidenceOf(trace, redacted)),
    remedies: remediesFor(claim.cause, handled ? 'handled' : 'open'),
    handled,
    raisedBy: claim.confidence === 'high' ? [] : CAUSES[claim.cause].raisedBy,
    loweredBy: CAUSES[claim.cause].loweredBy,
  };
}

function evidenceOf({ start, end, line, excerpt }: Trace, redacted: (text: string) => string): Evidence {
  return { start, end, line, excerpt: redacted(excerpt) };
}

/** A second finding that matters beside the verdict is named in it. */
function beside(claims: readonly Claim[]): string {
  const [first, ...others] = claims;
  const clock = others.find(({ cause, confidence }) => cause === 'clock-wrong' && confidence === 'high');
  return first && clock ? ` Beside that: ${clock.sentence}` : '';
}

function healthy(story: Story, exchanges: number): DiagnosedCause {
  const spotify = story.observations.filter(({ role }) => role !== 'other').length;
  const sentence =
    spotify > 0
      ? 'No auth problem found: no request to Spotify was refused for its token, its user or its app.'
      : exchanges > 0
        ? `No Spotify traffic seen: none of the ${exchanges} exchanges went to Spotify, and none shows an auth problem of a JWT.`
        : 'Nothing to diagnose: no HTTP exchange and none of the known error texts stand in this text.';
  return {
    cause: 'none',
    confidence: spotify > 0 ? 'high' : 'low',
    sentence,
    evidence: [],
    remedies: [],
    handled: false,
    raisedBy: [],
    loweredBy: [],
  };
}

function lifeOf({ token, issue }: TokenRecord, uses: ReadonlyMap<string, number>): TokenLife {
  const claims = token.claims;
  const issuedAtMs = claims?.issuedAtMs ?? dated(issue?.serverMs) ?? dated(issue?.localMs);
  const lifetimeMs = (issue?.expiresInSeconds ?? ACCESS_TOKEN_LIFETIME_SECONDS) * 1000;
  const isAccess = token.kind === 'access-token' && issue !== undefined;
  const counted = isAccess && issuedAtMs !== undefined ? issuedAtMs + lifetimeMs : undefined;
  const expiresAtMs = claims ? claims.expiresAtMs : (issue?.expiresAtMs ?? counted);
  return {
    fingerprint: token.fingerprint,
    kind: token.kind,
    ...isoTime('issuedAt', issuedAtMs),
    ...isoTime('expiresAt', expiresAtMs),
    ...(!claims && expiresAtMs !== undefined && { estimated: true }),
    uses: uses.get(token.fingerprint) ?? 0,
  };
}

/** A bare time of day is no date. */
function dated(ms: number | undefined): number | undefined {
  return ms !== undefined && ms > FIRST_DATE_MS ? ms : undefined;
}

const FIRST_DATE_MS = Date.UTC(2000, 0, 1);
const LAST_DATE_MS = 8.64e15;

function isoTime<Name extends string>(name: Name, ms: number | undefined): { readonly [key in Name]?: string } {
  if (ms === undefined || !(Math.abs(ms) <= LAST_DATE_MS)) return {};
  return { [name]: new Date(ms).toISOString() } as { readonly [key in Name]?: string };
}

function pointOf(seen: Observation): RequestPoint {
  const { requestTrace, answer, authorization } = seen;
  const atMs = dated(seen.startMs) ?? seen.serverMs;
  const { access, refresh } = answer.issued ?? {};
  return {
    start: requestTrace.start,
    end: requestTrace.end,
    line: requestTrace.line,
    method: seen.method,
    target: `${seen.host}${seen.path}`,
    status: answer.status,
    issued: [access, refresh].flatMap((token) => (token ? [token.fingerprint] : [])),
    ...(atMs !== undefined && { atMs }),
    ...(authorization.form === 'bearer' && { token: authorization.token.fingerprint }),
  };
}

function notScanned(parts: ReportParts, requests: number): readonly string[] {
  const notes = [...parts.notRead];
  if (parts.dropped > 0) {
    notes.push(`${parts.dropped} exchanges that repeat others were counted and not kept one by one.`);
  }
  if (requests > MOST_REQUESTS) notes.push(`The timeline shows the first ${MOST_REQUESTS} of ${requests} requests.`);
  return notes;
}

/** What a second recording should hold, so that it says what this one does not. */
function recordNext(story: Story, claims: readonly Claim[]): readonly string[] {
  const [first] = claims;
  if (!first || (first.confidence === 'high' && first.cause !== 'capture-sanitized')) return [];
  const refused = story.observations.filter(({ role, answer }) => role !== 'other' && answer.status >= 400);
  const notes: string[] = [];
  if (first.cause === 'capture-sanitized') {
    notes.push(
      'A capture with credentials in it: in Chrome, "Allow to generate HAR with sensitive data" in the settings of DevTools.',
    );
  }
  if (refused.some(({ answer }) => !answer.bodySeen))
    notes.push('The bodies of the refused answers: they name the reason.');
  if (refused.some(({ startMs, serverMs }) => startMs === undefined && serverMs === undefined)) {
    notes.push('Times: curl --trace-time, a timestamp in each line of a logger, or the Date header of the answers.');
  }
  if (refused.some(({ authorization }) => authorization.form === 'unknown'))
    notes.push('The request headers of the refused calls.');
  if (story.tokenGrants.length === 0) {
    notes.push(
      `The login or refresh that issued the token, with its answer: its time and expires_in tell whether the token was older than ${durationText(ACCESS_TOKEN_LIFETIME_SECONDS * 1000)}.`,
    );
  }
  if (!story.observations.some(({ tokenRequest }) => tokenRequest?.grant === 'refresh_token')) {
    notes.push('One refresh after the refused call, with the answer of the token endpoint and the repeated call.');
  }
  return notes;
}
