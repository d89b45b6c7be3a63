import { CAUSES } from './causes';
import type { CauseId, Confidence } from './diagnosis';
import type { Trace } from './observation';
import { explainJwts } from './rules/jwt';
import { explainLogin, explainWebPlayer } from './rules/login';
import { explainRacingRefreshes } from './rules/refreshRace';
import { explainForbidden, explainRateLimits, explainServerFaults, explainStaleToken } from './rules/refused';
import { explainClock, explainFacts } from './rules/surroundings';
import { explainTokenErrors } from './rules/tokenEndpoint';
import { explainUnauthorized } from './rules/unauthorized';
import type { Claim, Story } from './story';

/** All that the rules say about a story, one claim a cause, the verdict first. */
export function rankedClaims(story: Story): readonly Claim[] {
  const claims = RULES.flatMap((rule) => rule(story)).filter(({ cause }) => cause !== 'none');
  const merged = [...groupByCause(claims)].map(([, group]) => merge(group));
  return withoutSymptoms(merged).sort((a, b) => scoreOf(b) - scoreOf(a));
}

const RULES: readonly ((story: Story) => readonly Claim[])[] = [
  explainLogin,
  explainTokenErrors,
  explainRacingRefreshes,
  explainStaleToken,
  explainUnauthorized,
  explainForbidden,
  explainRateLimits,
  explainServerFaults,
  explainJwts,
  explainWebPlayer,
  explainClock,
  explainFacts,
];

/**
 * Findings that another one accounts for, so that they are no findings of their own: what a client that lost its refresh
 * token sends is malformed, and a 401 that nothing explains is explained by the refresh that failed after it.
 */
const SYMPTOMS: readonly (readonly [root: CauseId, symptoms: readonly CauseId[]])[] = [
  ['refresh-token-lost', ['token-request-malformed', 'refresh-token-invalid']],
  ['refresh-token-reused', ['permission-revoked']],
  ['logged-out', ['missing-token']],
  ['redirect-uri-insecure', ['redirect-uri-mismatch']],
  ['token-not-applied', ['cannot-tell']],
  ['capture-sanitized', ['cannot-tell']],
];

function withoutSymptoms(claims: readonly Claim[]): Claim[] {
  const explained = new Set(
    SYMPTOMS.flatMap(([root, symptoms]) =>
      claims.some(
        ({ cause, confidence }) => cause === root && (confidence === 'high' || root !== 'refresh-token-reused'),
      )
        ? symptoms
        : [],
    ),
  );
  return claims.filter(({ cause }) => !explained.has(cause));
}

function groupByCause(claims: readonly Claim[]): ReadonlyMap<CauseId, readonly Claim[]> {
  const groups = new Map<CauseId, Claim[]>();
  for (const claim of claims) {
    const group = groups.get(claim.cause);
    if (group) group.push(claim);
    else groups.set(claim.cause, [claim]);
  }
  return groups;
}

/** The surest claim speaks; it is got over only when all of them were. */
function merge(claims: readonly Claim[]): Claim {
  const ordered = [...claims].sort(
    (a, b) =>
      Number(a.handled) - Number(b.handled) ||
      (b.rank ?? 0) - (a.rank ?? 0) ||
      CONFIDENCE[b.confidence] - CONFIDENCE[a.confidence],
  );
  const surest = Math.max(...claims.map(({ confidence }) => CONFIDENCE[confidence]));
  const speaker = ordered.find(({ confidence }) => CONFIDENCE[confidence] === surest) ?? ordered[0];
  const rank = ordered.find((claim) => !claim.handled)?.rank;
  const evidence = distinct([speaker, ...ordered].flatMap((claim) => claim?.evidence ?? []));
  return {
    cause: speaker?.cause ?? 'none',
    confidence: speaker?.confidence ?? 'low',
    sentence: speaker?.sentence ?? '',
    evidence: evidence.slice(0, MOST_EVIDENCE),
    handled: claims.every(({ handled }) => handled === true),
    ...(rank !== undefined && { rank }),
  };
}

const MOST_EVIDENCE = 8;

function distinct(traces: readonly Trace[]): readonly Trace[] {
  return [...new Map(traces.map((trace) => [trace.start, trace])).values()];
}

const CONFIDENCE: Readonly<Record<Confidence, number>> = { low: 0, medium: 1, high: 2 };

/** What was got over ranks lower, and what is only a possibility much lower. */
function scoreOf({ cause, confidence, handled, rank: own }: Claim): number {
  if (own !== undefined) return own;
  const { rank } = CAUSES[cause];
  const doubt = confidence === 'low' && rank > CAUSES['clock-wrong'].rank ? 55 : confidence === 'medium' ? 1 : 0;
  return rank - doubt - (handled && rank > CAUSES['clock-wrong'].rank ? 20 : 0);
}
