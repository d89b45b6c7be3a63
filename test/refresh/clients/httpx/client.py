import os

import httpx

client = httpx.Client(
    base_url="https://api.spotify.com",
    headers={"Authorization": "Bearer " + os.environ.get("SPOTIFY_ACCESS_TOKEN", "")},
    follow_redirects=True,
    limits=httpx.Limits(max_connections=200),
    timeout=20,
)


def call(path, method="GET", body=None, content_type="application/json"):
    response = client.request(method, path, content=body, headers={"Content-Type": content_type})
    return response.status_code, response.text
