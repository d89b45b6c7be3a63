import type { Language } from '../callSites';
import { isPerRequest, PER_REQUEST } from '../compiled/perRequest';
import { findCallSites } from './findCallSites';
import { insertHandlers } from './insertHandlers';

/** C#: HttpClient, made by hand or registered with IHttpClientFactory. */
export const csharp: Language = {
  name: 'C#',
  grammars: { csharp: 'tree-sitter-c-sharp' },
  helperFiles: 'SpotifyAuth*.cs',
  projectFiles: '*.csproj',
  findCallSites,
  refactorings: { HttpClient: insertHandlers },
  obstacle: (source, site) => {
    if (site.library !== 'HttpClient') return undefined;
    return isPerRequest(source, site)
      ? PER_REQUEST
      : 'No quick fix: this HttpClient is made elsewhere. Add the handler where it is made or registered.';
  },
};
