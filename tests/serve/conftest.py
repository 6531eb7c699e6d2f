"""One small release and its server for all tests of this folder."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from serve_sample import Client, close_all, put_release, wait_for

from regiograph.serve import Server, Settings, create_app


@pytest.fixture(scope="session", autouse=True)
def _closing() -> Iterator[None]:
    yield
    close_all()


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return put_release(tmp_path_factory.mktemp("served") / "out")


@pytest.fixture(scope="session")
def app(root: Path) -> Server:
    return create_app(root)


@pytest.fixture
def client(app: Server) -> Client:
    return Client(app)


@pytest.fixture(scope="session")
def live(root: Path) -> Iterator[str]:
    """The address of a server as its users start it, in a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "regiograph", "serve", str(root), "--port", str(port), "--quiet"]
    with subprocess.Popen(command) as process:
        try:
            wait_for(f"http://127.0.0.1:{port}/health")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)


@pytest.fixture(scope="session")
def tight(root: Path) -> Client:
    """A server with small limits behind a proxy that cuts /data off."""
    return Client(
        create_app(
            root, Settings("https://portal.example/data/", max_rows=3, max_query=200, max_answer=400, max_page=400)
        )
    )
