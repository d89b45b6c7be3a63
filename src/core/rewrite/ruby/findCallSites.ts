import type { Node } from 'web-tree-sitter';
import type { Span } from '../../text/span';
import type { CallSite, SourceFile } from '../callSites';
import { field } from '../nodes';
import { findTextMistakes } from '../textMistakes';
import { isFaradayToSpotify } from './faraday';
import { hasComparison, isHandled, isMintedHere } from './handled';
import { isNetHttpToSpotify } from './netHttp';
import { callsOn, type Declarations, findDeclarations } from './values';

/** Connections to Spotify's API, and requests that have none: of Net::HTTP and of Faraday. */
export function findCallSites(source: SourceFile, within?: Span): readonly CallSite[] {
  const declarations = findDeclarations(source);
  const sites = callsOn(source, ['HTTP', 'Faraday'], within).flatMap((node): CallSite[] => {
    const library = libraryOf(node, declarations);
    if (library === undefined || isLookedAfter(node, declarations)) return [];
    return [{ code: 'missing-401-handling', library, node }];
  });
  return [...sites, ...findTextMistakes(source, ['string'], within)];
}

function libraryOf(call: Node, declarations: Declarations): string | undefined {
  if (isNetHttpToSpotify(call, declarations)) return 'net/http';
  return isFaradayToSpotify(call, declarations) ? 'faraday' : undefined;
}

/** What is kept for later is looked after anywhere, the rest where it is. */
function isLookedAfter(node: Node, declarations: Declarations): boolean {
  const holder = node.parent !== null && /assignment$/.test(node.parent.type) ? field(node.parent, 'left') : undefined;
  const isKept = holder !== undefined && /^(?:constant|(?:instance|class|global)_variable)$/.test(holder.type);
  if (isKept && hasComparison(declarations.root)) return true;
  return isHandled(node, declarations) || isMintedHere(node, declarations);
}
