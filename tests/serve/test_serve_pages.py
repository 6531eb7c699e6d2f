"""Pages, files and named queries; headers of every answer; a new release is followed."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from serve_sample import BROWSER, IRIS, SENTENCE, Client, put_release, renamed, sample
from typer.testing import CliRunner

import regiograph.cli.serve  # noqa: F401 - it registers its verb
from regiograph.cli.app import app as cli
from regiograph.errors import ConfigError, ReleaseError
from regiograph.model import Quad, Value
from regiograph.publish import open_release
from regiograph.serve import Settings, create_app
from regiograph.terms import RG, expand

PAGES = [
    "/",
    "/class/project",
    "/queries",
    "/queries/partnership-members",
    "/sparql",
    "/doc/project/remix",
    "/ns",
    "/voc",
    "/no",
]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_whole_and_locked_down(client: Client, path: str) -> None:
    found = client.get(path, BROWSER)
    assert found.headers["content-type"] == "text/html; charset=utf-8"
    policy = found.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'self'")
    assert found.headers["x-content-type-options"] == "nosniff"
    assert found.headers["referrer-policy"] == "no-referrer"
    page = found.text
    for part in ('<html lang="en">', 'class="skip"', "<main", "<h1>", "</html>", 'name="viewport"'):
        assert part in page
    for part in ("<script", "style=", " onclick", "//cdn", "@import"):
        assert part not in page
    assert page.count("<table") == page.count("<caption")


def test_the_icon_is_a_picture_that_the_policy_allows(client: Client) -> None:
    assert 'href="/static/icon.svg"' in client.get("/", BROWSER).text
    found = client.get("/static/icon.svg")
    assert found.headers["content-type"] == "image/svg+xml"
    assert "<script" not in found.text


def test_a_slash_too_many_is_no_redirect_past_the_proxy(tight: Client) -> None:
    found = tight.get("/queries/")
    assert found.status_code == 404
    assert "location" not in found.headers


def test_home_lists_what_there_is(client: Client, root: Path) -> None:
    page = client.get("/", BROWSER).text
    for part in (
        'href="/class/project"',
        'href="/queries/partnership-members"',
        'href="/dumps/core.ttl"',
        "Łódź &amp; Åland",
    ):
        assert part in page
    about = client.get("/", "application/json").json()
    assert about["version"] == open_release(root).version
    assert {"path", "bytes", "sha256", "media_type"} == set(about["files"][0])


def test_names_stand_in_the_order_of_their_plain_letters(tmp_path: Path) -> None:
    content = sample()
    names = {"zilina": "Žilina", "zielonki": "Zielonki", "alesund": "Ålesund", "alentejo": "Alentejo"}
    more = [
        Quad(IRIS.thing(f"cluster/{slug}"), expand(predicate), term, IRIS.graph("reference"))
        for slug, name in names.items()
        for predicate, term in (("rdf:type", RG + "Cluster"), ("skos:prefLabel", Value(name, language="mul")))
    ]
    root = put_release(tmp_path / "out", content=replace(content, reference=[*content.reference, *more]))
    rows = Client(create_app(root)).get("/class/cluster", "application/json").json()
    assert [row["label"] for row in rows] == ["Alentejo", "Ålesund", "Zielonki", "Žilina"]


def test_a_class_is_listed_by_name(client: Client) -> None:
    assert 'href="/exports/project.csv"' in client.get("/class/project", BROWSER).text
    assert 'href="/doc/project/remix"' in client.get("/class/project", BROWSER).text
    rows = client.get("/class/territory?lang=fi", "application/json").json()
    assert [r["label"] for r in rows] == ["Lappi"]
    assert client.get("/class/network").status_code == 404
    assert client.get("/class/project?page=2", BROWSER).status_code == 404
    assert client.get("/class/project?page=x", BROWSER).status_code == 404


def test_a_named_query_as_page_and_as_files(client: Client) -> None:
    page = client.get("/queries/partnership-members?partnership=project/remix", BROWSER).text
    assert "<td>" in page
    assert "REMIX" in page
    assert '<option value="project/remix">REMIX</option>' in page
    assert 'href="/queries/partnership-members?format=csv&amp;partnership=project%2Fremix"' in page
    table = client.get("/queries/partnership-members?partnership=REMIX&format=csv", BROWSER)
    assert table.headers["content-type"].startswith("text/csv")
    assert "Lapland" in table.text
    finnish = client.get("/queries/partnership-members?lang=fi", "text/csv")
    assert "Lappi" in finnish.text
    assert client.get("/queries/partnership-members?partnership=", "application/json").json()["results"]["bindings"]


def test_a_wrong_question_is_answered_with_what_to_do(client: Client, tight: Client) -> None:
    assert client.get("/queries/nonsense").status_code == 404
    assert client.get("/queries/partnership-members?partner=x").status_code == 400
    unknown = client.get("/queries/partnership-members?partnership=project/remiks")
    assert unknown.status_code == 400
    assert unknown.json()["todo"]
    assert client.get("/queries/partnership-members", "text/turtle").status_code == 406
    assert tight.get("/queries/names?format=csv").status_code == 413


def test_files_come_as_they_lie_there(client: Client, root: Path) -> None:
    release = open_release(root)
    found = client.get("/dumps/core.ttl")
    assert found.content == release.read("dumps/core.ttl")
    assert found.headers["content-type"] == "text/turtle; charset=utf-8"
    assert found.headers["etag"] == f'"{hashlib.sha256(found.content).hexdigest()}"'
    assert client.get("/dumps/core.ttl", If_None_Match=found.headers["etag"]).status_code == 304
    part = client.get("/dumps/core.ttl", Range="bytes=2-5")
    assert (part.status_code, part.content) == (206, found.content[2:6])
    assert client.get("/dumps/core.ttl", method="HEAD").content == b""
    assert client.get("/exports/project.csv").headers["content-type"].startswith("text/csv")
    assert client.get("/reports/validation.txt").text == "conforms\n"
    assert client.get("/manifest.json").json()["version"] == release.version


@pytest.mark.parametrize(
    "path",
    ["/dumps/..%2Fmanifest.json", "/dumps/%2e%2e/manifest.json", "/dumps/..%2F..%2F..%2Frelease",
     "/exports/%2Fetc%2Fpasswd",
     "/texts/..%2Fmanifest.json", "/dumps/nothing.ttl", "/store/CURRENT", "/static/..%2Fapp.py", "/dumps/%00"],
)  # fmt: skip
def test_no_path_leaves_the_release(client: Client, path: str) -> None:
    found = client.get(path)
    assert found.status_code == 404
    assert "generator" not in found.text


def test_a_text_is_passed_on_only_under_a_free_licence(client: Client) -> None:
    assert client.get("/texts/north.txt").text == SENTENCE + "\n"
    refused = client.get("/texts/south.txt")
    assert refused.status_code == 403
    assert "licence" in refused.json()["detail"]
    assert client.get("/texts/none.txt").status_code == 404
    assert 'href="/texts/north.txt"' in client.get("/doc/document/north", BROWSER).text


def test_health_robots_and_style(client: Client) -> None:
    assert client.get("/health").json() == {"status": "ok", "release": "2026-01-02"}
    assert "Disallow: /sparql" in client.get("/robots.txt").text
    style = client.get("/static/site.css")
    assert style.headers["content-type"] == "text/css; charset=utf-8"
    assert "url(" not in style.text
    assert "prefers-color-scheme: dark" in style.text


def test_a_new_release_is_followed_without_a_restart(tmp_path: Path) -> None:
    root = put_release(tmp_path / "out")
    client = Client(create_app(root))
    before = client.get("/doc/territory/lapland?lang=pl", BROWSER)
    assert "<h1>Lapland</h1>" in before.text
    put_release(root, "2026-02-03", renamed(sample(), "Laponia éù"))
    after = client.get("/doc/territory/lapland?lang=pl", BROWSER, If_None_Match=before.headers["etag"])
    assert "<h1>Laponia éù</h1>" in after.text
    (root / "release").unlink()
    assert client.get("/health").json()["release"] == "2026-02-03"


def test_a_defect_gives_nothing_away_and_keeps_its_headers(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client(create_app(root))
    monkeypatch.setattr("regiograph.serve.things.compose", lambda *_: 1 / 0)
    found = client.get("/doc/project/remix", BROWSER)
    assert found.status_code == 500
    assert "ZeroDivision" not in found.text
    assert found.headers["content-security-policy"].startswith("default-src 'none'")


def test_a_server_without_a_release_or_a_web_address_does_not_start(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError):
        create_app(tmp_path)
    with pytest.raises(ConfigError):
        Settings("ftp://x")


def test_the_verb_serves_the_release_of_a_folder(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, Any] = {}
    monkeypatch.setattr("uvicorn.run", lambda app, **options: seen.update(options, app=app))
    done = CliRunner().invoke(
        cli, ["serve", str(root), "--port", "8123", "--public-url", "https://portal.example/data"]
    )
    assert done.exit_code == 0, done.output
    assert (seen["host"], seen["port"]) == ("127.0.0.1", 8123)
    assert Client(seen["app"]).get("/id/territory/lapland").headers["location"] == "/data/doc/territory/lapland"
    missing = CliRunner().invoke(cli, ["serve", str(root.parent)])
    assert isinstance(missing.exception, ReleaseError)
