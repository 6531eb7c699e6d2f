"""The named queries on the repository's own workspace: the whole tables of tests/expected, from three engines."""

from __future__ import annotations

import csv
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

import pytest

from query_sample import RdflibSource
from question_facts import FACTS
from regiograph.query import named_queries, run
from regiograph.remote import RemoteEndpoint
from regiograph.resolve import Answers
from regiograph.store import Store
from regiograph.terms import expand
from workspaces import ROOT

EXPECTED = ROOT / "tests" / "expected"
QUERIES = named_queries()
EDITORIAL: Final = {"implied", "disputed", "editorial"}
"""How statements that an editor made are marked; the confidence of others is the reader's and moves with its rules."""

Cell = str | Decimal | frozenset[str]
Rows = Counter[tuple[Cell, ...]]


def script() -> ModuleType:
    """scripts/make_expected.py."""
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        return import_module("make_expected")
    finally:
        sys.path.remove(str(ROOT / "scripts"))


def committed(name: str) -> list[list[str]]:
    """The table of tests/expected, its columns first."""
    with (EXPECTED / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.reader(handle))


# The reader's words on every term of the vocabulary, which no query asks for, would make rdflib slow.
_UNASKED = tuple(
    f" <{expand(p)}> ".encode() for p in ("skos:definition", "skos:hiddenLabel", "skos:example", "rdfs:comment")
)


class _Endpoint(BaseHTTPRequestHandler):
    """A SPARQL endpoint over ``server.store``."""

    def do_GET(self) -> None:
        self._answer(urlsplit(self.path).query)

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers["Content-Length"])).decode())

    def _answer(self, form: str) -> None:
        server: Any = self.server
        body = server.store.query(parse_qs(form)["query"][0]).serialize("json")
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture(scope="module")
def store(sample: Path) -> Store:
    return Store.open(sample / "release" / "store")


@pytest.fixture(scope="module")
def rdflib_copy(sample: Path) -> RdflibSource:
    lines = (sample / "release" / "dumps" / "all.nq").read_bytes().splitlines(keepends=True)
    return RdflibSource(b"".join(line for line in lines if not any(p in line for p in _UNASKED)))


@pytest.fixture(scope="module")
def endpoint(store: Store) -> Iterator[RemoteEndpoint]:
    server: Any = ThreadingHTTPServer(("127.0.0.1", 0), _Endpoint)
    server.store = store
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield RemoteEndpoint(f"http://127.0.0.1:{server.server_address[1]}/sparql")
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def judged(store: Store) -> set[tuple[str, ...]]:
    """Subject, predicate, object, document and confidence of what editors said, of any confidence."""
    low = run(store, "low-confidence", {"below": "1.01"})
    rows = [dict(zip(low.variables, row, strict=True)) for row in low.rows()]
    columns = ("subject", "predicate", "object", "document", "confidence")
    return {tuple(text(row[c]) for c in columns) for row in rows if text(row["kind"]) in EDITORIAL}


def text(cell: Any) -> str:
    """A cell of a result as the tables have it."""
    return "" if cell is None else cell if isinstance(cell, str) else str(cell.lexical)


def by_value(name: str, table: list[list[str]], judged: set[tuple[str, ...]]) -> Rows:
    """The rows as they compare: numbers by magnitude, joined cells as sets, confidences where an editor gave them."""
    columns, joined = table[0], dict(QUERIES[name].joined)
    marks = {(said[1], _number(said[4])) for said in judged}
    known = {(*said[:4], _number(said[4])) for said in judged}
    found: Rows = Counter()
    for cells in table[1:]:
        row = dict(zip(columns, cells, strict=True))
        if name == "low-confidence" and row["kind"] not in EDITORIAL:
            continue  # it stands here for its confidence alone
        if name == "evidence":
            said = (row["subject"], row["predicate"], row["object"], row["document"], _number(row["confidence"]))
            row["confidence"] *= said in known
        elif name in {"cluster-managers", "disagreements"}:
            predicate = "managedBy" if name == "cluster-managers" else "designatedAs"
            row["confidence"] *= (predicate, _number(row["confidence"])) in marks
        elif name == "document-statistics":
            row["meanConfidence"] = ""
        found[tuple(frozenset(v.split(joined[c])) if c in joined else _number(v) for c, v in row.items())] += 1
    return found


def _number(cell: str) -> str | Decimal:
    try:
        return Decimal(cell).normalize()
    except InvalidOperation:
        return cell


@pytest.mark.parametrize("engine", ["store", "rdflib_copy", "endpoint"])
@pytest.mark.parametrize("name", QUERIES)
def test_the_whole_table(name: str, engine: str, judged: set[tuple[str, ...]], request: pytest.FixtureRequest) -> None:
    source: Answers = request.getfixturevalue(engine)
    given = script().table(source, name)
    wanted = committed(name)
    assert given[0] == wanted[0]
    got, known = by_value(name, given, judged), by_value(name, wanted, judged)
    todo = "if they are right: python scripts/make_expected.py"
    assert (sorted(map(str, got - known)), sorted(map(str, known - got))) == ([], []), todo


def test_there_is_a_table_for_every_query_and_no_other() -> None:
    assert sorted(path.stem for path in EXPECTED.iterdir()) == list(QUERIES) == sorted(FACTS)


@pytest.mark.parametrize("name", FACTS)
def test_the_tables_hold_the_facts_of_the_public_pages(name: str) -> None:
    columns, *rows = committed(name)
    joined, facts = dict(QUERIES[name].joined), FACTS[name]
    asked = facts.columns

    def cells(row: tuple[str, ...]) -> tuple[Cell, ...]:
        return tuple(
            frozenset(v.split(joined[c])) if c in joined else _number(v) for c, v in zip(asked, row, strict=True)
        )

    given = [dict(zip(columns, row, strict=True)) for row in rows]
    here = {cells(tuple(row[c] for c in asked)) for row in given}
    wanted = {cells(row) for row in facts.rows}
    assert wanted - here == set()
    if facts.whole:
        column, value = facts.whole
        whole = {cells(tuple(row[c] for c in asked)) for row in given if row[column] == value}
        assert whole - wanted == set()


def test_lapland_is_judged_by_editors_and_nothing_else_is_below_on_the_public_pages() -> None:
    """Statements that pages make in so many words are read with confidence or accepted by an editor."""
    pages = {row[0] for row in FACTS["sources"].rows}
    given = {tuple(row) for row in committed("low-confidence")[1:] if row[5] in pages}
    assert given == FACTS["low-confidence"].rows


def test_the_page_on_questions_lists_each_query_as_it_asks() -> None:
    page = (ROOT / "docs" / "questions.md").read_text("utf-8")
    listed = [[cell.strip() for cell in line.split("|")[2:6]] for line in page.splitlines() if line.startswith("| ")]
    rows = {row[0].strip("`"): row[2:] for row in listed if len(row) == 4 and row[2].endswith("?")}
    asked = {q.name: ", ".join(p.name for p in q.parameters if p.name != "lang") for q in QUERIES.values()}
    assert {name: row[0] for name, row in rows.items()} == {q.name: q.question for q in QUERIES.values()}
    assert {name: row[1] for name, row in rows.items()} == asked
