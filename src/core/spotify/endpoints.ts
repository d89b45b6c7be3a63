/** An operation of the Web API. `path` is relative to `/v1`, with `{name}` for a segment that varies. */
export interface Endpoint {
  readonly method: string;
  readonly path: string;
  /** The scopes that the reference lists; it does not say whether all or any of them are needed. */
  readonly scopes: readonly string[];
  /** Closed for apps in development mode since February and March 2026, or restricted since November 2024. */
  readonly deprecated: boolean;
}

/** The operation that a request calls. `path` is what follows `/v1`, without the query. */
export function findEndpoint(method: string, path: string): Endpoint | undefined {
  const segments = path.split('/').filter((segment) => segment !== '');
  return ENDPOINTS.find((endpoint) => endpoint.method === method && fits(endpoint.path, segments));
}

/** True where some operation has this path, whatever its method. */
export function isEndpointPath(path: string): boolean {
  const segments = path.split('/').filter((segment) => segment !== '');
  return ENDPOINTS.some((endpoint) => fits(endpoint.path, segments));
}

/** What to call in place of a closed operation, where there is a successor. */
export function successorOf(endpoint: Endpoint): string | undefined {
  return SUCCESSORS.find(([path]) => endpoint.path.startsWith(path))?.[1];
}

function fits(pattern: string, segments: readonly string[]): boolean {
  const parts = pattern.split('/').slice(1);
  return (
    parts.length === segments.length && parts.every((part, index) => part.startsWith('{') || part === segments[index])
  );
}

/** Source: February 2026 migration guide. */
const SUCCESSORS: readonly (readonly [path: string, successor: string])[] = [
  ['/playlists/{playlist_id}/tracks', '/playlists/{playlist_id}/items'],
  ['/playlists/{playlist_id}/followers', 'PUT or DELETE /me/library'],
  ['/users/{user_id}/playlists', '/me/playlists'],
  ['/me/', 'PUT or DELETE /me/library'],
];

/**
 * Source: Spotify's OpenAPI document (sonallux/spotify-web-api, 2026-05-30). `me/player/currently-playing` also takes
 * `user-read-playback-state`, as the reference page says and the document does not.
 */
const ROWS: readonly (readonly [method: string, path: string, scopes: string, deprecated?: 'deprecated'])[] = [
  ['GET', '/albums', '', 'deprecated'],
  ['GET', '/albums/{id}', ''],
  ['GET', '/albums/{id}/tracks', ''],
  ['GET', '/artists', '', 'deprecated'],
  ['GET', '/artists/{id}', ''],
  ['GET', '/artists/{id}/albums', ''],
  ['GET', '/artists/{id}/related-artists', '', 'deprecated'],
  ['GET', '/artists/{id}/top-tracks', '', 'deprecated'],
  ['GET', '/audio-analysis/{id}', '', 'deprecated'],
  ['GET', '/audio-features', '', 'deprecated'],
  ['GET', '/audio-features/{id}', '', 'deprecated'],
  ['GET', '/audiobooks', '', 'deprecated'],
  ['GET', '/audiobooks/{id}', ''],
  ['GET', '/audiobooks/{id}/chapters', ''],
  ['GET', '/browse/categories', '', 'deprecated'],
  ['GET', '/browse/categories/{category_id}', '', 'deprecated'],
  ['GET', '/browse/categories/{category_id}/playlists', '', 'deprecated'],
  ['GET', '/browse/featured-playlists', '', 'deprecated'],
  ['GET', '/browse/new-releases', '', 'deprecated'],
  ['GET', '/chapters', '', 'deprecated'],
  ['GET', '/chapters/{id}', ''],
  ['GET', '/episodes', 'user-read-playback-position', 'deprecated'],
  ['GET', '/episodes/{id}', 'user-read-playback-position'],
  ['GET', '/markets', '', 'deprecated'],
  ['GET', '/me', 'user-read-email user-read-private'],
  ['DELETE', '/me/albums', 'user-library-modify', 'deprecated'],
  ['GET', '/me/albums', 'user-library-read'],
  ['PUT', '/me/albums', 'user-library-modify', 'deprecated'],
  ['GET', '/me/albums/contains', 'user-library-read', 'deprecated'],
  ['DELETE', '/me/audiobooks', 'user-library-modify', 'deprecated'],
  ['GET', '/me/audiobooks', 'user-library-read'],
  ['PUT', '/me/audiobooks', 'user-library-modify', 'deprecated'],
  ['GET', '/me/audiobooks/contains', 'user-library-read', 'deprecated'],
  ['DELETE', '/me/episodes', 'user-library-modify', 'deprecated'],
  ['GET', '/me/episodes', 'user-library-read user-read-playback-position'],
  ['PUT', '/me/episodes', 'user-library-modify', 'deprecated'],
  ['GET', '/me/episodes/contains', 'user-library-read', 'deprecated'],
  ['DELETE', '/me/following', 'user-follow-modify', 'deprecated'],
  ['GET', '/me/following', 'user-follow-read'],
  ['PUT', '/me/following', 'user-follow-modify', 'deprecated'],
  ['GET', '/me/following/contains', 'user-follow-read', 'deprecated'],
  ['DELETE', '/me/library', 'playlist-modify-public user-follow-modify user-library-modify'],
  ['PUT', '/me/library', 'playlist-modify-public user-follow-modify user-library-modify'],
  ['GET', '/me/library/contains', 'playlist-read-private user-follow-read user-library-read'],
  ['GET', '/me/player', 'user-read-playback-state'],
  ['PUT', '/me/player', 'user-modify-playback-state'],
  ['GET', '/me/player/currently-playing', 'user-read-currently-playing user-read-playback-state'],
  ['GET', '/me/player/devices', 'user-read-playback-state'],
  ['POST', '/me/player/next', 'user-modify-playback-state'],
  ['PUT', '/me/player/pause', 'user-modify-playback-state'],
  ['PUT', '/me/player/play', 'user-modify-playback-state'],
  ['POST', '/me/player/previous', 'user-modify-playback-state'],
  ['GET', '/me/player/queue', 'user-read-currently-playing user-read-playback-state'],
  ['POST', '/me/player/queue', 'user-modify-playback-state'],
  ['GET', '/me/player/recently-played', 'user-read-recently-played'],
  ['PUT', '/me/player/repeat', 'user-modify-playback-state'],
  ['PUT', '/me/player/seek', 'user-modify-playback-state'],
  ['PUT', '/me/player/shuffle', 'user-modify-playback-state'],
  ['PUT', '/me/player/volume', 'user-modify-playback-state'],
  ['GET', '/me/playlists', 'playlist-read-private'],
  ['POST', '/me/playlists', 'playlist-modify-private playlist-modify-public'],
  ['DELETE', '/me/shows', 'user-library-modify', 'deprecated'],
  ['GET', '/me/shows', 'user-library-read'],
  ['PUT', '/me/shows', 'user-library-modify', 'deprecated'],
  ['GET', '/me/shows/contains', 'user-library-read', 'deprecated'],
  ['GET', '/me/top/{type}', 'user-top-read'],
  ['DELETE', '/me/tracks', 'user-library-modify', 'deprecated'],
  ['GET', '/me/tracks', 'user-library-read'],
  ['PUT', '/me/tracks', 'user-library-modify', 'deprecated'],
  ['GET', '/me/tracks/contains', 'user-library-read', 'deprecated'],
  ['GET', '/playlists/{playlist_id}', ''],
  ['PUT', '/playlists/{playlist_id}', 'playlist-modify-private playlist-modify-public'],
  ['DELETE', '/playlists/{playlist_id}/followers', 'playlist-modify-private playlist-modify-public', 'deprecated'],
  ['PUT', '/playlists/{playlist_id}/followers', 'playlist-modify-private playlist-modify-public', 'deprecated'],
  ['GET', '/playlists/{playlist_id}/followers/contains', '', 'deprecated'],
  ['GET', '/playlists/{playlist_id}/images', ''],
  ['PUT', '/playlists/{playlist_id}/images', 'playlist-modify-private playlist-modify-public ugc-image-upload'],
  ['DELETE', '/playlists/{playlist_id}/items', 'playlist-modify-private playlist-modify-public'],
  ['GET', '/playlists/{playlist_id}/items', 'playlist-read-private'],
  ['POST', '/playlists/{playlist_id}/items', 'playlist-modify-private playlist-modify-public'],
  ['PUT', '/playlists/{playlist_id}/items', 'playlist-modify-private playlist-modify-public'],
  ['DELETE', '/playlists/{playlist_id}/tracks', 'playlist-modify-private playlist-modify-public', 'deprecated'],
  ['GET', '/playlists/{playlist_id}/tracks', 'playlist-read-private', 'deprecated'],
  ['POST', '/playlists/{playlist_id}/tracks', 'playlist-modify-private playlist-modify-public', 'deprecated'],
  ['PUT', '/playlists/{playlist_id}/tracks', 'playlist-modify-private playlist-modify-public', 'deprecated'],
  ['GET', '/recommendations', '', 'deprecated'],
  ['GET', '/recommendations/available-genre-seeds', '', 'deprecated'],
  ['GET', '/search', ''],
  ['GET', '/shows', '', 'deprecated'],
  ['GET', '/shows/{id}', 'user-read-playback-position'],
  ['GET', '/shows/{id}/episodes', 'user-read-playback-position'],
  ['GET', '/tracks', '', 'deprecated'],
  ['GET', '/tracks/{id}', ''],
  ['GET', '/users/{user_id}', '', 'deprecated'],
  ['GET', '/users/{user_id}/playlists', 'playlist-read-collaborative playlist-read-private', 'deprecated'],
  ['POST', '/users/{user_id}/playlists', 'playlist-modify-private playlist-modify-public', 'deprecated'],
];

export const ENDPOINTS: readonly Endpoint[] = ROWS.map(([method, path, scopes, deprecated]) => ({
  method,
  path,
  scopes: scopes.split(' ').filter((scope) => scope !== ''),
  deprecated: deprecated !== undefined,
}));
