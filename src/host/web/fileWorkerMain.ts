// The worker of this host. It is given bytes, because there is no file that it could open.
import { fileWorker, type ToWorker } from '../fileWorker';

const take = fileWorker(
  (message) => self.postMessage(message),
  () => 'unreadable',
);
self.onmessage = ({ data }: MessageEvent<ToWorker>) => take(data);
self.postMessage({ type: 'ready' });
