import json
import os

import spotipy

sp = spotipy.Spotify(auth=os.environ.get("SPOTIFY_ACCESS_TOKEN"))
sp.prefix = "https://api.spotify.com/v1/"


def call(path, method="GET", body=None, content_type="application/json"):
    payload = json.loads(body) if body else None
    try:
        result = sp._internal_call(method, "https://api.spotify.com" + path, payload, {})
        return 200, str(result)
    except spotipy.SpotifyException as error:
        return error.http_status, error.msg
