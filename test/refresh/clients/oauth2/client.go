package main

import (
	"context"
	"io"
	"net/http"
	"os"
	"time"

	"golang.org/x/oauth2"
)

var config = &oauth2.Config{
	ClientID:     os.Getenv("SPOTIFY_CLIENT_ID"),
	ClientSecret: os.Getenv("SPOTIFY_CLIENT_SECRET"),
	Endpoint:     oauth2.Endpoint{TokenURL: "https://accounts.spotify.com/api/token"},
}

var client = config.Client(context.Background(), &oauth2.Token{
	AccessToken:  os.Getenv("SPOTIFY_ACCESS_TOKEN"),
	RefreshToken: os.Getenv("SPOTIFY_REFRESH_TOKEN"),
	Expiry:       time.Now().Add(time.Hour),
})

func call(ctx context.Context, path, method string, body io.Reader) (int, string, error) {
	request, err := http.NewRequestWithContext(ctx, method, "https://api.spotify.com"+path, body)
	if err != nil {
		return 0, "", err
	}
	response, err := client.Do(request)
	if err != nil {
		return 0, "", err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	return response.StatusCode, string(text), err
}
