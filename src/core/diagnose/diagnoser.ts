import type { Exchange } from '../http/exchange';
import { SecretBook } from '../redact/secretBook';
import type { Instant } from '../text/instant';
import { headerOf } from './answer';
import { isMask } from './authorization';
import { type ClockSample, readClock } from './clock';
import type { DiagnosisReport } from './diagnosis';
import { FactScan } from './factScan';
import { isForeign } from './foreign';
import { TokenLedger } from './ledger';
import type { Observation, Trace } from './observation';
import { observe } from './observe';
import { makeReport } from './report';
import { Retention } from './retention';
import { secretsIn } from './seenToken';
import type { SourceText } from './sourceText';
import { type Capture, Story, sentToken, succeeded } from './story';

/**
 * A diagnosis that grows with the log. It keeps what the rules ask for, never the log: the same object serves a text in
 * memory and a stream of any length.
 */
export class Diagnoser {
  private readonly source: SourceText;
  private readonly own: (exchange: Exchange) => Exchange;
  private readonly book = new SecretBook();
  private readonly secrets = secretsIn(this.book);
  private readonly scan = new FactScan();
  private readonly retention = new Retention();
  private readonly uses = new Map<string, number>();
  private readonly samples: ClockSample[] = [];
  private readonly impossible: Trace[] = [];
  private readonly masked: Trace[] = [];
  private readonly headers = new Set<string>();
  private readonly statuses = new Map<string, Map<string, number>>();
  private showsCredentials = false;
  private count = 0;
  private readonly day = new DayCounter();

  /** @param own makes of an exchange one of which pieces can be kept while the log goes on */
  constructor(source: SourceText, own: (exchange: Exchange) => Exchange) {
    this.source = source;
    this.own = own;
  }

  /** The next piece of the log as text, for what stands outside of exchanges; see `OpenLog.linesFrom`. */
  append(piece: string, linesFrom: number | undefined): void {
    this.scan.append(piece, linesFrom, this.source);
  }

  observe(found: Exchange): void {
    this.count++;
    this.scan.cover(found);
    const dated = this.day.date(found);
    if (isForeign(dated) && (this.showsCredentials || !hasCookies(dated))) return;
    const exchange = this.own(dated);
    const seen = observe(exchange, this.source, this.secrets);
    this.noteCapture(exchange, seen);
    this.noteUse(seen);
    if (!isRelevant(seen)) return;
    this.noteClock(seen);
    if (seen.role !== 'other') this.noteTraffic(exchange, seen);
    this.retention.keep(seen);
  }

  /** The verdict on everything seen. `now` in milliseconds since the epoch. */
  conclude(format: string, notRead: readonly string[], now: number): DiagnosisReport {
    this.scan.end(this.source);
    const observations = [...this.retention.observations]
      .sort((a, b) => a.start - b.start)
      .map((seen, index) => ({ ...seen, index }));
    const tokens = new TokenLedger();
    for (const seen of observations) tokens.note(seen);
    const capture: Capture = {
      showsCredentials: this.showsCredentials,
      impossible: this.impossible,
      masked: this.masked,
    };
    const story = new Story({
      observations,
      tokens,
      facts: DOCUMENT_FORMATS.has(format) ? [] : this.scan.conclude(),
      capture,
      clock: readClock(this.samples),
    });
    return makeReport(story, {
      format,
      exchanges: this.count,
      dropped: this.retention.dropped,
      notRead,
      now,
      book: this.book,
      uses: this.uses,
      headers: [...this.headers].sort(),
      endpoints: [...this.statuses].map(([target, statuses]) => ({ target, statuses: Object.fromEntries(statuses) })),
    });
  }

  private noteCapture({ request, response }: Exchange, seen: Observation): void {
    const { form } = seen.authorization;
    const cookie = headerOf(request, 'cookie') ?? headerOf(response, 'set-cookie');
    const shows =
      form === 'bearer' || form === 'basic' || form === 'malformed' || (cookie !== undefined && !isMask(cookie));
    if (shows) this.showsCredentials = true;
    if (form === 'masked' && seen.role !== 'other' && this.masked.length < MOST_TRACES)
      this.masked.push(seen.requestTrace);
    const worked = seen.role === 'resource' && succeeded(seen) && seen.authorization.form === 'absent';
    if (worked && !provesAbsence(seen) && this.impossible.length < MOST_TRACES) this.impossible.push(seen.requestTrace);
  }

  private noteUse(seen: Observation): void {
    for (const token of [sentToken(seen)?.fingerprint, ...fieldTokens(seen)]) {
      if (token !== undefined && (this.uses.has(token) || this.uses.size < MOST_TOKENS))
        this.uses.set(token, (this.uses.get(token) ?? 0) + 1);
    }
  }

  private noteClock({ startMs, endMs, serverMs, zone }: Observation): void {
    if (startMs === undefined || serverMs === undefined || zone === undefined || this.samples.length >= MOST_SAMPLES)
      return;
    this.samples.push({ startMs, serverMs, zone, ...(endMs !== undefined && { endMs }) });
  }

  private noteTraffic({ request }: Exchange, seen: Observation): void {
    for (const { name, value } of request?.headers ?? []) {
      if (this.headers.size >= MOST_HEADERS) break;
      const lower = name.toLowerCase();
      this.headers.add(lower === 'authorization' ? `${lower}: ${schemeOf(value)}` : lower);
    }
    const target = `${seen.method} ${seen.host}${templateOf(seen.path)}`.trim();
    const statuses = this.statuses.get(target) ?? new Map<string, number>();
    if (this.statuses.size < MOST_ENDPOINTS || this.statuses.has(target)) this.statuses.set(target, statuses);
    const status = String(seen.answer.status);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
}

function hasCookies({ request, response }: Exchange): boolean {
  return headerOf(request, 'cookie') !== undefined || headerOf(response, 'set-cookie') !== undefined;
}

const MOST_TRACES = 5;
const MOST_TOKENS = 20_000;
const MOST_SAMPLES = 5_000;
const MOST_HEADERS = 200;
const MOST_ENDPOINTS = 500;

/** One JSON document: what stands between its exchanges is no program's own words. */
const DOCUMENT_FORMATS = new Set(['har', 'netlog', 'postman', 'insomnia']);

/** A format that prints every header shows what was sent: there a call that worked without a token needed none. */
function provesAbsence({ authorization }: Observation): boolean {
  return authorization.form === 'absent' && authorization.proved;
}

/** What has nothing to do with Spotify, and carries no JWT either, is counted and forgotten. */
export function isRelevant(seen: Observation): boolean {
  if (seen.role !== 'other') return true;
  return (
    seen.callback !== undefined ||
    seen.logout ||
    seen.answer.endsSession ||
    seen.clues.length > 0 ||
    sentToken(seen)?.claims !== undefined ||
    seen.answer.issued !== undefined
  );
}

function fieldTokens({ tokenRequest }: Observation): readonly string[] {
  return [tokenRequest?.refreshToken, tokenRequest?.code].flatMap((field) =>
    field?.form === 'token' ? [field.token.fingerprint] : [],
  );
}

/** The first word only where it is a scheme: a header without one is a token. */
function schemeOf(value: string): string {
  const scheme = /^[A-Za-z0-9-]{1,12}(?=\s|$)/.exec(value.trim())?.[0];
  return scheme === undefined ? '(no scheme)' : scheme.toLowerCase();
}

/** The path with Spotify's ids taken out, so that calls of one kind are counted as one. */
export function templateOf(path: string): string {
  return path.replace(/\/[0-9A-Za-z]{22}(?=\/|$)/g, '/{id}');
}

/** Gives bare times of day (curl --trace-time) their days: when the clock jumps back by half a day, a midnight has passed. */
class DayCounter {
  private last: number | undefined;
  private days = 0;

  date(exchange: Exchange): Exchange {
    const { startedAt, finishedAt } = exchange;
    const first = startedAt ?? finishedAt;
    if (first?.zone !== 'none') return exchange;
    if (this.last !== undefined && first.epochMs < this.last - HALF_DAY_MS) this.days++;
    this.last = first.epochMs;
    return {
      ...exchange,
      ...(startedAt && { startedAt: this.moved(startedAt) }),
      ...(finishedAt && { finishedAt: this.moved(finishedAt) }),
    };
  }

  private moved(instant: Instant): Instant {
    return { ...instant, epochMs: instant.epochMs + this.days * 2 * HALF_DAY_MS };
  }
}

const HALF_DAY_MS = 12 * 3_600_000;
