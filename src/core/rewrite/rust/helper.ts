import type { HelperKit } from '../compiled/helperFile';
import { text as helper } from './helper/spotify_auth.rs?text';

export const kit: HelperKit<'reqwest'> = {
  marker: '// Auth Lens helper: spotify-auth, version 1',
  stem: 'spotify_auth',
  ending: '.rs',
  scope: 'project',
  // Every file in these folders is a program of its own.
  folderFor: (folder) => folder.replace(/(^|\/)(?:bin|examples)\/$/, '$1'),
  pieces: () => [{ provides: 'struct SpotifyAuth', text: helper }],
  settings: {
    read: /env::var\("(\w+)"\)/g,
    clientId: /CLIENT_?ID/i,
    clientSecret: /SECRET/i,
    refreshToken: /REFRESH_?TOKEN/i,
  },
  render: ([text = '']) => text,
};
