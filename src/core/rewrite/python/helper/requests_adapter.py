from __future__ import annotations

from typing import Any

import requests
import requests.auth

from .core import is_spotify_api
from .setup_user import spotify


class SpotifyRequestsAuth(requests.auth.AuthBase):
    """The token, and on a 401 one refresh and one retry."""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if not is_spotify_api(request.url):
            return request
        token = spotify.access_token()
        request.headers["Authorization"] = f"Bearer {token}"

        def retry_once(
            response: requests.Response, **options: Any
        ) -> requests.Response:
            sent = response.request
            # A redirect may have led elsewhere; a stream is gone once it was sent.
            if response.status_code != 401 or not is_spotify_api(sent.url):
                return response
            if sent.body is not None and not isinstance(sent.body, (bytes, str)):
                return response
            fresh = spotify.access_token(rejected=token)
            if fresh == token:
                return response
            response.content  # frees the connection
            again = sent.copy()
            again.headers["Authorization"] = f"Bearer {fresh}"
            answer = response.connection.send(again, **options)
            answer.history.append(response)
            answer.request = again
            return answer

        request.register_hook("response", retry_once)
        return request


requests_auth = SpotifyRequestsAuth()
