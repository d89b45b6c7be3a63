import type { DiagnosisReport } from './diagnosis';

/** One thing in which two logs differ. Every text is plain. */
export interface Difference {
  readonly about: 'verdict' | 'clock' | 'tokens' | 'endpoints' | 'headers';
  readonly sentence: string;
  readonly first: string;
  readonly second: string;
}

/** Two logs of the same program, from two machines or two days, side by side. */
export interface Comparison {
  readonly differences: readonly Difference[];
  /** What is the same in both and therefore not the reason why one works and the other does not. */
  readonly same: readonly string[];
  /** What the comparison says about where the fault lies. */
  readonly conclusion: string;
}

/** What differs between two diagnoses: "try another device", done properly. */
export function compareDiagnoses(first: DiagnosisReport, second: DiagnosisReport): Comparison {
  const findings = ASPECTS.map((aspect) => aspect(first, second));
  return {
    differences: findings.flatMap((finding) => finding.differences),
    same: findings.flatMap(({ same }) => same),
    conclusion: conclude(first, second),
  };
}

interface Finding {
  readonly differences: readonly Difference[];
  readonly same: readonly string[];
}

type Aspect = (first: DiagnosisReport, second: DiagnosisReport) => Finding;

const verdicts: Aspect = ({ verdict: first }, { verdict: second }) =>
  first.cause === second.cause
    ? same(`Both logs show the same verdict: ${first.cause}.`)
    : different({
        about: 'verdict',
        sentence: 'The verdicts differ.',
        first: `${first.cause} (${first.confidence}): ${first.sentence}`,
        second: `${second.cause} (${second.confidence}): ${second.sentence}`,
      });

const clocks: Aspect = (first, second) => {
  const [one, two] = [first.clock?.offsetMs, second.clock?.offsetMs];
  if (one === undefined && two === undefined) return { differences: [], same: [] };
  if (one !== undefined && two !== undefined && Math.abs(one - two) <= CLOCK_TOLERANCE_MS) {
    return same("The clocks of both machines are equally far from the server's.");
  }
  return different({
    about: 'clock',
    sentence: 'The clocks differ.',
    first: offsetText(one),
    second: offsetText(two),
  });
};

const CLOCK_TOLERANCE_MS = 30_000;

function offsetText(offsetMs: number | undefined): string {
  if (offsetMs === undefined) return 'not measured';
  const seconds = Math.round(offsetMs / 1000);
  return seconds === 0 ? 'right' : `${Math.abs(seconds)} s ${seconds > 0 ? 'ahead' : 'behind'}`;
}

const tokens: Aspect = (first, second) => {
  const [ones, twos] = [first, second].map(({ tokens }) => new Set(tokens.map(({ fingerprint }) => fingerprint)));
  const shared = [...(ones ?? [])].filter((fingerprint) => twos?.has(fingerprint));
  if (shared.length > 0) {
    const refresh = first.tokens.some(
      ({ fingerprint, kind }) => kind === 'refresh-token' && shared.includes(fingerprint),
    );
    return same(
      `Both logs use ${shared.length} of the same tokens (${shared.slice(0, 3).join(', ')})${refresh ? "; a refresh token among them: two machines that refresh with one token get in each other's way" : ''}.`,
    );
  }
  if (!ones?.size && !twos?.size) return { differences: [], same: [] };
  return different({
    about: 'tokens',
    sentence: 'The two logs share no token.',
    first: `${ones?.size ?? 0} tokens`,
    second: `${twos?.size ?? 0} tokens`,
  });
};

const endpoints: Aspect = (first, second) => {
  const targets = [...new Set([...first.endpoints, ...second.endpoints].map(({ target }) => target))];
  const rows = targets.map((target) => ({ target, one: statusText(first, target), two: statusText(second, target) }));
  const differing = rows.filter(({ one, two }) => one !== two);
  const equal = rows.length - differing.length;
  return {
    differences: differing.slice(0, MOST_ENDPOINTS).map(({ target, one, two }) => ({
      about: 'endpoints',
      sentence: target,
      first: one,
      second: two,
    })),
    same: equal > 0 ? [`${equal} of ${rows.length} endpoints answered alike.`] : [],
  };
};

const MOST_ENDPOINTS = 50;

/** Which statuses came back, not how often: one log is always longer than the other. */
function statusText({ endpoints }: DiagnosisReport, target: string): string {
  const statuses = endpoints.find((use) => use.target === target)?.statuses;
  return statuses ? Object.keys(statuses).sort().join(', ') : 'not called';
}

const headers: Aspect = (first, second) => {
  const [ones, twos] = [new Set(first.requestHeaders), new Set(second.requestHeaders)];
  const onlyFirst = [...ones].filter((name) => !twos.has(name));
  const onlySecond = [...twos].filter((name) => !ones.has(name));
  if (onlyFirst.length + onlySecond.length === 0) {
    return ones.size === 0 ? { differences: [], same: [] } : same('Both send the same request headers.');
  }
  return different({
    about: 'headers',
    sentence: 'Request headers that only one of the two sends.',
    first: onlyFirst.join(', ') || 'none',
    second: onlySecond.join(', ') || 'none',
  });
};

const ASPECTS: readonly Aspect[] = [verdicts, clocks, tokens, endpoints, headers];

function same(sentence: string): Finding {
  return { differences: [], same: [sentence] };
}

function different(difference: Difference): Finding {
  return { differences: [difference], same: [] };
}

function conclude(first: DiagnosisReport, second: DiagnosisReport): string {
  const works = [first, second].map(({ verdict }) => verdict.cause === 'none');
  if (works[0] && works[1]) return 'Neither log shows an auth problem.';
  if (works[0] === works[1]) {
    return first.verdict.cause === second.verdict.cause
      ? 'It fails on both machines in the same way: look at the token, the account, the settings of the app, or Spotify.'
      : 'It fails on both machines, each in its own way: mend the one whose cause is proved first.';
  }
  return 'It works on one machine and fails on the other: look at what differs here (clock, stored tokens, headers), not at the account.';
}
