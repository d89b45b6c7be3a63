import type { Node } from 'web-tree-sitter';
import { field } from '../nodes';
import { calledName, type Declarations, nameOf, readString } from './values';

const API = /^https:\/\/api\.spotify\.com(?:[:/?#]|$)/i;

export function isSpotifyApi(url: Node | undefined, declarations: Declarations): boolean {
  return API.test(readString(url, declarations));
}

/** `'api.spotify.com'`, or the host of a URL there: `uri.host`, also by way of a variable. */
export function isSpotifyHost(host: Node | undefined, declarations: Declarations): boolean {
  if (host === undefined) return false;
  if (host.type === 'call' && /^host(?:name)?$/.test(calledName(host) ?? '')) {
    return isSpotifyApi(field(host, 'receiver'), declarations);
  }
  const values = declarations.values.get(nameOf(host) ?? '');
  return (
    readString(host, declarations).toLowerCase() === 'api.spotify.com' ||
    values.some((value) => value.type === 'call' && isSpotifyHost(value, declarations))
  );
}
