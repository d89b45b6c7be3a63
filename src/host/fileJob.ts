import {
  FileSearch,
  type FileSearched,
  type FileSearchProgress,
  type UnfitFile,
  unfitness,
} from '../core/token/keep/searchFile';
import { openByteSearch } from './byteKernel';
import type { FileAccess } from './fileAccess';

/** A file to search: where it is, for a host that reads files itself, or what is in it. */
export interface FileJob {
  readonly source: { readonly path: string } | { readonly bytes: Uint8Array };
  /** Milliseconds since the epoch. */
  readonly nowMs: number;
}

/** What became of a search. */
export type FileOutcome =
  | {
      readonly kind: 'searched';
      readonly found: FileSearched;
      /** Before the file was read to its end. */
      readonly stopped: boolean;
      /** While it was read. */
      readonly changed: boolean;
    }
  | { readonly kind: 'refused'; readonly reason: FileRefusal };

/** Why a file was not searched. */
export type FileRefusal =
  | UnfitFile
  | 'missing'
  | 'folder'
  | 'not-a-file'
  | 'empty'
  | 'forbidden'
  | 'unreadable'
  | 'too-large'
  | 'no-answer';

/** A search that goes on by itself. */
export interface RunningSearch {
  readonly outcome: Promise<FileOutcome>;
  /** The outcome then is what was found so far. */
  stop(): void;
}

export type OnProgress = (progress: FileSearchProgress) => void;

export interface FileTurns {
  /** For how long it is searched, at least one window, before others get their turn. Milliseconds. */
  readonly turnMs: number;
  /** So much is searched at once, whatever the clock says: `FILE_WINDOW_BYTES` at most. */
  readonly windowBytes: number;
  readonly onProgress: OnProgress;
  isStopped(): boolean;
}

/** Searches a file on the thread that calls it, and lets others have their turn in between. */
export async function runFileJob(file: FileAccess, nowMs: number, turns: FileTurns): Promise<FileOutcome> {
  try {
    const unfit = unfitness(file);
    if (unfit) return { kind: 'refused', reason: unfit };
    const search = new FileSearch(file, openByteSearch(turns.windowBytes), nowMs);
    let isOver = false;
    // Who stops it right after it was asked for has said so by now.
    await untilOthersHadTheirTurn();
    while (!isOver && !turns.isStopped()) {
      const untilMs = Date.now() + turns.turnMs;
      do isOver = !search.step();
      while (!isOver && Date.now() < untilMs);
      turns.onProgress(search.progress);
      if (!isOver) await untilOthersHadTheirTurn();
    }
    return { kind: 'searched', found: search.result, stopped: !isOver, changed: file.hasChanged() };
  } finally {
    file.close();
  }
}

function untilOthersHadTheirTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
