package spotifyauth

import (
	"net/http"
	"sync"
	"time"

	"golang.org/x/oauth2"
)

// SpotifyOAuth2Client takes over the token of a client that golang.org/x/oauth2
// made. That one renews it by the clock only; this one on a 401 too. Clients
// made from the same token share their refreshes.
func SpotifyOAuth2Client(client *http.Client) *http.Client {
	transport, ok := client.Transport.(*oauth2.Transport)
	if !ok {
		return client
	}
	token, err := transport.Source.Token()
	if err != nil {
		return client
	}
	copied := *client
	copied.Transport = transport.Base
	return spotifySessionOf(token).Client(&copied)
}

var takenOver = struct {
	sync.Mutex
	sessions map[string]*SpotifySession
}{sessions: map[string]*SpotifySession{}}

func spotifySessionOf(token *oauth2.Token) *SpotifySession {
	takenOver.Lock()
	defer takenOver.Unlock()
	known := takenOver.sessions[token.RefreshToken]
	if known != nil {
		return known
	}
	expiry := token.Expiry
	if expiry.IsZero() {
		expiry = time.Now().Add(time.Hour)
	}
	tokens := &SpotifyTokens{token.AccessToken, token.RefreshToken, expiry.Unix()}
	session := &SpotifySession{
		Credentials: spotifyCredentials,
		Store:       &SpotifyMemoryStore{tokens},
		// Without a refresh token it was the app's own.
		AppOnly: token.RefreshToken == "",
	}
	takenOver.sessions[token.RefreshToken] = session
	return session
}
