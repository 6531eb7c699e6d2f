"""Pushing to a CKAN portal, against a double of its action API: created once, updated, retried, refused in words."""

from __future__ import annotations

import json
import sys
import uuid
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from ckan_double import EDITOR, STRANGER, Double, Fault, running

from regiograph.errors import ConfigError, InputError, RegiographError, RemoteError
from regiograph.model import Quad, Value
from regiograph.push.ckan import EXTRAS, PushOptions, PushReport, differences, licence_id, merged, only, push_ckan
from regiograph.push.ckan_datasets import CkanDataset, Licence, ckan_datasets, name_of, resource_id
from regiograph.push.ckan_portal import CkanPortal
from regiograph.quality import CatalogueGraph, read_catalogue
from regiograph.terms import EU
from workspaces import Command

pytest.importorskip("ckanapi", reason="the extra ckan is not installed")

CORE = "data-example-org-dataset-core"
REGION = PushOptions(organisation="region")


@pytest.fixture
def ckan() -> Iterator[Double]:
    with running() as double:
        yield double


@pytest.fixture(scope="module")
def datasets(fresh: Path) -> tuple[CkanDataset, ...]:
    return ckan_datasets(read_catalogue(fresh / "release" / "catalog.ttl"))


def push(
    ckan: Double, datasets: tuple[CkanDataset, ...], options: PushOptions = REGION, *, key: str = EDITOR,
    waits: list[float] | None = None, timeout: float = 30.0, attempts: int = 4,
) -> PushReport:  # fmt: skip
    """Push without real pauses; those that would be made are noted in ``waits``."""
    noted: list[float] = [] if waits is None else waits
    with CkanPortal(ckan.url, key, timeout=timeout, attempts=attempts, sleep=noted.append) as portal:
        return push_ckan(datasets, portal, options)


def acts(report: PushReport) -> list[str]:
    return [done.act for done in report.datasets]


def test_the_datasets_of_a_release_are_those_of_its_catalogue(datasets: tuple[CkanDataset, ...], fresh: Path) -> None:
    assert [d.name for d in datasets] == [f"data-example-org-dataset-{n}" for n in ("core", "evidence", "vocabulary")]
    core = datasets[0]
    assert core.licence.title == "Creative Commons Attribution"
    assert core.extras["identifier"] == core.extras["uri"] == core.uri == "https://data.example.org/dataset/core"
    assert core.extras.keys() <= set(EXTRAS)
    turtle = next(r for r in core.resources if r.uri.endswith("/core-ttl"))
    assert turtle.id == str(uuid.uuid5(uuid.NAMESPACE_URL, turtle.uri))
    assert turtle.fields["url"] == "https://data.example.org/dumps/core.ttl"
    assert turtle.fields["size"] == (fresh / "release" / "dumps" / "core.ttl").stat().st_size
    assert (turtle.fields["format"], turtle.fields["mimetype"]) == ("TTL", "text/turtle")
    files = {
        e["path"]: e["sha256"] for e in json.loads((fresh / "release" / "manifest.json").read_text("utf-8"))["files"]
    }
    assert turtle.fields["hash"] == files["dumps/core.ttl"]


def test_texts_come_in_the_language_asked_for_and_the_widest_box_is_the_place() -> None:
    iri, dct, dcat = "https://x.example/d", "http://purl.org/dc/terms/", "http://www.w3.org/ns/dcat#"
    boxes = {"https://x.example/fi": "POLYGON((20 59, 31 59, 31 70, 20 70, 20 59))",
             "https://x.example/all": "POLYGON((-9.5 36, 31 36, 31 70, -9.5 70, -9.5 36))"}  # fmt: skip
    quads = [
        Quad(iri, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", f"{dcat}Dataset", ""),
        Quad(iri, f"{dct}title", Value("Łódź and Åland", language="en"), ""),
        Quad(iri, f"{dct}title", Value("Łódź ja Åland", language="fi"), ""),
        *(Quad(iri, f"{dcat}keyword", Value("NUTS", language=lang), "") for lang in ("en", "fi")),
        *(Quad(iri, f"{dct}spatial", place, "") for place in boxes),
        *(Quad(place, f"{dcat}bbox", Value(box), "") for place, box in boxes.items()),
    ]
    graph = CatalogueGraph.of(quads)
    assert [ckan_datasets(graph, lang)[0].fields["title"] for lang in ("fi", "pl")] == [
        "Łódź ja Åland",
        "Łódź and Åland",
    ]
    (dataset,) = ckan_datasets(graph)
    assert dataset.tags == ("NUTS",)
    assert dataset.extras["spatial_uri"] == "https://x.example/all"
    ring = [[-9.5, 36], [31, 36], [31, 70], [-9.5, 70], [-9.5, 36]]
    assert json.loads(dataset.extras["spatial"]) == {"type": "Polygon", "coordinates": [ring]}


def test_a_catalogue_without_a_dataset_is_told() -> None:
    with pytest.raises(InputError, match="no dataset with an IRI"):
        ckan_datasets(CatalogueGraph.of([]))


def test_names_are_stable_short_and_never_shared() -> None:
    assert name_of("https://data.example.org/dataset/core") == CORE
    assert name_of("http://Łódź.example/Åland/ÉÙ") == "odz-example-aland-eu"
    long = [name_of(f"https://data.example.org/{'x' * 120}{end}") for end in "ab"]
    assert len(set(long)) == 2
    assert all(len(name) <= 100 for name in long)
    assert name_of("https://日本/本") != name_of("https://日本/日")
    assert resource_id("https://x.example/a") != resource_id("https://x.example/b")


def test_a_second_push_changes_nothing_and_writes_nothing(ckan: Double, datasets: tuple[CkanDataset, ...]) -> None:
    assert acts(push(ckan, datasets)) == ["create"] * 3
    kept = json.dumps(ckan.packages)
    ckan.calls.clear()
    assert acts(push(ckan, datasets)) == ["unchanged"] * 3
    assert ckan.writes() == []
    assert json.dumps(ckan.packages) == kept
    assert len(ckan.packages) == 3


def test_what_the_portal_shows_is_what_was_sent(ckan: Double, datasets: tuple[CkanDataset, ...]) -> None:
    push(ckan, datasets)
    core, shown = datasets[0], ckan.package(CORE)
    assert {k: shown[k] for k in core.fields} == core.fields
    assert (shown["license_id"], shown["owner_org"], shown["private"]) == ("cc-by", "org-1", False)
    assert [t["name"] for t in shown["tags"]] == list(core.tags)
    assert {e["key"]: e["value"] for e in shown["extras"]} == core.extras
    assert [r["id"] for r in shown["resources"]] == [r.id for r in core.resources]
    assert all(ours.fields.items() <= r.items() for ours, r in zip(core.resources, shown["resources"], strict=True))


def test_a_changed_dataset_is_updated_and_keeps_what_the_portal_added(
    ckan: Double, datasets: tuple[CkanDataset, ...]
) -> None:
    push(ckan, datasets)
    shown = ckan.package(CORE)
    theirs = {"id": "7" * 36, "url": "https://portal.example/preview", "name": "Preview of the portal"}
    shown["groups"] = [{"name": "regions"}]
    shown["extras"].append({"key": "reviewed_by", "value": "Åland"})
    shown["tags"].append({"name": "high-value", "vocabulary_id": "v-1"})
    shown["resources"].append(theirs)
    shown["resources"][0]["datastore_active"] = True
    gone, *stay = datasets[0].resources
    extras = {k: v for k, v in datasets[0].extras.items() if k != "temporal_end"} | {"modified": "2027-01-02"}
    fields = dict(datasets[0].fields) | {"title": "Łódź, anew", "maintainer": ""}
    stay[0] = replace(stay[0], fields={**stay[0].fields, "size": 99})
    new = replace(
        gone, id=resource_id("https://data.example.org/dataset/core/new-csv"), uri=f"{datasets[0].uri}/new-csv"
    )
    new = replace(new, fields={**gone.fields, "uri": new.uri})
    changed = replace(datasets[0], fields=fields, extras=extras, resources=(*stay, new))
    (done, *_) = push(ckan, (changed, *datasets[1:])).datasets
    assert done.act == "update"
    assert set(done.changes) == {
        "title", "maintainer", "modified", "temporal_end", "new file new-csv",
        f"file {stay[0].uri.rpartition('/')[2]} (size)", f"file {gone.uri.rpartition('/')[2]} goes",
    }  # fmt: skip
    after = ckan.package(CORE)
    assert (after["title"], after["maintainer"], after["groups"]) == ("Łódź, anew", "", [{"name": "regions"}])
    told = {e["key"]: e["value"] for e in after["extras"]}
    assert (told["reviewed_by"], told["modified"]) == ("Åland", "2027-01-02")
    assert "temporal_end" not in told
    assert {"name": "high-value", "vocabulary_id": "v-1"} in after["tags"]
    assert [r["id"] for r in after["resources"]] == [*(r.id for r in stay), new.id, theirs["id"]]
    assert acts(push(ckan, (changed, *datasets[1:]))) == ["unchanged"] * 3


def test_what_the_portal_added_to_a_file_stays(datasets: tuple[CkanDataset, ...]) -> None:
    shown = merged(None, datasets[0], "cc-by") | {"id": "p-1"}
    shown["resources"][0] |= {"datastore_active": True, "hash_algorithm": "old", "rights": "old"}
    wanted = merged(shown, datasets[0], "cc-by")
    assert wanted["resources"][0]["datastore_active"] is True
    assert wanted["resources"][0]["hash_algorithm"] != "old"
    assert len(list(differences(shown, wanted))) == 1


def test_dry_run_says_what_would_be_done_and_writes_nothing(ckan: Double, datasets: tuple[CkanDataset, ...]) -> None:
    push(ckan, datasets[:1])
    ckan.calls.clear()
    changed = replace(datasets[0], fields={**datasets[0].fields, "version": "2027-01-02"})
    report = push(ckan, (changed, *datasets[1:]), PushOptions(dry_run=True), key="")
    assert acts(report) == ["update", "create", "create"]
    assert report.datasets[0].changes == ("version",)
    assert ckan.writes() == []
    assert "Nothing is written" in report.to_text()
    assert report.to_json()["dry_run"] is True


def test_new_datasets_are_private_on_request_and_stay_what_the_portal_made_of_them(
    ckan: Double, datasets: tuple[CkanDataset, ...]
) -> None:
    push(ckan, datasets, PushOptions("region", private=True))
    assert ckan.package(CORE)["private"] is True
    ckan.package(CORE)["private"] = False
    changed = replace(datasets[0], fields={**datasets[0].fields, "version": "2027-01-02"})
    push(ckan, (changed,), PushOptions("region", private=True))
    assert ckan.package(CORE)["private"] is False


def test_a_dataset_that_was_renamed_or_harvested_there_is_found_by_its_iri(
    ckan: Double, datasets: tuple[CkanDataset, ...]
) -> None:
    push(ckan, datasets[:1])
    shown = ckan.package(CORE)
    shown |= {"name": "regional-cooperation", "title": "harvested"}
    shown["resources"][0]["id"] = "of-the-harvester"
    ckan.found = [{**shown, "extras": []}, shown]
    (done,) = push(ckan, datasets[:1]).datasets
    assert (done.act, done.name) == ("update", "regional-cooperation")
    assert len(ckan.packages) == 1
    assert ckan.package("regional-cooperation")["resources"][0]["id"] == "of-the-harvester"
    assert ckan.package("regional-cooperation")["title"] == datasets[0].fields["title"]


def test_a_removed_dataset_comes_back(ckan: Double, datasets: tuple[CkanDataset, ...]) -> None:
    push(ckan, datasets[:1])
    ckan.package(CORE)["state"] = "deleted"
    (done,) = push(ckan, datasets[:1]).datasets
    assert (done.act, done.changes) == ("update", ("state",))
    assert ckan.package(CORE)["state"] == "active"


def test_another_dataset_of_that_name_is_left_alone(ckan: Double, datasets: tuple[CkanDataset, ...]) -> None:
    push(ckan, datasets[:1])
    ckan.package(CORE)["extras"] = [{"key": "uri", "value": "https://elsewhere.example/core"}]
    ckan.calls.clear()
    with pytest.raises(RemoteError, match=r"another dataset has the name .*elsewhere\.example/core"):
        push(ckan, datasets[:1])
    assert ckan.writes() == []


def test_busy_answers_are_retried_with_longer_and_longer_pauses(
    ckan: Double, datasets: tuple[CkanDataset, ...]
) -> None:
    waits: list[float] = []
    ckan.faults = [Fault(503), Fault(502), Fault(0)]
    assert acts(push(ckan, datasets, waits=waits)) == ["create"] * 3
    assert waits == [1, 2, 4]
    waits.clear()
    ckan.faults = [Fault(429, headers={"Retry-After": "7"}), Fault(503, headers={"Retry-After": "86400"})]
    push(ckan, datasets, waits=waits)
    assert waits == [7, 60]


def test_a_dataset_that_was_made_before_the_connection_broke_is_not_made_again(
    ckan: Double, datasets: tuple[CkanDataset, ...]
) -> None:
    for number, fault in enumerate((Fault(0, late=True), Fault(504, late=True))):
        ckan.faults = [replace(fault, action="package_create")]
        assert acts(push(ckan, datasets[number : number + 1])) == ["unchanged"]
        assert len(ckan.packages) == number + 1
    assert ckan.writes() == ["package_create"] * 2


def test_attempts_come_to_an_end(ckan: Double, datasets: tuple[CkanDataset, ...]) -> None:
    waits: list[float] = []
    ckan.faults = [Fault(503)] * 9
    with pytest.raises(RemoteError, match="answers 503"):
        push(ckan, datasets, waits=waits, attempts=3)
    assert (waits, len(ckan.faults)) == ([1, 2], 6)


def test_a_portal_that_does_not_answer_in_time_is_told(ckan: Double, datasets: tuple[CkanDataset, ...]) -> None:
    ckan.faults = [Fault(-1)] * 2
    with pytest.raises(RemoteError, match=r"no answer within 0\.2 s") as told:
        push(ckan, datasets, timeout=0.2, attempts=2)
    assert "--timeout" in told.value.todo


@pytest.mark.parametrize(
    ("fault", "what", "todo"),
    [
        (Fault(401), "does not allow this: status 401", "check the key, and that it is one of this portal"),
        (Fault(403), "does not allow this: status 403", "--organisation"),
        (Fault(404), "no CKAN here", "--url https://"),
        (Fault(200, "<!DOCTYPE html><p>Welcome"), r"not CKAN's \(status 200, text/html\)", "--url https://"),
        (Fault(200, '["a list"]'), "not CKAN's", "--url https://"),
        (Fault(400, '"Bad request: Action name not known"'), "not CKAN's", "--url https://"),
        (Fault(301, "", {"Location": "https://new.example/api/action/x"}), "another address", "--url https://new.example"),
    ],
)  # fmt: skip
def test_answers_that_are_none_are_told_in_words(
    ckan: Double, datasets: tuple[CkanDataset, ...], fault: Fault, what: str, todo: str
) -> None:
    ckan.faults = [fault]
    with pytest.raises(RemoteError, match=what) as told:
        push(ckan, datasets)
    assert todo in told.value.todo
    assert EDITOR not in str(told.value)


@pytest.mark.parametrize(("key", "todo"), [(STRANGER, "--organisation"), ("unknown", "one of this portal")])
def test_a_key_without_rights_is_told(ckan: Double, datasets: tuple[CkanDataset, ...], key: str, todo: str) -> None:
    with pytest.raises(RemoteError, match="does not allow this: Access denied") as told:
        push(ckan, datasets, key=key)
    assert todo in told.value.todo
    assert f"{CORE} (0 of 3 datasets done)" in told.value.where


def test_organisations_that_are_missing_or_unknown_are_told(ckan: Double, datasets: tuple[CkanDataset, ...]) -> None:
    with pytest.raises(RemoteError, match="owner_org: An organization must be provided") as told:
        push(ckan, datasets, PushOptions())
    assert "--organisation NAME" in told.value.todo
    with pytest.raises(RemoteError, match="no organisation 'régió'") as told:
        push(ckan, datasets, PushOptions("régió"))
    assert "this key may publish for: region" in told.value.todo


def test_files_that_a_removed_dataset_still_holds_are_told(ckan: Double, datasets: tuple[CkanDataset, ...]) -> None:
    push(ckan, datasets[:1])
    ckan.package(CORE)["name"] = "hidden-from-this-key"
    with pytest.raises(RemoteError, match="Resource id already exists") as told:
        push(ckan, datasets[:1])
    assert "purged" in told.value.todo


def test_a_portal_that_is_not_there_and_an_address_that_is_none(datasets: tuple[CkanDataset, ...]) -> None:
    with (
        CkanPortal("http://127.0.0.1:1", attempts=1) as portal,
        pytest.raises(RemoteError, match=r"cannot be reached: .*refused"),
    ):
        push_ckan(datasets, portal, REGION)
    for url in ("", "portal.example", "ftp://portal.example/", "https://me:secret@portal.example/"):
        with pytest.raises(RemoteError, match="not the address of a portal") as told:
            CkanPortal(url)
        assert "secret" not in str(told.value)


def test_the_key_goes_in_the_header_and_an_entry_in_netrc_does_not_replace_it(
    ckan: Double, datasets: tuple[CkanDataset, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login a password b\n", "utf-8")
    monkeypatch.setenv("NETRC", str(netrc))
    push(ckan, datasets[:1])
    assert {h["Authorization"] for h in ckan.headers} == {EDITOR}
    assert all(h["User-Agent"].startswith("regiograph/") for h in ckan.headers)


@pytest.mark.parametrize(
    ("code", "title", "rows", "found"),
    [
        ("CC_BY_4_0", "", [{"id": "cc-by"}, {"id": "CC-BY-4.0"}], "CC-BY-4.0"),
        ("CC_BY_4_0", "", [{"id": "cc-by-sa"}, {"id": "cc-by"}], "cc-by"),
        ("CC_BYSA_4_0", "Teilen", [{"id": "x", "title": "Teilen"}], "x"),
        ("CC0", "", [{"id": "cc-zero"}], "cc-zero"),
        ("CC_BY_4_0", "", [{"id": "y", "url": f"{EU}licence/CC_BY_4_0"}], "y"),
        ("OTHER", "", [{"id": "cc-by", "title": "", "url": ""}], "notspecified"),
    ],
)  # fmt: skip
def test_licences_go_by_address_code_or_title(code: str, title: str, rows: list[dict[str, str]], found: str) -> None:
    assert licence_id(Licence(f"{EU}licence/{code}", title), rows) == found


def test_a_licence_that_the_portal_does_not_know_is_a_warning(ckan: Double, datasets: tuple[CkanDataset, ...]) -> None:
    odd = replace(datasets[0], licence=Licence("https://example.org/ehdot"))
    (finding,) = push(ckan, (odd,)).findings
    assert "https://example.org/ehdot" in finding.message
    assert ckan.package(CORE)["license_id"] == "notspecified"


def test_some_datasets_only(datasets: tuple[CkanDataset, ...]) -> None:
    assert [d.name for d in only(datasets, ["core"])] == [CORE]
    assert only(datasets, []) == datasets
    with pytest.raises(RemoteError, match="no dataset 'cor'"):
        only(datasets, ["cor"])


def test_without_ckanapi_the_error_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ckanapi", None)
    with pytest.raises(RegiographError, match="need ckanapi") as told:
        CkanPortal("https://portal.example/")
    assert told.value.todo == "run: pip install 'regiograph[ckan]'"


def test_the_command_pushes_a_release(
    ckan: Double, fresh: Path, command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("OUR_KEY", f" {EDITOR}\n")
    words = ("push", "ckan", fresh, "--url", f"{ckan.url}/", "--api-key-env", "OUR_KEY", "--organisation", "region")
    assert command(*words, "--dry-run").out.count("create  ") == 3
    assert ckan.writes() == []
    said = command(*words)
    assert (said.code, said.err) == (0, "")
    assert f"create     {CORE}  (" in said.out
    assert f"{ckan.url}/dataset/{CORE}" in said.out
    again = json.loads(command(*words, "--format", "json").out)
    assert [d["act"] for d in again["datasets"]] == ["unchanged"] * 3
    ckan.packages.clear()
    assert command(*words, "--dataset", "core").out.count("create") == 1
    assert [p["name"] for p in ckan.packages.values()] == [CORE]


def test_the_command_wants_a_key_to_write(fresh: Path, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OUR_KEY", raising=False)
    words = ("push", "ckan", fresh, "--url", "https://portal.example/")
    said = command(*words)
    assert (said.code, "a key is needed" in said.err) == (2, True)
    for more in ((), ("--dry-run",)):
        told = command(*words, "--api-key-env", "OUR_KEY", *more, "--json")
        assert (told.code, json.loads(told.err)["error"]) == (2, ConfigError.code)
        assert "OUR_KEY is not set" in told.err
