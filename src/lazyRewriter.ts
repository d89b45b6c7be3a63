import type { LoadGrammar } from './core/rewrite/parsers';
import type { Rewriter } from './core/rewrite/rewriter';

/**
 * The rewriter, of which nothing is loaded or run before it is first asked.
 *
 * @param loadGrammar reads a file of `dist/grammars`; how depends on the host.
 */
export function lazyRewriter(loadGrammar: LoadGrammar): Rewriter {
  let rewriter: Promise<Rewriter> | undefined;
  const load = (): Promise<Rewriter> => {
    rewriter ??= import('./core/rewrite/rewriter').then(({ createRewriter }) => createRewriter(loadGrammar));
    return rewriter;
  };
  return {
    findGaps: async (source, context) => (await load()).findGaps(source, context),
    insertRefresh: async (source, context) => (await load()).insertRefresh(source, context),
  };
}
