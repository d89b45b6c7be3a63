package main

import (
	"context"
	"errors"
	"io"
	"os"
	"time"

	"github.com/zmb3/spotify/v2"
	spotifyauth "github.com/zmb3/spotify/v2/auth"
	"golang.org/x/oauth2"
)

var token = &oauth2.Token{
	AccessToken:  os.Getenv("SPOTIFY_ACCESS_TOKEN"),
	RefreshToken: os.Getenv("SPOTIFY_REFRESH_TOKEN"),
	Expiry:       time.Now().Add(time.Hour),
}

var client = spotify.New(
	spotifyauth.New().Client(context.Background(), token),
	spotify.WithBaseURL("https://api.spotify.com/v1/"),
)

// Its methods have their own paths: this one is GET /v1/me.
func call(ctx context.Context, _, _ string, _ io.Reader) (int, string, error) {
	user, err := client.CurrentUser(ctx)
	var refusal spotify.Error
	if errors.As(err, &refusal) {
		return refusal.Status, refusal.Message, nil
	}
	if err != nil {
		return 0, "", err
	}
	return 200, user.ID, nil
}
