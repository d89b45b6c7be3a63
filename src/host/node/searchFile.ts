import { type TransferListItem, Worker } from 'node:worker_threads';
import type { FileJob, OnProgress, RunningSearch } from '../fileJob';
import { runInWorker } from '../runInWorker';
import type { WorkerScript } from '../workerScript';

/** Where the worker's code is, in the extension's folder. */
export const WORKER_FILE = 'dist/fileWorker.js';

/** Files are read by the worker itself. */
export const READS_PATHS = true;

/** Searches a file in a worker, which lives as long as the search. */
export function searchFile(job: FileJob, { path }: WorkerScript, onProgress: OnProgress): RunningSearch {
  // Without the options that the host was started with: some of them are not for workers.
  const worker = new Worker(path, { name: 'auth-lens-files', execArgv: [], resourceLimits: MEMORY });
  return runInWorker(
    {
      post: (message, transfer) => worker.postMessage(message, transfer as readonly TransferListItem[]),
      terminate: () => void worker.terminate(),
      listen(onMessage, onFailure) {
        worker.on('message', onMessage);
        worker.on('error', onFailure);
        worker.on('exit', () => onFailure(new Error('The search of a file ended by itself.')));
      },
    },
    job,
    onProgress,
  );
}

/**
 * What is kept of a file has limits of its own, far below these; how far garbage may grow before Node collects it depends on
 * them. The worst files that were tried need half of it.
 */
const MEMORY = { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 24 };
