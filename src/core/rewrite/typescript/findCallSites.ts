import type { Node } from 'web-tree-sitter';
import type { Span } from '../../text/span';
import type { CallSite, SourceFile } from '../callSites';
import { findTextMistakes } from '../textMistakes';
import { findApiCalls, findSharedInstances, isSpotifyCall, sendsNoToken } from './apiCalls';
import { findJwtCallbacks } from './authJsSites';
import { findBindings } from './bindings';
import { findDeclarations } from './declarations';
import { isFreshlyMinted } from './freshToken';
import { hasComparison, isHandled } from './handled';
import { findRefreshMistakes } from './refreshMistakes';
import { findSdkClients } from './sdkClients';

/** Every call site of a TypeScript or JavaScript file, one a call or, where calls share an instance, one an instance. */
export function findCallSites(source: SourceFile, within?: Span): readonly CallSite[] {
  const bindings = findBindings(source);
  const declarations = findDeclarations(source);
  const sites = new Map<number, CallSite>();
  const add = (code: CallSite['code'], library: string, node: Node) => {
    if (!sites.has(node.id)) sites.set(node.id, { code, library, node });
  };
  for (const api of findApiCalls(bindings, declarations, within)) {
    if (
      sendsNoToken(api) ||
      !isSpotifyCall(api, declarations) ||
      isHandled(api, declarations) ||
      isFreshlyMinted(api, declarations)
    )
      continue;
    add('missing-401-handling', api.client.library, api.instance ?? api.call);
  }
  for (const { client, instance } of findSharedInstances(bindings, declarations)) {
    if (!hasComparison(declarations)) add('missing-401-handling', client.library, instance);
  }
  const others = [
    ...findSdkClients(bindings, declarations),
    ...findJwtCallbacks(bindings, declarations),
    ...findRefreshMistakes(bindings, declarations),
    ...findTextMistakes(source, ['string', 'template_string'], within),
  ];
  for (const { code, library, node } of others) add(code, library, node);
  return [...sites.values()].sort((a, b) => a.node.startIndex - b.node.startIndex);
}
