import type { Language } from '../callSites';
import { findCallSites, isTooMuch, shellOf } from './findCallSites';
import { rewriteCurl } from './rewriteCurl';

/** Bash 3.2 and later, with curl 7.67 and later; locks by flock, or by Perl where there is none. */
export const bash: Language = {
  name: 'Bash',
  grammars: { shellscript: 'tree-sitter-bash' },
  helperFiles: 'spotify-auth*.sh',
  projectFiles: '{Makefile,package.json,pyproject.toml,composer.json,Gemfile,go.mod}',
  findCallSites,
  refactorings: { curl: rewriteCurl },
  obstacle: (source, { code, node }) => {
    if (code !== 'missing-401-handling') return undefined;
    if (shellOf(source) !== 'bash')
      return `No quick fix: it needs bash, and the first line asks for ${shellOf(source)}. Change that line to #!/usr/bin/env bash.`;
    return isTooMuch(node)
      ? 'No quick fix: this command sends several requests, or reads options from a file. Write each request as a command of its own.'
      : undefined;
  },
};
