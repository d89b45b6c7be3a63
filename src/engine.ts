import { loadGrammar } from '@host/grammars';
import { openLog } from './core/http/openLog';
import { readLog } from './core/http/readLog';
import { type TokenReport, tokenReport } from './core/present/tokenReport';
import { scan } from './core/token/scan';
import { lazyRewriter } from './lazyRewriter';

/**
 * The pure core as one object: what `dist/engine.js` exports and what `activate` returns. No `vscode`, no network; the
 * clock is read only where the caller leaves `now` out, and files (the grammars beside the bundle) on the first
 * `findGaps` or `insertRefresh`.
 */
export const engine = { findTokens, readLog, openLog, ...lazyRewriter(loadGrammar) };

/** Every token in a text, in text order. `now`: milliseconds since the epoch, the current time where it is left out. */
function findTokens(text: string, options: { readonly now?: number } = {}): TokenReport[] {
  const nowMs = options.now ?? Date.now();
  return scan(text).map((found) => tokenReport(text, found, nowMs));
}
