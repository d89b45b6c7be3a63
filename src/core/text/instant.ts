import type { Span } from './span';

/** A point in time that was read out of text. */
export interface Instant extends Span {
  /** Milliseconds since the epoch. */
  readonly epochMs: number;
  /** `assumed`: no zone is written, so the time was read as UTC. `none`: not even a date is written (a bare time of day). */
  readonly zone: 'stated' | 'assumed' | 'none';
  /** The finest unit that is written, in milliseconds: 1, 1000 or 60000. */
  readonly precisionMs: number;
}
