import { WINDOW_BYTES } from '../../kernel/layout';
import { bytesInMemory } from '../fileAccess';
import { type FileJob, type FileOutcome, type OnProgress, type RunningSearch, runFileJob } from '../fileJob';
import type { FromWorker } from '../fileWorker';
import { runInWorker, type WorkerEnd } from '../runInWorker';
import type { WorkerScript } from '../workerScript';

/** Where the worker's code is, in the extension's folder. */
export const WORKER_FILE = 'dist/web/fileWorker.js';

/** A browser hands files over whole, through VS Code's file system. */
export const READS_PATHS = false;

/** Searches bytes in a worker, which lives as long as the search; on this thread where there can be no worker. */
export function searchFile(job: FileJob, script: WorkerScript, onProgress: OnProgress): RunningSearch {
  let isStopped = false;
  let running: RunningSearch | undefined;
  const run = async (): Promise<FileOutcome> => {
    const worker = await startWorker(script).catch(() => undefined);
    if (!worker) {
      if (!('bytes' in job.source)) return { kind: 'refused', reason: 'unreadable' };
      const turns = { turnMs: TURN_MS, windowBytes: WINDOW_BYTES, onProgress, isStopped: () => isStopped };
      return runFileJob(bytesInMemory(job.source.bytes), job.nowMs, turns);
    }
    running = runInWorker(worker, job, onProgress);
    if (isStopped) running.stop();
    return running.outcome;
  };
  return {
    outcome: run(),
    stop() {
      isStopped = true;
      running?.stop();
    },
  };
}

/** All extensions share this thread: no longer than a key press may wait. */
const TURN_MS = 8;

/**
 * A worker of this worker. VS Code lets its web extension host start workers, but from no address of an extension on a remote
 * machine, and it keeps `importScripts` to itself: so the code is fetched like any file of ours and given as a blob. A page
 * with a stricter content security policy, or a browser without workers in workers, refuses that, some of them without
 * an error: who does not report in time is not there.
 */
async function startWorker(script: WorkerScript): Promise<WorkerEnd | undefined> {
  const code = new Blob([Uint8Array.from(await script.read())], { type: 'text/javascript' });
  const address = URL.createObjectURL(code);
  try {
    const worker = new Worker(address, { name: 'auth-lens-files' });
    const isReady = await new Promise<boolean>((resolve) => {
      const patience = setTimeout(() => resolve(false), START_MS);
      const settle = (answer: boolean) => {
        clearTimeout(patience);
        resolve(answer);
      };
      worker.onmessage = ({ data }: MessageEvent<FromWorker>) => settle(data.type === 'ready');
      worker.onerror = () => settle(false);
    });
    if (isReady) return endOf(worker);
    worker.terminate();
    return undefined;
  } finally {
    URL.revokeObjectURL(address);
  }
}

const START_MS = 3000;

function endOf(worker: Worker): WorkerEnd {
  return {
    post: (message, transfer) => worker.postMessage(message, [...transfer]),
    terminate: () => worker.terminate(),
    listen(onMessage, onFailure) {
      worker.onmessage = ({ data }: MessageEvent<FromWorker>) => onMessage(data);
      worker.onerror = () => onFailure(new Error('The search of a file failed.'));
    },
  };
}
