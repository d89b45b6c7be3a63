package spotifyauth

import "os"

func spotifyCredentials() (clientID, clientSecret string) {
	return os.Getenv("SPOTIFY_CLIENT_ID"), os.Getenv("SPOTIFY_CLIENT_SECRET")
}
