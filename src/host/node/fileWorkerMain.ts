// The worker of this host: a file of its own, which `searchFile` starts.
import { parentPort } from 'node:worker_threads';
import { fileWorker } from '../fileWorker';
import { openFile } from './openFile';

const take = fileWorker((message) => parentPort?.postMessage(message), openFile);
parentPort?.on('message', take);
