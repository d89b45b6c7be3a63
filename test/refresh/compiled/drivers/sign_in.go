package main

import "encoding/json"

func init() {
	signIn = func(text string) error {
		var answer SpotifyTokenAnswer
		if err := json.Unmarshal([]byte(text), &answer); err != nil {
			return err
		}
		return DefaultSpotifySession.SignedIn(answer)
	}
}
