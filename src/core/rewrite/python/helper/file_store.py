from __future__ import annotations

import json
import os
import tempfile
import time
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Iterator

from .core import SpotifyTokens


class FileTokenStore:
    """Tokens in a private file, locked across processes. Keep it out of version
    control. While there is no file, `refresh_token` is where to start."""

    def __init__(self, path: str, refresh_token: str | None = None) -> None:
        self._path = Path(path)
        self._first = SpotifyTokens("", refresh_token, 0) if refresh_token else None

    def load(self) -> SpotifyTokens | None:
        try:
            text = self._path.read_text(encoding="utf-8")
            return SpotifyTokens(**json.loads(text))
        except (FileNotFoundError, ValueError, TypeError):
            return self._first

    def save(self, tokens: SpotifyTokens | None) -> None:
        if tokens is None:
            self._path.unlink(missing_ok=True)
            return
        # Created for this user only, then swapped in whole.
        handle, draft = tempfile.mkstemp(dir=self._path.parent or ".")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(asdict(tokens), file)
        os.replace(draft, self._path)

    @contextmanager
    def lock(self) -> Iterator[None]:
        with open(f"{self._path}.lock", "a", encoding="utf-8") as file:
            if os.name == "nt":
                import msvcrt

                while True:
                    try:
                        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
                        break
                    except OSError:
                        time.sleep(0.05)
            else:
                import fcntl

                fcntl.flock(file, fcntl.LOCK_EX)
            yield
