import type { Node } from 'web-tree-sitter';
import type { CallSite } from '../callSites';
import { ancestor, field, nodesNamed, outermostAncestor } from '../nodes';
import { type Bindings, unquoted } from './bindings';
import { usesModule } from './clients';
import { type Declarations, FUNCTIONS } from './declarations';
import { declaratorFor, propertyOf } from './values';

/** Mistakes in refresh code that people wrote themselves. */
export function findRefreshMistakes(bindings: Bindings, declarations: Declarations): readonly CallSite[] {
  return [...overwrites(declarations), ...refreshesOn403(declarations), ...notApplied(bindings, declarations)];
}

const REFRESH_GRANT = /grant_type['"]?\s*[:=,]\s*['"`]?refresh_token/;

/** `stored.refreshToken = answer.refresh_token` in a function that refreshes, with nothing to fall back on. */
function overwrites(declarations: Declarations): readonly CallSite[] {
  return [...nodesNamed(declarations.root, declarations.text, 'refresh_token')]
    .flatMap(({ parent }) => (parent?.type === 'member_expression' ? parent : []))
    .filter((node) => isStored(node) && isAnswer(node, declarations))
    .filter((node) => REFRESH_GRANT.test(outermostAncestor(node, FUNCTIONS)?.text ?? ''))
    .map((node) => ({ code: 'refresh-token-overwritten' as const, library: 'spotify', node }));
}

/** The whole value of an assignment or property, outside a test for it and outside the form that is sent. */
function isStored(node: Node): boolean {
  const parent = node.parent;
  if (parent === null) return false;
  if (parent.type === 'pair')
    return propertyOf(parent.parent ?? undefined, 'grant_type') === undefined && isTokenName(field(parent, 'key'));
  if (parent.type !== 'assignment_expression' || field(parent, 'right')?.id !== node.id) return false;
  const test = ancestor(node, new Set(['if_statement']));
  return !(field(test ?? node, 'condition')?.text.includes('refresh_token') ?? false);
}

function isTokenName(key: Node | undefined): boolean {
  const name = key?.type === 'string' ? unquoted(key) : (key?.text ?? '');
  return /^refresh_?token$/i.test(name);
}

/** What came from the network: a variable that was awaited, or what a `then` hands over. */
function isAnswer(node: Node, declarations: Declarations): boolean {
  let base = field(node, 'object');
  while (base?.type === 'member_expression') base = field(base, 'object');
  if (base?.type !== 'identifier') return false;
  const declared = declaratorFor(base, declarations);
  return declared !== undefined && /\bawait\b|\.json\(/.test(field(declared, 'value')?.text ?? '');
}

/** A branch for 403 in which something is refreshed. */
function refreshesOn403(declarations: Declarations): readonly CallSite[] {
  return [...nodesNamed(declarations.root, declarations.text, '403')]
    .filter(({ type }) => type === 'number')
    .flatMap((node) => {
      const branch = ancestor(node, new Set(['if_statement']));
      const condition = branch === undefined ? undefined : field(branch, 'condition');
      if (branch === undefined || condition === undefined || node.endIndex > condition.endIndex) return [];
      const then = field(branch, 'consequence')?.text ?? '';
      return /\brefresh\w*\s*\(/i.test(then) ? [{ code: 'refresh-on-403' as const, library: 'spotify', node }] : [];
    });
}

/** spotify-web-api-node only returns the new token. */
function notApplied(bindings: Bindings, declarations: Declarations): readonly CallSite[] {
  if (!usesModule(bindings, 'spotify-web-api-node') || declarations.calls.has('setAccessToken')) return [];
  return declarations.calls.get('refreshAccessToken').map((node) => ({
    code: 'token-not-applied' as const,
    library: 'spotify-web-api-node',
    node,
  }));
}
