import type { Node } from 'web-tree-sitter';
import type { CallSite } from '../callSites';
import type { GapCode } from '../gapCodes';
import { descendants, field, outermostAncestor } from '../nodes';
import type { Bindings } from './bindings';
import { calledName, receiverOf } from './callee';
import { usesModule } from './clients';
import { type Declarations, FUNCTIONS } from './declarations';
import { hasComparison } from './handled';

/** Clients of Spotify's own making and its kin, found where they are made: all their calls go to Spotify. */
export function findSdkClients(bindings: Bindings, declarations: Declarations): readonly CallSite[] {
  return [...typescriptSdk(bindings, declarations), ...webApiNode(bindings, declarations)];
}

/** `withAccessToken` renews by the clock and loses the refresh token; the other ways only renew by the clock. */
function typescriptSdk(bindings: Bindings, declarations: Declarations): readonly CallSite[] {
  const library = '@spotify/web-api-ts-sdk';
  if (!usesModule(bindings, library) || hasComparison(declarations)) return [];
  return ['withAccessToken', 'withUserAuthorization', 'withClientCredentials', 'withImplicitGrant'].flatMap((method) =>
    declarations.calls
      .get(method)
      .filter((call) => bindings.get(receiverOf(call)?.text ?? '')?.module === library)
      .map((node) => ({
        code: isRenewed(declarations) ? 'proactive-only' : (CODES[method] ?? 'proactive-only'),
        library,
        node,
      })),
  );
}

/** The file refreshes by itself and hands every new token to the client. */
function isRenewed({ text }: Declarations): boolean {
  return /grant_type['"]?\s*[:=,]\s*['"`]?refresh_token/.test(text);
}

const CODES: Readonly<Record<string, GapCode>> = {
  withAccessToken: 'missing-401-handling',
  withImplicitGrant: 'implicit-grant',
};

function webApiNode(bindings: Bindings, declarations: Declarations): readonly CallSite[] {
  const library = 'spotify-web-api-node';
  if (!usesModule(bindings, library)) return [];
  const { root } = declarations;
  const made = descendants(root, 'new_expression').filter(
    (node) => bindings.get(field(node, 'constructor')?.text ?? '')?.module === library && !isWrapped(node, bindings),
  );
  if (made.length === 0 || hasComparison(declarations) || !callsApi(declarations)) return [];
  if (isOnlyForSignIn(declarations)) return [];
  const renews = declarations.calls.has('refreshAccessToken');
  return made.map((node) => ({
    code: renews ? ('proactive-only' as const) : ('missing-401-handling' as const),
    library,
    node,
  }));
}

/** A file that only signs users in never calls the Web API. */
function callsApi(declarations: Declarations): boolean {
  const grants = ['authorizationCodeGrant', 'clientCredentialsGrant', 'createAuthorizeURL'];
  if (!grants.some((name) => declarations.calls.has(name))) return true;
  return API_METHOD.test(declarations.text);
}

/** Every API call stands in the function that has just been given the token. */
function isOnlyForSignIn(declarations: Declarations): boolean {
  const { root, text } = declarations;
  const owners = (nodes: readonly (Node | null)[]) =>
    nodes.map((node) => (node === null ? undefined : outermostAncestor(node, FUNCTIONS)?.id));
  const grants = owners(declarations.calls.get('authorizationCodeGrant'));
  const calls = owners(
    [...text.matchAll(new RegExp(API_METHOD, 'g'))].map(({ index }) => root.descendantForIndex(index)),
  );
  const isExported = /\bexport\b[^\n;]*\bnew |\bmodule\.exports\b/.test(text);
  return grants.length > 0 && !isExported && calls.every((owner) => owner !== undefined && grants.includes(owner));
}

const API_METHOD =
  /\.(?:get(?:Me|My|User|Track|Album|Artist|Playlist|Recommendations|Audio|Featured|New|Categor|Show|Episode|Available|Several)|search|play(?=\()|pause(?=\()|skip|seek|set(?:Volume|Repeat|Shuffle)|add|remove|create(?:Playlist)|transfer|follow|unfollow|contains|areFollowing|reorder|replace|upload|change)\w*\(/;

/** Already inside a call of something imported from the helper. */
function isWrapped(node: Node, bindings: Bindings): boolean {
  const list = node.parent;
  const call = list?.type === 'arguments' ? list.parent : null;
  const imported = call === null ? undefined : bindings.get(calledName(call) ?? '');
  return imported !== undefined && /(?:^|\/)spotify-auth/.test(imported.module);
}
