"""Pages from the web, against a server on loopback: what is fetched, and everything that keeps a page from it."""

from __future__ import annotations

import gzip
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from regiograph.errors import InputError
from regiograph.read.fetch import ROBOT, Fetched, Fetcher, Limits, checked, is_public, public_addresses

PAGE = "<html lang=fi><h1>Åland</h1><p>Lapin liitto jakoi viime vuonna tukea alueen kehittämiseen éù.</p>".encode()
DATE = "Sun, 17 Nov 2024 23:30:00 GMT"
Answer = tuple[int, dict[str, str], bytes]


class Web:
    """A server on loopback that every name leads to; ``asked`` lists the Host and path of each request."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer | Callable[[BaseHTTPRequestHandler], None]] = {}
        self.asked: list[tuple[str, str]] = []
        self.resolved: list[tuple[str, int]] = []
        web = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                web.asked.append((self.headers["Host"], self.path))
                answer = web.answers.get(self.path, (404, {}, b"nothing"))
                if callable(answer):
                    answer(self)
                    return
                status, headers, body = answer
                self.send_response_only(status)
                for name, value in {
                    "Content-Type": "text/html",
                    "Date": DATE,
                    "Content-Length": str(len(body)),
                }.items():
                    if headers.get(name) != "":
                        self.send_header(name, headers.get(name, value))
                for name in headers.keys() - {"Content-Type", "Date", "Content-Length"}:
                    self.send_header(name, headers[name])
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_port
        self.base = f"http://pages.example.org:{self.port}"
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def resolver(self, host: str, port: int) -> list[str]:
        self.resolved.append((host, port))
        if host.startswith("private"):
            raise InputError(f"{host} leads to 10.0.0.1, which is no public address")
        return ["127.0.0.1"]

    def page(self, path: str, body: bytes = PAGE, status: int = 200, **headers: str) -> str:
        self.answers[path] = (status, {name.replace("_", "-"): value for name, value in headers.items()}, body)
        return self.base + path

    def fetch(self, url: str, **limits: float) -> Fetched:
        return Fetcher(self.resolver, Limits(**limits)).fetch(url)  # type: ignore[arg-type]


@pytest.fixture
def web() -> Iterator[Web]:
    made = Web()
    yield made
    made.server.shutdown()
    made.server.server_close()


def test_a_page_is_fetched_under_its_own_name(web: Web) -> None:
    url = web.page("/fi/%C3%A9%C3%B9?q=1", Content_Type='text/html; charset="ISO-8859-1"')
    page = web.fetch(f"{web.base}/fi/éù?q=1#part")
    assert (page.data, page.url, page.asked, page.suffix) == (PAGE, url, url, ".html")
    assert (page.charset, page.day) == ("iso-8859-1", "2024-11-17")
    assert web.asked == [
        (f"pages.example.org:{web.port}", "/robots.txt"),
        (f"pages.example.org:{web.port}", "/fi/%C3%A9%C3%B9?q=1"),
    ]


@pytest.mark.parametrize(
    ("path", "media_type", "suffix"),
    [
        ("/a", "text/html;charset=utf-8", ".html"), ("/a", "application/xhtml+xml", ".html"),
        ("/a", "application/pdf", ".pdf"),
        ("/a", "application/vnd.oasis.opendocument.text", ".odt"), ("/a.txt", "text/plain", ".txt"),
        ("/a.md", "text/plain", ".md"), ("/a.docx", "application/octet-stream", ".docx"), ("/a.pdf", "", ".pdf"),
    ],
)  # fmt: skip
def test_the_reader_follows_from_media_type_and_name(web: Web, path: str, media_type: str, suffix: str) -> None:
    assert web.fetch(web.page(path, Content_Type=media_type)).suffix == suffix


def test_redirects_are_followed_and_each_is_checked_anew(web: Web) -> None:
    web.page("/b", status=302, Location=f"http://other.example.org:{web.port}/c")
    url = web.page("/a", status=301, Location="/b")
    web.page("/c")
    page = web.fetch(url)
    assert (page.asked, page.url) == (url, f"http://other.example.org:{web.port}/c")
    assert [path for host, path in web.asked if host.startswith("other")] == ["/robots.txt", "/c"]


@pytest.mark.parametrize(
    ("location", "says"),
    [
        ("http://private.example.org/", "no public address"), ("file:///etc/passwd", "only http and https"),
        ("http://user:word@pages.example.org/", "user name or password"), ("", "redirect to nowhere"),
        ("/round", "more than 5 redirects"),
    ],
)  # fmt: skip
def test_a_redirect_to_where_one_may_not_go_is_refused(web: Web, location: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        web.fetch(web.page("/round", status=302, Location=location))


def test_robots_are_asked_once_and_obeyed(web: Web) -> None:
    web.page(
        "/robots.txt", f"User-agent: *\nDisallow: /\n\nUser-agent: {ROBOT}\nDisallow: /*.pdf$\nAllow: /\n".encode()
    )
    fetcher = Fetcher(web.resolver)
    fetcher.fetch(web.page("/a"))
    fetcher.fetch(web.page("/b"))
    with pytest.raises(InputError, match=r"robots\.txt") as caught:
        fetcher.fetch(web.page("/c.pdf"))
    assert caught.value.where == f"{web.base}/c.pdf"
    assert [path for _, path in web.asked] == ["/robots.txt", "/a", "/b"]


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False), (503, False), (429, False)])
def test_a_server_without_robots_allows_all_and_one_that_fails_nothing(web: Web, status: int, allowed: bool) -> None:
    web.page("/robots.txt", b"", status=status)
    url = web.page("/a")
    if allowed:
        assert web.fetch(url).data == PAGE
    else:
        with pytest.raises(InputError, match=r"robots\.txt"):
            web.fetch(url)


def test_the_connection_goes_to_the_address_that_was_checked(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    url = web.page("/a")

    def never(*args: object, **more: object) -> list[object]:
        host = args[0]
        if host != "127.0.0.1":
            raise AssertionError(f"asked again for {host}")
        return real(*args, **more)  # type: ignore[arg-type, return-value]

    real = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", never)
    assert web.fetch(url).data == PAGE
    assert web.resolved == [("pages.example.org", web.port)] * 2


def test_the_daily_resolver_refuses_what_is_not_public(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    for host in ("127.0.0.1", "[::1]", "localhost", "2130706433", "0x7f.1"):
        with pytest.raises(InputError, match=r"no public address|not known"):
            Fetcher().fetch(f"http://{host}:{web.port}/a")
    assert web.asked == []
    mixed = [(0, 0, 0, "", ("192.0.43.8", 80)), (0, 0, 0, "", ("10.0.0.1", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: mixed)
    with pytest.raises(InputError, match=r"10\.0\.0\.1"):
        public_addresses("rebinding.example.org", 80)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: mixed[:1])
    assert public_addresses("pages.example.org", 80) == ("192.0.43.8",)


@pytest.mark.parametrize(
    "address",
    ["10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.1.2.3", "224.0.0.1",
     "255.255.255.255", "::1", "::", "fe80::1%eth0", "fd00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
     "2001:db8::1", "ff02::1"],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


def test_addresses_that_are_public() -> None:
    assert all(map(is_public, ("192.0.43.8", "2606:4700::1", "64:ff9b::c000:2b08")))


@pytest.mark.parametrize(
    "url",
    ["ftp://example.org/", "example.org/a", "http:///a", "http://", "http://example.org:99999/", "http://u@example.org/",
     "http://exa mple.org/", "http://example.org/\r\nX: y", "http://[::1/", "http://ex<a>mple.org/", "http://example.org:0/",
     f"http://{'a' * 70}.org/"],
)  # fmt: skip
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(InputError):
        checked(url)


def test_an_address_is_written_as_it_is_sent() -> None:
    assert (
        checked(" HTTPS://Łódź.example.org:443/é%20ù?a=ö#x ")
        == "https://xn--d-uga0v4h.example.org/%C3%A9%20%C3%B9?a=%C3%B6"
    )
    assert checked("http://[2001:DB8::1]:8080") == "http://[2001:db8::1]:8080/"


def test_packed_answers_are_unpacked_within_the_limit(web: Web) -> None:
    assert web.fetch(web.page("/a", gzip.compress(PAGE), Content_Encoding="gzip")).data == PAGE
    bomb = gzip.compress(b"\xc3\xa9" * 5_000_000)
    with pytest.raises(InputError, match="larger than"):
        web.fetch(web.page("/b", bomb, Content_Encoding="gzip"), size=100_000)
    with pytest.raises(InputError, match="packed with br"):
        web.fetch(web.page("/c", Content_Encoding="br"))
    with pytest.raises(InputError, match="cut off"):
        web.fetch(web.page("/d", gzip.compress(PAGE)[:-9], Content_Encoding="gzip"))
    with pytest.raises(InputError, match="broke"):
        web.fetch(web.page("/e", Content_Encoding="gzip"))


@pytest.mark.parametrize(
    ("body", "status", "headers", "says"),
    [
        (b"x" * 5_000, 200, {}, "larger than"),
        (PAGE, 404, {}, "404 Not Found"),
        (PAGE, 500, {}, "500"),
        (PAGE, 200, {"Content_Type": "video/mp4"}, "no reader for video/mp4"),
        (PAGE, 200, {"Content_Type": ""}, "no reader for an answer without"),
        (PAGE, 200, {"Content_Length": "4000"}, "within|cut off|broke"),
    ],
)
def test_an_answer_that_is_no_page_is_refused_by_address(
    web: Web, body: bytes, status: int, headers: dict[str, str], says: str
) -> None:
    url = web.page("/a", body, status, **headers)
    with pytest.raises(InputError, match=says) as caught:
        web.fetch(url, size=4_500, seconds=1.0)
    assert caught.value.where == url
    assert caught.value.todo


@pytest.mark.parametrize("where", ["head", "body"])
def test_a_server_that_drips_is_left_in_time(web: Web, where: str) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + (b"Content-Type: text/html\r\n\r\n" if where == "body" else b""))
        for _ in range(200):
            try:
                handler.wfile.write(b"x")
            except OSError:
                break
            time.sleep(0.05)
        handler.close_connection = True

    web.answers["/a"] = drip
    begun = time.monotonic()
    with pytest.raises(InputError, match=r"within 0\.5 s"):
        web.fetch(f"{web.base}/a", seconds=0.5)
    assert time.monotonic() - begun < 4


def test_no_server_and_no_address(web: Web) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        with pytest.raises(InputError, match="broke"):
            web.fetch(f"http://pages.example.org:{free.getsockname()[1]}/a")
    with pytest.raises(InputError, match="no address"):
        Fetcher(lambda *_: []).fetch("http://pages.example.org/")


def test_without_the_library_the_extra_is_named(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "protego", None)
    with pytest.raises(InputError, match=r"regiograph\[web\]"):
        web.fetch(web.page("/a"))
    assert web.asked == []


@pytest.mark.skipif(shutil.which("openssl") is None, reason="makes its certificate with openssl")
def test_https_asks_for_the_name_and_checks_the_certificate(web: Web, tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=pages.example.org", "-addext", "subjectAltName=DNS:pages.example.org", "-keyout", key,
         "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    web.server.socket = context.wrap_socket(web.server.socket, server_side=True)
    trusting = ssl.create_default_context(cafile=str(certificate))
    web.page("/a")
    url = f"https://pages.example.org:{web.port}/a"
    assert Fetcher(web.resolver, tls=trusting).fetch(url).data == PAGE
    with pytest.raises(InputError, match="certificate"):
        Fetcher(web.resolver).fetch(url)
    with pytest.raises(InputError, match="certificate"):
        Fetcher(web.resolver, tls=trusting).fetch(url.replace("pages", "other"))
