"""push ckan to a real CKAN 2.12 on loopback (make test-ckan): nothing twice, what is shown is what was sent."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from ckan_lab import Portal, needs_venv, portal

from regiograph.errors import RemoteError
from regiograph.push.ckan import PushOptions, PushReport, push_ckan
from regiograph.push.ckan_datasets import CkanDataset, ckan_datasets
from regiograph.push.ckan_portal import CkanPortal
from regiograph.quality import read_catalogue
from workspaces import Command

pytestmark = needs_venv
REGION = PushOptions(organisation="region")


@pytest.fixture(scope="module")
def ckan() -> Iterator[Portal]:
    with portal() as found:
        act(found, "organization_create", {"name": "region", "title": "Łódź & Åland"})
        yield found


@pytest.fixture(scope="module")
def datasets(sample: Path) -> tuple[CkanDataset, ...]:
    return ckan_datasets(read_catalogue(sample / "release" / "catalog.ttl"))


def act(ckan: Portal, action: str, data: dict[str, Any]) -> Any:
    """An action as its editor does it, by hand."""
    headers = {"Authorization": ckan.editor}
    answer = httpx.post(f"{ckan.url}/api/action/{action}", json=data, headers=headers, timeout=30, trust_env=False)
    assert answer.status_code == 200, answer.text
    return answer.json()["result"]


def push(ckan: Portal, datasets: tuple[CkanDataset, ...], key: str = "", options: PushOptions = REGION) -> PushReport:
    with CkanPortal(ckan.url, key or ckan.editor) as there:
        return push_ckan(datasets, there, options)


def test_two_pushes_leave_one_of_each_and_show_what_was_sent(ckan: Portal, datasets: tuple[CkanDataset, ...]) -> None:
    assert [d.act for d in push(ckan, datasets).datasets] == ["create"] * len(datasets)
    first = {d.name: act(ckan, "package_show", {"id": d.name}) for d in datasets}
    assert [d.act for d in push(ckan, datasets).datasets] == ["unchanged"] * len(datasets)
    assert sorted(act(ckan, "package_list", {})) == sorted(d.name for d in datasets)
    for sent in datasets:
        shown = act(ckan, "package_show", {"id": sent.name})
        assert shown == first[sent.name]
        assert {key: shown[key] or "" for key in sent.fields} == sent.fields
        assert {tag["name"] for tag in shown["tags"]} == set(sent.tags)
        assert {row["key"]: row["value"] for row in shown["extras"]} == sent.extras
        assert (shown["license_id"], shown["organization"]["name"]) == ("cc-by", "region")
        assert [row["id"] for row in shown["resources"]] == [r.id for r in sent.resources]
        for row, ours in zip(shown["resources"], sent.resources, strict=True):
            assert ours.fields.items() <= row.items()


def test_a_changed_release_updates_and_keeps_what_the_portal_added(
    ckan: Portal, datasets: tuple[CkanDataset, ...]
) -> None:
    push(ckan, datasets)
    core = datasets[0]
    shown = act(ckan, "package_show", {"id": core.name})
    shown["extras"].append({"key": "reviewed_by", "value": "éù"})
    shown["resources"].append({"url": "https://portal.example/preview", "name": "Preview"})
    act(ckan, "package_update", shown)
    changed = replace(core, fields={**core.fields, "title": "Łódź, anew"}, resources=core.resources[1:])
    (done,) = push(ckan, (changed,)).datasets
    assert (done.act, len(done.changes)) == ("update", 2)
    after = act(ckan, "package_show", {"id": core.name})
    assert after["title"] == "Łódź, anew"
    assert {"key": "reviewed_by", "value": "éù"} in after["extras"]
    assert [r["id"] for r in after["resources"]][:-1] == [r.id for r in changed.resources]
    assert after["resources"][-1]["name"] == "Preview"
    assert [d.act for d in push(ckan, (changed,)).datasets] == ["unchanged"]
    push(ckan, datasets)


def test_a_removed_dataset_comes_back_under_its_name(ckan: Portal, datasets: tuple[CkanDataset, ...]) -> None:
    push(ckan, datasets)
    act(ckan, "package_delete", {"id": datasets[0].name})
    (done,) = push(ckan, datasets[:1]).datasets
    assert (done.act, done.changes) == ("update", ("state",))
    assert act(ckan, "package_show", {"id": datasets[0].name})["state"] == "active"
    assert len(act(ckan, "package_list", {})) == len(datasets)


def test_refusals_of_a_real_portal_are_told_in_words(ckan: Portal, datasets: tuple[CkanDataset, ...]) -> None:
    new = replace(datasets[0], name="another-name", uri="https://data.example.org/dataset/łódź", resources=())
    with pytest.raises(RemoteError, match="Access denied: User stranger not authorized"):
        push(ckan, (new,), ckan.stranger, PushOptions())
    with pytest.raises(RemoteError, match="Access denied") as told:
        push(ckan, (new,), "no-such-key", PushOptions())
    assert "one of this portal" in told.value.todo
    with pytest.raises(RemoteError, match="owner_org: An organization must be provided"):
        push(ckan, (new,), options=PushOptions())
    with pytest.raises(RemoteError, match="no organisation 'nowhere'") as told:
        push(ckan, (new,), options=PushOptions("nowhere"))
    assert told.value.todo == "this key may publish for: region"
    with pytest.raises(RemoteError, match=r"not CKAN's|no CKAN here"):
        push(Portal(f"{ckan.url}/nowhere", ckan.editor, ""), (new,))


def test_the_command_does_the_same(
    ckan: Portal, sample: Path, command: Command, monkeypatch: pytest.MonkeyPatch, datasets: tuple[CkanDataset, ...]
) -> None:
    push(ckan, datasets)
    monkeypatch.setenv("CKAN_KEY", ckan.editor)
    words = ("push", "ckan", sample, "--url", ckan.url, "--api-key-env", "CKAN_KEY", "--organisation", "region")
    said = command(*words, "--dry-run", "--format", "json")
    assert said.code == 0, said.err
    assert [d["act"] for d in json.loads(said.out)["datasets"]] == ["unchanged"] * len(datasets)
