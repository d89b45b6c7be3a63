/** How a client library words a failure. Named groups: `method`, `url`, `status`, `message`. */
export interface ClientMessage {
  readonly library: string;
  readonly pattern: RegExp;
  /** The library breaks its sentence: the rest stands on the next line. */
  readonly rest?: RegExp;
}

/** Sources: the libraries' own code, and spotify-auth 6.2. Ordered: the first that fits counts. */
export const CLIENT_MESSAGES: readonly ClientMessage[] = [
  {
    library: 'spotipy',
    pattern:
      /HTTP Error for (?<method>[A-Z]{3,7}) to (?<url>https?:\/\/\S+) with Params: .* returned (?<status>\d{3}) due to (?<message>.+)/,
  },
  {
    library: 'spotipy',
    pattern:
      /http status: (?<status>\d{3}), code: ?-?\d+ ?- ?(?<url>https?:\/\/[^\s,]+[^\s,:]):? (?<message>\S.*?)(?:, reason: .*)?$/,
  },
  {
    library: 'spotipy',
    pattern: /http status: (?<status>\d{3}), code: ?-?\d+ ?- ?(?<url>https?:\/\/\S+[^\s:]):?$/,
    rest: /^ ?(?<message>\S.*?)(?:, reason: .*)?$/,
  },
  { library: 'spotipy', pattern: /\berror: (?<message>[a-z_]{5,40}, error_description: .+)$/ },
  {
    library: 'zmb3/spotify',
    pattern: /oauth2: cannot fetch token: (?<status>\d{3})\b[^{]*$/,
    rest: /^Response: ?(?<message>.+)$/,
  },
  { library: 'zmb3/spotify', pattern: /oauth2: (?<message>"[a-z_]{5,40}"(?: "[^"]{1,200}")?)/ },
  { library: 'zmb3/spotify', pattern: /\bspotify: (?<message>\S.{0,300}?) \[(?<status>\d{3})\]/ },
  { library: 'zmb3/spotify', pattern: /\bspotify: (?<message>couldn't decode error: .+)/ },
  {
    library: 'tekore',
    pattern: /^(?:\S+: )?Error in (?<url>https?:\/\/\S+[^\s:]):$/,
    rest: /^(?<status>\d{3}): (?<message>.+)$/,
  },
  {
    library: 'spotify-web-api-node',
    pattern: /\bWebapi(?:Regular|Authentication|Player)?Error\b.*(?:Details: |Spotify's Web API\.\s)(?<message>\S.*)$/,
  },
  {
    library: 'spotify-web-api-node',
    pattern: /\bWebapi(?:Regular|Authentication|Player)?Error\b.*$/,
    rest: /^\s*Details: (?<message>.+)$/,
  },
  { library: 'spotify-web-api-ts-sdk', pattern: /(?<message>Bad or expired token\..*)$/ },
  { library: 'spotify-web-api-ts-sdk', pattern: /(?<message>Bad OAuth request \(wrong consumer key.*)$/ },
  { library: 'spotify-web-api-ts-sdk', pattern: /(?<message>The app has exceeded its rate limits\..*)$/ },
  { library: 'spotify-web-api-ts-sdk', pattern: /Failed to refresh token: (?<message>.+)$/ },
  { library: 'SpotifyAPI-NET', pattern: /\bSpotifyAPI\.Web\.API\w*Exception: (?<message>.+)$/ },
  { library: 'SpotifyAPI-NET', pattern: /(?<message>String is empty or null \(Parameter 'refreshToken'\))/ },
  { library: 'spotify-web-api-java', pattern: /\bspotify\.exceptions\.[\w.]*Exception: (?<message>.+)$/ },
  { library: 'next-auth', pattern: /\b(?<message>Refresh(?:Access)?TokenError)\b/ },
  { library: 'tekore', pattern: /(?<message>\binvalid_(?:grant|client|request|scope): [A-Z].{0,200})$/ },
];
