import type { Language } from '../callSites';
import { findCallSites } from './findCallSites';
import { rewriteGuzzle } from './rewriteGuzzle';
import { isPerVisitor } from './tokenOwner';
import { findDeclarations } from './values';

/** PHP 8 and later: Guzzle 6 and 7. */
export const php: Language = {
  name: 'PHP',
  grammars: { php: 'tree-sitter-php' },
  helperFiles: 'SpotifyAuth*.php',
  projectFiles: 'composer.json',
  findCallSites,
  refactorings: { guzzle: rewriteGuzzle },
  obstacle: (source, { code, node }) =>
    code === 'missing-401-handling' && isPerVisitor(node, findDeclarations(source))
      ? 'No quick fix: the token belongs to the visitor, so every user needs one of their own. Make one SpotifyAuth a user, with a store in the session or the database.'
      : undefined,
};
