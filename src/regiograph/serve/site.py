"""What the server serves: the release that the path points to now, the named queries, the settings."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import formatdate
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from regiograph.errors import ConfigError, ReleaseError
from regiograph.publish import OpenRelease, find_release, open_release
from regiograph.publish.ldes import FEED, read_feed
from regiograph.publish.manifest import FILE as MANIFEST
from regiograph.publish.release import LINK
from regiograph.query import NamedQuery, named_queries
from regiograph.serve.guard import Rate
from regiograph.serve.meter import Meter
from regiograph.serve.names import Catalogue
from regiograph.serve.pool import Limits, Pool
from regiograph.store import parse
from regiograph.terms import expand


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits and addresses. ``max_query``, ``max_answer`` (a document), ``max_page`` (the data of a page) and
    ``max_headers`` are bytes; ``hold`` bytes of an answer are held back before it is streamed, and ``limits`` are
    those of the workers. ``public_url`` is where readers find us, with a path if a proxy cuts one off; ``workspace``
    adds its own queries to the packaged ones. ``rate`` is that of :class:`Rate`; ``log`` takes lines of an access log.
    """

    public_url: str = ""
    workspace: Path | None = None
    max_rows: int = 100_000
    max_query: int = 100_000
    max_answer: int = 10_000_000
    max_page: int = 2_000_000
    max_headers: int = 16_000
    hold: int = 1_000_000
    limits: Limits = field(default_factory=Limits)
    rate: int | None = None
    log: Callable[[str], None] | None = None

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
    def modified(self) -> str:
        """When the release came to be, as HTTP writes it."""
        return formatdate(self.stamp[2] / 1e9, usegmt=True)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The names and the lists of things of this release."""
        return Catalogue(self.release)

    @cached_property
    def licence(self) -> str:
        """The IRI of the licence of the data, as the catalogue says; empty when there is none."""
        if self.release.manifest.entry("catalog.ttl") is None:
            return ""
        said = parse(self.release.read("catalog.ttl"), "ttl", where="catalog.ttl")
        home, wanted = f"{self.release.iris.base}catalog", expand("dcterms:license")
        return next((str(q.object) for q in said if q.subject == home and q.predicate == wanted), "")

    @cached_property
    def withdrawn(self) -> frozenset[str]:
        """The things that an earlier release had and this one has not, by the stream of changes."""
        if self.release.manifest.entry(FEED) is None:
            return frozenset()
        return frozenset(thing for thing, member in read_feed(self.release).latest.items() if member.facts is None)


class Site:
    """The current release of a folder, looked up anew for each request: a switched link is followed at once.

    A request that has begun keeps the release it began with. Raises ReleaseError when there is none at the start.
    """

    def __init__(self, path: Path, settings: Settings | None = None) -> None:
        self.path, self.settings = path, settings or Settings()
        self._lock = threading.Lock()
        self._edition = self._open()
        linked = path / LINK / MANIFEST
        self._probe = linked if linked.is_file() else path / MANIFEST
        self.pool = Pool(lambda: self.edition().release.folder, self.settings.limits)
        self.meter = Meter(self.pool, self.settings.log)
        self.rate = Rate(self.settings.rate)

    @cached_property
    def queries(self) -> Mapping[str, NamedQuery]:
        """The named queries, packaged and of the workspace."""
        return named_queries(self.settings.workspace)

    def edition(self) -> Edition:
        """The release that the path points to now; the last good one while there is none that can be read."""
        try:
            # One look at the file system tells that nothing has changed, which is nearly always so.
            seen = self._probe.stat()
            if (seen.st_ino, seen.st_mtime_ns) == self._edition.stamp[1:]:
                return self._edition
        except OSError:
            pass
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
    found = (folder / MANIFEST).stat()
    return str(folder), found.st_ino, found.st_mtime_ns
