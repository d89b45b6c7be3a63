import type { Observation } from './observation';
import { callOf } from './story';

/**
 * Chooses what to keep of an endless log. Calls that succeed one after the other with the same token say the same thing:
 * the first and the last of a run are kept. Failures that repeat are kept a few times and then counted.
 */
export class Retention {
  private readonly kept: Observation[] = [];
  private run = new Map<string, number>();
  private repeats = new Map<string, number>();
  /** Exchanges that were looked at and not kept one by one. */
  dropped = 0;

  keep(seen: Observation): void {
    const token = seen.authorization.form === 'bearer' ? seen.authorization.token.fingerprint : seen.authorization.form;
    if (seen.role === 'resource' && seen.answer.status >= 200 && seen.answer.status < 400) {
      this.keepSuccess(seen, `${token} ${callOf(seen)}`);
      return;
    }
    const signature = `${seen.role} ${token} ${seen.path} ${seen.answer.status} ${seen.answer.message ?? ''}`;
    const count = (this.repeats.get(signature) ?? 0) + 1;
    this.repeats.set(signature, count);
    if (count > MOST_REPEATS || this.kept.length >= MOST_KEPT) {
      this.dropped++;
      return;
    }
    this.run = new Map();
    if (seen.role === 'token' && seen.answer.status < 400) this.repeats = new Map();
    this.kept.push(seen);
  }

  get observations(): readonly Observation[] {
    return this.kept;
  }

  private keepSuccess(seen: Observation, key: string): void {
    const at = this.run.get(key);
    if (at !== undefined && at < 0) {
      this.kept[-at] = seen;
      this.dropped++;
      return;
    }
    if (this.kept.length >= MOST_KEPT) {
      this.dropped++;
      return;
    }
    // A negative place marks the second of a run: the one that its successors replace.
    this.run.set(key, at === undefined ? this.kept.length : -this.kept.length);
    this.kept.push(seen);
  }
}

const MOST_REPEATS = 25;
const MOST_KEPT = 20_000;
