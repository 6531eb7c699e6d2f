"""Which datasets a release has, which files belong to each, and when each file last changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from regiograph.errors import ReleaseError
from regiograph.media import MEDIA, Media, by_suffix
from regiograph.model import Quad, Value
from regiograph.publish.manifest import Entry
from regiograph.publish.release import Draft
from regiograph.store import parse
from regiograph.terms import expand

CATALOGUE = "catalog.ttl"
THEME_DUMPS = "dumps/theme-"
SCHEMA = "schema/"
_CHECKSUM = "http://spdx.org/rdf/terms#checksum"
_CHECKSUM_VALUE = "http://spdx.org/rdf/terms#checksumValue"
_VERSIONED = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Dated:
    """When a file or dataset was first published and last changed: ISO dates."""

    issued: str
    modified: str


@dataclass(frozen=True, slots=True)
class DistributionPlan:
    """One file of a dataset: ``name`` is the last part of its IRI (``core-ttl``)."""

    name: str
    entry: Entry
    media: Media
    dated: Dated


@dataclass(frozen=True, slots=True)
class DatasetPlan:
    """One dataset: ``key`` is the last part of its IRI (``core``); ``theme`` the IRI of its theme, or None."""

    key: str
    files: tuple[DistributionPlan, ...]
    dated: Dated
    theme: str | None = None


@dataclass(frozen=True, slots=True)
class History:
    """What an earlier catalogue said: (sha256, dates) of each distribution and the dates of each dataset, by IRI."""

    files: Mapping[str, tuple[str, Dated]] = field(default_factory=dict)
    datasets: Mapping[str, Dated] = field(default_factory=dict)
    members: Mapping[str, frozenset[str]] = field(default_factory=dict)


def history_of(draft: Draft) -> History:
    """What the previous release's catalogue said; where that release is gone, what this version's own said before.

    Empty for a first release and where there was no catalogue. Raises ReleaseError for a damaged one.
    """
    # A first release has no past: what it says of itself must not come from an earlier attempt at it.
    for folder in (draft.previous_folder, draft.known_folder) if draft.previous else ():
        if folder and (folder / CATALOGUE).is_file():
            return _history(parse((folder / CATALOGUE).read_bytes(), "ttl", where=str(folder / CATALOGUE)))
    return History()


def _history(quads: Iterable[Quad]) -> History:
    said: dict[str, dict[str, list[str | Value]]] = {}
    for q in quads:
        said.setdefault(q.subject, {}).setdefault(q.predicate, []).append(q.object)
    files: dict[str, tuple[str, Dated]] = {}
    datasets: dict[str, Dated] = {}
    members: dict[str, frozenset[str]] = {}
    kind = expand("rdf:type")
    for iri, about in said.items():
        issued, modified = _one(about, "dcterms:issued"), _one(about, "dcterms:modified")
        if expand("dcat:Dataset") in about.get(kind, ()):
            datasets[iri] = Dated(issued, modified)
            members[iri] = frozenset(o for o in about.get(expand("dcat:distribution"), ()) if isinstance(o, str))
        elif expand("dcat:Distribution") in about.get(kind, ()):
            sums = [o for node in about.get(_CHECKSUM, ()) if isinstance(node, str)
                    for o in said.get(node, {}).get(_CHECKSUM_VALUE, ()) if isinstance(o, Value)]  # fmt: skip
            files[iri] = (sums[0].lexical if sums else "", Dated(issued, modified))
    return History(files, datasets, members)


def _one(about: Mapping[str, Sequence[str | Value]], curie: str) -> str:
    return next((o.lexical for o in about.get(expand(curie), ()) if isinstance(o, Value)), "")


@dataclass(frozen=True, slots=True)
class Planner:
    """Sorts the files of a draft into datasets whose IRIs begin with ``home``."""

    draft: Draft
    home: str
    history: History

    def datasets(self, themes: Mapping[str, str], made: Iterable[Entry] = ()) -> list[DatasetPlan]:
        """The datasets that have files; ``themes`` maps slugs to IRIs, ``made`` are files beside those of the draft."""
        keys = {"core": None, "evidence": None, "vocabulary": None} | {
            f"theme-{slug}": iri for slug, iri in themes.items()
        }
        groups: dict[str, list[Entry]] = {key: [] for key in keys}
        for entry in sorted((*self.draft.files, *made), key=lambda e: (not e.path.startswith("dumps/"), e.path)):
            key = dataset_of(entry.path)
            if key in groups:
                groups[key].append(entry)
        return [self._dataset(key, files, keys[key]) for key, files in groups.items() if files]

    def _dataset(self, key: str, entries: Iterable[Entry], theme: str | None) -> DatasetPlan:
        iri = f"{self.home}{key}"
        files = tuple(self._file(iri, entry) for entry in entries)
        before = self.history.datasets.get(iri)
        gone = self.history.members.get(iri, frozenset()) - {f"{iri}/{f.name}" for f in files}
        modified = max([f.dated.modified for f in files] + ([self._today] if gone else []))
        return DatasetPlan(key, files, Dated(before.issued if before else self._first, modified), theme)

    def _file(self, dataset: str, entry: Entry) -> DistributionPlan:
        media = by_suffix(entry.path) or MEDIA["txt"]
        name = entry.path.rpartition("/")[2].replace(".", "-")
        before = self.history.files.get(f"{dataset}/{name}")
        if before is None:
            dated = Dated(self._first, self._last)
        else:
            sha, then = before
            dated = then if sha == entry.sha256 else Dated(then.issued, self._today)
        return DistributionPlan(name, entry, media, dated)

    @property
    def _today(self) -> str:
        return _date(self.draft.version)

    @property
    def _first(self) -> str:
        """Since when a thing is there that no earlier catalogue knows."""
        return self._today if self.history.datasets else _date(self.draft.issued)

    @property
    def _last(self) -> str:
        return self._today if self.history.datasets else _date(self.draft.modified)


def dataset_of(path: str) -> str | None:
    """The dataset that a file of a release belongs to, or None for texts, reports and files that describe others.

    >>> [dataset_of(p) for p in ("dumps/core.ttl", "exports/project.csv", "dumps/all.nq", "texts/a.txt")]
    ['core', 'core', 'evidence', None]
    """
    folder, _, name = path.rpartition("/")
    if folder == "exports":
        return "core" if name.endswith(".csv") else None
    if folder != "dumps":
        return None
    family = name.partition(".")[0]
    return family if family in {"core", "vocabulary"} or family.startswith("theme-") else "evidence"


def _date(version: str) -> str:
    found = _VERSIONED.match(version)
    if found is None:
        raise ReleaseError(f"{version!r} does not begin with a date", todo="this is a defect, please report it")
    return found[0]


def is_catalogue(path: str) -> bool:
    """Whether a file of a release is written by the catalogue."""
    return path in {"catalog.ttl", "catalog.rdf", "catalog.jsonld"} or path.startswith((THEME_DUMPS, SCHEMA))


def folder_of(root: Path) -> Path | None:
    """The workspace of a configuration, or None for the defaults without a folder."""
    return None if root == Path() else root
