import type { Node } from 'web-tree-sitter';
import { field } from '../nodes';
import type { ChangeCall } from './rewriteConnections';
import { isSpotifyApi, isSpotifyHost } from './urls';
import { calledName, type Declarations, positional, receiverPath } from './values';

/** `Net::HTTP.start(host, …)`, `.new(host, …)`, and the requests of the class itself: `Net::HTTP.get_response(uri)`. */
export function isNetHttpToSpotify(call: Node, declarations: Declarations): boolean {
  if (receiverPath(call) !== 'Net::HTTP') return false;
  const first = positional(call, 0);
  const name = calledName(call) ?? '';
  if (/^(?:new|start)$/.test(name)) return isSpotifyHost(first, declarations);
  return /^(?:get|get_response|get_print|post|post_form|put)$/.test(name) && isSpotifyApi(first, declarations);
}

/** Another class makes the connection: one that inherits from Net::HTTP. */
export function useSubclass(call: Node): ChangeCall | undefined {
  const receiver = field(call, 'receiver');
  return receiver && ((auth) => [{ start: receiver.startIndex, end: receiver.endIndex, newText: `${auth}::Http` }]);
}
