import type { Edit } from '../text/edit';

/** A file that a rewrite creates. `path` is relative to the workspace folder, with `/`. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/** One offered change to a source file: what the light bulb shows, and the edits it makes. */
export interface Rewrite {
  readonly title: string;
  /** The client library it is for, by the name people install it by: `axios`, `requests`, `net/http`. */
  readonly library: string;
  /** Offsets in the text that was given; never overlapping. */
  readonly edits: readonly Edit[];
  readonly newFiles: readonly NewFile[];
  /** What else changes, so that only the user can judge it: a sentence. Such a rewrite is offered, but never preferred. */
  readonly caution?: string;
}
