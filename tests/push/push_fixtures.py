"""Fixtures: a store of its own for each test, a gate before it, and two releases. A test names this as its plugin."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from push_sample import FIRST, SECOND, Gate, Oxigraph, gate_before, oxigraph_server, release, server_program

from regiograph.publish import OpenRelease


@pytest.fixture
def store() -> Iterator[Oxigraph]:
    """An empty store; skipped where the server is not installed."""
    if server_program() is None:
        pytest.skip("the oxigraph server is not installed: pip install oxigraph")
    with oxigraph_server("--union-default-graph") as server:
        yield server


@pytest.fixture
def gate(store: Oxigraph) -> Iterator[Gate]:
    with gate_before(store) as found:
        yield found


@pytest.fixture
def first(tmp_path: Path) -> OpenRelease:
    return release(tmp_path / "first", "2026-01-02", FIRST)


@pytest.fixture
def second(tmp_path: Path) -> OpenRelease:
    return release(tmp_path / "second", "2026-02-03", SECOND)
