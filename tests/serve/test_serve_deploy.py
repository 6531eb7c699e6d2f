"""The container and the proxy before it: what their files name exists, and nginx serves by its file."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

import httpx
import pytest
import typer.main
from serve_sample import wait_for

from regiograph.cli import with_verbs
from workspaces import ROOT

DEPLOY = ROOT / "deploy"
CONTAINER = (DEPLOY / "Containerfile").read_text("utf-8")


def free() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def test_the_container_copies_what_there_is_and_what_the_wheel_needs() -> None:
    copied = [word for line in re.findall(r"^COPY (?!--)(.*)$", CONTAINER, re.MULTILINE) for word in line.split()[:-1]]
    assert [path for path in copied if not (ROOT / path).exists()] == []
    included = re.findall(r'^"([^"]+)" = "regiograph/_data', (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE)
    assert set(included) <= set(copied)
    shown = {line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")}
    assert shown == set(copied)


def test_the_container_is_not_root_and_starts_a_verb_that_exists() -> None:
    users = re.findall(r"^USER (\d+):(\d+)$", CONTAINER, re.MULTILINE)
    assert users
    assert "0" not in users[-1]
    verb, *rest = json.loads(re.findall(r"^CMD (\[.*\])$", CONTAINER, re.MULTILINE)[-1])
    known = typer.main.get_command(with_verbs()).commands[verb]  # type: ignore[attr-defined]
    options = {name for parameter in known.params for name in parameter.opts}
    assert {word for word in rest if word.startswith("--")} <= options
    assert "HEALTHCHECK" in CONTAINER


def test_the_compose_file_names_files_and_options_that_exist() -> None:
    text = (DEPLOY / "compose.yaml").read_text("utf-8")
    assert "dockerfile: deploy/Containerfile" in text
    assert "./nginx.conf:" in text
    known = typer.main.get_command(with_verbs()).commands["serve"]  # type: ignore[attr-defined]
    options = {name for parameter in known.params for name in parameter.opts}
    said = re.search(r"command: \[(.*)\]", text)
    assert said
    assert set(re.findall(r"--[a-z-]+", said[1])) <= options


@contextmanager
def behind_nginx(folder: Path, root: Path, *options: str) -> Iterator[str]:
    """The address of nginx, by our file but for its ports and places, before a server."""
    nginx = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
    if nginx is None:
        pytest.skip("nginx is not installed")
    behind, before = free(), free()
    text = (DEPLOY / "nginx.conf").read_text("utf-8")
    for old, new in (
        ("server regiograph:8000;", f"server 127.0.0.1:{behind};"), ("listen 8080;", f"listen 127.0.0.1:{before};"),
        (" /tmp/", f" {folder}/"),
    ):  # fmt: skip
        assert old in text
        text = text.replace(old, new)
    (folder / "nginx.conf").write_text(text, "utf-8")
    serve = [sys.executable, "-m", "regiograph", "serve", str(root), "--port", str(behind), "--quiet", *options]
    # Started by root, its workers would be someone who may not write into a folder of the tests.
    own = "user root;" if os.geteuid() == 0 else ""
    proxy = [nginx, "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log"), "-g", f"daemon off; {own}"]
    with subprocess.Popen(serve) as server, subprocess.Popen(proxy, stderr=subprocess.DEVNULL) as front:
        try:
            wait_for(f"http://127.0.0.1:{behind}/health")
            wait_for(f"http://127.0.0.1:{before}/health")
            yield f"http://127.0.0.1:{before}"
        finally:
            front.terminate()
            server.terminate()
            front.wait(20)
            server.wait(20)


@pytest.fixture(scope="module")
def proxied(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Iterator[str]:
    with behind_nginx(tmp_path_factory.mktemp("proxied"), root) as address:
        yield address


def test_nginx_keeps_pages_apart_by_what_was_asked_for(proxied: str) -> None:
    path = f"{proxied}/doc/territory/lapland"
    first, again = (httpx.get(path, headers={"Accept": "text/turtle"}) for _ in range(2))
    assert (first.headers["x-cache"], again.headers["x-cache"]) == ("MISS", "HIT")
    assert first.content == again.content
    page = httpx.get(path, headers={"Accept": "text/html", "Accept-Language": "fi"})
    assert "<h1>Lappi</h1>" in page.text
    same = httpx.get(path, headers={"Accept": "text/turtle", "If-None-Match": first.headers["etag"]})
    assert same.status_code == 304
    assert httpx.get(f"{proxied}/id/territory/lapland").headers["location"] == "/doc/territory/lapland"


def test_nginx_lets_long_queries_and_ranges_through(proxied: str) -> None:
    query = quote("ASK {} #" + "é" * 45_000)
    # httpx itself takes no address as long as this.
    with urlopen(f"{proxied}/sparql?query={query}") as answer:  # noqa: S310 - loopback
        assert json.load(answer)["boolean"] is True
    part = httpx.get(f"{proxied}/dumps/core.nt", headers={"Range": "bytes=2-5"})
    assert (part.status_code, len(part.content)) == (206, 4)


def test_nginx_says_who_asked_and_not_what_he_says_of_himself(tmp_path: Path, root: Path) -> None:
    # The bucket takes a fifth of a minute's requests at once, those that waited for the start among them.
    with behind_nginx(tmp_path, root, "--rate", "60") as address:
        found = [
            httpx.get(f"{address}/sparql?query=ASK%7B%7D", headers={"X-Forwarded-For": f"203.0.113.{number}"})
            for number in range(80)
        ]
    assert found[0].status_code == 200
    assert found[-1].status_code == 429
