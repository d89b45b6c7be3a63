import type { FileSearchProgress } from '../core/token/keep/searchFile';
import { FILE_WINDOW_BYTES } from '../kernel/layout';
import { bytesInMemory, type FileAccess } from './fileAccess';
import { type FileJob, type FileOutcome, type FileRefusal, runFileJob } from './fileJob';

/** To a worker, which does one job. */
export type ToWorker = { readonly type: 'search'; readonly job: FileJob } | { readonly type: 'stop' };

/** From it. No text of the file is in what it finds. */
export type FromWorker =
  | { readonly type: 'ready' }
  | { readonly type: 'progress'; readonly progress: FileSearchProgress }
  | { readonly type: 'outcome'; readonly outcome: FileOutcome }
  /** By its class: a message may hold a path. */
  | { readonly type: 'failed'; readonly error: string };

type Post = (message: FromWorker) => void;

/**
 * What a worker does in either host.
 *
 * @returns what takes the messages to it.
 */
export function fileWorker(
  post: Post,
  open: (path: string) => FileAccess | FileRefusal,
): (message: ToWorker) => Promise<void> {
  let isStopped = false;
  const search = async ({ source, nowMs }: FileJob): Promise<FileOutcome> => {
    const file = 'path' in source ? open(source.path) : bytesInMemory(source.bytes);
    if (typeof file === 'string') return { kind: 'refused', reason: file };
    return runFileJob(file, nowMs, {
      turnMs: TURN_MS,
      windowBytes: FILE_WINDOW_BYTES,
      onProgress: (progress) => post({ type: 'progress', progress }),
      isStopped: () => isStopped,
    });
  };
  return async (message) => {
    if (message.type === 'stop') isStopped = true;
    else post(await search(message.job).then(done, failed));
  };
}

/** Nobody else wants the thread; so often it looks whether to stop, and tells how far it is. */
const TURN_MS = 80;

function done(outcome: FileOutcome): FromWorker {
  return { type: 'outcome', outcome };
}

function failed(error: unknown): FromWorker {
  // What a system call fails with has a code: a disk that was taken out, a network that is gone.
  if (error instanceof Error && 'code' in error) return done({ kind: 'refused', reason: 'unreadable' });
  return { type: 'failed', error: error instanceof Error ? error.name : 'unknown' };
}
