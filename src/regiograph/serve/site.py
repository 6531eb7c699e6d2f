"""What the server serves: the release that the path points to now, the named queries, the settings."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from regiograph.errors import ConfigError, ReleaseError
from regiograph.publish import OpenRelease, find_release, open_release
from regiograph.query import NamedQuery, named_queries
from regiograph.serve.names import Catalogue


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits and addresses. ``max_query`` and ``max_answer`` are bytes; ``public_url`` is where readers find us, with
    a path if a proxy cuts one off; ``workspace`` adds its own queries to the packaged ones.
    """

    public_url: str = ""
    workspace: Path | None = None
    max_rows: int = 100_000
    max_query: int = 100_000
    max_answer: int = 10_000_000

    def __post_init__(self) -> None:
        parts = urlsplit(self.public_url)
        if self.public_url and (
            parts.scheme not in {"http", "https"} or not parts.netloc or parts.query or parts.fragment
        ):
            raise ConfigError(f"not a web address: {self.public_url!r}", todo="--public-url https://data.example.org/")

    @property
    def prefix(self) -> str:
        """The path of the public address without its last slash: what every local link begins with."""
        return urlsplit(self.public_url).path.rstrip("/")


@dataclass(frozen=True)
class Edition:
    """One release, opened, with what is worth keeping for its pages."""

    release: OpenRelease
    stamp: tuple[str, int, int] = field(compare=False)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The names and the lists of things of this release."""
        return Catalogue(self.release)


class Site:
    """The current release of a folder, looked up anew for each request: a switched link is followed at once.

    A request that has begun keeps the release it began with. Raises ReleaseError when there is none at the start.
    """

    def __init__(self, path: Path, settings: Settings | None = None) -> None:
        self.path, self.settings = path, settings or Settings()
        self._lock = threading.Lock()
        self._edition = self._open()

    @cached_property
    def queries(self) -> Mapping[str, NamedQuery]:
        """The named queries, packaged and of the workspace."""
        return named_queries(self.settings.workspace)

    def edition(self) -> Edition:
        """The release that the path points to now; the last good one while there is none that can be read."""
        try:
            if _stamp(self.path) == self._edition.stamp:
                return self._edition
            with self._lock:
                if _stamp(self.path) != self._edition.stamp:
                    self._edition = self._open()
        except (ReleaseError, OSError):
            pass
        return self._edition

    def _open(self) -> Edition:
        release = open_release(self.path)
        # The store is opened here, so that a damaged release is never switched to.
        release.store.graphs()
        return Edition(release, _stamp(release.folder))


def _stamp(path: Path) -> tuple[str, int, int]:
    folder = find_release(path)
    found = (folder / "manifest.json").stat()
    return str(folder), found.st_ino, found.st_mtime_ns
