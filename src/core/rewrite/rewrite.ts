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

/** A change that is possible, and what is said of it. Whether there is one is asked of every call; written is one that is wanted. */
export interface Offer extends Omit<Rewrite, 'edits' | 'newFiles'> {
  /** Asks the tree: to be called before anything else can run. */
  write(): Pick<Rewrite, 'edits' | 'newFiles'>;
}

export function written({ write, ...offer }: Offer): Rewrite {
  return { ...offer, ...write() };
}
