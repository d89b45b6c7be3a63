import type { Language } from '../callSites';
import { findCallSites } from './findCallSites';
import { useSubclass } from './netHttp';
import { isPerVisitor, rewriteConnections } from './rewriteConnections';
import { useMiddleware } from './useMiddleware';

/** Ruby 2.7 and later: Net::HTTP, Faraday 1 and 2. */
export const ruby: Language = {
  name: 'Ruby',
  grammars: { ruby: 'tree-sitter-ruby' },
  helperFiles: 'spotify_auth*.rb',
  projectFiles: '{Gemfile,*.gemspec}',
  findCallSites,
  refactorings: {
    'net/http': rewriteConnections('net/http', useSubclass),
    faraday: rewriteConnections('faraday', useMiddleware),
  },
  obstacle: (_source, { code, node }) =>
    code === 'missing-401-handling' && isPerVisitor(node)
      ? 'No quick fix: the token belongs to the visitor, so every user needs one of their own. Make one SpotifyAuth a user, with a store in the session or the database.'
      : undefined,
};
