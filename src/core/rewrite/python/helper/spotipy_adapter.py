from __future__ import annotations

import requests

from .requests_adapter import requests_auth

# For spotipy.Spotify(requests_session=spotipy_session).
spotipy_session = requests.Session()
spotipy_session.auth = requests_auth
