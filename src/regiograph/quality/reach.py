"""Do the addresses of a catalogue answer? HEAD requests, and only to servers that the caller names."""

from __future__ import annotations

import http.client
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from regiograph.errors import UsageError

TIMEOUT = 10.0


def url_map(pairs: Iterable[str]) -> dict[str, str]:
    """``PUBLIC=LOCAL`` words as a mapping of address beginnings. Raises UsageError for a word that is none.

    >>> url_map(["https://data.example.org/=http://127.0.0.1:8000/"])
    {'https://data.example.org/': 'http://127.0.0.1:8000/'}
    """
    found: dict[str, str] = {}
    for pair in pairs:
        public, sign, local = pair.partition("=")
        if not sign or urlsplit(local).scheme not in {"http", "https"} or not urlsplit(local).netloc or not public:
            raise UsageError(
                f"--base-url-map {pair!r} is not PUBLIC=LOCAL",
                todo="for example https://data.example.org/=http://127.0.0.1:8000/",
            )
        found[public] = local
    return found


@dataclass(slots=True)
class Reach:
    """Asks each address once. ``served`` maps beginnings of public addresses to where they are served now."""

    served: Mapping[str, str] = field(default_factory=dict)
    timeout: float = TIMEOUT
    _known: dict[str, int | None] = field(default_factory=dict)

    def status(self, url: str) -> int | None:
        """The HTTP status of HEAD, redirects not followed; 0 without an answer, None for an address not to be asked."""
        head = max((p for p in self.served if url.startswith(p)), key=len, default=None)
        if head is None:
            return None
        if url not in self._known:
            self._known[url] = self._ask(self.served[head] + url[len(head) :])
        return self._known[url]

    def answers(self, url: str) -> bool:
        """Whether the status is one that data.europa.eu counts as reachable: 200 to 399."""
        status = self.status(url)
        return status is not None and 200 <= status < 400

    def _ask(self, url: str) -> int:
        parts = urlsplit(url)
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            connection = kind(parts.netloc, timeout=self.timeout)
            try:
                connection.request("HEAD", path, headers={"User-Agent": "regiograph", "Accept": "*/*"})
                return connection.getresponse().status
            finally:
                connection.close()
        except (OSError, http.client.HTTPException, UnicodeError):
            return 0
