package main

import (
	"context"
	"io"
	"net/http"
)

// A client_credentials token, made elsewhere.
var token string

func call(ctx context.Context, path, method string, _ io.Reader) (int, string, error) {
	request, err := http.NewRequestWithContext(ctx, method, "https://api.spotify.com"+path, nil)
	if err != nil {
		return 0, "", err
	}
	request.Header.Set("Authorization", "Bearer "+token)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, "", err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	return response.StatusCode, string(text), err
}
