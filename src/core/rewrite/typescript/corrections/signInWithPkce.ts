import type { Correct } from '../../callSites';
import { field } from '../../nodes';
import { textCorrections } from '../../textCorrections';
import { calleeOf } from '../callee';
import { replace } from '../edits';

/** The TypeScript SDK takes the same arguments for both grants, and exchanges the code itself. */
export const signInWithPkce: Correct = (source, site) => {
  const callee = site.node.type === 'call_expression' ? calleeOf(site.node) : undefined;
  const method = callee === undefined ? undefined : field(callee, 'property');
  if (method === undefined) return textCorrections['implicit-grant']?.(source, site);
  return { title: 'Sign in with PKCE instead', edits: [replace(method, 'withUserAuthorization')] };
};
