import type { Language } from '../callSites';
import { isPerRequest, PER_REQUEST } from '../compiled/perRequest';
import { findCallSites } from './findCallSites';
import { wrapClients } from './wrapClients';

/** Go: net/http, and what is built on it: zmb3/spotify and golang.org/x/oauth2. */
export const go: Language = {
  name: 'Go',
  grammars: { go: 'tree-sitter-go' },
  helperFiles: 'spotify_auth*.go',
  projectFiles: 'go.mod',
  findCallSites,
  // A client that is renewed by the clock is taken over.
  alsoFixes: new Set(['proactive-only']),
  obstacle: (source, site) => (isPerRequest(source, site) ? PER_REQUEST : undefined),
  refactorings: {
    'net/http': wrapClients({ library: 'net/http', wrapper: 'SpotifyClient' }),
    'zmb3/spotify': wrapClients({ library: 'zmb3/spotify', wrapper: 'SpotifyOAuth2Client' }),
  },
};
