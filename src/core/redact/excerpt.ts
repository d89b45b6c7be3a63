import { applyEdits } from '../text/edit';
import { Aliases } from './alias';
import { FragmentFinder } from './fragments';
import type { SecretBook } from './secretBook';
import { plainForms } from './secretForms';

/** Redacts pieces of a text whose secrets are known already: an excerpt may begin in the middle of a token. */
export function excerptRedactor(book: SecretBook): (excerpt: string) => string {
  const finder = new FragmentFinder(book.secrets.flatMap(plainForms));
  const aliases = new Aliases();
  return (excerpt) =>
    applyEdits(
      excerpt,
      finder.find(excerpt).map(({ start, end, secret }) => ({ start, end, newText: aliases.of(secret) })),
    );
}
