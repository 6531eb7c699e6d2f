"""Names that only a fact sheet tells: its project by acronym and title, its title as a path of pages has it."""

from __future__ import annotations

import re
from dataclasses import replace

from regiograph.extract.names.headnouns import HEAD_TYPES
from regiograph.extract.names.runs import Run
from regiograph.extract.reading.page import Mention, Page, key_of
from regiograph.extract.reading.spelling import distinctive, is_code
from regiograph.extract.sheets.factsheet import Field, fields
from regiograph.extract.sheets.headlines import everywhere, find_headline
from regiograph.extract.sheets.titles import find_sheet_title

_PAYER = re.compile(r"[ \u00a0]*[(\[,;|/]|[ \u00a0]+[–—-](?=[ \u00a0])")
"""What stands between a project's name and its programme."""
_TITLE_LENGTH = 200
_NAME_WORDS = 12
_OPENING = 4
"""Blocks at the top of a page among which its title is."""
_QUOTES = " \t\u00a0\"“„«»”'*_"
_INTRODUCTION = re.compile(r"[\"”»“]?(?:[ \u00a0][–—·|-][ \u00a0]|\.[ \u00a0]|[ \u00a0]?:[ \u00a0]|,[ \u00a0])")
_INTRODUCED = frozenset({"project", "cluster", "compound_cluster", "partnership", "network"})
_AHEAD = 70
_SHORT = re.compile(
    r"(?P<name>(?=[^\s]*[A-ZÀ-Þ0-9_]{2})[^\W\d_][\w+./-]{2,24})(?:[ \u00a0]?[–—:]|[ \u00a0]-)[ \u00a0](?=[^\W\d_])"
)
"""A short name and a dash before its long form: "SALT_2 – Łódź and its springs"."""
_LONG = re.compile(r"(?P<name>[^–—:\n]{3,40}?)(?:[ \u00a0][–—-]|:)[ \u00a0](?=[^\W\d_])")
"""What may be a short name, before a dash or colon and its long form."""
_WHO = frozenset(
    (
        "quiénes",
        "quienes",
        "qui",
        "chi",
        "quem",
        "who",
        "about",
        "wer",
        "wie",
        "kto",
        "kdo",
        "kas",
        "keitä",
        "hvem",
        "vem",
    )
)
"""First words of the page on which an owner tells who it is."""
_PATH = 3
_STEP = re.compile(r"[^\s>»›|/][^>»›|/\n]*")
"""Steps of a path of pages, and how many it has at least."""


def find_introduced(page: Page, runs: list[Run]) -> None:
    """ "NAME – a project of …" as a headline, "NAME. Project that …" in an item: the noun gives the type."""
    starts = {r.start: r for r in runs}
    for index, block in enumerate(page.blocks):
        run = starts.get(block.start)
        headline = block.kind == "heading" and index < _OPENING
        if run is None or run.words > _OPENING or not (headline or block.kind == "item"):
            continue
        if run.words > 1 and page.text[block.start : block.end].isupper():
            continue  # capitals mark no name here
        dash = _INTRODUCTION.match(page.text, run.end, block.end)
        label = dash is not None and ":" in dash.group() and run.words == 1 and not run.quoted
        if label and not distinctive(page.text[run.start : run.end]) and not _again(page, run):
            continue  # "Author: the project team"
        if dash is None or any(m.record for m in page.overlapping(run.start, run.end)):
            continue
        ahead = page.heads_in(dash.end(), min(block.end, dash.end() + _AHEAD))
        head = next((h for h in ahead if h.kind in _INTRODUCED or h.kind == "event_call"), None)
        head = None if head is None or head.kind == "event_call" else head  # "NAME – a new call for projects"
        name = page.text[run.start : run.end]
        between = page.tokens_in(dash.end(), head.start) if head else []
        if head and not head.end >= block.end and _named_behind(page, head.end):
            continue  # "The Danube, guarded by two banks: the project ABC has ended"
        if head is None or len(between) > _OPENING or len(name) < 3 or page.heads_in(run.start, run.end):
            continue
        kind = HEAD_TYPES[head.kind]
        title = Mention(run.start, run.end, key_of(kind, name), kind, name, "introduced", 0.8)
        page.replace(title)
        for hit in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", page.text) if distinctive(name) else ():
            if hit.start() != run.start and not any(m.record for m in page.overlapping(*hit.span())):
                page.replace(replace(title, start=hit.start(), end=hit.end(), rule="repeat"))


def _named_behind(page: Page, end: int) -> bool:
    """A project or the like is named right behind its noun."""
    own = [m for m in page.within(end, end + _OPENING) if m.type in HEAD_TYPES.values() and m.record is None]
    return any(m.rule == "head-before" for m in own)


def _again(page: Page, run: Run) -> bool:
    """The page says a name again behind where it first stands."""
    return re.search(rf"(?<!\w){re.escape(page.text[run.start : run.end])}", page.text[run.end :]) is not None


def find_crumbs(page: Page) -> None:
    """ "Home / Projects / Smoked fish" and the title "Smoked fish: …": the path says what kind of thing the page is on.

    The last step must open one of the first headings, the one before it must end in a noun for several such things.
    """
    for index, block in enumerate(page.blocks[:_OPENING]):
        steps = list(_STEP.finditer(page.text, block.start, block.end))
        if len(steps) < _PATH or page.overlapping(steps[-1].start(), steps[-1].end()):
            continue
        last, above = steps[-1], steps[-2]
        name = last.group().strip()
        heads = [h for h in page.heads_in(above.start(), above.end()) if h.kind in _INTRODUCED]
        if not heads or heads[-1].end < above.start() + len(above.group().rstrip()) or len(name.split()) > _OPENING:
            continue
        titles = page.blocks[index + 1 : index + 2 * _OPENING]
        again = [
            b for b in titles if page.text.startswith(name, b.start) and not page.text[b.start + len(name)].isalnum()
        ]
        own = page.tokens_in(last.start(), last.end())[0].folded in _WHO
        if again and name[:1].isupper() and not own and not page.heads_in(last.start(), last.end()):
            kind = HEAD_TYPES[heads[-1].kind]
            noun_beside = any(m.rule == "head-before" and m.record is None for m in page.of(kind))
            if noun_beside and " " not in name and not distinctive(name):
                continue  # "Partnerships > Fibres" is short for "the partnership Biobased Fibres"
            titled = Mention(
                again[0].start, again[0].start + len(name), key_of(kind, name), kind, name, "headline", 0.75
            )
            page.replace(titled)
            everywhere(page, titled)


def find_sheet_names(page: Page) -> None:
    """The project that a sheet's acronym, title or project line names; else the headline above labelled lines."""
    told = fields(page)
    kinds = {f.kind for f in told}
    if not kinds & {"lead", "partners", "programme", "acronym", "project"}:
        return
    sheet = page.pack.trigger("fact_sheet")
    wrong = [m for m in page.of("Project") if m.record is None and sheet.fullmatch(m.name)]
    if wrong:
        page.mentions = [m for m in page.mentions if m not in wrong]
    named = [f for f in told if f.kind in {"acronym", "title", "project"}]
    if not kinds & {"lead", "partners", "programme", "acronym"}:
        named = [f for f in named if f.kind == "project"]
    measured = any(f.kind in {"other", "project"} and _figures(page, f) for f in told)
    if not _own_names(page, named) and (kinds & {"lead", "partners"} or ("programme" in kinds and measured)):
        find_headline(page, min(f.start for f in told if f.kind not in {"other", "title"}), told)
        find_sheet_title(page, told, everywhere)


def _figures(page: Page, field: Field) -> bool:
    """A period or a sum stands behind a label."""
    start, end = field.parts[0]
    return bool(page.dates_in(start, end)) or any(start <= a.start < end for a in page.money)


def _own_names(page: Page, named: list[Field]) -> bool:
    """Each acronym starts a sheet; the title next to it names the same project. Whether there is any."""
    last: Mention | None = None
    seen: set[str] = set()
    titled = _titled_above(page, named)
    for field in sorted(named, key=lambda f: f.start):
        start, end = _stripped(page.text, *field.parts[0])
        bracket = page.text.find(" (", start, end)
        payer = bracket > start and any(m.type in {"Programme", "Fund"} for m in page.within(bracket, end))
        if bracket > start and (field.kind == "acronym" or payer or distinctive(page.text[start:bracket])):
            end = bracket
        end = _before_payer(page, start, end)
        explained = _SHORT.match(page.text, start, end) or _said_short(page, start, end)
        whole, end = end, explained.end("name") if explained and field.kind != "acronym" else end
        name = page.text[start:end]
        if len(name) < 2 or "\n" in name or len(name) > _TITLE_LENGTH or not re.search(r"\w", name):
            continue
        if page.dated.meet(start, start + 1) or is_code(name) or " | " in name:
            continue  # "Project period: 2023-01-01 – 2025-12-31", "Project: AB/2301/0147"
        if field.kind == "project" and (len(name.split()) > _NAME_WORDS or name.count(",") > 0):
            continue
        if last is None or field.kind in seen:
            known = next((m for m in page.overlapping(start, end) if m.type == "Project" and m.start == start), None)
            known = known or titled
            key = known.key if known else key_of("Project", name)
            form = "acronym" if name.isupper() and " " not in name else "name"
            last, seen = Mention(start, end, key, "Project", name, "sheet", 0.9, None, form), set()
            page.replace(last)
            everywhere(page, last)
            if explained and end < whole:
                long = explained.end()
                alias = Mention(long, whole, last.key, "Project", last.name, "sheet-title", 0.85, None, "alias")
                page.insert(alias)
        elif field.kind == "acronym" or last.form == "acronym" or field.kind == "title":
            page.insert(Mention(start, end, last.key, "Project", last.name, "sheet-title", 0.85, None, "alias"))
        seen.add(field.kind)
    return last is not None


def _said_short(page: Page, start: int, end: int) -> re.Match[str] | None:
    """ "KlimaBy – small heating plants": what stands before the dash is said again elsewhere."""
    long = _LONG.match(page.text, start, end)
    name = long["name"] if long else ""
    few = 0 < len(name.split()) <= _OPENING and name[:1].isupper()
    return long if few and len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", page.text)) > 1 else None


def _before_payer(page: Page, start: int, end: int) -> int:
    """Where a project's name ends before its programme: "NAME (Interreg …)", "NAME, programme Interreg …"."""
    payer = next((m for m in page.within(start + 1, end) if m.type in {"Programme", "Fund"} and m.record), None)
    cuts = list(_PAYER.finditer(page.text, start, payer.start)) if payer else []
    return cuts[-1].start() if cuts else end


def _titled_above(page: Page, named: list[Field]) -> Mention | None:
    """The project that a title above the sheet names with the sheet's only acronym in brackets behind it."""
    short = [page.text[slice(*_stripped(page.text, *f.parts[0]))] for f in named if f.kind == "acronym"]
    if len(short) != 1 or not short[0]:
        return None
    first = min(f.start for f in named)
    above = [m for m in page.of("Project") if m.record is None and m.start < first]
    return next((m for m in above if page.text[m.end : first].lstrip(_QUOTES).startswith(f"({short[0]})")), None)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _QUOTES + "|":
        start += 1
    while end > start and text[end - 1] in _QUOTES + "|.;,":
        end -= 1
    return start, end
