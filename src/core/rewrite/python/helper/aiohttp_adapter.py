from __future__ import annotations

import asyncio

import aiohttp

from .core import is_spotify_api
from .setup_user import spotify


async def aiohttp_middleware(
    request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType
) -> aiohttp.ClientResponse:
    """The token, and on a 401 one refresh and one retry (aiohttp 3.12 and later)."""
    # Runs for each hop of a redirect, which may lead anywhere.
    if not is_spotify_api(request.url):
        return await handler(request)
    # In a thread: a caller that is cancelled does not end the refresh.
    token = await asyncio.to_thread(spotify.access_token)
    request.headers["Authorization"] = f"Bearer {token}"
    response = await handler(request)
    # A stream is gone once it was sent, and would go out empty.
    whole = isinstance(request.body, (bytes, aiohttp.payload.BytesPayload))
    if response.status != 401 or not whole:
        return response
    fresh = await asyncio.to_thread(spotify.access_token, token)
    if fresh == token:
        return response
    response.release()
    request.headers["Authorization"] = f"Bearer {fresh}"
    return await handler(request)
