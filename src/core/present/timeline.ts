import type { ClockReading, DiagnosisReport, RequestPoint } from '../diagnose/diagnosis';
import type { TokenKind } from '../token/foundToken';

/** The life of a token as a bar. Milliseconds since the epoch, by the clock of the requests. */
export interface TimelineBar {
  readonly fingerprint: string;
  readonly kind: TokenKind;
  readonly fromMs: number;
  readonly toMs: number;
  /** The end was counted from expires_in, not read from the token. */
  readonly estimated: boolean;
  readonly uses: number;
  /** For whoever cannot see the picture. */
  readonly label: string;
}

/** A request as a dot. */
export interface TimelineDot {
  readonly atMs: number;
  readonly status: number;
  readonly look: 'ok' | 'refused' | 'failed' | 'issued';
  /** The bar it belongs to. */
  readonly token?: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly label: string;
}

export interface Timeline {
  readonly fromMs: number;
  readonly toMs: number;
  readonly bars: readonly TimelineBar[];
  readonly dots: readonly TimelineDot[];
  /** Where the log's clock is wrong, how far a dot is from where the server saw it. */
  readonly clockOffsetMs?: number;
}

/** The picture of a diagnosis as data; undefined where the log has no times. */
export function timelineOf(report: DiagnosisReport): Timeline | undefined {
  const dots = report.requests.flatMap(dotOf);
  if (dots.length === 0) return undefined;
  const offsetMs = isOff(report.clock) ? report.clock.offsetMs : 0;
  const times = dots.map(({ atMs }) => atMs);
  const first = times.reduce((least, time) => Math.min(least, time));
  const last = times.reduce((most, time) => Math.max(most, time));
  const bars = report.tokens.flatMap((token): readonly TimelineBar[] => {
    const fromMs = Date.parse(token.issuedAt ?? '');
    const toMs = Date.parse(token.expiresAt ?? '');
    if (Number.isNaN(fromMs) || Number.isNaN(toMs) || token.kind === 'refresh-token') return [];
    return [
      {
        fingerprint: token.fingerprint,
        kind: token.kind,
        fromMs: fromMs + offsetMs,
        toMs: toMs + offsetMs,
        estimated: token.estimated ?? false,
        uses: token.uses,
        label: `${token.kind} ${token.fingerprint}: ${token.issuedAt} to ${token.expiresAt}${token.estimated ? ' (estimated)' : ''}, used ${token.uses} ${token.uses === 1 ? 'time' : 'times'}`,
      },
    ];
  });
  const ends = bars.map(({ toMs }) => toMs).filter((toMs) => toMs - last < MOST_AFTER_MS);
  return {
    fromMs: bars.reduce((least, { fromMs }) => Math.min(least, fromMs), first),
    toMs: ends.reduce((most, toMs) => Math.max(most, toMs), last),
    bars,
    dots,
    ...(offsetMs !== 0 && { clockOffsetMs: offsetMs }),
  };
}

/** A bar that ends long after the last request is cut off by the picture: the requests are what matters. */
const MOST_AFTER_MS = 2 * 3_600_000;

function isOff(clock: ClockReading | undefined): clock is ClockReading {
  return clock?.verdict === 'wrong' || clock?.verdict === 'zone';
}

function dotOf(request: RequestPoint): readonly TimelineDot[] {
  const { atMs, status, token, line, start, end } = request;
  if (atMs === undefined) return [];
  const answer = status === 0 ? 'no answer' : String(status);
  return [
    {
      atMs,
      status,
      look: lookOf(request),
      ...(token !== undefined && { token }),
      line,
      start,
      end,
      label: `${new Date(atMs).toISOString()} ${request.method} ${request.target}: ${answer}, line ${line}`,
    },
  ];
}

function lookOf({ status, issued }: RequestPoint): TimelineDot['look'] {
  if (status === 401) return 'refused';
  if (status === 0 || status >= 400) return 'failed';
  return issued.length > 0 ? 'issued' : 'ok';
}
