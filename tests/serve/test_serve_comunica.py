"""Comunica, the SPARQL engine for the web, over the endpoint and over the dereferenced pages. Opt-in.

``make test-clients`` installs it and names its folder in REGIOGRAPH_COMUNICA. The release has the address of the
server as its base, so that every IRI of it leads to a page, and nothing else is reached (loopback.cjs).
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from serve_sample import put_release, rebased, sample, wait_for

from regiograph.publish import open_release

HOME = os.environ.get("REGIOGRAPH_COMUNICA", "")
pytestmark = pytest.mark.skipif(not HOME, reason="make test-clients installs Comunica and names it")

PREFIXES = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX rg: <https://w3id.org/regiograph/ns#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""

QUERIES = {
    "names of a region, by language": (
        "territory/lapland",
        "SELECT DISTINCT ?name (LANG(?name) AS ?tag) { <$BASE/id/territory/lapland> skos:prefLabel ?name }",
    ),
    "the programme of a project and its type": (
        "project/remix", """SELECT DISTINCT ?programme ?type {
            <$BASE/id/project/remix> rg:underProgramme ?programme . ?programme a ?type }""",
    ),
    "members with role and name, over a joining node": (
        "project/remix", """SELECT DISTINCT ?region ?role ?name { ?m org:organization <$BASE/id/project/remix> ;
            rg:forTerritory ?region ; org:role ?role . ?region skos:prefLabel ?name FILTER(LANG(?name) = "fi") }""",
    ),
    "the cost, by a path, and what has none": (
        "project/remix", """SELECT DISTINCT ?cost ?share { <$BASE/id/project/remix> rg:totalCost/schema:value ?cost
            OPTIONAL { <$BASE/id/project/remix> rg:fundingShare ?share } }""",
    ),
    "how many documents mention a region, counted": (
        "territory/lapland",
        """SELECT (COUNT(DISTINCT ?page) AS ?n) {
            ?page schema:mentions <$BASE/id/territory/lapland> ; dcterms:title ?title }""",
    ),
}  # fmt: skip
"""Question to the thing whose page a traversal starts at, and the query; DISTINCT, because two pages say one thing."""


@dataclass(frozen=True)
class Site:
    """A server and the release that it serves."""

    address: str
    root: Path

    def expected(self, query: str) -> list[dict[str, str]]:
        """The rows of the embedded store."""
        found = open_release(self.root).query(query)
        return table(found.serialize("json"))


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    content = rebased(sample(), f"{address}/")
    root = put_release(tmp_path_factory.mktemp("linked") / "out", content=content)
    command = [sys.executable, "-m", "regiograph", "serve", str(root), "--port", str(port), "--quiet"]
    with subprocess.Popen(command) as process:
        try:
            wait_for(f"{address}/health")
            yield Site(address, root)
        finally:
            process.terminate()
            process.wait(20)


def table(body: bytes) -> list[dict[str, str]]:
    """Rows as plain values, in an order that does not depend on the engine."""
    rows = [{k: v["value"] for k, v in row.items()} for row in json.loads(body)["results"]["bindings"]]
    return sorted(rows, key=lambda row: json.dumps(row, sort_keys=True))


def comunica(program: str, *arguments: str) -> list[dict[str, str]]:
    guard = Path(__file__).with_name("loopback.cjs")
    environment = os.environ | {"NODE_OPTIONS": f"--require {guard}"}
    command = [str(Path(HOME).resolve() / "node_modules" / ".bin" / program), *arguments,
               "-t", "application/sparql-results+json"]  # fmt: skip
    done = subprocess.run(command, capture_output=True, timeout=120, env=environment, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return table(done.stdout)


@pytest.mark.parametrize("question", QUERIES)
def test_comunica_asks_the_endpoint(linked: Site, question: str) -> None:
    query = PREFIXES + QUERIES[question][1].replace("$BASE", linked.address)
    found = comunica("comunica-sparql", f"sparql@{linked.address}/sparql", "-q", query)
    assert found == linked.expected(query)
    assert found


@pytest.mark.parametrize("question", QUERIES)
def test_comunica_follows_the_links_of_the_pages(linked: Site, question: str) -> None:
    start, text = QUERIES[question]
    query = PREFIXES + text.replace("$BASE", linked.address)
    found = comunica("comunica-sparql-link-traversal", f"{linked.address}/id/{start}", "--lenient", "-q", query)
    assert found == linked.expected(query)


def test_comunica_reads_documents_as_sources(linked: Site) -> None:
    query = PREFIXES + QUERIES["members with role and name, over a joining node"][1].replace("$BASE", linked.address)
    for suffix in (".ttl", ".jsonld", ".nt", ".rdf"):
        pages = [f"{linked.address}/doc/{thing}{suffix}" for thing in ("project/remix", "territory/lapland")]
        assert comunica("comunica-sparql", *pages, "-q", query) == linked.expected(query)
