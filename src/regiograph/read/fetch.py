"""Pages from the web, one at a time, each named by a person: http(s) only, within limits of size and time.

    address → robots.txt → resolve → connect to that very address → answer → redirect? then all of it again

Private networks are out of reach: the resolver gives the addresses, and the connection goes to one of them without
asking again, so that a name cannot change its meaning in between (DNS rebinding). Proxies and cookies are not used.
Specifications: RFC 9110, RFC 9309 (robots).
"""

from __future__ import annotations

import email.utils
import http.client
import ipaddress
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from regiograph.errors import InputError
from regiograph.media import by_media_type
from regiograph.read.folder import MAX_BYTES
from regiograph.read.formats import READERS

USER_AGENT = "regiograph/0.1 (+https://pypi.org/project/regiograph/)"
ROBOT = "regiograph"
"""The product token for which robots.txt is asked."""

Resolver = Callable[[str, int], Sequence[str]]
"""Host name and port → IP addresses that may be connected to. Raises InputError where none may."""

_HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept": "text/html, application/xhtml+xml, text/*;q=0.9, */*;q=0.5",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}
_REDIRECTS = {301, 302, 303, 307, 308}
_ROBOTS_BYTES = 512 * 1024
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Limits:
    """``size`` in bytes once unpacked, ``seconds`` for one page with its redirects, ``redirects`` in a row."""

    size: int = MAX_BYTES
    seconds: float = 30.0
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Fetched:
    """One answer: the address asked for and the one that answered, the bytes, and what the server says of them.

    ``suffix`` is that of the reader for it (".html"), ``day`` the ISO date of the server's clock, if it has one.
    """

    asked: str
    url: str
    data: bytes = field(repr=False)
    suffix: str
    charset: str | None = None
    day: str | None = None


def public_addresses(host: str, port: int) -> tuple[str, ...]:
    """What a name means in the public internet: the resolver in daily use.

    Raises InputError when the name is unknown, or when any of its addresses is private, local or reserved.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise InputError(f"the name {host} is not known", todo="check the address and the network") from error
    addresses = tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
    for address in addresses:
        if not is_public(address):
            raise InputError(f"{host} leads to {address}, which is no public address", todo="save the page as a file")
    return addresses


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, whichever way it is written.

    >>> is_public("192.0.43.8"), is_public("127.0.0.1"), is_public("::ffff:10.0.0.1"), is_public("169.254.169.254")
    (True, False, False, False)
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped or ip in _NAT64:
            return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
        if ip.sixtofour or ip.teredo:
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def checked(url: str) -> str:
    """The address in the form that is sent: IDNA host, percent-encoded path, no fragment.

    Raises InputError for another scheme than http(s), for a user name in it, and for a host or port that is none.
    """
    todo = "give an address such as https://example.org/page"
    # Only what a person sees counts: urlsplit itself drops line ends and tabs within an address.
    if not url.isprintable() or any(c.isspace() for c in url.strip()):
        raise InputError("the address holds blanks or control characters", where=repr(url), todo=todo)
    try:
        parts = urlsplit(url.strip())
        port, host = parts.port, parts.hostname or ""
        if ":" not in host:
            host = host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise InputError("no valid address", where=url, todo=todo) from error
    if parts.scheme not in {"http", "https"}:
        raise InputError(f"{parts.scheme or 'no scheme'}: only http and https are read", where=url, todo=todo)
    if parts.username is not None or parts.password is not None:
        raise InputError("an address with a user name or password is not read", where=_host(url), todo=todo)
    if not host or (":" not in host and not re.fullmatch(r"[a-z0-9_.-]+", host)) or port == 0:
        raise InputError("an address without a valid host", where=url, todo=todo)
    netloc = (f"[{host}]" if ":" in host else host) + ("" if port in {None, _port(parts.scheme)} else f":{port}")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    return urlunsplit((parts.scheme, netloc, path, quote(parts.query, safe="/%:@!$&'()*+,;=~-._?"), ""))


@dataclass(slots=True)
class Fetcher:
    """Fetches pages; robots.txt of each server is asked for once. ``resolver`` decides where connections may go."""

    resolver: Resolver = public_addresses
    limits: Limits = Limits()
    tls: ssl.SSLContext | None = None
    _robots: dict[str, Callable[[str], bool]] = field(default_factory=dict, init=False)

    def fetch(self, url: str) -> Fetched:
        """One page. Raises InputError, naming the address, for whatever keeps it from being read."""
        asked = here = checked(url)
        deadline = time.monotonic() + self.limits.seconds
        try:
            for _ in range(self.limits.redirects + 1):
                self._ask_robots(here, deadline)
                answer = self._get(here, deadline, self.limits.size)
                if answer.status not in _REDIRECTS:
                    return self._page(asked, here, answer)
                here = checked(urljoin(here, answer.location))
        except InputError as error:
            raise InputError(error.what, where=error.where or here, todo=error.todo) from error
        raise InputError(
            f"more than {self.limits.redirects} redirects",
            where=asked,
            todo="open it in a browser and copy the last address",
        )

    def _page(self, asked: str, url: str, answer: _Answer) -> Fetched:
        if answer.status != 200:
            words = http.client.responses.get(answer.status, "an unknown answer")
            raise InputError(f"the server answers {answer.status} {words}", todo="check the address in a browser")
        media_type, _, parameters = answer.media_type.partition(";")
        media = by_media_type("text/html" if media_type.strip().lower() == "application/xhtml+xml" else media_type)
        suffix = PurePosixPath(urlsplit(url).path).suffix.lower()
        if media is not None and media.suffix in READERS and not (media.name == "txt" and suffix == ".md"):
            suffix = media.suffix
        elif suffix not in READERS or media_type.strip().lower() not in {
            "",
            "application/octet-stream",
            "text/plain",
            "binary/octet-stream",
        }:
            raise InputError(
                f"no reader for {media_type.strip() or 'an answer without a media type'}",
                todo=f"known: {', '.join(READERS)}",
            )
        charset = re.search(r"charset\s*=\s*\"?([\w.:-]+)", parameters, re.IGNORECASE)
        return Fetched(asked, url, answer.body, suffix, charset[1].lower() if charset else None, _day(answer.date))

    def _ask_robots(self, url: str, deadline: float) -> None:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._robots:
            self._robots[origin] = self._rules(f"{origin}/robots.txt", deadline)
        if not self._robots[origin](url):
            raise InputError(
                "robots.txt of the server asks not to read it", todo="ask its keeper, or save it in a browser"
            )

    def _rules(self, url: str, deadline: float) -> Callable[[str], bool]:
        """What robots.txt allows: all where there is none (4xx), nothing where the server fails (RFC 9309, 2.3.1)."""
        try:
            import protego
        except ImportError as error:
            raise InputError("pages from the web need protego", todo="run: pip install 'regiograph[web]'") from error
        here = url
        for _ in range(self.limits.redirects + 1):
            answer = self._get(here, deadline, _ROBOTS_BYTES, cut=True)
            if answer.status in _REDIRECTS:
                here = checked(urljoin(here, answer.location))
            elif 200 <= answer.status < 300:
                rules = protego.Protego.parse(answer.body.decode("utf-8", "replace").removeprefix("\ufeff"))
                return lambda page: bool(rules.can_fetch(page, ROBOT))
            else:
                break
        allowed = 300 <= answer.status < 500 and answer.status != 429
        return lambda _: allowed

    def _get(self, url: str, deadline: float, size: int, *, cut: bool = False) -> _Answer:
        """One request, by a connection of its own. Raises InputError; with ``cut`` not for a body above ``size``."""
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or _port(parts.scheme)
        late = InputError(
            f"no whole answer within {self.limits.seconds:g} s", todo="try again later, or save it in a browser"
        )
        try:
            with self._connected(host, port, parts.scheme, deadline, late) as connection:
                target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
                connection.putrequest("GET", target, skip_host=True, skip_accept_encoding=True)
                for name, value in {"Host": parts.netloc, **_HEADERS}.items():
                    connection.putheader(name, value)
                connection.endheaders()
                response = connection.getresponse()
                location = response.getheader("Location") or ""
                body = b"" if response.status in _REDIRECTS else b"".join(_body(response, size, cut=cut))
                if response.status in _REDIRECTS and not location:
                    raise InputError("a redirect to nowhere", todo="check the address in a browser")
                return _Answer(
                    response.status,
                    response.getheader("Content-Type") or "",
                    location,
                    response.getheader("Date") or "",
                    body,
                )
        except ssl.SSLCertVerificationError as error:
            raise InputError(
                f"the certificate does not hold: {error.verify_message}", todo="check the address"
            ) from error
        except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
            if isinstance(error, TimeoutError) or time.monotonic() >= deadline:
                raise late from error
            raise InputError(f"the connection broke: {error or type(error).__name__}", todo="try again") from error

    @contextmanager
    def _connected(
        self, host: str, port: int, scheme: str, deadline: float, late: InputError
    ) -> Iterator[http.client.HTTPConnection]:
        addresses = self.resolver(host, port)
        left = deadline - time.monotonic()
        if left <= 0:
            raise late
        if not addresses:
            raise InputError(f"the name {host} has no address", todo="check the address")
        plain = _connect(addresses, port, left)
        # A server that sends a byte a second never runs into the limit of a single wait.
        watched = [plain]
        watch = threading.Timer(max(deadline - time.monotonic(), 0.0), _shut, [watched])
        watch.daemon = True
        watch.start()
        connection = http.client.HTTPConnection(host, port)
        try:
            if scheme == "https":
                context = self.tls or ssl.create_default_context()
                secure = context.wrap_socket(plain, server_hostname=host, do_handshake_on_connect=False)
                watched[0] = secure
                secure.do_handshake()
            connection.sock = watched[0]
            yield connection
            if time.monotonic() >= deadline:
                raise late
        finally:
            watch.cancel()
            connection.close()
            watched[0].close()


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    media_type: str
    location: str
    date: str
    body: bytes


def _connect(addresses: Sequence[str], port: int, seconds: float) -> socket.socket:
    """A connection to the first address that answers, and to no other name or address."""
    last: OSError | None = None
    for address in addresses[:4]:
        try:
            made = socket.create_connection((address, port), timeout=seconds / min(len(addresses), 4))
            made.settimeout(seconds)
            return made
        except OSError as error:
            last = error
    raise last or OSError("no address")


def _shut(watched: list[socket.socket]) -> None:
    with suppress(OSError):
        watched[0].shutdown(socket.SHUT_RDWR)


def _body(response: http.client.HTTPResponse, size: int, *, cut: bool) -> Iterator[bytes]:
    coding = (response.getheader("Content-Encoding") or "identity").strip().lower()
    if coding not in {"identity", "gzip", "x-gzip"}:
        raise InputError(f"the answer is packed with {coding}", todo="save the page in a browser")
    unpack = zlib.decompressobj(wbits=31) if coding != "identity" else None
    total = 0
    while chunk := response.read(64 * 1024):
        plain = unpack.decompress(chunk, size + 1) if unpack else chunk
        total += len(plain)
        if total > size:
            if cut:
                return
            raise InputError(f"the page is larger than {size / 1_048_576:.3g} MB", todo="save the part that matters")
        yield plain
    if response.length or (unpack and not unpack.eof):
        raise InputError("the answer is cut off", todo="try again")


def _day(date: str) -> str | None:
    try:
        return email.utils.parsedate_to_datetime(date).date().isoformat()
    except (ValueError, TypeError):
        return None


def _port(scheme: str) -> int:
    return 443 if scheme == "https" else 80


def _host(url: str) -> str:
    return urlsplit(url.strip()).hostname or ""
