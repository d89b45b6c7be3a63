export interface Scope {
  readonly name: string;
  /** What it allows, after "Lets the app …". */
  readonly meaning: string;
  /** `legacy`: gone or refused with `Illegal scope`. `internal`: seen in the wild, not for other apps. */
  readonly status: 'current' | 'legacy' | 'internal';
}

/**
 * Spotify's scopes: the page concepts/scopes and the security scheme of the OpenAPI document, as of 2026-02-27; the legacy
 * and internal ones from public issues of spotify/web-api (#1262, #1322, #1444) and of SDKs.
 */
export const SCOPES: ReadonlyMap<string, Scope> = new Map([
  current('ugc-image-upload', 'upload pictures for the user, such as playlist covers'),
  current('user-read-playback-state', 'see the player: what plays, where, and the Connect devices'),
  current('user-modify-playback-state', 'start, pause, skip and move playback; the listener needs Premium'),
  current('user-read-currently-playing', 'see what is playing at the moment'),
  current('app-remote-control', 'steer the Spotify app on the same device (iOS and Android SDK only)'),
  current('streaming', 'play music in the browser with the Web Playback SDK; the listener needs Premium'),
  current('playlist-read-private', 'read private playlists'),
  current('playlist-read-collaborative', 'see collaborative playlists in lists of playlists'),
  current('playlist-modify-private', 'change private playlists'),
  current('playlist-modify-public', 'change public playlists'),
  current('user-follow-modify', 'follow and unfollow artists and users'),
  current('user-follow-read', 'see whom the user follows'),
  current('user-read-playback-position', 'see how far the user got in an episode or a book'),
  current('user-top-read', 'read the top artists and tracks of the user'),
  current('user-read-recently-played', 'read what was played recently'),
  current('user-library-modify', 'save to and remove from the library'),
  current('user-library-read', 'read the library'),
  current('user-read-email', 'read the e-mail address'),
  current('user-read-private', 'read the kind of subscription and the country'),
  current('user-personalized', 'get personalized content; no endpoint asks for it'),
  current('user-soa-link', 'link the account of a partner to a Spotify account (Open Access)'),
  current('user-soa-unlink', 'unlink the account of a partner (Open Access)'),
  current('soa-manage-entitlements', 'change what linked users are entitled to (Open Access)'),
  current('soa-manage-partner', 'change what is known of the partner (Open Access)'),
  current('soa-create-partner', 'create partners (Open Access, platform partners only)'),
  other('user-read-birthdate', 'legacy', 'read the date of birth; Spotify removed it and refuses it'),
  other('playlist-modify', 'legacy', 'change playlists; replaced by the scopes that say public or private'),
  other('playlist-read', 'legacy', 'read playlists; replaced by `playlist-read-private`'),
  other('openid', 'internal', 'get an ID token; Spotify refuses it to other apps with "Illegal scope"'),
  other('profile', 'internal', 'read the profile in an ID token; not for other apps'),
  other('email', 'internal', 'read the e-mail address in an ID token; not for other apps'),
  other('user-modify', 'internal', 'only for apps of Spotify itself'),
  other('user-modify-private', 'internal', 'only for apps of Spotify itself'),
  other('user-read-play-history', 'internal', 'only for apps of Spotify itself'),
]);

function current(name: string, meaning: string): readonly [string, Scope] {
  return [name, { name, meaning, status: 'current' }];
}

function other(name: string, status: 'legacy' | 'internal', meaning: string): readonly [string, Scope] {
  return [name, { name, meaning, status }];
}
