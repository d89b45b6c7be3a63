import type { Observation, SeenToken, Trace } from './observation';

/** When something happened, by either clock. Milliseconds since the epoch. */
export interface Moment {
  readonly localMs?: number;
  readonly serverMs?: number;
}

/** How a token came into the log. */
export interface Issue extends Moment {
  readonly index: number;
  readonly grant?: string;
  readonly scopes?: readonly string[];
  readonly expiresInSeconds?: number;
  readonly expiresAtMs?: number;
  /** The refresh token that was exchanged for it. */
  readonly from?: string;
  readonly trace: Trace;
}

export interface TokenRecord {
  readonly token: SeenToken;
  issue?: Issue;
  uses: number;
  firstUse?: Moment;
  lastUse?: Moment;
  /** An answer with 2xx to a request that carried it. */
  worked: boolean;
}

/** Which token came from which answer and was used where. Knows tokens by their fingerprints only. */
export class TokenLedger {
  private readonly records = new Map<string, TokenRecord>();
  private readonly heads = new Map<string, SeenToken>();

  note(observation: Observation): void {
    this.noteUse(observation);
    this.noteIssue(observation);
  }

  get(fingerprint: string): TokenRecord | undefined {
    return this.records.get(fingerprint);
  }

  all(): readonly TokenRecord[] {
    return [...this.records.values()];
  }

  /** The issued token that a value begins like, without being it: it was cut off, or something was added. */
  mangledFrom(token: SeenToken): SeenToken | undefined {
    const whole = this.heads.get(token.head);
    return whole && whole.fingerprint !== token.fingerprint ? whole : undefined;
  }

  private noteUse(observation: Observation): void {
    const { authorization, tokenRequest, answer } = observation;
    const moment = momentOf(observation);
    const worked = answer.status >= 200 && answer.status < 300;
    if (authorization.form === 'bearer') this.use(authorization.token, moment, worked);
    for (const field of [tokenRequest?.refreshToken, tokenRequest?.code]) {
      if (field?.form === 'token') this.use(field.token, moment, worked);
    }
  }

  private use(token: SeenToken, moment: Moment, worked: boolean): void {
    const record = this.record(token);
    if (!record) return;
    record.uses++;
    record.firstUse ??= moment;
    record.lastUse = moment;
    record.worked ||= worked;
  }

  private noteIssue(observation: Observation): void {
    const { answer, tokenRequest, index } = observation;
    const issued = answer.issued;
    if (!issued) return;
    const moment: Moment = {
      ...(observation.serverMs !== undefined && { serverMs: observation.serverMs }),
      ...localOf(observation.endMs ?? observation.startMs),
    };
    const from = tokenRequest?.refreshToken?.form === 'token' ? tokenRequest.refreshToken.token.fingerprint : undefined;
    const common = {
      ...moment,
      index,
      trace: answer.trace,
      ...(tokenRequest?.grant !== undefined && { grant: tokenRequest.grant }),
      ...(from !== undefined && { from }),
    };
    if (issued.access) {
      this.issue(issued.access, {
        ...common,
        ...(issued.scopes && { scopes: issued.scopes }),
        ...(issued.expiresInSeconds !== undefined && { expiresInSeconds: issued.expiresInSeconds }),
        ...(issued.expiresAtMs !== undefined && { expiresAtMs: issued.expiresAtMs }),
      });
    }
    if (issued.refresh) this.issue(issued.refresh, common);
    if (issued.id) this.issue(issued.id, common);
  }

  private issue(token: SeenToken, issue: Issue): void {
    const record = this.record(token);
    if (!record) return;
    record.issue ??= issue;
    this.heads.set(token.head, token);
  }

  private record(token: SeenToken): TokenRecord | undefined {
    const known = this.records.get(token.fingerprint);
    if (known || this.records.size >= MOST_TOKENS) return known;
    const record: TokenRecord = { token, uses: 0, worked: false };
    this.records.set(token.fingerprint, record);
    return record;
  }
}

/** A log with more tokens than this is a load test; its first ones tell the story. */
const MOST_TOKENS = 20_000;

export function momentOf(observation: Observation): Moment {
  return {
    ...localOf(observation.startMs),
    ...(observation.serverMs !== undefined && { serverMs: observation.serverMs }),
  };
}

function localOf(ms: number | undefined): Moment {
  return ms === undefined ? {} : { localMs: ms };
}

/** The time between two moments by a clock that saw both: the server's where it can be, since it is the one that judges. */
export function elapsed(from: Moment | undefined, to: Moment): number | undefined {
  if (from?.serverMs !== undefined && to.serverMs !== undefined) return to.serverMs - from.serverMs;
  if (from?.localMs !== undefined && to.localMs !== undefined) return to.localMs - from.localMs;
  return undefined;
}
