import os

import requests

API = "https://api.spotify.com"
TOKEN = os.environ.get("SPOTIFY_ACCESS_TOKEN", "")


def call(path, method="GET", body=None, content_type="application/json"):
    response = requests.request(
        method,
        f"{API}{path}",
        headers={"Authorization": f"Bearer {TOKEN}", "Content-Type": content_type},
        data=body,
    )
    return response.status_code, response.text
