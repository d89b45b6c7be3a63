package spotifyauth

import (
	"net/http"
	"os"
)

// DefaultSpotifySession is the signed-in user. After the code exchange call
// DefaultSpotifySession.SignedIn(answer), or start with a refresh token in
// SPOTIFY_REFRESH_TOKEN. For many users make a SpotifySession for each, with a
// store of its own.
var DefaultSpotifySession = &SpotifySession{
	Credentials: spotifyCredentials,
	Store: &SpotifyFileStore{
		Path:  ".spotify-tokens.json",
		First: func() string { return os.Getenv("SPOTIFY_REFRESH_TOKEN") },
	},
}

// SpotifyClient returns a copy of client that refreshes the token on a 401.
func SpotifyClient(client *http.Client) *http.Client {
	return DefaultSpotifySession.Client(client)
}
