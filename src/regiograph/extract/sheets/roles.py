"""Who leads and who takes part by the layout: fact sheets, lists below a label, rows of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from regiograph.extract.clusters.own import of_cluster
from regiograph.extract.reading.focus import Focus, claim
from regiograph.extract.reading.page import ACTORS, COLLABORATIONS, Mention, Page
from regiograph.extract.sheets.entries import entries, member, whole
from regiograph.extract.sheets.factsheet import Field
from regiograph.extract.sheets.labels import kind_of
from regiograph.extract.territories.appositions import among_regions
from regiograph.model import Claim


def listed(page: Page, focus: Focus, sheet: list[Field]) -> Iterator[Claim]:
    """The leaders and partners of fact sheets and of lists below a label, and where each of them is."""
    for field in sheet:
        target = _sheet_of(page, focus, field)
        if target is None:
            continue
        for entry in entries(page, field):
            found = member(page, entry)
            if found is None or found.key == target.key:
                continue
            shown = page.text[found.end : entry.end]
            lead = field.kind == "lead" or (field.listed and bool(page.pack.trigger("fact_lead").search(shown)))
            role = None if lead else "partner"
            yield claim(page, found, "leads" if lead else "partnerIn", target, "partner-item", 0.8, at=found, role=role)
            if found.type != "Region" or field.listed:
                for where in whole(page, entry, found):
                    if where.key != found.key and not among_regions(page, found, where):
                        yield claim(page, found, "locatedIn", where, "sheet-place", 0.8, at=found)


def _sheet_of(page: Page, focus: Focus, field: Field) -> Mention | None:
    """Whose sheet a field stands in: the project named by a label above it, else what the page is about."""
    named = [m for m in page.of("Project") if m.rule == "sheet" and m.start < field.start]
    inline = [m for m in page.within(_opening(page, field), field.start) if m.type in COLLABORATIONS]
    if inline and inline[-1].type != "Initiative":
        return inline[-1]
    if not named and of_cluster(page, focus, page.sentence_at(field.start), field.start):
        return None
    return named[-1] if named else focus.collaboration()


def _opening(page: Page, field: Field) -> int:
    """Where the text before a label begins that may name what it speaks of: the paragraph, of a list it announces."""
    sentence = page.sentence_at(field.start)
    block = page.blocks[sentence.block]
    return block.start if field.listed and block.kind == "para" else sentence.start


def _lying(page: Page, first: Mention, country: Mention) -> list[Mention]:
    """What a row says to lie in its country: the region or town in a cell before it, and a body without a region."""
    if first.type == "Region":
        return [first]
    between = [m for m in page.within(first.end, country.start) if m.type in {"Region", "Place"}]
    return between if any(m.type == "Region" for m in between) else [first, *between]


def rows(page: Page, focus: Focus) -> Iterator[Claim]:
    """Table rows that begin with an actor: another cell holds the role, another the country."""
    target = focus.collaboration()
    for block in page.blocks:
        if block.kind != "row":
            continue
        cells = [
            (m.start() + block.start, m.end() + block.start)
            for m in re.finditer(r"[^|\t]+", page.text[block.start : block.end])
        ]
        cells = [c for c in cells if page.text[slice(*c)].strip()]
        actors = [m for m in page.within(block.start, block.end) if m.type in ACTORS]
        first = next((m for m in actors if any(s <= m.start < e for s, e in cells[:2])), None)
        if first is None or len(cells) < 2:
            continue
        for start, end in (c for c in cells if c[0] >= first.end):
            cell = page.text[start:end].strip()
            country = next((m for m in page.within(start, end) if m.type == "Country"), None)
            if country:
                for lying in _lying(page, first, country):
                    yield claim(page, lying, "locatedIn", country, "table-country", 0.85)
            role = kind_of(page, cell)
            if target and role in {"lead", "partners"} and target.key != first.key:
                extra = None if role == "lead" else "partner"
                yield claim(
                    page, first, "leads" if role == "lead" else "partnerIn", target, "table-role", 0.85, role=extra
                )
