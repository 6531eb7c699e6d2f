"""Datasets onto a CKAN portal: made where they are not there, changed where they differ, else left alone.

A portal may have added things of its own: groups, tags of its vocabularies, files and fields that are not ours. They
stay. What an earlier release said, and this one does not, goes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from regiograph.errors import RemoteError
from regiograph.model import Finding
from regiograph.push.ckan_datasets import CkanDataset, CkanResource, Licence
from regiograph.push.ckan_portal import CkanPortal, RefusedError

EXTRAS = (
    "uri", "identifier", "issued", "modified", "version_notes", "frequency", "access_rights", "language", "theme",
    "conforms_to", "temporal_start", "temporal_end", "spatial_uri", "spatial", "publisher_uri", "publisher_name",
    "publisher_url", "publisher_type", "contact_uri", "contact_name", "contact_email", "contact_url",
)  # fmt: skip
"""The further fields of a dataset that are ours: what else stands there is the portal's."""

FIELDS = (
    "url", "access_url", "download_url", "name", "description", "format", "mimetype", "hash", "hash_algorithm", "size",
    "license", "rights", "status", "availability", "language", "issued", "modified", "uri",
)  # fmt: skip
"""The fields of a file that are ours."""

UNKNOWN = "notspecified"
"""CKAN's id for a licence that it does not know."""

_NAMES = {"CC0": "cc-zero", "PDDL": "odc-pddl"}
"""Licences of the EU table whose name in CKAN cannot be told from their code."""

Act = Literal["create", "update", "unchanged"]
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class PushOptions:
    """``organisation`` (name or id) owns the datasets; ``private`` hides new ones; ``dry_run`` writes nothing."""

    organisation: str = ""
    private: bool = False
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Pushed:
    """What was done with a dataset, or would be: ``changes`` names the fields that differed; ``url`` is its page."""

    name: str
    act: Act
    url: str
    resources: int
    changes: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The same as JSON."""
        return {"name": self.name, "act": self.act, "url": self.url, "resources": self.resources,
                "changes": list(self.changes)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PushReport:
    """All datasets of a push in their order, and what a person should know."""

    datasets: tuple[Pushed, ...]
    findings: tuple[Finding, ...] = ()
    dry_run: bool = False

    def to_json(self) -> dict[str, Any]:
        """The same as JSON."""
        return {"dry_run": self.dry_run, "datasets": [done.to_json() for done in self.datasets]}

    def to_text(self) -> str:
        """A line for each dataset, with what differed below it."""
        lines = ["Nothing is written (--dry-run); this would be done:"] if self.dry_run else []
        for done in self.datasets:
            lines.append(f"{done.act:<10} {done.name}  ({done.resources} files)  {done.url}")
            if done.changes:
                lines.append(f"{'':<10} {', '.join(done.changes)}")
        return "\n".join(lines) + "\n"


def push_ckan(
    datasets: Sequence[CkanDataset], portal: CkanPortal, options: PushOptions, progress: Progress | None = None
) -> PushReport:
    """Create or update datasets on a portal. Asking twice changes nothing: names and ids are those of the catalogue.

    Raises RemoteError when the portal refuses, cannot be reached, or holds something else under one of the names;
    datasets before that one are done then, and the next run takes up from there.
    """
    owner = _owner(portal, options.organisation)
    rows = portal.again(lambda: portal.call("license_list", {}))
    findings = [_plain_http(portal)] if portal.url.startswith("http://") and not _loopback(portal.url) else []
    done: list[Pushed] = []
    for number, dataset in enumerate(datasets):
        if progress:
            progress("push", number, len(datasets))
        licence = licence_id(dataset.licence, rows)
        if licence == UNKNOWN:
            findings.append(_no_licence(dataset))
        task = _Task(portal, dataset, licence, owner, options)
        try:
            done.append(portal.again(task.run))
        except RemoteError as error:
            error.where = f"{portal.page(dataset.name)} ({len(done)} of {len(datasets)} datasets done)"
            raise
    if progress:
        progress("push", len(datasets), len(datasets))
    return PushReport(tuple(done), tuple(dict.fromkeys(findings)), options.dry_run)


@dataclass(frozen=True, slots=True)
class _Task:
    """One dataset on its way; run again after a fault, it looks first what has been done."""

    portal: CkanPortal
    dataset: CkanDataset
    licence: str
    owner: str
    options: PushOptions

    def run(self) -> Pushed:
        shown = self.shown()
        wanted = merged(shown, self.dataset, self.licence)
        if self.owner:
            wanted["owner_org"] = self.owner
        if shown is None:
            wanted["private"] = self.options.private
            return self.done("create", (), "package_create", wanted)
        changes = tuple(differences(shown, wanted))
        return self.done("update" if changes else "unchanged", changes, "package_update", wanted)

    def shown(self) -> dict[str, Any] | None:
        """What the portal has under our name, or under another name with our IRI."""
        shown = self.portal.find("package_show", self.dataset.name)
        if shown is None:
            query = {"fq": f'extras_uri:"{self.dataset.uri}"', "rows": 50, "include_private": True}
            rows = self.portal.call("package_search", query).get("results", ())
            return next((row for row in rows if _extras(row).get("uri") == self.dataset.uri), None)
        theirs = _extras(shown).get("uri") or _extras(shown).get("identifier") or shown.get("uri")
        if theirs != self.dataset.uri:
            raise RemoteError(
                f"another dataset has the name {self.dataset.name!r} there: {theirs or 'one without an IRI'}",
                todo="rename that one on the portal, or have it removed",
            )
        return dict(shown)

    def done(self, act: Act, changes: tuple[str, ...], action: str, wanted: Mapping[str, Any]) -> Pushed:
        name = str(wanted["name"])
        if act != "unchanged" and not self.options.dry_run:
            try:
                self.portal.call(action, wanted)
            except RefusedError as error:
                if "Resource id already exists." in str(error.fields.get("resources", "")):
                    error.todo = "the portal keeps a removed dataset with these files: have it purged, or restored"
                raise
        return Pushed(name, act, self.portal.page(name), len(wanted["resources"]), changes)


def merged(shown: Mapping[str, Any] | None, dataset: CkanDataset, licence: str) -> dict[str, Any]:
    """What to send for a dataset: all of ours, and of what the portal shows all that is not ours."""
    there = shown or {}
    kept = [row for row in there.get("extras", ()) if row["key"] not in EXTRAS]
    wanted = dict(there) | dict(dataset.fields)
    wanted |= {
        "name": there.get("name") or dataset.name,
        "license_id": licence,
        "state": "active",
        "tags": [{"name": tag} for tag in dataset.tags]
        + [row for row in there.get("tags", ()) if row.get("vocabulary_id")],
        "extras": kept + [{"key": key, "value": value} for key, value in dataset.extras.items()],
        "resources": list(_resources(there.get("resources", ()), dataset)),
    }
    return wanted


def _resources(there: Sequence[Mapping[str, Any]], dataset: CkanDataset) -> Iterator[dict[str, Any]]:
    ids = {row["id"]: row for row in there}
    uris = {row.get("uri"): row for row in there if row.get("uri")}
    for ours in dataset.resources:
        row = ids.get(ours.id) or uris.get(ours.uri) or {}
        # A file that the portal harvested before keeps the id that it has there: others may link to it.
        yield {k: v for k, v in row.items() if k not in FIELDS} | {"id": row.get("id", ours.id)} | dict(ours.fields)
    yield from (dict(row) for row in there if not _was_ours(row, dataset))


def _was_ours(row: Mapping[str, Any], dataset: CkanDataset) -> bool:
    return str(row.get("uri") or "").startswith(f"{dataset.uri}/") or any(row["id"] == r.id for r in dataset.resources)


def differences(shown: Mapping[str, Any], wanted: Mapping[str, Any]) -> Iterator[str]:
    """The names of the fields in which what is to be sent differs from what the portal shows."""
    simple = [
        k for k in wanted if k not in {"tags", "extras", "resources"} and (wanted[k] or "") != (shown.get(k) or "")
    ]
    yield from sorted(simple)
    if {row["name"] for row in wanted["tags"]} != {row["name"] for row in shown.get("tags", ())}:
        yield "tags"
    before, now = _extras(shown), _extras(wanted)
    yield from sorted(key for key in before.keys() | now.keys() if before.get(key) != now.get(key))
    yield from _files(shown.get("resources", ()), wanted["resources"])


def _files(shown: Sequence[Mapping[str, Any]], wanted: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    there = {row["id"]: row for row in shown}
    for row in wanted:
        if row["id"] not in there:
            yield f"new file {_last(row)}"
        else:
            keys = sorted(k for k in {*row, *FIELDS} if (row.get(k) or "") != (there[row["id"]].get(k) or ""))
            if keys:
                yield f"file {_last(row)} ({', '.join(keys)})"
    gone = there.keys() - {row["id"] for row in wanted}
    yield from sorted(f"file {_last(there[key])} goes" for key in gone)
    if not gone and [row["id"] for row in shown] != [r["id"] for r in wanted if r["id"] in there]:
        yield "order of files"


def _last(row: Mapping[str, Any]) -> str:
    return str(row.get("uri") or row.get("name") or row["id"]).rpartition("/")[2]


def _extras(row: Mapping[str, Any]) -> dict[str, str]:
    return {extra["key"]: extra["value"] for extra in row.get("extras", ())}


def licence_id(licence: Licence, rows: Sequence[Mapping[str, Any]]) -> str:
    """The portal's id for a licence: by its address, its code or its title; ``notspecified`` if it has none.

    >>> licence_id(Licence("http://publications.europa.eu/resource/authority/licence/CC_BY_4_0"), [{"id": "cc-by"}])
    'cc-by'
    """
    code = licence.iri.rpartition("/")[2]
    exact = code.casefold().replace("_", "-")
    dotted = re.sub(r"-(\d+)-(\d+)$", r"-\1.\2", exact)
    names = [n for n in (dotted, exact, _NAMES.get(code, ""), re.sub(r"(-\d+)+$", "", exact)) if n]
    by_id = {str(row.get("id", "")).casefold(): str(row["id"]) for row in rows}
    found = [str(row["id"]) for row in rows if licence.iri and row.get("url") == licence.iri]
    found += [by_id[name] for name in names if name in by_id]
    found += [str(row["id"]) for row in rows if licence.title and row.get("title") == licence.title]
    return next(iter(found), UNKNOWN)


def _owner(portal: CkanPortal, organisation: str) -> str:
    if not organisation:
        return ""
    found = portal.again(lambda: portal.find("organization_show", organisation))
    if found is None:
        allowed = portal.again(lambda: portal.call("organization_list_for_user", {"permission": "create_dataset"}))
        names = ", ".join(sorted(str(row["name"]) for row in allowed))
        raise RemoteError(
            f"the portal has no organisation {organisation!r}", where=portal.url,
            todo=f"this key may publish for: {names}" if names else "ask the portal for one, and for an editor's key",
        )  # fmt: skip
    return str(found["id"])


def _loopback(url: str) -> bool:
    from urllib.parse import urlsplit

    return urlsplit(url).hostname in {"localhost", "127.0.0.1", "::1"}


def _plain_http(portal: CkanPortal) -> Finding:
    return Finding(
        "warning", "the key goes over the network unencrypted", focus=portal.url, remedy="give an https address"
    )


def _no_licence(dataset: CkanDataset) -> Finding:
    return Finding(
        "warning", f"the portal does not know the licence {dataset.licence.iri or '(none)'}", focus=dataset.uri,
        remedy="ask the portal to add it; until then the files alone name it",
    )  # fmt: skip


def only(datasets: Sequence[CkanDataset], keys: Sequence[str]) -> tuple[CkanDataset, ...]:
    """The datasets whose IRI ends in one of the keys (``core``); all without keys. Raises RemoteError for others."""
    known = {dataset.uri.rpartition("/")[2]: dataset for dataset in datasets}
    for key in keys:
        if key not in known:
            raise RemoteError(f"the release has no dataset {key!r}", todo=f"one of: {', '.join(sorted(known))}")
    return tuple(dataset for key, dataset in known.items() if not keys or key in keys)


__all__ = [
    "CkanResource",
    "PushOptions",
    "PushReport",
    "Pushed",
    "differences",
    "licence_id",
    "merged",
    "only",
    "push_ckan",
]
