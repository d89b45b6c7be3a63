import type { Language } from '../callSites';
import { findCallSites } from './findCallSites';
import { rewriteGuzzle } from './rewriteGuzzle';

/** PHP 8 and later: Guzzle 6 and 7. */
export const php: Language = {
  name: 'PHP',
  grammars: { php: 'tree-sitter-php' },
  helperFiles: 'SpotifyAuth*.php',
  projectFiles: 'composer.json',
  findCallSites,
  refactorings: { guzzle: rewriteGuzzle },
};
