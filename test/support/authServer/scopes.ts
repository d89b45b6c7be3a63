/** The scopes a login of this server may ask for; asking for another is Spotify's `Illegal scope`. */
export const SCOPES = [
  'playlist-modify-private',
  'playlist-modify-public',
  'playlist-read-private',
  'streaming',
  'user-library-read',
  'user-modify-playback-state',
  'user-read-email',
  'user-read-playback-state',
  'user-read-private',
  'user-top-read',
] as const;
