import type { FileJob, FileOutcome, OnProgress, RunningSearch } from './fileJob';
import type { FromWorker, ToWorker } from './fileWorker';

/** Our end of a worker, which either host makes in its own way. */
export interface WorkerEnd {
  post(message: ToWorker, transfer: readonly ArrayBuffer[]): void;
  /** At once, whatever it is doing; also when it has ended already. */
  terminate(): void;
  listen(onMessage: (message: FromWorker) => void, onFailure: (error: Error) => void): void;
}

/** Gives a worker its job, and ends it when that is done. Bytes are handed over, not copied: the caller has them no more. */
export function runInWorker(worker: WorkerEnd, job: FileJob, onProgress: OnProgress): RunningSearch {
  let giveUp: (() => void) | undefined;
  let patience: ReturnType<typeof setTimeout> | undefined;
  const outcome = new Promise<FileOutcome>((resolve, reject) => {
    giveUp = () => resolve({ kind: 'refused', reason: 'no-answer' });
    worker.listen((message) => {
      if (message.type === 'progress') onProgress(message.progress);
      else if (message.type === 'outcome') resolve(message.outcome);
      else if (message.type === 'failed') reject(new Error(`The search of a file failed: ${message.error}`));
    }, reject);
    const own = 'bytes' in job.source ? inOwnBuffer(job.source.bytes) : undefined;
    worker.post({ type: 'search', job: own ? { ...job, source: { bytes: own } } : job }, own ? [own.buffer] : []);
  }).finally(() => {
    clearTimeout(patience);
    worker.terminate();
  });
  return {
    outcome,
    stop() {
      worker.post({ type: 'stop' }, []);
      // It may wait for a disk that does not answer.
      patience ??= setTimeout(() => giveUp?.(), PATIENCE_MS);
    },
  };
}

const PATIENCE_MS = 1500;

/** A buffer can only be handed over as a whole, and may be shared with others. */
function inOwnBuffer(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer, length } = bytes;
  return buffer instanceof ArrayBuffer && buffer.byteLength === length
    ? new Uint8Array(buffer)
    : Uint8Array.from(bytes);
}
