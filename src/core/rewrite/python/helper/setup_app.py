from __future__ import annotations

import os

from .core import SpotifyAuth
from .memory_store import MemoryTokenStore

# The app itself (client credentials): there is no user and no sign-in.
spotify = SpotifyAuth(
    client_id=os.environ.get("SPOTIFY_CLIENT_ID", ""),
    client_secret=os.environ.get("SPOTIFY_CLIENT_SECRET"),
    grant="client_credentials",
    store=MemoryTokenStore(),
)
