from __future__ import annotations

import os

from .core import SpotifyAuth
from .file_store import FileTokenStore

# The signed-in user. After the code exchange call spotify.signed_in(answer), or
# start with a refresh token in SPOTIFY_REFRESH_TOKEN. For many users make one
# SpotifyAuth for each, with a store of its own.
spotify = SpotifyAuth(
    client_id=os.environ.get("SPOTIFY_CLIENT_ID", ""),
    client_secret=os.environ.get("SPOTIFY_CLIENT_SECRET"),  # not set for PKCE
    store=FileTokenStore(
        ".spotify-tokens.json",
        refresh_token=os.environ.get("SPOTIFY_REFRESH_TOKEN"),
    ),
)
