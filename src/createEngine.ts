import { compareDiagnoses } from './core/diagnose/compare';
import {
  diagnoseStream as diagnoseChunks,
  diagnose as diagnoseText,
  type StreamOptions,
} from './core/diagnose/diagnose';
import type { DiagnosisReport } from './core/diagnose/diagnosis';
import { openLog } from './core/http/openLog';
import { readLog } from './core/http/readLog';
import { type TokenReport, tokenReport } from './core/present/tokenReport';
import { redact } from './core/redact/redact';
import type { LoadGrammar } from './core/rewrite/parsers';
import { scan } from './core/token/scan';
import { lazyRewriter } from './lazyRewriter';

export type Engine = ReturnType<typeof createEngine>;

/**
 * The pure core as one object: what `dist/engine.js` exports and what `activate` returns. No `vscode`, no network; the
 * clock is read only where the caller leaves `now` out.
 *
 * @param loadGrammar reads a file of `dist/grammars`, on the first `findGaps` or `insertRefresh` that has something to parse
 */
export function createEngine(loadGrammar: LoadGrammar) {
  return {
    findTokens,
    readLog,
    openLog,
    diagnose,
    diagnoseStream,
    compareDiagnoses,
    redact,
    ...lazyRewriter(loadGrammar),
  };
}

/** Every token in a text, in text order. `now`: milliseconds since the epoch, the current time where it is left out. */
function findTokens(text: string, options: { readonly now?: number } = {}): TokenReport[] {
  const nowMs = options.now ?? Date.now();
  return scan(text).map((found) => tokenReport(text, found, nowMs));
}

/** Why the calls in a log failed. `now` as above. */
function diagnose(text: string, options: { readonly name?: string; readonly now?: number } = {}): DiagnosisReport {
  return diagnoseText(text, { ...options, now: options.now ?? Date.now() });
}

/** The same for a log that comes in pieces. */
function diagnoseStream(
  chunks: AsyncIterable<string> | Iterable<string>,
  options: Omit<StreamOptions, 'now'> & { readonly now?: number } = {},
): Promise<DiagnosisReport> {
  return diagnoseChunks(chunks, { ...options, now: options.now ?? Date.now() });
}
