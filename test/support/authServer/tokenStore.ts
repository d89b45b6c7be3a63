import type { Adapter, Payload } from 'oidc-provider';
import type { ServerClock } from './serverClock';

const TIMES = ['iat', 'exp', 'iiat', 'loginTs', 'authTime'] as const;

/**
 * What the provider remembers. The provider reads the real clock; the rows are kept in the server's time and handed out
 * moved back by what the server is ahead, so that a token grows old when a test advances the clock.
 */
export class TokenStore {
  readonly #rows = new Map<string, Payload>();
  readonly #withdrawn = new Set<string>();
  readonly #clock: ServerClock;

  constructor(clock: ServerClock) {
    this.#clock = clock;
  }

  /** Whether this value once was a token and has been taken back: revoked, not unknown. */
  wasWithdrawn(value: string): boolean {
    return this.#withdrawn.has(value);
  }

  ids(model: string): string[] {
    return [...this.#rows.keys()]
      .filter((key) => key.startsWith(`${model}:`))
      .map((key) => key.slice(model.length + 1));
  }

  /** The row even if it is out of date. Times in the server's time. */
  row(model: string, id: string): Payload | undefined {
    return this.#rows.get(`${model}:${id}`);
  }

  remove(model: string, id: string): void {
    if (this.#rows.delete(`${model}:${id}`)) this.#withdrawn.add(id);
  }

  removeGrant(grantId: string, models: readonly string[]): void {
    for (const model of models) {
      for (const id of this.ids(model)) {
        if (this.row(model, id)?.grantId === grantId) this.remove(model, id);
      }
    }
  }

  adapter(model: string): Adapter {
    const find = (isWanted: (payload: Payload) => boolean) => {
      const row = this.ids(model)
        .map((id) => this.row(model, id))
        .find((payload) => payload !== undefined && isWanted(payload));
      return row && this.#moved(row, -this.#clock.aheadSeconds);
    };
    return {
      upsert: async (id, payload) => {
        this.#rows.set(`${model}:${id}`, this.#moved(payload, this.#clock.aheadSeconds));
      },
      find: async (id) => {
        const row = this.row(model, id);
        return row && this.#moved(row, -this.#clock.aheadSeconds);
      },
      findByUid: async (uid) => find((payload) => payload.uid === uid),
      findByUserCode: async (userCode) => find((payload) => payload.userCode === userCode),
      consume: async (id) => {
        const row = this.row(model, id);
        if (row) row.consumed = Math.floor(this.#clock.now() / 1000);
      },
      destroy: async (id) => this.remove(model, id),
      revokeByGrantId: async (grantId) => this.removeGrant(grantId, [model]),
    };
  }

  #moved(payload: Payload, seconds: number): Payload {
    const copy = { ...payload };
    for (const name of TIMES) {
      const time = payload[name];
      if (time !== undefined) copy[name] = time + seconds;
    }
    return copy;
  }
}
