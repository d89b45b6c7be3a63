import type { Node } from 'web-tree-sitter';
import type { Span } from '../../text/span';
import { type CallSite, REQUEST_METHODS, type SourceFile } from '../callSites';
import { nodesByName } from '../lookup';
import { children, comparePlaces, field } from '../nodes';
import { isWithin, partAround } from '../part';
import { findTextMistakes } from '../textMistakes';
import { findClients, hasHandler, isMaker, isSpotifyApi, type Origin, originOf } from './clients';
import { hasComparison, isHandled, isMintedHere } from './handled';
import { classNamesOf } from './names';
import { argument, CALLS, calledName, type Declarations, findDeclarations, nameOf } from './values';

/** Guzzle clients with Spotify's base URI, and requests to it through any other Guzzle client. */
export function findCallSites(source: SourceFile, within?: Span): readonly CallSite[] {
  const declarations = findDeclarations(source);
  const resolve = classNamesOf(source);
  const clientOf = findClients(source);
  const isGap = (node: Node): boolean => {
    if (isMaker(node, resolve)) return originOf(node, declarations) === 'spotify' && !hasComparison(declarations.root);
    const receiver = field(node, 'object');
    if (receiver === undefined || !/^(?:made|given)$/.test(originOfReceiver(receiver) ?? '')) return false;
    return isRequest(node, declarations) && !isHandled(node, declarations) && !isMintedHere(node, declarations);
  };
  const originOfReceiver = (receiver: Node): Origin | undefined => {
    const inner = receiver.type === 'parenthesized_expression' ? children(receiver)[0] : receiver;
    if (inner === undefined) return undefined;
    return isMaker(inner, resolve) ? originOf(inner, declarations) : clientOf(nameOf(inner));
  };
  return [
    ...candidates(source, declarations, within)
      .filter(isGap)
      .map((node): CallSite => ({ code: 'missing-401-handling', library: 'guzzle', node })),
    ...findTextMistakes(source, ['string', 'encapsed_string'], within),
  ];
}

/** Whatever is made, and the calls of methods that may send a request, in text order. */
function candidates(source: SourceFile, { calls }: Declarations, within: Span | undefined): readonly Node[] {
  const part = partAround(source, CALLS, within);
  const made = nodesByName(source)
    .get('new', part)
    .flatMap(({ parent }) => (parent?.type === 'object_creation_expression' ? parent : []));
  const sent = SENDERS.flatMap((name) => calls.get(name, part));
  return [...made, ...sent].filter((node) => isWithin(node, within)).sort(comparePlaces);
}

const SENDERS = ['send', ...REQUEST_METHODS].flatMap((name) => [name, `${name}Async`]);

/** Where each method takes its URL (or a Request that is made on the spot) and its options. */
export function placesOf(call: Node): { readonly url: number; readonly options: number } | undefined {
  const method = (calledName(call) ?? '').replace(/Async$/, '');
  if (call.type === 'object_creation_expression') return { url: -1, options: 0 };
  if (method === 'request') return { url: 1, options: 2 };
  if (method === 'send') return { url: 0, options: 1 };
  return REQUEST_METHODS.has(method) ? { url: 0, options: 1 } : undefined;
}

function isRequest(call: Node, declarations: Declarations): boolean {
  const places = placesOf(call);
  if (places === undefined || hasHandler(argument(call, places.options, 'options'), declarations)) return false;
  const url = argument(call, places.url, 'uri');
  if (url?.type === 'object_creation_expression') return isSpotifyApi(argument(url, 1, 'uri'), declarations);
  const made = declarations.values.get((url && nameOf(url)) ?? '').at(-1);
  const isRequestObject = made?.type === 'object_creation_expression' && calledName(call)?.startsWith('send');
  return isSpotifyApi(isRequestObject ? argument(made, 1, 'uri') : url, declarations);
}
