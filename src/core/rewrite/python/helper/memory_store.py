from __future__ import annotations

from contextlib import contextmanager
from typing import Iterator

from .core import SpotifyTokens


class MemoryTokenStore:
    """Tokens of this process only: enough where a new one can always be had."""

    def __init__(self) -> None:
        self._tokens: SpotifyTokens | None = None

    def load(self) -> SpotifyTokens | None:
        return self._tokens

    def save(self, tokens: SpotifyTokens | None) -> None:
        self._tokens = tokens

    @contextmanager
    def lock(self) -> Iterator[None]:
        yield
