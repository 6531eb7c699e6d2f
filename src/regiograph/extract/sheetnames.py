"""Names that only a fact sheet tells: its project by acronym and title, and the bodies in its lists of members."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from regiograph.extract.entries import Entry, entries
from regiograph.extract.factsheet import Field, fields
from regiograph.extract.gazetteer import Token
from regiograph.extract.headnouns import HEAD_TYPES
from regiograph.extract.layout import Block
from regiograph.extract.page import ACTORS, TERRITORIES, Mention, Page, key_of
from regiograph.extract.runs import Run, distinctive, is_code
from regiograph.extract.sheettitles import find_sheet_title, sheet_kind
from regiograph.model import EntityType

_PAYER = re.compile(r"[ \u00a0]*[(\[,;|/]|[ \u00a0]+[–—-](?=[ \u00a0])")
"""What stands between a project's name and its programme."""
_TITLE_LENGTH = 200
_NAME_WORDS = 12
_OPENING = 4
"""Blocks at the top of a page among which its title is."""
_QUOTES = " \t\u00a0\"“„«»”'*_"
_ALIAS = re.compile(r"\s*\((?P<name>[^\W\d_][^()\n]{2,80})\)[ \t]*\n")
_INTRODUCTION = re.compile(r"[\"”»“]?(?:[ \u00a0][–—·|-][ \u00a0]|\.[ \u00a0]|[ \u00a0]?:[ \u00a0]|,[ \u00a0])")
_INTRODUCED = frozenset({"project", "cluster", "compound_cluster", "partnership", "network"})
_SHEETS = frozenset({"project", "partnership", "network"})
_AHEAD = 70
_SUBTITLE = re.compile(r"(?P<name>[^\W\d_][^:|/>»›()\n–—]{3,40}?)[ \u00a0][–—-][ \u00a0](?P<told>[^|>»›\n]{12,})")
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
_HEADLINE = re.compile(r"(?P<name>[^:\n–—]{2,40}?)(?:[ \u00a0]?:|[ \u00a0][–—-])[ \u00a0]\S")


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
        if head is None or len(between) > _OPENING or len(name) < 3 or page.heads_in(run.start, run.end):
            continue
        kind = HEAD_TYPES[head.kind]
        title = Mention(run.start, run.end, key_of(kind, name), kind, name, "introduced", 0.8)
        page.replace(title)
        for hit in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", page.text) if distinctive(name) else ():
            if hit.start() != run.start and not any(m.record for m in page.overlapping(*hit.span())):
                page.replace(replace(title, start=hit.start(), end=hit.end(), rule="repeat"))


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
            _everywhere(page, titled)


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
        _headline(page, min(f.start for f in told if f.kind not in {"other", "title"}), told)
        find_sheet_title(page, told, _everywhere)


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
        if page.dated.meet(start, start + 1) or is_code(name):
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
            _everywhere(page, last)
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


def _everywhere(page: Page, named: Mention) -> None:
    """The name of several words wherever it stands, over parts of it that other rules took."""
    if " " not in named.name:
        return
    for hit in re.finditer(rf"(?<!\w){re.escape(named.name)}(?!\w)", page.text):
        if hit.start() != named.start and not any(m.record for m in page.overlapping(*hit.span())):
            page.replace(replace(named, start=hit.start(), end=hit.end(), rule="repeat"))


def _headline(page: Page, before: int, told: list[Field]) -> None:
    """ "NAME: what it is about" above a sheet, its title where the text says it again: a project if a label has the
    noun, a partnership if the page speaks of one.
    """
    if any(m.start < before for m in page.of("Project", "Partnership")):
        return
    tops = [b for b in page.blocks[: 2 * _OPENING] if b.start < before and b.kind in {"heading", "para"}]
    sheet = page.pack.trigger("fact_sheet")
    for block in tops[:_OPENING]:
        name = _before_dash(page, block)
        if name:
            title = _titled(page, block.start, block.start + len(name), "Project")
            page.replace(title)
            _everywhere(page, title)
            return
    for block in tops[:_OPENING]:
        if sheet.fullmatch(page.text[block.start : block.end].strip(" :#*")):
            continue
        start = block.start
        label = sheet.match(page.text, start, block.end)
        colon = re.compile(r"[ \u00a0]?[:–—][ \u00a0]").match(page.text, label.end(), block.end) if label else None
        start = colon.end() if colon else start
        whole = page.text[start : block.end].strip()
        if block.kind == "heading" and _capitals(whole) and _free_of_names(page, start, start + len(whole)):
            title = _titled(page, start, start + len(whole), sheet_kind(page, before))
            page.replace(title)
            _everywhere(page, title)
            return
        shouted = whole.isupper() and len(whole.split()) > _OPENING + 1  # where all is in capitals they mark no name
        m = None if label or shouted else _HEADLINE.match(page.text, block.start, block.end)
        if m and any(m["name"].casefold() == r.casefold() for r in _territories(page)):
            continue
        if m and _own_spelling(m["name"]) and _free(page, m.start("name"), m.end("name")):
            page.replace(_titled(page, m.start("name"), m.end("name"), sheet_kind(page, before)))
            return
    plain = [b for b in tops if _title_like(page, b)]
    nouns = Counter("project" if h.kind == "project" else "other" for h in page.heads if h.kind in _SHEETS)
    own = any(page.heads_in(f.start, f.parts[0][0], "project") for f in told)
    if own and nouns["project"] > nouns["other"]:
        again = [b for b in plain if page.text.count(page.text[b.start : b.end]) > 1]
        for block in again[-1:]:
            title = _titled(page, block.start, block.end, "Project")
            page.replace(title)
            _everywhere(page, title)
        return
    if not any(h.kind in {"partnership", "network"} for h in page.heads):
        return
    repeated = [b for b in plain if page.text.count(page.text[b.start : b.end]) > 2]
    named = [b for b in plain if _ALIAS.match(page.text, b.end)]
    for block in (repeated or named)[-1:]:
        title = _titled(page, block.start, block.end, "Partnership")
        page.replace(title)
        other = _ALIAS.match(page.text, block.end)
        if other:
            page.replace(replace(title, start=other.start("name"), end=other.end("name"), form="alias"))


def _before_dash(page: Page, block: Block) -> str:
    """ "Gränslös gallring – skötsel av skog i norr": a short name, a dash, and words in small letters to explain it."""
    m = _SUBTITLE.fullmatch(page.text, block.start, block.end)
    if m is None or block.kind != "heading" or len(m["name"].split()) > _OPENING:
        return ""
    told = [w for w in m["told"].split() if w.isalpha()]
    small = sum(w.islower() for w in told) >= _OPENING - 2
    free = _free_of_names(page, *m.span("name")) and not page.dated.meet(*m.span("name"))
    return m["name"] if small and free and not page.pack.trigger("fact_sheet").match(m["name"]) else ""


def _title_like(page: Page, block: Block) -> bool:
    text = page.text[block.start : block.end]
    return (
        block.kind == "heading"
        and len(text.split()) <= _OPENING + 1
        and re.fullmatch(r"[^|>»/:.?!()]+", text) is not None
        and text[:1].isupper()
        and not page.heads_in(block.start, block.end, "p")
        and _free(page, block.start, block.end)
    )


def _capitals(name: str) -> bool:
    """A name of one to five words, all in capitals: "SOL Y SAL"."""
    words = name.split()
    letters = [c for c in name if c.isalpha()]
    return (
        0 < len(words) <= _OPENING + 1
        and len(letters) > 3
        and all(c.isupper() or c == "h" for c in letters)
        and not re.search(r"[.!?:|›>]", name)
    )


def _free_of_names(page: Page, start: int, end: int) -> bool:
    """Nothing but a programme or territory whose name is one word of several, no noun for a thing of another kind."""
    taken = page.overlapping(start, end)
    if any(m.type not in {"Programme", "Place", "Region"} or (m.start == start and m.end == end) for m in taken):
        return False
    return not page.heads_in(start, end)


def _territories(page: Page) -> set[str]:
    """The regions and countries of the page as they are written there."""
    return {page.text[m.start : m.end] for m in page.of("Region", "Country") if m.record is not None}


def _free(page: Page, start: int, end: int) -> bool:
    """Nothing known stands there."""
    return all(m.record is None or m.type == "Place" for m in page.overlapping(start, end))


def _own_spelling(name: str) -> bool:
    words = name.split()
    return (
        bool(words) and len(words) <= _OPENING and all(distinctive(w) or w.isdigit() for w in words) and len(name) > 3
    )


def _titled(page: Page, start: int, end: int, kind: EntityType) -> Mention:
    name = page.text[start:end]
    return Mention(start, end, key_of(kind, name), kind, name, "headline", 0.75)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _QUOTES + "|":
        start += 1
    while end > start and text[end - 1] in _QUOTES + "|.;,":
        end -= 1
    return start, end


def find_members(page: Page) -> None:
    """An entry of a list of members that no rule has explained is a body's name."""
    for field in fields(page):
        if field.kind in {"lead", "partners"} and not field.regions:
            for entry in list(entries(page, field)):
                _body(page, field, entry)


def _body(page: Page, field: Field, entry: Entry) -> None:
    start, end = entry.start, entry.name_end
    tokens = [t for t in page.tokens if start <= t.start < end]
    while tokens and tokens[0].folded in page.pack.articles and tokens[0].text[0].islower():
        tokens = tokens[1:]
    if not tokens or len(tokens) > _NAME_WORDS or not tokens[0].text[0].isupper():
        return
    start = tokens[0].start
    name = page.text[start:end].rstrip()
    if re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]?\.?", name):
        return  # a legal form behind a comma: "Agência do Ambiente, I.P."
    end = start + len(name)
    light = page.pack.connectors | page.pack.articles | page.pack.locative | page.pack.linking
    lower = [t for t in tokens if t.text[0].islower() and t.folded not in light]
    noun_last = any(h.end == end for h in page.heads_in(tokens[-1].start, end, "organisation"))
    if (
        (len(lower) > (len(tokens) + 1) // 2 and not noun_last)
        or re.search(r"\d{3}|@|[!?]", name)
        or any(d.start < end and d.end > start for d in page.dates)
    ):
        return
    taken = page.overlapping(start, end)
    if any(m.type in {"Project", "Programme", "Fund", "Cluster", "Event"} for m in taken):
        return
    if any(m.start <= start and m.end >= end for m in taken if m.type != "Place"):
        return
    if any(m.type == "Organisation" and page.text[m.start - 1] in '"“„«' for m in taken):
        return  # its name stands in quotation marks
    known = next((m for m in taken if m.type == "Organisation" and m.start == start and m.record is not None), None)
    if known:
        return
    places = [m for m in taken if m.type in TERRITORIES and m.record is not None]
    rest = [t for t in tokens if not any(m.start <= t.start < m.end for m in places)]
    heads = [t for t in rest if not page.heads_in(t.start, t.end, "region") and t.folded not in light]
    if places and not heads:
        return  # a region and its noun, or a town alone
    rest_of_row = page.text[entry.name_end : entry.end]
    sum_of_column = any(c.isdigit() for c in rest_of_row) and not any(c.isalpha() for c in rest_of_row)
    if (
        len(tokens) == 1
        and not distinctive(name)
        and (sum_of_column or not (field.listed or _in_row(page, field, tokens[0])))
    ):
        return
    page.replace(Mention(start, end, key_of("Organisation", name), "Organisation", name, "sheet-member", 0.7))


def _in_row(page: Page, field: Field, word: Token) -> bool:
    """One plain word that no noun is, in one row with bodies or regions: "Partners: Inagro, the University of Łódź"."""
    low, high = field.parts[0]
    others = [m for m in page.within(low, high) if m.type in ACTORS and not (m.start <= word.start < m.end)]
    common = page.heads_in(word.start, word.end) or f" {word.text.lower()}" in page.text
    return bool(others) and not common and len(word.text) >= _OPENING
