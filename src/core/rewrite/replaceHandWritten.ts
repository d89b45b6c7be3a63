import { contains } from '../text/span';
import type { HandWritten, Language, SourceFile } from './callSites';
import { lacks } from './lacks';
import { spanOf } from './nodes';
import { type Rewrite, written } from './rewrite';

/** The call through the shared helper, without the handling behind it; undefined where that is not safe. */
export function replaceHandWritten(
  language: Language,
  source: SourceFile,
  { sites, handling, lacks: missing }: HandWritten,
): Rewrite | undefined {
  const [site] = sites;
  const [gravest] = missing;
  const offer = site && language.refactorings[site.library]?.(source, sites);
  if (offer === undefined || gravest === undefined) return undefined;
  const rewrite = written(offer);
  const gone = spanOf(handling);
  return {
    ...rewrite,
    title: `Replace this 401 handling by the shared one: ${lacks[gravest]}`,
    edits: [...rewrite.edits.filter((edit) => !contains(gone, edit)), { ...withLine(source.text, gone), newText: '' }],
  };
}

/** From the line end before a statement, so that its whole lines go. */
function withLine(text: string, { start, end }: { readonly start: number; readonly end: number }) {
  const before = /(?:\r?\n[ \t]*)?$/.exec(text.slice(Math.max(0, start - 200), start))?.[0].length ?? 0;
  return { start: start - before, end };
}
