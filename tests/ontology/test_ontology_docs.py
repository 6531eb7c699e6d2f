"""The pages on the vocabulary are those of its present state: the diagram by its bytes, the page by its entries."""

from __future__ import annotations

import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest
from ontology_files import ROOT, name, terms, texts
from rdflib import SKOS

SCRIPT = ROOT / "scripts" / "make_ontology_docs.py"


def make(out: Path, *options: str) -> None:
    subprocess.run(
        [sys.executable, str(SCRIPT), *options, "--out", str(out)], check=True, capture_output=True, timeout=120
    )


def entries(page: Path) -> list[str]:
    return sorted(re.findall(r'class="property entity" id="(\w+)"', page.read_text("utf-8")))


def test_diagram_is_up_to_date_and_shows_every_term(tmp_path: Path) -> None:
    make(tmp_path, "--svg-only")
    drawn = (tmp_path / "ontology.svg").read_text("utf-8")
    assert drawn == (ROOT / "docs" / "ontology.svg").read_text("utf-8")
    assert [name(t) for t in terms() if f">{name(t)}</text>" not in drawn] == []


def test_page_is_up_to_date() -> None:
    page = ROOT / "docs" / "ontology.html"
    assert entries(page) == sorted(map(name, terms()))
    words = unescape(page.read_text("utf-8"))
    assert [name(t) for t in terms() for found in texts(t, SKOS.definition).values() if found[0] not in words] == []
    assert not re.search(r'<(script|link|img)[^>]*(src|href)="(https?:)?//', words)


def test_page_can_be_made_again(tmp_path: Path) -> None:
    pytest.importorskip("pylode", reason="pyLODE is not installed")
    make(tmp_path)
    assert entries(tmp_path / "ontology.html") == sorted(map(name, terms()))
