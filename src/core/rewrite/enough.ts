const WEB_API = 'https://api.spotify.com/';

/** Whether more of a URL can still change what is known of it: every rule asks for its host alone. */
export function isEnough(known: string): boolean {
  return known.length >= WEB_API.length;
}
