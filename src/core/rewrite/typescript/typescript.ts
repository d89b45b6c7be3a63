import type { Language } from '../callSites';
import { corrections } from './corrections/corrections';
import { findCallSites } from './findCallSites';
import { findHandWritten } from './handWritten';
import { whyNoHelper } from './helperLimits';
import { rewriteAuthJs } from './rewriteAuthJs';
import { rewriteCalls } from './rewriteCalls';
import { rewriteSdk } from './rewriteSdk';
import { rewriteWebApiNode } from './rewriteWebApiNode';
import { ownerOfToken } from './tokenOwner';

/** TypeScript and JavaScript, with and without JSX, as ES modules and as CommonJS. */
export const typescript: Language = {
  name: 'TypeScript and JavaScript',
  grammars: {
    typescript: 'tree-sitter-typescript',
    typescriptreact: 'tree-sitter-tsx',
    javascript: 'tree-sitter-javascript',
    javascriptreact: 'tree-sitter-javascript',
  },
  helperFiles: 'spotify-auth*.{ts,mts,cts,js,mjs,cjs}',
  projectFiles: '{package,deno}.json',
  findCallSites,
  refactorings: {
    fetch: rewriteCalls('fetch', { name: 'spotify', member: 'fetch' }),
    'node-fetch': rewriteCalls('node-fetch', { adapter: 'node-fetch', name: 'spotifyFetch' }),
    undici: rewriteCalls('undici', { adapter: 'undici', name: 'spotifyRequest' }),
    axios: rewriteCalls('axios', { adapter: 'axios', name: 'spotifyHttp', wrapper: 'withSpotifyAuth' }),
    got: rewriteCalls('got', { adapter: 'got', name: 'spotifyGot' }),
    ky: rewriteCalls('ky', { adapter: 'ky', name: 'spotifyKy' }),
    '@spotify/web-api-ts-sdk': rewriteSdk,
    'spotify-web-api-node': rewriteWebApiNode,
    'next-auth': rewriteAuthJs,
  },
  corrections,
  findHandWritten,
  obstacle(source, { code, node }) {
    if (code !== 'missing-401-handling') return undefined;
    return (
      whyNoHelper(source) ??
      (ownerOfToken(source, node) === 'visitor'
        ? 'No quick fix: the token belongs to the visitor, so every user needs one of their own. Call createSpotifyAuth() once a user, with a store in the session or the database, and send the request with its fetch().'
        : undefined)
    );
  },
};
