"""What an attacker sends, and what must not come of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from serve_sample import BROWSER, IRIS, Client, put_release, sample

from regiograph.errors import RegiographError
from regiograph.model import Quad, Value
from regiograph.serve import Settings, create_app
from regiograph.serve.guard import Rate
from regiograph.serve.problem import Problem
from regiograph.terms import expand

MEAN = '"><script>alert(1)</script>\r\nSet-Cookie: a=b éù'


@pytest.fixture(scope="module")
def mean(tmp_path_factory: pytest.TempPathFactory) -> Client:
    """A release whose names mean harm."""
    content = sample()
    remix = IRIS.thing("project/remix")
    north = [
        *content.domain["north"],
        Quad(remix, expand("skos:prefLabel"), Value(MEAN, language="en"), IRIS.graph("north")),
        Quad(remix, expand("rdfs:seeAlso"), "https://example.org/'onmouseover=alert(1)", IRIS.graph("north")),
        Quad(remix, expand("rdfs:seeAlso"), "data:text/html,x", IRIS.graph("north")),
    ]
    made = replace(content, title=MEAN, domain=dict(content.domain, north=north))
    return Client(create_app(put_release(tmp_path_factory.mktemp("mean") / "out", content=made)))


PATHS = [
    "/", "/class/project", "/doc/project/remix", "/doc/territory/lapland", "/queries/partnership-members", "/catalog",
    "/sparql?" + urlencode({"query": "SELECT * { ?s ?p ?o }"}), "/graph/north", "/voc", "/ns", "/doc/document/north",
    "/sparql?" + urlencode({"query": MEAN}), "/queries/partnership-members?" + urlencode({"partnership": MEAN}),
    "/doc/project/" + quote(MEAN, safe=""), "/" + quote(MEAN, safe=""), "/class/project?" + urlencode({"lang": MEAN}),
    "/?" + urlencode({MEAN: MEAN}), "/doc/project/remix?" + urlencode({"format": MEAN}),
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS, ids=range(len(PATHS)))
@pytest.mark.parametrize("accept", [BROWSER, "application/json", "text/turtle", "*/*"])
def test_nothing_sent_or_stored_becomes_markup_or_a_header(mean: Client, path: str, accept: str) -> None:
    found = mean.get(path, accept)
    assert found.status_code < 500
    assert "set-cookie" not in found.headers
    assert not any("\n" in v or "\r" in v for v in found.headers.values())
    assert "frame-ancestors 'none'" in found.headers["content-security-policy"]
    assert found.headers["x-content-type-options"] == "nosniff"
    if found.headers["content-type"].startswith("text/html"):
        for part in ("<script", 'href="javascript:', 'href="data:', " onmouseover=alert(1)"):
            assert part not in found.text


ODD = [
    ("GET", "/doc/project/remix", {"Accept": "text/html;" * 2000}, 431),
    ("GET", "/", {f"X-{n}": "y" for n in range(120)}, 431),
    ("GET", "/", {"Host": "evil.example/<script>"}, 400),
    ("GET", "/doc/" + "a/" * 9000, {}, 414),
    ("POST", "/sparql", {"Content-Length": "999999999"}, 413),
    ("POST", "/sparql", {"Content-Length": "1e3"}, 400),
    ("POST", "/doc/project/remix", {}, 405),
    ("DELETE", "/sparql", {}, 405),
    ("PATCH", "/", {}, 405),
    ("GET", "/sparql?query=%00", {}, 400),
    ("GET", "/sparql?" + "a=1&" * 2000, {}, 400),
    ("GET", "/doc/project/%2e%2e%2f%2e%2e%2fmanifest.json", {}, 404),
    ("GET", "/doc/project/remix?page=" + "9" * 5000, {}, 404),
    ("GET", "/class/project?page=-1", {}, 404),
    ("GET", "/dumps/core.ttl", {"Range": "bytes=9999999999-"}, 416),
    ("GET", "/dumps/core.ttl", {"Range": "bytes=" + ",".join(["0-1"] * 500)}, None),
    ("GET", "/voc/role/%3Cx%3E", {}, 404),
    ("GET", "/graph/..%2f..%2fstore", {}, 404),
    ("GET", "/id/project/remix%0d%0aSet-Cookie:x", {}, 404),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path", "headers", "status"), ODD, ids=range(len(ODD)))
def test_an_odd_request_is_refused_in_the_one_shape(
    client: Client, method: str, path: str, headers: dict[str, str], status: int | None
) -> None:
    found = client.send(method, path, headers)
    assert found.status_code == status or status is None
    assert found.status_code < 500
    assert "Traceback" not in found.text
    assert 'File "' not in found.text
    if status is not None:
        assert found.headers["content-type"].startswith("application/problem+json")
        problem = found.json()
        assert {"type", "title", "status", "detail"} <= set(problem)
        assert problem["status"] == status


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [("PUT", "/doc/project/remix", "GET, HEAD, OPTIONS"), ("DELETE", "/sparql", "GET, HEAD, OPTIONS, POST")],
)
def test_a_method_that_is_refused_comes_with_those_that_are_not(
    client: Client, method: str, path: str, allowed: str
) -> None:
    found = client.send(method, path, {})
    assert (found.status_code, found.headers["allow"]) == (405, allowed)
    assert client.send("OPTIONS", path, {}).headers["allow"] == allowed


def test_every_error_of_every_route_has_the_one_shape(client: Client) -> None:
    parents = ("doc/a", "id/a", "voc", "voc/a", "graph", "dumps", "exports", "reports", "texts", "ldes")
    for path in (*(f"/{p}/a" for p in parents), "/class/a", "/queries/a", "/a", "/a/b/c", "/sparql?query="):
        found = client.get(path)
        assert found.status_code in {400, 404}
        assert found.headers["content-type"].startswith("application/problem+json"), path
        page = client.get(path, BROWSER)
        assert page.status_code == found.status_code
        assert page.headers["content-type"].startswith("text/html")


def test_a_client_that_asks_too_often_waits(root: Path) -> None:
    app = create_app(root, Settings(rate=10))
    client = Client(app)
    answers = [client.get("/health") for _ in range(4)]
    assert [a.status_code for a in answers] == [200, 200, 429, 429]
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 8
    assert answers[-1].json()["status"] == 429
    page = client.get("/health", BROWSER)
    assert page.status_code == 429
    assert "<h1>Too Many Requests</h1>" in page.text
    assert Client(app, ("203.0.113.9", 1)).get("/health").status_code == 200


def test_the_bucket_fills_again_and_spares_this_machine() -> None:
    now = [0.0]
    rate = Rate(60, lambda: now[0])
    for _ in range(12):
        rate.check("203.0.113.1")
    with pytest.raises(Problem):
        rate.check("203.0.113.1")
    now[0] += 1.01
    rate.check("203.0.113.1")
    unset, none = Rate(None, lambda: 0.0), Rate(0, lambda: 0.0)
    for _ in range(5000):
        unset.check("127.0.0.1")
        none.check("203.0.113.1")
    for _ in range(1200):
        unset.check("203.0.113.1")
    with pytest.raises(RegiographError):
        unset.check("203.0.113.1")


def test_cells_of_a_table_cannot_become_formulas(root: Path) -> None:
    exported = next((root / "release" / "exports").glob("*.csv")).read_text("utf-8")
    assert not [line for line in exported.splitlines() if line.startswith(("=", "+", "@"))]
