import { isLoopbackLiteral } from '../../spotify/hosts';
import { IMPLICIT_GRANT_REMOVED_SINCE_MS, REFUSED_SCOPES } from '../../spotify/policy';
import { lastWhere } from '../lastWhere';
import type { AuthorizeRequest, Observation, Trace } from '../observation';
import { type Claim, type Story, succeeded } from '../story';

/** What a login shows before any token exists: the authorize URL, its page, the callback. Rules D22, D23. */
export function explainLogin(story: Story): readonly Claim[] {
  return [...explainRequests(story), ...explainCallbacks(story)];
}

interface Attempt {
  readonly request: AuthorizeRequest;
  readonly trace: Trace;
  readonly atMs: number | undefined;
  /** The page sent the browser back, so it took the redirect URI. */
  readonly accepted: boolean;
}

function explainRequests(story: Story): readonly Claim[] {
  return attempts(story).flatMap((attempt) =>
    [implicitGrant, insecureRedirect, refusedScopes].flatMap((rule) => rule(attempt) ?? []),
  );
}

function attempts(story: Story): readonly Attempt[] {
  const wentOn = story.observations.some(
    ({ callback, tokenRequest }) => callback?.hasCode || tokenRequest?.grant === 'authorization_code',
  );
  const cancelled = story.observations.some(({ callback }) => callback?.error === 'access_denied');
  const seen = story.observations.flatMap((observation) => {
    const request = observation.authorizeRequest;
    if (!request) return [];
    const atMs = observation.serverMs ?? observation.startMs;
    return [{ request, trace: observation.requestTrace, atMs, accepted: wentOn || cancelled }];
  });
  const written = story.facts.flatMap(({ authorize, trace }) =>
    authorize ? [{ request: authorize, trace, atMs: undefined, accepted: wentOn || cancelled }] : [],
  );
  return [...seen, ...written];
}

/** A log older than the rule shows a login that was right when it was made. */
function isInForce({ atMs }: Attempt): boolean {
  return atMs === undefined || atMs < YEAR_2000_MS || atMs >= IMPLICIT_GRANT_REMOVED_SINCE_MS;
}

/** A time before this is a bare time of day, not a date. */
const YEAR_2000_MS = Date.UTC(2000, 0, 1);

function implicitGrant(attempt: Attempt): Claim | undefined {
  const types = attempt.request.responseType?.split(/[\s+]/) ?? [];
  if (!types.includes('token') || !isInForce(attempt)) return undefined;
  return {
    cause: 'implicit-grant-removed',
    confidence: 'high',
    sentence:
      'The login asks for response_type=token, which Spotify took away on 2025-11-27. Use response_type=code with PKCE.',
    evidence: [attempt.trace],
  };
}

function insecureRedirect(attempt: Attempt): Claim | undefined {
  const { redirectUri } = attempt.request;
  const host = /^http:\/\/(\[[^\]]*\]|[^/:?#]*)/i.exec(redirectUri ?? '')?.[1]?.toLowerCase();
  if (host === undefined || isLoopbackLiteral(host) || attempt.accepted || !isInForce(attempt)) return undefined;
  return {
    cause: 'redirect-uri-insecure',
    confidence: 'high',
    sentence:
      host === 'localhost'
        ? 'The redirect URI uses the name localhost, which Spotify refuses since 2025. Use http://127.0.0.1:PORT or http://[::1]:PORT.'
        : `The redirect URI is http on ${host}; Spotify takes http on the loopback addresses 127.0.0.1 and [::1] only, else https.`,
    evidence: [attempt.trace],
  };
}

function refusedScopes(attempt: Attempt): Claim | undefined {
  const { scope } = attempt.request;
  if (scope === undefined || attempt.accepted) return undefined;
  const commas = scope.includes(',');
  const refused = scope.split(/[\s,]+/).filter((name) => (REFUSED_SCOPES as readonly string[]).includes(name));
  if (!commas && refused.length === 0) return undefined;
  return {
    cause: 'missing-scope',
    confidence: 'medium',
    sentence: commas
      ? 'The scopes of the login are joined by commas; Spotify wants spaces and answers "Illegal scope".'
      : `The login asks for ${refused.join(', ')}, which Spotify refuses with "Illegal scope".`,
    evidence: [attempt.trace],
  };
}

function explainCallbacks(story: Story): readonly Claim[] {
  return story.observations.flatMap((seen) => {
    const claim = explainPage(seen, story) ?? explainCallback(seen, story);
    return claim ? [claim] : [];
  });
}

/** The authorize page itself says what it does not like. */
function explainPage(seen: Observation, story: Story): Claim | undefined {
  if (seen.role !== 'authorize') return undefined;
  const clue = seen.clues.find(({ by }) => by === 'page');
  if (!clue) return undefined;
  return {
    cause: clue.cause,
    confidence: 'high',
    sentence: PAGE_SENTENCES[clue.cause] ?? `The authorize page says "${clue.find}".`,
    evidence: [seen.answer.trace, seen.requestTrace],
    handled: cameBack(story, seen),
  };
}

export const PAGE_SENTENCES: Readonly<Record<string, string>> = {
  'redirect-uri-insecure':
    'Spotify refused the redirect URI as insecure: use https, or http://127.0.0.1:PORT or http://[::1]:PORT, never the name localhost.',
  'redirect-uri-mismatch':
    'The redirect URI is not registered for this app: every character counts, with the port and the final slash.',
  'client-credentials-wrong': 'Spotify does not know this client id.',
  'missing-scope': 'Spotify refused the list of scopes: an unknown one, or commas in place of spaces.',
  'user-denied-consent': 'The user pressed Cancel on the consent screen.',
  'implicit-grant-removed':
    'Spotify refused response_type=token, which it took away on 2025-11-27. Use response_type=code with PKCE.',
};

function explainCallback(seen: Observation, story: Story): Claim | undefined {
  const error = seen.callback?.error;
  if (error === undefined || !isOurs(seen, story)) return undefined;
  const cause = CALLBACK_ERRORS[error];
  if (cause === undefined) return undefined;
  return {
    cause,
    confidence: 'high',
    sentence: PAGE_SENTENCES[cause] ?? `The callback came back with error=${error}.`,
    evidence: [seen.requestTrace],
    handled: cameBack(story, seen),
  };
}

/** RFC 6749 section 4.1.2.1. */
const CALLBACK_ERRORS: Readonly<Record<string, Claim['cause']>> = {
  access_denied: 'user-denied-consent',
  unsupported_response_type: 'implicit-grant-removed',
  invalid_scope: 'missing-scope',
};

/** A callback of another login (Google, GitHub) in the same log is none of Spotify's. */
function isOurs(seen: Observation, story: Story): boolean {
  if (seen.role === 'authorize' || /spotify/i.test(seen.path)) return true;
  const authorize = lastWhere(
    story.observations,
    ({ index, authorizeRequest }) => index < seen.index && authorizeRequest !== undefined,
  );
  const target = authorize?.authorizeRequest?.redirectUri;
  if (target !== undefined) return target.includes(seen.path) || target.includes(seen.host);
  return isLoopbackLiteral(seen.host) || seen.host === 'localhost' || seen.host === '';
}

function cameBack(story: Story, seen: Observation): boolean {
  return story.observations.some(
    (other) => other.index > seen.index && other.tokenRequest?.grant === 'authorization_code' && succeeded(other),
  );
}

/** D7 and the web player's token endpoint. */
export function explainWebPlayer(story: Story): readonly Claim[] {
  return story.observations.flatMap((seen): readonly Claim[] => {
    const { issued } = seen.answer;
    if (issued?.anonymous === true) {
      return [
        {
          cause: 'logged-out',
          confidence: 'medium',
          sentence:
            'The web player got a token for nobody ("isAnonymous": true): its cookie session had ended or never began.',
          evidence: [seen.answer.trace, seen.requestTrace],
        },
      ];
    }
    if (seen.role !== 'web-player' || seen.answer.status < 400 || seen.answer.status === 403) return [];
    const message = seen.answer.message ?? '';
    if (/invalid totp/i.test(message)) return totp(seen, story);
    if (seen.cookies !== 'unknown' && !seen.hasSessionCookie && seen.answer.status === 401) {
      return [
        {
          cause: 'logged-out',
          confidence: 'medium',
          sentence: 'The web player asked for a token without its sp_dc cookie: nobody is signed in.',
          evidence: [seen.requestTrace, seen.answer.trace],
        },
      ];
    }
    if (seen.answer.status !== 400) return [];
    return [
      {
        cause: 'token-request-malformed',
        confidence: 'high',
        sentence:
          "The web player's unofficial token endpoint refused the request. Build on the grants of the Web API in its place.",
        evidence: [seen.answer.trace, seen.requestTrace],
      },
    ];
  });
}

/** A one-time code depends on the clock, so a wrong clock is the cause and no second finding. */
function totp(seen: Observation, story: Story): readonly Claim[] {
  const evidence = [seen.answer.trace, seen.requestTrace];
  const clock = story.clock?.verdict;
  const claim: Claim = {
    cause: 'token-request-malformed',
    confidence: 'high',
    sentence: "The web player's token endpoint refused the one-time code. It is unofficial and its codes change.",
    evidence,
  };
  if (clock !== 'wrong' && clock !== 'zone') return [claim];
  return [
    {
      cause: 'clock-wrong',
      confidence: 'high',
      sentence: 'A one-time code was refused on a machine whose clock is wrong: such codes depend on the clock.',
      evidence,
    },
    { ...claim, confidence: 'low' },
  ];
}
