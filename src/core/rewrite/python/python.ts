import type { Language } from '../callSites';
import { findCallSites } from './findCallSites';
import { rewriteCalls } from './rewriteCalls';

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
};
