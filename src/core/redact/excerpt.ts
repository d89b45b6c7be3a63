import { applyEdits } from '../text/edit';
import { Aliases } from './alias';
import { FragmentFinder } from './fragments';
import { GramFilter } from './gramFilter';
import type { SecretBook } from './secretBook';
import { plainForms } from './secretForms';

/**
 * Redacts pieces of a text whose secrets are known already: an excerpt may begin in the middle of a token. All excerpts are
 * named at once, because a log may hold thousands of secrets of which they show a few, and only those are worth an index.
 */
export function excerptRedactor(book: SecretBook, excerpts: readonly string[]): (excerpt: string) => string {
  const shown = new GramFilter(excerpts);
  const forms = excerpts.length === 0 ? [] : book.secrets.flatMap(plainForms);
  const finder = new FragmentFinder(forms.filter(({ value }) => shown.mayShare(value)));
  const aliases = new Aliases();
  return (excerpt) =>
    applyEdits(
      excerpt,
      finder.find(excerpt).map(({ start, end, secret }) => ({ start, end, newText: aliases.of(secret) })),
    );
}
