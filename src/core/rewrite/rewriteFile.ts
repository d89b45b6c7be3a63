import { applyEdits, composeEdits, type Edit } from '../text/edit';
import type { FileContext } from './callSites';
import type { NewFile, Rewrite } from './rewrite';
import type { Rewriter } from './rewriter';

/** More libraries than a file uses; a bound in case that a refactoring leaves what it should have changed. */
const MOST_ROUNDS = 8;

/**
 * Every change that a file needs as one, whatever libraries it uses. They are made one after the other, because each
 * needs to see the helper and the imports of those before it.
 *
 * @returns undefined where nothing is missing or can be changed.
 */
export async function rewriteFile(
  insertRefresh: Rewriter['insertRefresh'],
  source: string,
  context: FileContext,
): Promise<Omit<Rewrite, 'library'> | undefined> {
  let text = source;
  let edits: readonly Edit[] = [];
  const newFiles: NewFile[] = [];
  const titles = new Set<string>();
  const cautions = new Set<string>();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const helpers = [...(context.helpers ?? []), ...newFiles];
    const [rewrite, ...others] = await insertRefresh(text, { ...context, helpers });
    if (rewrite === undefined) break;
    edits = composeEdits(source.length, edits, rewrite.edits);
    text = applyEdits(text, rewrite.edits);
    newFiles.push(...rewrite.newFiles);
    titles.add(rewrite.title);
    if (rewrite.caution !== undefined) cautions.add(rewrite.caution);
    if (others.length === 0) break;
  }
  if (titles.size === 0) return undefined;
  const caution = [...cautions].join(' ');
  return { title: [...titles].join('; '), edits, newFiles, ...(caution !== '' && { caution }) };
}
