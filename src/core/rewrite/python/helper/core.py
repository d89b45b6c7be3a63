"""Refreshes Spotify access tokens: before they expire, and once after a 401."""

from __future__ import annotations

import base64
import json
import logging
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from typing import Any, ContextManager, Mapping, Protocol

API_ORIGIN = "https://api.spotify.com"
TOKEN_URL = "https://accounts.spotify.com/api/token"
EXPIRY_MARGIN_SECONDS = 60
COOL_DOWN_SECONDS = 10
REFRESH_TIMEOUT_SECONDS = 15


class SpotifyReauthRequired(Exception):
    """Sign in again: there is no refresh token, or Spotify refused it."""


@dataclass(frozen=True)
class SpotifyTokens:
    access_token: str
    # None with client credentials
    refresh_token: str | None
    # seconds since 1970
    expires_at: float


class TokenStore(Protocol):
    """Where the tokens live: a file, a database row."""

    def load(self) -> SpotifyTokens | None:
        ...

    def save(self, tokens: SpotifyTokens | None) -> None:
        """Returns once the tokens are safe; None removes them."""

    def lock(self) -> ContextManager[None]:
        """Keeps other processes that share the store out meanwhile."""


class SpotifyAuth:
    """One signed-in user. Make it once and share it: refreshes are shared too."""

    def __init__(
        self,
        client_id: str,
        store: TokenStore,
        client_secret: str | None = None,
        grant: str = "refresh_token",
    ) -> None:
        self._client_id = client_id
        # On a server only; PKCE has none.
        self._client_secret = client_secret
        self._grant = grant
        self._store = store
        self._mutex = threading.Lock()
        self._newest = ("", 0.0)
        self._unsaved: tuple[SpotifyTokens, str | None] | None = None
        self._refused: str | None = None
        self._failures = 0
        self._failure: Exception | None = None

    def access_token(self, rejected: str | None = None) -> str:
        """A token to send now. After a 401, pass the token that was rejected:
        the answer is a newer one, or the same one where that would not help."""
        if rejected is not None and self._is_cooling(rejected):
            return rejected
        failures = self._failures
        current = self._load()
        if current is not None and self._is_usable(current, rejected):
            return current.access_token
        with self._mutex:
            # The refresh that this thread waited for failed: share its error.
            if self._failure is not None and self._failures > failures:
                raise self._failure
            try:
                with self._store.lock():
                    return self._refresh(rejected)
            except Exception as error:
                self._failures += 1
                self._failure = error
                raise

    def signed_in(self, answer: Mapping[str, Any]) -> None:
        """Call this with the token endpoint's answer after each sign-in."""
        with self._mutex, self._store.lock():
            self._refused = None
            self._unsaved = None
            self._newest = ("", 0.0)
            self._store.save(_to_tokens(answer, time.time(), None))

    def _refresh(self, rejected: str | None) -> str:
        current = self._load()
        # Another thread or process may have refreshed while this one waited.
        if current is not None and self._is_usable(current, rejected):
            return self._remember(current)
        spent = current.refresh_token if current else None
        if self._grant == "refresh_token" and spent in (None, "", self._refused):
            raise SpotifyReauthRequired("Not signed in to Spotify")
        started_at = time.time()
        status, answer = self._request_token(spent)
        if answer.get("error") == "invalid_grant":
            latest = self._store.load()
            if latest and latest.refresh_token != spent and not self._unsaved:
                return latest.access_token
            self._refused, self._unsaved = spent, None
            self._store.save(None)
            raise SpotifyReauthRequired("Spotify refused the refresh token")
        if status != 200 or not answer.get("access_token"):
            raise RuntimeError(f"Spotify did not renew the token: HTTP {status}")
        tokens = _to_tokens(answer, started_at, spent)
        stored = self._store.load()
        self._keep(tokens, stored.access_token if stored else None)
        return self._remember(tokens)

    def _request_token(self, refresh_token: str | None) -> tuple[int, dict[str, Any]]:
        form = {"grant_type": self._grant}
        if self._grant == "refresh_token":
            form["refresh_token"] = refresh_token or ""
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        if self._client_secret:
            pair = f"{self._client_id}:{self._client_secret}".encode()
            headers["Authorization"] = f"Basic {base64.b64encode(pair).decode()}"
        else:
            form["client_id"] = self._client_id
        data = urllib.parse.urlencode(form).encode()
        request = urllib.request.Request(TOKEN_URL, data, headers)
        opener = urllib.request.build_opener(_NoRedirects)
        try:
            with opener.open(request, timeout=REFRESH_TIMEOUT_SECONDS) as response:
                return response.status, _json_object(response.read())
        except urllib.error.HTTPError as error:
            with error:
                return error.code, _json_object(error.read())

    def _is_usable(self, tokens: SpotifyTokens, rejected: str | None) -> bool:
        if tokens.access_token == rejected:
            return False
        left = tokens.expires_at - time.time()
        if left > EXPIRY_MARGIN_SECONDS:
            return True
        return left > 0 and self._is_cooling(tokens.access_token)

    def _is_cooling(self, token: str) -> bool:
        """A token this new is not replaced again: something else is wrong."""
        newest, cool_until = self._newest
        return token == newest and time.monotonic() < cool_until

    def _remember(self, tokens: SpotifyTokens) -> str:
        if self._newest[0] != tokens.access_token:
            left = max(0.0, tokens.expires_at - time.time())
            cool = min(COOL_DOWN_SECONDS, left / 2)
            self._newest = (tokens.access_token, time.monotonic() + cool)
        return tokens.access_token

    def _load(self) -> SpotifyTokens | None:
        stored = self._store.load()
        unsaved = self._unsaved
        if unsaved is None:
            return stored
        tokens, replaces = unsaved
        if (stored.access_token if stored else None) != replaces:
            return stored
        self._keep(tokens, replaces)
        return tokens

    def _keep(self, tokens: SpotifyTokens, replaces: str | None) -> None:
        """A rotated refresh token exists only here: keep it, even if saving fails."""
        self._unsaved = (tokens, replaces)
        try:
            self._store.save(tokens)
            self._unsaved = None
        except OSError:
            log = logging.getLogger(__name__)
            log.warning("The new Spotify tokens could not be saved yet.")


def is_spotify_api(url: object) -> bool:
    """Whether a Spotify token may be sent there."""
    parts = urllib.parse.urlsplit(str(url))
    return f"{parts.scheme}://{parts.netloc}" == API_ORIGIN


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


def _to_tokens(
    answer: Mapping[str, Any], started_at: float, spent: str | None
) -> SpotifyTokens:
    return SpotifyTokens(
        access_token=answer["access_token"],
        # Spotify often sends none: the one that was spent stays valid.
        refresh_token=answer.get("refresh_token") or spent,
        expires_at=started_at + (answer.get("expires_in") or 3600),
    )


def _json_object(data: bytes) -> dict[str, Any]:
    try:
        value = json.loads(data)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
