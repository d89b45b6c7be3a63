package spotifyauth

import "net/http"

// DefaultSpotifySession is the app itself (client credentials): there is no
// user and no sign-in.
var DefaultSpotifySession = &SpotifySession{
	Credentials: spotifyCredentials,
	Store:       &SpotifyMemoryStore{},
	AppOnly:     true,
}

// SpotifyClient returns a copy of client that renews the token on a 401.
func SpotifyClient(client *http.Client) *http.Client {
	return DefaultSpotifySession.Client(client)
}
