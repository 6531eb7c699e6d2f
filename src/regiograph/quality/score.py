"""The metadata quality assessment of data.europa.eu: 23 indicators, 405 points, for each dataset.

Of a dataset's distributions only the best counts, with all its indicators together.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from regiograph.model import Value
from regiograph.publish.catalog_codes import Codes
from regiograph.quality.graph import CatalogueGraph
from regiograph.quality.reach import Reach

RATINGS = ((351, "excellent"), (221, "good"), (121, "sufficient"), (0, "bad"))
"""From how many points on a catalogue is called what."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator: its dimension, its points, and what to do to get them. ``on`` is dataset or distribution."""

    key: str
    dimension: str
    points: int
    on: str
    remedy: str


def _rows(dimension: str, *rows: tuple[str, int, str, str]) -> tuple[Indicator, ...]:
    return tuple(Indicator(key, dimension, points, on, remedy) for key, points, on, remedy in rows)


INDICATORS: tuple[Indicator, ...] = (
    *_rows(
        "findability",
        ("keyword", 30, "dataset", "add dcat:keyword"),
        ("theme", 30, "dataset", "add dcat:theme"),
        ("spatial", 20, "dataset", "add dct:spatial"),
        ("temporal", 20, "dataset", "add dct:temporal"),
    ),
    *_rows(
        "accessibility",
        ("accessURL answers", 50, "distribution", "make dcat:accessURL answer HEAD with 200 to 399"),
        ("downloadURL", 20, "distribution", "add dcat:downloadURL"),
        ("downloadURL answers", 30, "distribution", "make dcat:downloadURL answer HEAD with 200 to 399"),
    ),
    *_rows(
        "interoperability",
        ("format", 20, "distribution", "add dct:format"),
        ("mediaType", 10, "distribution", "add dcat:mediaType"),
        (
            "format and media type listed",
            10,
            "distribution",
            "take dct:format and dcat:mediaType from the EU and IANA lists",
        ),
        ("non-proprietary", 20, "distribution", "publish in an open format such as CSV"),
        ("machine-readable", 20, "distribution", "publish in a machine-readable format such as CSV"),
        ("DCAT-AP", 30, "dataset", "mend the violations of DCAT-AP"),
    ),
    *_rows(
        "reusability",
        ("licence", 20, "distribution", "add dct:license"),
        ("known licence", 10, "distribution", "take dct:license from the EU list"),
        ("access rights", 10, "dataset", "add dct:accessRights"),
        ("access rights listed", 5, "dataset", "take dct:accessRights from the EU list"),
        ("contact point", 20, "dataset", "add dcat:contactPoint"),
        ("publisher", 10, "dataset", "add dct:publisher"),
    ),
    *_rows(
        "contextuality",
        ("rights", 5, "distribution", "add dct:rights"),
        ("byteSize", 5, "distribution", "add dcat:byteSize"),
        ("issued", 5, "dataset", "add dct:issued"),
        ("modified", 5, "dataset", "add dct:modified"),
    ),
)
"""The indicators in the portal's order."""

POSSIBLE = sum(i.points for i in INDICATORS)
UNCHECKED = "not asked: give --base-url-map"


@dataclass(frozen=True, slots=True)
class DatasetScore:
    """A dataset's points by indicator; ``distribution`` is the one that counted, ``unasked`` what nobody tried."""

    dataset: str
    title: str
    points: Mapping[str, int]
    distribution: str | None = None
    unasked: frozenset[str] = frozenset()

    @property
    def total(self) -> int:
        """The sum of the points."""
        return sum(self.points.values())

    def remedies(self) -> list[tuple[int, str]]:
        """(points to gain, what to do), the greatest gain first."""
        name = self.dataset.rstrip("/").rpartition("/")[2]
        lost = [(i.points - self.points[i.key], i) for i in INDICATORS if self.points[i.key] < i.points]
        return [
            (gain, f"{UNCHECKED if i.key in self.unasked else i.remedy} {_whither(i, name)}: +{gain}")
            for gain, i in sorted(lost, key=lambda row: -row[0])
        ]


def _whither(indicator: Indicator, name: str) -> str:
    verb = "to" if indicator.remedy.startswith("add ") else "for"
    return f"{verb} a distribution of dataset {name}" if indicator.on == "distribution" else f"{verb} dataset {name}"


@dataclass(frozen=True, slots=True)
class Score:
    """The scores of a catalogue's datasets; the catalogue has their mean."""

    datasets: tuple[DatasetScore, ...]

    @property
    def total(self) -> int:
        """The mean of the datasets' points, rounded down so that 405 means every point of every dataset."""
        return sum(d.total for d in self.datasets) // len(self.datasets) if self.datasets else 0

    @property
    def rating(self) -> str:
        """What the portal calls that many points."""
        return next(word for least, word in RATINGS if self.total >= least)

    def mean(self, key: str) -> float:
        """The mean points of one indicator."""
        return sum(d.points[key] for d in self.datasets) / len(self.datasets) if self.datasets else 0.0


def score(graph: CatalogueGraph, broken: Collection[str], codes: Codes, reach: Reach | None = None) -> Score:
    """The score of every dataset. ``broken`` are the nodes on which DCAT-AP is violated; without ``reach`` no address
    is asked and the points for answering are not given.
    """
    asker = reach or Reach()
    return Score(tuple(_dataset(graph, d, broken, codes, asker) for d in graph.of_type("dcat:Dataset")))


def _dataset(graph: CatalogueGraph, dataset: str, broken: Collection[str], codes: Codes, reach: Reach) -> DatasetScore:
    rights = graph.values(dataset, "dcterms:accessRights")
    flags = {
        "keyword": bool(graph.values(dataset, "dcat:keyword")),
        "theme": bool(graph.values(dataset, "dcat:theme")),
        "spatial": bool(graph.values(dataset, "dcterms:spatial")),
        "temporal": bool(graph.values(dataset, "dcterms:temporal")),
        "DCAT-AP": not graph.closure(dataset) & set(broken),
        "access rights": bool(rights),
        "access rights listed": any(isinstance(r, str) and codes.code_of(r, "access-right") for r in rights),
        "contact point": bool(graph.values(dataset, "dcat:contactPoint")),
        "publisher": bool(graph.values(dataset, "dcterms:publisher")),
        "issued": bool(graph.values(dataset, "dcterms:issued")),
        "modified": bool(graph.values(dataset, "dcterms:modified")),
    }
    names = sorted(graph.links(dataset, "dcat:distribution"))
    rated = [(_distribution(graph, d, codes, reach), d) for d in names]
    best, chosen = max(rated, key=lambda row: sum(_points(row[0]).values()), default=({}, None))
    points = _points(flags | best)
    return DatasetScore(dataset, graph.title(dataset), points, chosen, _unasked(graph, chosen, reach, points))


def _points(flags: Mapping[str, bool]) -> dict[str, int]:
    return {i.key: i.points if flags.get(i.key) else 0 for i in INDICATORS}


def _distribution(graph: CatalogueGraph, node: str, codes: Codes, reach: Reach) -> dict[str, bool]:
    access, download = graph.links(node, "dcat:accessURL"), graph.links(node, "dcat:downloadURL")
    formats, media = graph.values(node, "dcterms:format"), graph.values(node, "dcat:mediaType")
    licences = graph.values(node, "dcterms:license")
    types = [codes.code_of(f, "file-type") for f in formats if isinstance(f, str)]
    known = [codes.file_types[t] for t in types if t]
    return {
        "accessURL answers": any(reach.answers(u) for u in access),
        "downloadURL": bool(download),
        "downloadURL answers": any(reach.answers(u) for u in download),
        "format": bool(formats),
        "mediaType": bool(media),
        "format and media type listed": bool(known)
        and any(isinstance(m, str) and codes.media_type_of(m) for m in media),
        "non-proprietary": any(k.non_proprietary for k in known),
        "machine-readable": any(k.machine_readable for k in known),
        "licence": bool(licences),
        "known licence": any(codes.licence_of(x if isinstance(x, str) else x.lexical) for x in licences),
        "rights": bool(graph.values(node, "dcterms:rights")),
        "byteSize": any(isinstance(b, Value) for b in graph.values(node, "dcat:byteSize")),
    }


def _unasked(graph: CatalogueGraph, node: str | None, reach: Reach, points: Mapping[str, int]) -> frozenset[str]:
    """The indicators that lack points only because nobody asked the addresses."""
    pairs: Sequence[tuple[str, str]] = (
        ("accessURL answers", "dcat:accessURL"), ("downloadURL answers", "dcat:downloadURL"),
    )  # fmt: skip
    urls = {key: graph.links(node, name) for key, name in pairs} if node else {}
    return frozenset(
        k for k, found in urls.items() if not points[k] and found and all(reach.status(u) is None for u in found)
    )
