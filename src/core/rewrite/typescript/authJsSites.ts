import type { Node } from 'web-tree-sitter';
import type { CallSite } from '../callSites';
import { ancestor, descendants, field } from '../nodes';
import type { Bindings } from './bindings';
import { type Declarations, FUNCTIONS } from './declarations';

/** The `jwt` callback of Auth.js (next-auth) with Spotify as provider, where nothing renews the token. */
export function findJwtCallbacks(bindings: Bindings, declarations: Declarations): readonly CallSite[] {
  const modules = [...bindings.values()].map(({ module }) => module);
  if (!modules.some((module) => /^(?:next-auth|@auth\/)/.test(module))) return [];
  if (!modules.some((module) => /providers\/spotify$/.test(module))) return [];
  const methods = declarations.functions.get('jwt');
  const properties = descendants(declarations.root, 'pair')
    .filter((pair) => field(pair, 'key')?.text === 'jwt')
    .flatMap((pair) => field(pair, 'value') ?? []);
  return [...methods, ...properties]
    .filter(
      (callback) =>
        FUNCTIONS.has(callback.type) &&
        isInCallbacks(callback) &&
        !/refresh\w*\s*\(|grant_type|withFreshSpotifyToken/i.test(callback.text),
    )
    .filter(() => !/grant_type/.test(declarations.root.text))
    .map((node) => ({ code: 'missing-401-handling' as const, library: 'next-auth', node }));
}

function isInCallbacks(callback: Node): boolean {
  const holder = ancestor(callback, new Set(['object']))?.parent;
  return holder?.type === 'pair' && field(holder, 'key')?.text === 'callbacks';
}
