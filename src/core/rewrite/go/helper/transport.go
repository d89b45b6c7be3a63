package spotifyauth

import (
	"io"
	"net/http"
	"net/url"
)

// Client returns a copy of client that sends the session's token, and on a 401
// refreshes it and sends the request once more. nil: a copy of the default one.
func (s *SpotifySession) Client(client *http.Client) *http.Client {
	if client == nil {
		client = http.DefaultClient
	}
	base := client.Transport
	if wrapped, ok := base.(*spotifyTransport); ok {
		base = wrapped.base
	}
	if base == nil {
		base = http.DefaultTransport
	}
	copied := *client
	copied.Transport = &spotifyTransport{s, base}
	return &copied
}

type spotifyTransport struct {
	session *SpotifySession
	base    http.RoundTripper
}

func (t *spotifyTransport) RoundTrip(request *http.Request) (*http.Response, error) {
	if !isSpotifyAPI(request.URL) {
		return t.base.RoundTrip(withoutRedirectedToken(request))
	}
	token, err := t.session.AccessToken(request.Context(), "")
	if err != nil {
		if request.Body != nil {
			request.Body.Close()
		}
		return nil, err
	}
	response, err := t.base.RoundTrip(withSpotifyToken(request, token))
	if err != nil || response.StatusCode != http.StatusUnauthorized || !canSendAgain(request) {
		return response, err
	}
	fresh, err := t.session.AccessToken(request.Context(), token)
	if err == nil && fresh == token {
		return response, nil
	}
	// What is read to its end leaves the connection free for the retry.
	_, _ = io.Copy(io.Discard, io.LimitReader(response.Body, 64<<10))
	response.Body.Close()
	if err != nil {
		return nil, err
	}
	again := withSpotifyToken(request, fresh)
	if request.GetBody != nil {
		if again.Body, err = request.GetBody(); err != nil {
			return nil, err
		}
	}
	return t.base.RoundTrip(again)
}

// The only place a Spotify token may be sent to.
func isSpotifyAPI(target *url.URL) bool {
	return target.Scheme+"://"+target.Host == renewalAPIOrigin
}

// A stream is gone once it was sent.
func canSendAgain(request *http.Request) bool {
	return request.Body == nil || request.Body == http.NoBody || request.GetBody != nil
}

func withSpotifyToken(request *http.Request, token string) *http.Request {
	copied := request.Clone(request.Context())
	copied.Header.Set("Authorization", "Bearer "+token)
	return copied
}

// A redirect to another port may carry along what the caller had set.
func withoutRedirectedToken(request *http.Request) *http.Request {
	if request.Response == nil || request.Header.Get("Authorization") == "" {
		return request
	}
	copied := request.Clone(request.Context())
	copied.Header.Del("Authorization")
	return copied
}
