import type { StreamOptions } from './core/diagnose/diagnose';
import type { DiagnosisReport } from './core/diagnose/diagnosis';
import type { TokenReport } from './core/present/tokenReport';
import type { LoadGrammar } from './core/rewrite/parsers';
import type { Rewriter } from './core/rewrite/rewriter';
import { once } from './once';
import { diagnosing, explaining, reading, rewriting } from './parts';

export type Engine = ReturnType<typeof createEngine>;

/**
 * The pure core as one object: what `dist/engine.js` exports and what `activate` returns. No `vscode`, no network; the
 * clock is read only where the caller leaves `now` out. Nothing of it is loaded or run before it is called.
 *
 * @param loadGrammar reads a file of `dist/grammars`, on the first `findGaps` or `insertRefresh` that has something to parse
 */
export function createEngine(loadGrammar: LoadGrammar) {
  return {
    findTokens,
    readLog: offered(diagnosing, 'readLog'),
    openLog: offered(diagnosing, 'openLog'),
    diagnose,
    diagnoseStream,
    compareDiagnoses: offered(diagnosing, 'compareDiagnoses'),
    redact: offered(diagnosing, 'redact'),
    ...createRewriter(loadGrammar),
  };
}

/** A function of a part, which is loaded by the first call of it. */
function offered<Part extends { readonly [name in Name]: Callable }, Name extends string>(
  part: () => Part,
  name: Name,
): Part[Name] {
  const call: Callable = (...values) => part()[name](...values);
  return call as Part[Name];
}

// biome-ignore lint/suspicious/noExplicitAny: the one type that every function fits; it is given back as what it was.
type Callable = (...values: any[]) => unknown;

/** Every token in a text, in text order. `now`: milliseconds since the epoch, the current time where it is left out. */
function findTokens(text: string, options: { readonly now?: number } = {}): TokenReport[] {
  const nowMs = options.now ?? Date.now();
  const { tokenReport } = explaining();
  return reading()
    .scan(text)
    .map((found) => tokenReport(text, found, nowMs));
}

/** Why the calls in a log failed. `now` as above. */
function diagnose(text: string, options: { readonly name?: string; readonly now?: number } = {}): DiagnosisReport {
  return diagnosing().diagnose(text, { ...options, now: options.now ?? Date.now() });
}

/** The same for a log that comes in pieces. */
async function diagnoseStream(
  chunks: AsyncIterable<string> | Iterable<string>,
  options: Omit<StreamOptions, 'now'> & { readonly now?: number } = {},
): Promise<DiagnosisReport> {
  return diagnosing().diagnoseStream(chunks, { ...options, now: options.now ?? Date.now() });
}

function createRewriter(loadGrammar: LoadGrammar): Rewriter {
  const rewriter = once(() => rewriting().createRewriter(loadGrammar));
  return {
    findGaps: async (source, context) => rewriter().findGaps(source, context),
    insertRefresh: async (source, context) => rewriter().insertRefresh(source, context),
    replaceHandWritten: async (source, context) => rewriter().replaceHandWritten(source, context),
  };
}
