"""A catalogue in pages, for importers that take it piece by piece: Hydra core vocabulary, in both of its dialects."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from regiograph.errors import QueryError
from regiograph.model import Quad, Value
from regiograph.terms import expand

HYDRA = "http://www.w3.org/ns/hydra/core#"
_TYPE, _DATASET = expand("rdf:type"), expand("dcat:dataset")
_SERVES = expand("dcat:servesDataset")


@dataclass(frozen=True, slots=True)
class Page:
    """Which page of how many datasets a page; ``address`` gives the address of a page by its number."""

    number: int
    size: int
    address: Callable[[int], str]


def catalogue_page(quads: Iterable[Quad], page: Page) -> list[Quad]:
    """The catalogue with the datasets of one page and everything they lead to, and the links to the other pages.

    Services stand on every page and serve what stands there, so that all pages together say what the whole says. The
    last page has no next one, the first no previous one. CKAN reads hydra:PagedCollection and nextPage, piveau
    hydra:PartialCollectionView and next. Raises QueryError for a page that is none.
    """
    known: dict[str, list[Quad]] = {}
    for q in quads:
        known.setdefault(q.subject, []).append(q)
    catalogue = next((s for s, own in known.items() if any(q.object == expand("dcat:Catalog") for q in own)), "")
    datasets = sorted(
        {q.object for q in known.get(catalogue, ()) if q.predicate == _DATASET and isinstance(q.object, str)}
    )
    last = max(-(-len(datasets) // page.size), 1)
    if not 1 <= page.number <= last:
        raise QueryError(f"there is no page {page.number}", todo=f"pages go from 1 to {last}")
    chosen = datasets[(page.number - 1) * page.size : page.number * page.size]
    head = [q for q in known.get(catalogue, ()) if q.predicate != _DATASET]
    head += [Quad(catalogue, _DATASET, d, "") for d in chosen]
    return [*_reached(known, head, set(chosen)), *_view(page, catalogue, len(datasets), last)]


def _reached(known: dict[str, list[Quad]], head: list[Quad], chosen: set[str]) -> list[Quad]:
    """The given triples and all that they lead to; services only serve what stands on the page."""
    found, seen = list(head), {q.subject for q in head}
    todo = [q.object for q in head if isinstance(q.object, str)]
    while todo:
        node = todo.pop()
        if node in seen:
            continue
        seen.add(node)
        own = [q for q in known.get(node, ()) if q.predicate != _SERVES or q.object in chosen]
        found += own
        todo += [q.object for q in own if isinstance(q.object, str)]
    return found


def _view(page: Page, catalogue: str, total: int, last: int) -> list[Quad]:
    here, items = page.address(page.number), Value(str(total), "integer")
    links = [("first", "firstPage", 1), ("last", "lastPage", last)]
    links += [("next", "nextPage", page.number + 1)] if page.number < last else []
    links += [("previous", "previousPage", page.number - 1)] if page.number > 1 else []
    rows: Sequence[tuple[str, str | Value]] = (
        (_TYPE, f"{HYDRA}PagedCollection"), (_TYPE, f"{HYDRA}PartialCollectionView"),
        (f"{HYDRA}totalItems", items),
        (f"{HYDRA}itemsPerPage", Value(str(page.size), "integer")),
        *((f"{HYDRA}{name}", page.address(number)) for *names, number in links for name in names),
    )  # fmt: skip
    whole: Sequence[tuple[str, str | Value]] = (
        (_TYPE, f"{HYDRA}Collection"), (f"{HYDRA}totalItems", items), (f"{HYDRA}view", here),
    )  # fmt: skip
    return [Quad(catalogue, p, o, "") for p, o in whole] + [Quad(here, p, o, "") for p, o in rows]
