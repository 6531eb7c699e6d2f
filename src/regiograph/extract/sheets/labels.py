"""The labels of fact sheets: what one announces ("Lead partner", "Who is involved"), and which a line holds."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from regiograph.extract.reading.page import Page

FieldKind = Literal["acronym", "title", "project", "programme", "lead", "partners", "other"]
_KINDS: tuple[tuple[str, FieldKind], ...] = (
    ("fact_acronym", "acronym"),
    ("fact_title", "title"),
    ("fact_observers", "other"),
    ("fact_lead", "lead"),
    ("fact_partners", "partners"),
    ("fact_programme", "programme"),
)
LABEL_WORDS = 6
LABEL_LENGTH = 60
MARKS = " *#|•·_>\t\u00a0-–—"
BRACKETED = re.compile(r"\([^()]*\)")
_LINE = re.compile(r"[^\n]+")
_LIST_MARK = re.compile(
    r"[ \t\u00a0]*(?:[-–—•*·‣▪o](?=[ \t\u00a0])|\d{1,3}[.)](?=[ \t\u00a0])|[a-z]\)(?=[ \t]))[ \t\u00a0]*"
)
_COLON = re.compile(
    r"(?:^|(?P<cut>[;.|–—])[ \u00a0]+)[*_]{0,2}(?P<label>[^\W\d_][^;:,.|–—\n]{0,58}?)[*_]{0,2}[ \u00a0]?:"
    r"(?=[ \t\u00a0*_]|$)[*_]{0,2}"
)
_WIDE = re.compile(r"(?P<label>[^\W\d_][^:|\n]{0,58}?)(?:[ \u00a0]?\.{3,}|\t|[ \u00a0]{3,})(?=[ \u00a0\t]*\S)")
_CELL = re.compile(r"[ \t]*\|?[ \t]*[*_]{0,2}(?P<label>[^\W\d_][^|\t\n]{0,58}?)[*_]{0,2}[ \t]*(?:\||\t)(?=.*\w)")
_BLANKS = ("...", "\t", "   ", "\u00a0")
"""What a wide blank between a label and its value holds, one of them."""


def kind_of(page: Page, label: str) -> FieldKind | None:
    """What a label announces, ``None`` where no pack has it."""
    shown = BRACKETED.sub("", label).strip(MARKS + ":.")
    if not shown or len(shown) > LABEL_LENGTH or len(shown.split()) > LABEL_WORDS:
        return None
    possible = page.pack.openers.within(shown)
    for name, kind in _KINDS:
        if f"triggers.{name}" not in possible:
            continue
        if kind == "partners" and _of_themes(page, shown):
            continue  # "Key themes of the partnership"
        if kind == "lead" and _of_event(page, shown, possible):
            continue  # "Next meeting of the steering group"
        for hit in page.pack.trigger(name).finditer(shown):
            if kind in {"acronym", "title"} and not _all_but_noun(page, shown, *hit.span()):
                continue
            if hit.start() == 0 or hit.end() == len(shown):
                return kind
    project = "heads.project" in possible and page.pack.head("project").fullmatch(shown)
    return "project" if project else None


def _of_event(page: Page, label: str, possible: frozenset[str] | set[str]) -> bool:
    """A noun for an event in a label: it tells when something is held, not who leads."""
    kinds = (name.partition(".")[2] for name in possible if name.startswith("heads.event_"))
    return any(page.pack.head(kind).search(label) for kind in kinds)


def _all_but_noun(page: Page, label: str, start: int, end: int) -> bool:
    """A phrase is the whole label but for an article and the noun for a project: "A projekt teljes címe"."""
    rest = f"{label[:start]} {label[end:]}".split()
    light = page.pack.articles | page.pack.connectors
    return all(w.casefold() in light or page.pack.head("project").fullmatch(w) for w in rest)


def _of_themes(page: Page, label: str) -> bool:
    """ "Key themes of the partnership", "The partnership works on four themes"."""
    hits = (hit for t in ("themes_list", "aims_list") for hit in page.pack.trigger(t).finditer(label))
    return any(hit.start() == 0 or hit.end() == len(label) for hit in hits)


class Line(NamedTuple):
    """One line of a page: where it begins behind its list mark, and what it may label.

    ``labels`` are those before a colon or wide blank, ``cell`` that of a row's first cell: (kind, start, start of the
    value), and where the cell's label ends; ``alone`` is what the whole line announces; ``told`` is where its last
    sentence says who takes part in something, if that ends with a colon or is a short heading.
    """

    start: int
    end: int
    body: int
    marked: bool
    labels: list[tuple[FieldKind, int, int]]
    cell: tuple[FieldKind, int, int, int] | None
    alone: FieldKind | None
    told: int | None = None


def lines_of(page: Page) -> list[Line]:
    """The lines of a page that hold more than marks; what they may label is asked once, for names do not change it."""
    if page.lines is None:
        spans = ((m.start(), m.end()) for m in _LINE.finditer(page.text) if m.group().strip(MARKS + "="))
        page.lines = [_line(page, start, end) for start, end in spans]
    return page.lines


def _line(page: Page, start: int, end: int) -> Line:
    mark = _LIST_MARK.match(page.text, start, end)
    body = mark.end() if mark else start
    shown = page.text[body:end]
    cell = _CELL.match(page.text, body, end) if "|" in shown or "	" in shown else None
    kind = kind_of(page, cell["label"]) if cell else None
    celled = (kind, cell.start("label"), cell.end(), cell.end("label")) if cell and kind else None
    labels, alone = _labels_before(page, body, shown), _alone(page, shown)
    return Line(start, end, body, mark is not None, labels, celled, alone, None if alone else _told(page, body, end))


def _labels_before(page: Page, start: int, line: str) -> list[tuple[FieldKind, int, int]]:
    """The labels of a line before a colon, a row of dots or a wide blank."""
    found: list[tuple[FieldKind, int, int]] = []
    wide = _WIDE.match(line) if any(blank in line for blank in _BLANKS) else None
    if wide and ":" not in wide.group() and (kind := kind_of(page, wide["label"])):
        return [(kind, start, start + wide.end())]
    for m in _COLON.finditer(line) if ":" in line else ():
        known = kind_of(page, m["label"])
        if known is None and m["cut"] not in {None, ";"}:
            continue
        if known is None and len(m["label"].split()) > LABEL_WORDS:
            continue
        found.append((known or "other", start + m.start("label"), start + m.end()))
    return found


def _alone(page: Page, line: str) -> FieldKind | None:
    """A label that is a whole line, with or without a colon."""
    line = line.strip(MARKS + ":\r")
    kind = kind_of(page, line) if not line.endswith((".", "?", "!", ",", ";")) else None
    return kind if kind in {"lead", "partners"} else None


def _told(page: Page, start: int, end: int) -> int | None:
    """Where a line that announces a list ("…, in which take part:", "Who is on board?") says that it is one of members.

    Not where it speaks of a programme's area, of a call or of an event.
    """
    shown = page.text[start:end].rstrip(MARKS)
    low = max(start, page.sentence_at(start + max(len(shown) - 2, 0)).start)
    short = len(shown.split()) <= LABEL_WORDS and not shown.endswith((".", "!", ",", ";"))
    open_end = shown.endswith(":") or page.pack.trigger("copula").fullmatch(shown.rsplit(maxsplit=1)[-1])
    if not (short or open_end):
        return None
    heads = page.heads_in(low, end)
    if any(h.kind in {"programme", "label", "place"} or h.kind.startswith("event") for h in heads):
        return None
    hits = (page.pack.trigger(name).search(page.text, low, end) for name in ("joint", "partner_list", "partner_in"))
    return min((h.start() for h in hits if h), default=None)
