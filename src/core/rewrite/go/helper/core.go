// Refreshes Spotify access tokens: before they expire, and once after a 401.
package spotifyauth

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"
)

const (
	renewalAPIOrigin = "https://api.spotify.com"
	renewalTokenURL  = "https://accounts.spotify.com/api/token"
	renewalMargin    = time.Minute
	renewalCoolDown  = 10 * time.Second
	renewalTimeout   = 15 * time.Second
)

// ErrSpotifyReauthRequired says that the user must sign in again: there is no
// refresh token, or Spotify refused it. Test for it with errors.Is.
var ErrSpotifyReauthRequired = errors.New("sign in to Spotify again")

// SpotifyTokens are what is kept between requests.
type SpotifyTokens struct {
	AccessToken string `json:"access_token"`
	// RefreshToken is empty with client credentials.
	RefreshToken string `json:"refresh_token,omitempty"`
	// ExpiresAt counts seconds since 1970.
	ExpiresAt int64 `json:"expires_at"`
}

// SpotifyTokenAnswer is the answer of Spotify's token endpoint, as it came.
type SpotifyTokenAnswer struct {
	AccessToken  string `json:"access_token"`
	RefreshToken string `json:"refresh_token"`
	ExpiresIn    int64  `json:"expires_in"`
	Error        string `json:"error"`
}

// SpotifyTokenStore is where the tokens live: a file, a database row.
type SpotifyTokenStore interface {
	// Load returns nil where there are no tokens.
	Load() (*SpotifyTokens, error)
	// Save returns once the tokens are safe; nil removes them.
	Save(tokens *SpotifyTokens) error
	// Lock keeps other processes that share the store out until unlock.
	Lock() (unlock func(), err error)
}

// SpotifySession is one signed-in user. Make it once and share it: refreshes
// are shared too.
type SpotifySession struct {
	// Credentials are asked for at each refresh. PKCE has no secret.
	Credentials func() (clientID, clientSecret string)
	Store       SpotifyTokenStore
	// AppOnly stands for client credentials: no user, no refresh token.
	AppOnly bool

	mutex      sync.Mutex
	refreshing *spotifyRefresh
	newest     string
	coolUntil  time.Time
	unsaved    *unsavedSpotifyTokens
	refused    string
	signIns    int
}

type spotifyRefresh struct {
	done  chan struct{}
	token string
	err   error
}

type unsavedSpotifyTokens struct {
	tokens *SpotifyTokens
	// replaces is the access token that the store still holds.
	replaces string
}

// AccessToken returns a token to send now. After a 401, pass the token that
// was rejected: the answer is a newer one, or the same one where that would
// not help. The context ends the wait, not the refresh.
func (s *SpotifySession) AccessToken(ctx context.Context, rejected string) (string, error) {
	s.mutex.Lock()
	if rejected != "" && s.isCooling(rejected) {
		s.mutex.Unlock()
		return rejected, nil
	}
	if s.refreshing == nil {
		current, err := s.load()
		if err != nil {
			s.mutex.Unlock()
			return "", err
		}
		if s.isUsable(current, rejected) {
			if rejected != "" {
				s.remember(current)
			}
			s.mutex.Unlock()
			return current.AccessToken, nil
		}
		s.refreshing = &spotifyRefresh{done: make(chan struct{})}
		go s.finish(s.refreshing, rejected)
	}
	refreshing := s.refreshing
	s.mutex.Unlock()
	select {
	case <-refreshing.done:
		return refreshing.token, refreshing.err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// SignedIn takes the token endpoint's answer after each sign-in.
func (s *SpotifySession) SignedIn(answer SpotifyTokenAnswer) error {
	unlock, err := s.Store.Lock()
	if err != nil {
		return err
	}
	defer unlock()
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.signIns++
	s.refused, s.newest, s.unsaved = "", "", nil
	return s.Store.Save(toSpotifyTokens(answer, time.Now(), ""))
}

func (s *SpotifySession) finish(refreshing *spotifyRefresh, rejected string) {
	refreshing.token, refreshing.err = s.refresh(rejected)
	s.mutex.Lock()
	s.refreshing = nil
	s.mutex.Unlock()
	close(refreshing.done)
}

func (s *SpotifySession) refresh(rejected string) (string, error) {
	unlock, err := s.Store.Lock()
	if err != nil {
		return "", err
	}
	defer unlock()

	s.mutex.Lock()
	current, err := s.load()
	if err == nil && s.isUsable(current, rejected) {
		// Another process refreshed while this one waited.
		defer s.mutex.Unlock()
		return s.remember(current), nil
	}
	spent, signIns, refused := "", s.signIns, s.refused
	if current != nil {
		spent = current.RefreshToken
	}
	s.mutex.Unlock()
	if err != nil {
		return "", err
	}
	if !s.AppOnly && (spent == "" || spent == refused) {
		return "", fmt.Errorf("%w: there is no refresh token", ErrSpotifyReauthRequired)
	}
	startedAt := time.Now()
	answer, err := s.requestToken(spent)
	if err != nil {
		return "", err
	}

	s.mutex.Lock()
	defer s.mutex.Unlock()
	latest, err := s.Store.Load()
	if err == nil && latest != nil && s.signIns != signIns {
		return latest.AccessToken, nil
	}
	if answer.Error == "invalid_grant" {
		if err == nil && latest != nil && latest.RefreshToken != spent && s.unsaved == nil {
			return latest.AccessToken, nil
		}
		s.refused, s.unsaved = spent, nil
		_ = s.Store.Save(nil) // The refusal counts, also where this fails.
		return "", fmt.Errorf("%w: Spotify refused the refresh token", ErrSpotifyReauthRequired)
	}
	replaces := ""
	if latest != nil {
		replaces = latest.AccessToken
	}
	tokens := toSpotifyTokens(answer, startedAt, spent)
	s.keep(tokens, replaces)
	return s.remember(tokens), nil
}

func (s *SpotifySession) requestToken(refreshToken string) (SpotifyTokenAnswer, error) {
	var answer SpotifyTokenAnswer
	form := url.Values{"grant_type": {"client_credentials"}}
	if !s.AppOnly {
		form = url.Values{"grant_type": {"refresh_token"}, "refresh_token": {refreshToken}}
	}
	clientID, clientSecret := s.Credentials()
	if clientSecret == "" {
		form.Set("client_id", clientID)
	}
	request, err := http.NewRequest(http.MethodPost, renewalTokenURL, strings.NewReader(form.Encode()))
	if err != nil {
		return answer, err
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if clientSecret != "" {
		request.SetBasicAuth(clientID, clientSecret)
	}
	client := &http.Client{Timeout: renewalTimeout, CheckRedirect: noSpotifyRedirect}
	response, err := client.Do(request)
	if err != nil {
		return answer, err
	}
	defer response.Body.Close()
	// An outage is not always told in JSON: the status decides then.
	_ = json.NewDecoder(io.LimitReader(response.Body, 1<<20)).Decode(&answer)
	isRenewed := response.StatusCode == http.StatusOK && answer.AccessToken != ""
	if !isRenewed && answer.Error != "invalid_grant" {
		return answer, fmt.Errorf("Spotify did not renew the token: HTTP %d", response.StatusCode)
	}
	return answer, nil
}

func (s *SpotifySession) isUsable(tokens *SpotifyTokens, rejected string) bool {
	if tokens == nil || tokens.AccessToken == "" || tokens.AccessToken == rejected {
		return false
	}
	left := time.Unix(tokens.ExpiresAt, 0).Sub(time.Now())
	return left > renewalMargin || left > 0 && s.isCooling(tokens.AccessToken)
}

// A token this new is not replaced again: something else is wrong.
func (s *SpotifySession) isCooling(token string) bool {
	return token == s.newest && time.Now().Before(s.coolUntil)
}

func (s *SpotifySession) remember(tokens *SpotifyTokens) string {
	if s.newest != tokens.AccessToken {
		now := time.Now()
		cool := time.Unix(tokens.ExpiresAt, 0).Sub(now) / 2
		if cool > renewalCoolDown {
			cool = renewalCoolDown
		}
		s.newest, s.coolUntil = tokens.AccessToken, now.Add(cool)
	}
	return tokens.AccessToken
}

func (s *SpotifySession) load() (*SpotifyTokens, error) {
	stored, err := s.Store.Load()
	if err != nil || s.unsaved == nil {
		return stored, err
	}
	if stored != nil && stored.AccessToken != s.unsaved.replaces {
		return stored, nil
	}
	tokens := s.unsaved.tokens
	s.keep(tokens, s.unsaved.replaces)
	return tokens, nil
}

// A rotated refresh token exists only here: it is kept, even if saving fails.
func (s *SpotifySession) keep(tokens *SpotifyTokens, replaces string) {
	s.unsaved = &unsavedSpotifyTokens{tokens, replaces}
	if err := s.Store.Save(tokens); err != nil {
		log.Print("The new Spotify tokens could not be saved yet.")
		return
	}
	s.unsaved = nil
}

func noSpotifyRedirect(*http.Request, []*http.Request) error {
	return http.ErrUseLastResponse
}

// Spotify often sends no refresh token: the one that was spent stays valid.
func toSpotifyTokens(answer SpotifyTokenAnswer, startedAt time.Time, spent string) *SpotifyTokens {
	if answer.RefreshToken == "" {
		answer.RefreshToken = spent
	}
	if answer.ExpiresIn == 0 {
		answer.ExpiresIn = 3600
	}
	return &SpotifyTokens{answer.AccessToken, answer.RefreshToken, startedAt.Unix() + answer.ExpiresIn}
}
