from __future__ import annotations

import asyncio
from typing import AsyncGenerator, Generator

import httpx

from .core import is_spotify_api
from .setup_user import spotify


class SpotifyHttpxAuth(httpx.Auth):
    """The token, and on a 401 one refresh and one retry."""

    def sync_auth_flow(
        self, request: httpx.Request
    ) -> Generator[httpx.Request, httpx.Response, None]:
        if not is_spotify_api(request.url):
            yield request
            return
        token = spotify.access_token()
        request.headers["Authorization"] = f"Bearer {token}"
        response = yield request
        if _may_retry(request, response):
            fresh = spotify.access_token(token)
            if fresh != token:
                request.headers["Authorization"] = f"Bearer {fresh}"
                yield request

    async def async_auth_flow(
        self, request: httpx.Request
    ) -> AsyncGenerator[httpx.Request, httpx.Response]:
        if not is_spotify_api(request.url):
            yield request
            return
        # In a thread: a caller that is cancelled does not end the refresh.
        token = await asyncio.to_thread(spotify.access_token)
        request.headers["Authorization"] = f"Bearer {token}"
        response = yield request
        if _may_retry(request, response):
            fresh = await asyncio.to_thread(spotify.access_token, token)
            if fresh != token:
                request.headers["Authorization"] = f"Bearer {fresh}"
                yield request


def _may_retry(request: httpx.Request, response: httpx.Response) -> bool:
    # A redirect may have led elsewhere; a stream is gone once it was sent.
    return (
        response.status_code == 401
        and is_spotify_api(response.url)
        and isinstance(request.stream, httpx.ByteStream)
    )


httpx_auth = SpotifyHttpxAuth()
