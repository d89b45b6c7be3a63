package spotifyauth

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// SpotifyFileStore keeps tokens in a private file, locked across processes.
// Keep it out of version control.
type SpotifyFileStore struct {
	Path string
	// First is where to start while there is no file: a refresh token.
	First func() string
}

const abandonedSpotifyLock = time.Minute

func (f *SpotifyFileStore) Load() (*SpotifyTokens, error) {
	data, err := os.ReadFile(f.Path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var tokens SpotifyTokens
	if err == nil && json.Unmarshal(data, &tokens) == nil {
		return &tokens, nil
	}
	if first := f.First(); first != "" {
		return &SpotifyTokens{RefreshToken: first}, nil
	}
	return nil, nil
}

func (f *SpotifyFileStore) Save(tokens *SpotifyTokens) error {
	if tokens == nil {
		if err := os.Remove(f.Path); !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	}
	data, err := json.Marshal(tokens)
	if err != nil {
		return err
	}
	// Created for this user only, then swapped in whole.
	draft, err := os.CreateTemp(filepath.Dir(f.Path), ".spotify-*")
	if err != nil {
		return err
	}
	defer os.Remove(draft.Name())
	_, err = draft.Write(data)
	if closed := draft.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	return os.Rename(draft.Name(), f.Path)
}

func (f *SpotifyFileStore) Lock() (func(), error) {
	lock := f.Path + ".lock"
	for {
		file, err := os.OpenFile(lock, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		if err == nil {
			file.Close()
			return func() { os.Remove(lock) }, nil
		}
		if !errors.Is(err, fs.ErrExist) {
			return nil, err
		}
		removeAbandonedLock(lock)
		time.Sleep(20 * time.Millisecond)
	}
}

// A process that died left its lock behind.
func removeAbandonedLock(lock string) {
	seen, err := os.Stat(lock)
	if err != nil || time.Since(seen.ModTime()) < abandonedSpotifyLock {
		return
	}
	aside := lock + ".old"
	if os.Rename(lock, aside) != nil {
		return
	}
	// Somebody was faster and holds a new lock: give it back.
	if moved, err := os.Stat(aside); err == nil && !os.SameFile(seen, moved) {
		_ = os.Link(aside, lock)
	}
	_ = os.Remove(aside)
}
