import type { Language } from '../callSites';
import { findCallSites } from './findCallSites';
import { rewriteAxios } from './rewriteAxios';
import { rewriteFetch } from './rewriteFetch';

/** TypeScript and JavaScript, with and without JSX, as ES modules and as CommonJS. */
export const typescript: Language = {
  name: 'TypeScript and JavaScript',
  grammars: {
    typescript: 'tree-sitter-typescript',
    typescriptreact: 'tree-sitter-tsx',
    javascript: 'tree-sitter-javascript',
    javascriptreact: 'tree-sitter-javascript',
  },
  findCallSites,
  refactorings: { fetch: rewriteFetch, axios: rewriteAxios },
};
