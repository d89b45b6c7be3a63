package spotifyauth

// SpotifyMemoryStore keeps tokens in this process only: enough where a new one
// can always be had.
type SpotifyMemoryStore struct {
	tokens *SpotifyTokens
}

func (m *SpotifyMemoryStore) Load() (*SpotifyTokens, error) {
	return m.tokens, nil
}

func (m *SpotifyMemoryStore) Save(tokens *SpotifyTokens) error {
	m.tokens = tokens
	return nil
}

func (m *SpotifyMemoryStore) Lock() (func(), error) {
	return func() {}, nil
}
