import { mostTelling } from '../clue';
import type { CauseId, Confidence } from '../diagnosis';
import { durationText } from '../duration';
import type { Claim, Fact, Story } from '../story';
import { SENTENCES } from './jwt';
import { PAGE_SENTENCES } from './login';

/** The clock, beside whatever failed. Rule D8. `evidence` are answers with both stamps. */
export function explainClock(story: Story): readonly Claim[] {
  const { clock } = story;
  if (clock?.verdict !== 'wrong' && clock?.verdict !== 'zone') return [];
  const evidence = story.observations
    .filter((seen) => seen.serverMs !== undefined && seen.startMs !== undefined)
    .slice(0, 3)
    .map((seen) => seen.answer.trace);
  const off = `${durationText(clock.offsetMs)} ${clock.offsetMs > 0 ? 'ahead of' : 'behind'} the server's`;
  return [
    {
      cause: 'clock-wrong',
      confidence: 'high',
      sentence:
        clock.verdict === 'zone'
          ? `The clock of this log is ${off} (Date), a multiple of 15 minutes: a time zone was mistaken for another, or local time for UTC.`
          : `The clock of this log is ${off} (Date; ${clock.agreeing} of ${clock.samples} answers agree).`,
      evidence,
    },
  ];
}

/** Known texts in lines that belong to no exchange, or to one of which nothing but the text is known. */
export function explainFacts(story: Story): readonly Claim[] {
  const quoted = story.observations.flatMap((seen): readonly Fact[] => {
    const clue = mostTelling(seen.clues.filter(({ by }) => by !== 'jwt'));
    if (!clue || seen.role !== 'other' || seen.host !== '') return [];
    return [{ at: seen.start, trace: seen.answer.trace, clue }];
  });
  return [...story.facts, ...quoted].flatMap((fact) => {
    const claim = explainFact(fact);
    return claim ? [claim] : [];
  });
}

function explainFact({ clue, trace }: Fact): Claim | undefined {
  if (!clue || clue.cause === 'logged-out') return undefined;
  return {
    cause: clue.cause,
    confidence: FACT_CONFIDENCE[clue.cause] ?? 'high',
    sentence: sentenceOf(clue.by, clue.cause, clue.find),
    evidence: [trace],
  };
}

/** What these texts stand for is not one thing (see the tables of `core/spotify`). */
const FACT_CONFIDENCE: Partial<Record<CauseId, Confidence>> = {
  'permission-revoked': 'medium',
  'clock-wrong': 'medium',
  'cannot-tell': 'low',
};

function sentenceOf(by: string, cause: CauseId, find: string): string {
  if (by === 'jwt') return SENTENCES[cause] ?? '';
  if (by === 'page') return PAGE_SENTENCES[cause] ?? '';
  return FACT_SENTENCES[cause] ?? `The log quotes "${find}".`;
}

const FACT_SENTENCES: Partial<Record<CauseId, string>> = {
  'session-expired': 'The log quotes Spotify: the access token had expired.',
  'permission-revoked':
    'The log quotes "Refresh token revoked": the grant was withdrawn (app removed, or password reset), or a replaced token was sent again.',
  'refresh-token-expired':
    'The log quotes "Refresh token expired": six months have passed since the user\'s authorization.',
  'refresh-token-lost':
    'The program tried to refresh with an empty refresh token: the stored one was overwritten by nothing.',
  'clock-wrong': 'A certificate was called not yet valid: the clock of this machine is mostly what is wrong.',
  'cannot-tell':
    'The log quotes a text that stands for an expired as well as for an invalid token, and nothing beside it tells which.',
};
