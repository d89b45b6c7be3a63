import os

import aiohttp

TOKEN = os.environ.get("SPOTIFY_ACCESS_TOKEN")


async def call(path, method="GET", body=None, content_type="application/json"):
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": content_type}
    async with aiohttp.ClientSession() as session:
        async with session.request(method, "https://api.spotify.com" + path, headers=headers, data=body) as response:
            return response.status, await response.text()
