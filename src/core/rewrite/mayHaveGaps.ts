/**
 * Whether a text holds a word that one of the rules needs. Most files that mention Spotify hold none: they are about it and
 * do not call it, so that no parser is loaded for them, let alone run.
 */
export function mayHaveGaps(text: string): boolean {
  return /spotify/i.test(text) && TELLING.test(text);
}

/** One alternative a rule: a rule of a language that looks for something else needs one more. */
const TELLING = new RegExp(
  [
    // Requests: the address of the Web API, in whatever pieces it is put together.
    'spotify\\.com',
    // Clients of Spotify's own and its kin.
    'spotify-web-api-node|web-api-ts-sdk|providers/spotify|spotipy|zmb3/spotify',
    // Mistakes in refresh code.
    'refresh_token|\\b403\\b',
    // Mistakes in one string: see `textMistakes`.
    'localhost|response_?type|scope|access token|no token provided',
  ].join('|'),
  'i',
);
