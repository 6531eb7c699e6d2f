"""Virtuoso in a folder of its own, on loopback, as Debian's virtuoso-opensource installs it."""

from __future__ import annotations

import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from push_sample import free_port

PROGRAM = "virtuoso-t"
USER, PASSWORD = "dba", "dba"
_SETTINGS = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 10
MaxKeepAlives = 10
KeepAliveTimeout = 10
Charset = UTF-8
[SPARQL]
ResultSetMaxRows = 10000
MaxQueryExecutionTime = 60
"""


@dataclass(frozen=True, slots=True)
class Virtuoso:
    """A running server."""

    url: str

    @property
    def graph_store(self) -> str:
        return f"{self.url}/sparql-graph-crud-auth"

    @property
    def update(self) -> str:
        return f"{self.url}/sparql-auth"

    @property
    def endpoint(self) -> str:
        return f"{self.url}/sparql"


@contextmanager
def virtuoso_server(folder: Path) -> Iterator[Virtuoso]:
    """Start Virtuoso with a new database in an empty folder, and stop it."""
    http = free_port()
    settings = folder / "virtuoso.ini"
    settings.write_text(_SETTINGS.format(folder=folder, sql=free_port(), http=http), "utf-8")
    server = Virtuoso(f"http://127.0.0.1:{http}")
    command = [PROGRAM, "+foreground", "+configfile", str(settings)]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait(server.endpoint)
            yield server
        finally:
            process.kill()


def _wait(address: str, seconds: float = 120.0) -> None:
    end = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - loopback
                return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
