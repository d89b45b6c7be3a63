package main

import (
	"context"
	"io"
	"net/http"
	"os"
	"time"
)

const api = "https://api.spotify.com"

var client = &http.Client{
	Timeout:   20 * time.Second,
	Transport: &http.Transport{MaxIdleConnsPerHost: 200},
}

func call(ctx context.Context, path, method string, body io.Reader) (int, string, error) {
	request, err := http.NewRequestWithContext(ctx, method, api+path, body)
	if err != nil {
		return 0, "", err
	}
	request.Header.Set("Authorization", "Bearer "+os.Getenv("SPOTIFY_ACCESS_TOKEN"))
	request.Header.Set("Content-Type", "application/json")
	response, err := client.Do(request)
	if err != nil {
		return 0, "", err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	return response.StatusCode, string(text), err
}
