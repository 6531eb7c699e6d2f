"""The entries of the lists of members that fact sheets hold: who each of them is, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from regiograph.extract.reading.page import Mention, Page
from regiograph.extract.sheets.factsheet import GAP, Field
from regiograph.extract.sheets.labels import LABEL_LENGTH, MARKS

_BREAK = re.compile(
    r"[ \u00a0]?[·•;|][ \u00a0]?|\t|\n|[ \u00a0]/[ \u00a0]|,[ \u00a0\n]|[ \u00a0](?P<link>&|\w{1,5})(?=[ \u00a0])"
)
_NAME_END = re.compile(r"[ \u00a0]?[(\[]|[ \u00a0][–—-][ \u00a0]|,|:|$")


_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list of members: its span, the span of its name, the territory whose line it stands in."""

    start: int
    end: int
    name_end: int
    scope: Mention | None = None


def entries(page: Page, field: Field) -> Iterator[Entry]:
    """The entries of a field's value: one a line or item, cut at separators that stand outside brackets and names."""
    scope: Mention | None = None
    for start, end in field.parts:
        if field.listed and (cell := _first_cell(page, start, end)):
            yield Entry(cell[0], end, cell[0] + _name_length(page, *cell))
            continue
        for low, high in _pieces(page, start, end):
            while low < high and page.text[low] in MARKS + "\"“„«»”'":
                low += 1
            while high > low and page.text[high - 1] in MARKS + ".,;\n":
                high -= 1
            first = next((m for m in page.within(low, high) if m.start - low <= 1), None)
            if (
                first
                and first.type == "Country"
                and re.match(r"[ \u00a0]?(?::|[–—-][ \u00a0])", page.text[first.end : high])
            ):
                scope = first
                low = (
                    first.end
                    + len(page.text[first.end : high])
                    - len(page.text[first.end : high].lstrip(" :–—-\u00a0"))
                )
            elif first and first.type == "Country" and first.end >= high - 1:
                scope = first  # a line that is only a country stands above its names
                continue
            if low < high:
                yield Entry(low, high, low + _name_length(page, low, high), scope)


def _name_length(page: Page, start: int, end: int) -> int:
    found = _NAME_END.search(page.text[start:end])
    return found.start() if found else end - start


def _first_cell(page: Page, start: int, end: int) -> tuple[int, int] | None:
    """The first cell of a table row that holds letters, where another one holds a country, a role or a figure."""
    cells, low = [], start
    for gap in [*GAP.finditer(page.text, start, end)]:
        cells.append((low, gap.start()))
        low = gap.end()
    cells.append((low, end))
    named = [c for c in cells if any(x.isalpha() for x in page.text[slice(*c)])]
    if len(cells) < _COLUMNS or not named:
        return None
    rest = [c for c in cells if c != named[0]]
    country = any(m.type == "Country" for c in rest for m in page.within(*c))
    figure = any(x.isdigit() for c in rest for x in page.text[slice(*c)])
    return named[0] if country or figure else None


def member(page: Page, entry: Entry) -> Mention | None:
    """Who an entry speaks of: the body, region or cluster that its name begins with."""
    for m in page.within(entry.start, entry.name_end + 1):
        before = page.text[entry.start : m.start].split()
        if m.type in {"Organisation", "Region", "Cluster"}:
            light = page.pack.articles | page.pack.connectors
            fits = all(w.casefold() in light or w[:1].islower() or page.heads_in(m.start - 30, m.start) for w in before)
            return m if len(before) <= 3 and fits else None
    return None


def whole(page: Page, entry: Entry, member: Mention) -> list[Mention]:
    """The territories that an entry names beside its member: "(DK)", ", Tulcea", " – Latvia", or the line's country."""
    beside = [m for m in page.within(member.end, entry.end) if m.type in {"Country", "Region", "Place"}]
    near = [m for m in beside if not re.search(r"\w{3,}", page.text[member.end : m.start])]
    if near:
        return near[:1]
    return [entry.scope] if entry.scope and not beside else []


def _pieces(page: Page, start: int, end: int) -> Iterator[tuple[int, int]]:
    depth_at = _depths(page.text, start, end)
    low = start
    for m in _BREAK.finditer(page.text, start, end):
        at = m.start()
        if depth_at[at - start] or any(x.start < at and x.end > m.end() for x in page.overlapping(at, m.end())):
            continue
        if m["link"] is not None:
            if m["link"].casefold() not in page.pack.linking and m["link"] != "&":
                continue
            nxt = next(
                (x for x in page.within(m.end(), m.end() + 25) if x.type in {"Organisation", "Region", "Cluster"}), None
            )
            ends = page.text[at - 1] in ')"”“»' or any(x.end == at for x in page.within(max(start, at - 120), at))
            if nxt is None or not ends:
                continue
        elif m.group().startswith(",") and _continues(page, low, m.end(), end):
            continue
        yield low, at
        low = m.end()
    yield low, end


def _continues(page: Page, low: int, after: int, end: int) -> bool:
    """What stands behind a comma belongs to the entry: a lower-case remark, or where the body before it sits."""
    rest = page.text[after:end].lstrip()
    here = next((m for m in page.within(after, end) if m.start - after <= 1), None)
    country = here is not None and here.type == "Country"  # its article may be in lower case
    if not rest or (rest[0].islower() and not country):
        if _named_noun(page, after + len(page.text[after:end]) - len(rest), end):
            return False
        first = rest.split()[:1]
        return first[0].casefold() not in page.pack.linking | page.pack.articles if first else True
    first_body = next((m for m in page.within(low, after) if m.start - low <= 25), None)
    if here is None or here.type not in {"Country", "Place", "Region"}:
        return False
    if here.record is None and here.type == "Place":
        return False  # "Hvide Sande Havn": what the page itself names is a member of its own
    if page.text[:after].rstrip(" ,\n").endswith(")") and here.type == "Region":
        return False  # where the one before sits has been said
    if here.type == "Region" and first_body is not None and first_body.rule == "authority":
        return False  # a body that is named by its own territory
    return bool(here.type in {"Country", "Place"} or first_body is None or first_body.type == "Organisation")


def _named_noun(page: Page, start: int, end: int) -> bool:
    """A noun for a body or a cluster with its name behind it begins another entry: "klasteris „AgroFood“"."""
    kinds = {"organisation", "cluster", "city"}
    head = next((h for h in page.heads_in(start, min(end, start + LABEL_LENGTH)) if h.start == start), None)
    if head is None or head.kind not in kinds:
        return False
    return re.match(r"[ \u00a0][\"“„«]?[^\W\d_a-zà-ÿ]", page.text[head.end : end]) is not None


def _depths(text: str, start: int, end: int) -> list[int]:
    """How many brackets are open at each offset."""
    out, depth = [], 0
    for c in text[start:end]:
        depth += c in "(["
        out.append(depth)
        depth = max(0, depth - (c in ")]"))
    return out
