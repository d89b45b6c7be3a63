import { openLog } from './core/http/openLog';
import { readLog } from './core/http/readLog';

/**
 * The pure core as one object: what `dist/engine.js` exports and what `activate` returns. No `vscode`, no network; the
 * clock is read only where the caller leaves `now` out.
 */
export const engine = { readLog, openLog };
