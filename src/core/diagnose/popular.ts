import { APPS_PAGE } from '../spotify/policy';
import type { CauseId, ClockReading, PopularCause, PopularFix } from './diagnosis';
import { durationText } from './duration';
import { type Claim, type Story, sentToken, succeeded } from './story';

/** What this log says of each of the four causes that help pages name. */
export function judgePopularCauses(story: Story, claims: readonly Claim[]): readonly PopularCause[] {
  return [
    { id: 'session-timed-out', ...judge(claims, ['session-expired', 'refresh-token-expired'], () => timedOut(story)) },
    { id: 'logged-out', ...judge(claims, ['logged-out'], () => loggedOut(story, claims)) },
    { id: 'permission-revoked', ...judge(claims, ['permission-revoked'], () => revoked(story)) },
    { id: 'clock-wrong', ...judge(claims, ['clock-wrong', 'token-not-yet-valid'], () => clockWrong(story.clock)) },
  ];
}

type Judgement = Pick<PopularCause, 'status' | 'reason'>;

function judge(claims: readonly Claim[], causes: readonly CauseId[], otherwise: () => Judgement): Judgement {
  const claim = claims.find(({ cause, confidence }) => causes.includes(cause) && confidence !== 'low');
  if (claim) return { status: 'proved', reason: claim.sentence };
  const doubt = claims.find(({ cause }) => causes.includes(cause));
  return doubt ? { status: 'not-shown', reason: `Possible, not proved. ${doubt.sentence}` } : otherwise();
}

const ruledOut = (reason: string): Judgement => ({ status: 'ruled-out', reason });
const notShown = (reason: string): Judgement => ({ status: 'not-shown', reason });

function timedOut(story: Story): Judgement {
  const calls = story.observations.filter(({ role }) => role === 'resource');
  const refused = calls.filter(({ answer }) => answer.status === 401);
  if (calls.length === 0) return notShown('The log shows no call with an access token.');
  if (refused.length === 0)
    return ruledOut('No call was refused with 401, and an expired token is always answered with 401.');
  const young = refused.every((seen) => {
    const age = story.ageAt(seen);
    return age !== undefined && age.from !== undefined && age.ms < age.lifetimeMs - 2_000;
  });
  return young
    ? ruledOut('Every token that was refused was younger than its lifetime.')
    : notShown('Calls were refused with 401, and the log does not show how old their tokens were.');
}

function loggedOut(story: Story, claims: readonly Claim[]): Judgement {
  if (claims.some(({ cause }) => cause === 'missing-token')) {
    return notShown(
      'A request had no token; whether the user had logged out of the app, or the code left it out, cannot be seen.',
    );
  }
  const calls = story.observations.filter(({ role }) => role === 'resource');
  if (calls.length > 0 && calls.every((seen) => sentToken(seen) !== undefined)) {
    return ruledOut(
      'Every call carried a token. Logging out of Spotify itself does not touch the tokens of other apps.',
    );
  }
  return notShown('Spotify sends no signal for a logout, and the log shows none of the app itself.');
}

function revoked(story: Story): Judgement {
  const refreshes = story.observations.filter(({ tokenRequest }) => tokenRequest?.grant === 'refresh_token');
  const last = refreshes.at(-1);
  if (last && succeeded(last)) return ruledOut('The last refresh succeeded, so the permission was still there.');
  return notShown(
    refreshes.length > 0
      ? 'A refresh failed for another reason.'
      : 'The log shows no refresh; a withdrawn permission shows there first, the running access token goes on to work.',
  );
}

function clockWrong(clock: ClockReading | undefined): Judgement {
  if (!clock) return notShown('The log has no answer with both a time of the log and a Date.');
  if (clock.verdict === 'right') {
    return ruledOut(
      `The clock agrees with the Date of ${clock.agreeing} of ${clock.samples} answers (${durationText(clock.offsetMs)} apart).`,
    );
  }
  return notShown(
    clock.verdict === 'unstated-zone'
      ? `The log is ${durationText(clock.offsetMs)} from the server's Date, whole quarter hours, and states no time zone: that is how it writes its times, not a wrong clock.`
      : 'Too few answers agree on an offset.',
  );
}

interface FixRow {
  readonly id: PopularFix['id'];
  readonly helps: readonly CauseId[];
  readonly does: string;
  /** Why not, where there is more to say than that it does not touch the cause. */
  readonly not: Partial<Record<CauseId, string>>;
  readonly otherwise: string;
  readonly command?: string;
  readonly link?: string;
}

/** What help pages tell people to do, and what each comes to for a developer. */
const FIXES: readonly FixRow[] = [
  {
    id: 'refresh',
    helps: ['session-expired', 'token-not-applied'],
    does: 'Run the refresh_token grant once, store what it brings, and repeat the call once.',
    not: {
      'rate-limited': 'A refresh is one more call and makes a 429 worse.',
      'missing-scope': 'A refresh never adds scopes.',
      'permission-revoked': 'The refresh token is what is dead.',
      'refresh-token-expired': 'The refresh token is what is dead.',
      'refresh-token-lost': 'There is nothing left to refresh with.',
      'spotify-outage': 'The token is good; a refresh only adds load and may fail too.',
      'clock-wrong': "The token is judged by the server's clock; the local one stays wrong.",
    },
    otherwise: 'A refresh gives a new access token with the same rights, which is not what is missing here.',
    command: 'authLens.insertRefreshHandling',
  },
  {
    id: 'log-in-again',
    helps: [
      'permission-revoked',
      'refresh-token-expired',
      'refresh-token-lost',
      'refresh-token-reused',
      'refresh-token-invalid',
      'logged-out',
      'missing-token',
      'missing-scope',
      'app-only-token',
      'authorization-code-expired',
      'authorization-code-reused-or-invalid',
      'user-denied-consent',
      'pkce-verifier-mismatch',
    ],
    does: 'Start a new login (authorization code with PKCE), store both tokens and the date.',
    not: {
      'user-not-registered': "The user is not on the app's list; a login changes nothing about that.",
      'owner-needs-premium': "The owner's account is what is refused, not the user's.",
      'endpoint-removed': 'The endpoint is closed for the app, whoever is logged in.',
      'rate-limited': "The limit is the app's, whoever is logged in.",
      'redirect-uri-insecure': 'The login itself is what is refused.',
      'session-expired': 'Not needed: a refresh does it without the user.',
    },
    otherwise: "The user's permission is not what is missing here.",
  },
  {
    id: 'restart',
    helps: ['token-not-applied', 'pkce-verifier-mismatch', 'refresh-token-reused'],
    does: 'Drop the tokens that are cached in memory and on disk, read the one store again, and start the flow with a fresh state and verifier.',
    not: {
      'permission-revoked': 'The grant is dead at Spotify; a restart brings it back as it is.',
      'refresh-token-expired': 'The grant is dead at Spotify; a restart brings it back as it is.',
    },
    otherwise: 'The log shows no stale copy of a token that a restart would drop.',
  },
  {
    id: 'check-clock',
    helps: ['clock-wrong', 'token-not-yet-valid'],
    does: 'Set the clock by NTP, check the time zone, and compute the expiry from the Date of the answer.',
    not: {},
    otherwise: 'The log does not show a wrong clock.',
  },
  {
    id: 'revoke-and-allow',
    helps: ['missing-scope'],
    does: 'The user removes the app on the apps page and logs in again. show_dialog=true shows the consent screen without that.',
    not: { 'permission-revoked': 'It is revoked already: a new login is enough.' },
    otherwise: 'It would kill the refresh tokens of all installations of this user and cure nothing here.',
    link: APPS_PAGE,
  },
  {
    id: 'another-device',
    helps: ['clock-wrong', 'token-not-applied', 'malformed-authorization', 'cannot-tell'],
    does: 'Record the same request on another machine and compare the two logs: what works there tells the machine from the account.',
    not: {},
    otherwise: 'The log names the cause already; another device cures nothing by itself.',
    command: 'authLens.compareDiagnoses',
  },
  {
    id: 'contact-support',
    helps: ['spotify-outage', 'user-not-registered', 'owner-needs-premium', 'rate-limited'],
    does: 'Write to the Spotify for Developers community with time, endpoint, status and headers, from the redacted report.',
    not: {},
    otherwise: 'The fault is on this side; support cannot mend it.',
    link: 'https://community.spotify.com/t5/Spotify-for-Developers/bd-p/Spotify_Developer',
  },
];

/** Which of the seven popular fixes fits this log, and why the others do not. */
export function judgePopularFixes(
  verdict: CauseId,
  claims: readonly Claim[],
  clock: ClockReading | undefined,
): readonly PopularFix[] {
  const causes = claims
    .filter(({ confidence }, index) => index === 0 || confidence !== 'low')
    .map(({ cause }) => cause);
  return FIXES.map(({ id, helps, does, not, otherwise, command, link }) => {
    const fits = causes.some((cause) => helps.includes(cause) && (cause === verdict || STANDS_ALONE.has(cause)));
    const why = not[verdict] ?? (verdict === 'none' ? 'Nothing is broken in this log.' : otherwise);
    const measured = id === 'check-clock' && clock ? ` Measured: ${clockText(clock)}.` : '';
    return {
      id,
      fits,
      sentence: `${fits ? does : why}${measured}`,
      ...(fits && command !== undefined && { command }),
      ...(fits && link !== undefined && { link }),
    };
  });
}

/** Second findings whose fix is worth while whatever else is wrong. */
const STANDS_ALONE: ReadonlySet<CauseId> = new Set(['clock-wrong', 'missing-scope', 'spotify-outage', 'rate-limited']);

function clockText({ offsetMs, samples }: ClockReading): string {
  const side = offsetMs === 0 ? 'no difference' : `${durationText(offsetMs)} ${offsetMs > 0 ? 'ahead' : 'behind'}`;
  return `${side}, from ${samples} ${samples === 1 ? 'answer' : 'answers'}`;
}
