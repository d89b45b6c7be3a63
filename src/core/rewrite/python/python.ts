import type { Language } from '../callSites';
import { corrections } from './corrections/corrections';
import { findCallSites } from './findCallSites';
import { rewriteCalls } from './rewriteCalls';
import { ownerOfToken } from './tokenOwner';

const plain = (name: string) => name;

/** Python: requests, httpx (both kinds of client), aiohttp 3.12 and later, spotipy. */
export const python: Language = {
  name: 'Python',
  grammars: { python: 'tree-sitter-python' },
  helperFiles: 'spotify_auth*.py',
  projectFiles: '{pyproject.toml,setup.py,setup.cfg,requirements.txt,Pipfile}',
  findCallSites,
  refactorings: {
    requests: rewriteCalls({ library: 'requests', name: 'requests_auth', keyword: 'auth', value: plain }),
    httpx: rewriteCalls({ library: 'httpx', name: 'httpx_auth', keyword: 'auth', value: plain }),
    aiohttp: rewriteCalls({
      library: 'aiohttp',
      name: 'aiohttp_middleware',
      keyword: 'middlewares',
      value: (name) => `[${name}]`,
    }),
    spotipy: rewriteCalls({ library: 'spotipy', name: 'spotipy_session', keyword: 'requests_session', value: plain }),
  },
  corrections,
  obstacle: (source, { code, node }) =>
    (code === 'missing-401-handling' || code === 'spotipy-bare-auth') && ownerOfToken(source, node) === 'visitor'
      ? 'No quick fix: the token belongs to the visitor, so every user needs one of their own. Make one SpotifyAuth a user, with a store in the session or the database.'
      : undefined,
};
