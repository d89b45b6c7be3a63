import { CAUSES } from '../diagnose/causes';
import type {
  Confidence,
  DiagnosedCause,
  DiagnosisReport,
  Evidence,
  PopularCause,
  PopularFix,
  Remedy,
} from '../diagnose/diagnosis';
import { QUESTIONS, type Question } from './questions';
import { type Timeline, timelineOf } from './timeline';

/** Everything the panel shows, as plain texts in the order in which they are read. */
export interface ReportModel {
  /** "Session expired". */
  readonly title: string;
  readonly sentence: string;
  /** "Proved by the log." */
  readonly confidence: string;
  readonly summary: string;
  readonly timeline?: Timeline;
  readonly causes: readonly CauseSection[];
  readonly popularCauses: readonly PopularCauseRow[];
  readonly popularFixes: readonly PopularFixRow[];
  readonly recordNext: readonly string[];
  readonly questions: readonly Question[];
  readonly notScanned: readonly string[];
}

export interface CauseSection {
  readonly id: DiagnosedCause['cause'];
  readonly title: string;
  readonly confidence: string;
  readonly sentence: string;
  readonly evidence: readonly Evidence[];
  readonly remedies: readonly Remedy[];
  readonly raisedBy: readonly string[];
  readonly loweredBy: readonly string[];
}

export interface PopularCauseRow extends PopularCause {
  readonly title: string;
  /** "proved", "ruled out", "not shown". */
  readonly statusText: string;
}

export interface PopularFixRow extends PopularFix {
  readonly title: string;
}

export function reportModel(report: DiagnosisReport): ReportModel {
  const timeline = timelineOf(report);
  return {
    title: CAUSES[report.verdict.cause].title,
    sentence: report.verdict.sentence,
    confidence: CONFIDENCE[report.verdict.confidence],
    summary: summaryOf(report),
    ...(timeline && { timeline }),
    causes: report.causes.filter(({ cause }) => cause !== 'none').map(sectionOf),
    popularCauses: report.popularCauses.map((row) => ({
      ...row,
      title: POPULAR_CAUSES[row.id],
      statusText: STATUS[row.status],
    })),
    popularFixes: report.popularFixes.map((row) => ({ ...row, title: POPULAR_FIXES[row.id] })),
    recordNext: report.recordNext,
    questions: QUESTIONS,
    notScanned: report.notScanned,
  };
}

export const CONFIDENCE: Readonly<Record<Confidence, string>> = {
  high: 'Proved by the log.',
  medium: 'Likely: the log fits it, and does not rule out everything else.',
  low: 'Possible: the log does not tell it from other causes.',
};

const STATUS: Readonly<Record<PopularCause['status'], string>> = {
  proved: 'proved',
  'ruled-out': 'ruled out',
  'not-shown': 'not shown',
};

export const POPULAR_CAUSES: Readonly<Record<PopularCause['id'], string>> = {
  'session-timed-out': 'The session timed out',
  'logged-out': 'The user logged out',
  'permission-revoked': "The app's permission was revoked",
  'clock-wrong': 'The system clock is wrong',
};

export const POPULAR_FIXES: Readonly<Record<PopularFix['id'], string>> = {
  refresh: 'Refresh',
  'log-in-again': 'Log in again',
  restart: 'Restart the app',
  'check-clock': 'Check the system clock',
  'revoke-and-allow': 'Revoke and allow the app again',
  'another-device': 'Try another device',
  'contact-support': 'Contact support',
};

function sectionOf(cause: DiagnosedCause): CauseSection {
  const { title } = CAUSES[cause.cause];
  return {
    id: cause.cause,
    title: cause.handled ? `${title} (handled)` : title,
    confidence: CONFIDENCE[cause.confidence],
    sentence: cause.sentence,
    evidence: cause.evidence,
    remedies: cause.remedies,
    raisedBy: cause.raisedBy,
    loweredBy: cause.loweredBy,
  };
}

function summaryOf({ format, exchanges, requests, tokens }: DiagnosisReport): string {
  const refused = requests.filter(({ status }) => status === 401).length;
  return [
    `${count(exchanges, 'exchange')} (${format})`,
    `${count(requests.length, 'request')} to Spotify`,
    `${refused} refused with 401`,
    count(tokens.length, 'token'),
  ].join(', ');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
