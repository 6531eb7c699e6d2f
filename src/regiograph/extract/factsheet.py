"""Fact sheets: lines "Label: value", labels above lists, table rows with a label; who leads and who takes part in them.

A label is a short phrase before a colon, a row of dots, a tab or wide blank, alone in a line, or in the first cell of a
row. Its value is the rest of the line and the items, rows or lines of names below. Amounts and dates of a sheet are
read by ``budget`` and ``calendar``; this module says who leads and who takes part, and the sheet's own project.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from regiograph.extract.page import Mention, Page

FieldKind = Literal["acronym", "title", "project", "programme", "lead", "partners", "other"]

_KINDS: tuple[tuple[str, FieldKind], ...] = (
    ("fact_acronym", "acronym"),
    ("fact_title", "title"),
    ("fact_observers", "other"),
    ("fact_lead", "lead"),
    ("fact_partners", "partners"),
    ("fact_programme", "programme"),
)
_LABEL_WORDS = 6
_LABEL_LENGTH = 60
_MARKS = " *#|•·_>\t\u00a0-–—"
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
_SENTENCE = re.compile(r"[.!?;][ \u00a0]+")
_BRACKETED = re.compile(r"\([^()]*\)")
_BREAK = re.compile(
    r"[ \u00a0]?[·•;|][ \u00a0]?|\t|\n|[ \u00a0]/[ \u00a0]|,[ \u00a0\n]|[ \u00a0](?P<link>&|\w{1,5})[ \u00a0]"
)
_NAME_END = re.compile(r"[ \u00a0]?[(\[]|[ \u00a0][–—-][ \u00a0]|,|:|$")
_MOSTLY = 0.5
"""The share of words with a capital from which on a line is taken for names."""


@dataclass(frozen=True, slots=True)
class Field:
    """One labelled value: what the label says, where the label begins, and the stretches that hold the value.

    ``listed``: the value stands in items, rows or lines of its own. ``regions``: the label speaks of regions.
    """

    kind: FieldKind
    start: int
    parts: tuple[tuple[int, int], ...]
    listed: bool = False
    regions: bool = False


class Line(NamedTuple):
    """One line of a page: where it begins behind its list mark, and what it may label.

    ``labels`` are those before a colon or wide blank, ``cell`` that of a row's first cell: (kind, start, start of the
    value), and where the cell's label ends; ``alone`` is what the whole line announces.
    """

    start: int
    end: int
    body: int
    marked: bool
    labels: list[tuple[FieldKind, int, int]]
    cell: tuple[FieldKind, int, int, int] | None
    alone: FieldKind | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list of members: its span, the span of its name, the territory whose line it stands in."""

    start: int
    end: int
    name_end: int
    scope: Mention | None = None


def fields(page: Page) -> list[Field]:
    """The labelled values of a page in order, not to be changed; found anew only when its mentions have changed."""
    if page.sheet is None or page.sheet[0] != page.changes:
        page.sheet = page.changes, _fields(page)
    return page.sheet[1]


def _fields(page: Page) -> list[Field]:
    found: list[Field] = []
    open_label: tuple[FieldKind, int] | None = None
    parts: list[tuple[int, int]] = []
    tight = True

    def close() -> None:
        nonlocal open_label, parts
        if open_label and parts:
            found.append(
                Field(open_label[0], open_label[1], tuple(parts), True, _of_regions(page, open_label[1], parts[0][0]))
            )
        open_label, parts = None, []

    lines = _lines(page)
    if not any(line.labels or line.cell or line.alone for line in lines):
        return found
    for index, line in enumerate(lines):
        start, end, mark, body = line.start, line.end, line.marked, line.body
        labelled = _labels(page, line)
        gapped = index > 0 and page.text.count("\n", lines[index - 1].end, start) > 1
        if labelled and not (open_label and _territorial(page, body, labelled[0][2])):
            close()
            for n, (kind, at, value) in enumerate(labelled):
                stop = labelled[n + 1][1] if n + 1 < len(labelled) else end
                if page.text[value:stop].strip(_MARKS):
                    found.append(Field(kind, at, ((value, stop),), False, _of_regions(page, at, value)))
            kind, at, value = labelled[-1]
            if kind in {"lead", "partners"}:
                rest = page.text[value:end].strip(_MARKS)
                open_label, tight = (kind, at), bool(rest)
            continue
        below = lines[index + 1] if index + 1 < len(lines) else line
        alone = None if mark and open_label else line.alone or (_ending(page, line) if below.marked else None)
        if alone and _followed(page, lines, index):
            close()
            open_label, tight = (alone, body), False
            continue
        if open_label is None:
            continue
        row = "|" in page.text[start:end] or "\t" in page.text[start:end]
        indented = page.text[start : start + 2].isspace() and not gapped
        before = lines[index - 1] if index else line
        carried = not gapped and index > 0 and page.text[before.start : before.end].rstrip().endswith((",", ";"))
        plain = not tight and (not gapped or not parts) and _named_line(page, start, end)
        if (
            (mark and not (tight and gapped))
            or row
            or plain
            or ((indented or carried) and _named_line(page, start, end))
        ):
            parts.append((body, end))
        else:
            close()
    close()
    return found


def entries(page: Page, field: Field) -> Iterator[Entry]:
    """The entries of a field's value: one a line or item, cut at separators that stand outside brackets and names."""
    scope: Mention | None = None
    for start, end in field.parts:
        for low, high in _pieces(page, start, end):
            while low < high and page.text[low] in _MARKS + "\"“„«»”'":
                low += 1
            while high > low and page.text[high - 1] in _MARKS + ".\n":
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
                yield Entry(low, high, low + _NAME_END.search(page.text[low:high]).start(), scope)  # type: ignore[union-attr]


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


def kind_of(page: Page, label: str) -> FieldKind | None:
    """What a label announces, ``None`` where no pack has it."""
    shown = _BRACKETED.sub("", label).strip(_MARKS + ":.")
    if not shown or len(shown) > _LABEL_LENGTH or len(shown.split()) > _LABEL_WORDS:
        return None
    possible = page.pack.openers.within(shown)
    for name, kind in _KINDS:
        if f"triggers.{name}" not in possible:
            continue
        if kind == "partners" and any(page.pack.trigger(t).match(shown) for t in ("themes_list", "aims_list")):
            continue  # "Key themes of the partnership"
        for hit in page.pack.trigger(name).finditer(shown):
            if kind in {"acronym", "title"} and hit.group() != shown:
                continue
            if hit.start() == 0 or hit.end() == len(shown):
                return kind
    project = "heads.project" in possible and page.pack.head("project").fullmatch(shown)
    return "project" if project else None


def _lines(page: Page) -> list[Line]:
    """The lines of a page that hold more than marks; what they may label is asked once, for names do not change it."""
    if page.lines is None:
        spans = ((m.start(), m.end()) for m in _LINE.finditer(page.text) if m.group().strip(_MARKS + "="))
        page.lines = [_line(page, start, end) for start, end in spans]
    return page.lines


def _line(page: Page, start: int, end: int) -> Line:
    mark = _LIST_MARK.match(page.text, start, end)
    body = mark.end() if mark else start
    shown = page.text[body:end]
    cell = _CELL.match(page.text, body, end) if "|" in shown or "	" in shown else None
    kind = kind_of(page, cell["label"]) if cell else None
    celled = (kind, cell.start("label"), cell.end(), cell.end("label")) if cell and kind else None
    return Line(start, end, body, mark is not None, _labels_before(page, body, shown), celled, _alone(page, shown))


def _labels(page: Page, line: Line) -> list[tuple[FieldKind, int, int]]:
    """(kind, start, start of the value) of each label in a line; a line without any gives none."""
    if line.cell and not page.overlapping(line.cell[1], line.cell[3]):
        return [line.cell[:3]]
    return line.labels


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
        if known is None and len(m["label"].split()) > _LABEL_WORDS:
            continue
        found.append((known or "other", start + m.start("label"), start + m.end()))
    return found


def _of_regions(page: Page, start: int, end: int) -> bool:
    return bool(page.heads_in(start, end, "region")) or "regi" in page.text[start:end].casefold()


def _alone(page: Page, line: str) -> FieldKind | None:
    """A label that is a whole line, with or without a colon."""
    line = line.strip(_MARKS + ":\r")
    kind = kind_of(page, line) if not line.endswith((".", "?", "!", ",", ";")) else None
    return kind if kind in {"lead", "partners"} else None


def _ending(page: Page, line: Line) -> FieldKind | None:
    """What the last words of a line announce, where items follow: "…. The other partners are"."""
    shown = page.text[line.body : line.end].rstrip(_MARKS + ":\r")
    last = _SENTENCE.split(shown)[-1]
    words = last.split()
    if line.marked or not words or len(words) > _LABEL_WORDS or last.endswith((".", "?", "!", ",", ";")):
        return None
    while words and page.pack.trigger("copula").fullmatch(words[-1]):
        words.pop()
    kind = kind_of(page, " ".join(words))
    return kind if kind in {"lead", "partners"} else None


def _followed(page: Page, lines: list[Line], index: int) -> bool:
    """An item, a row, a labelled line or a line of names comes next."""
    if index + 1 >= len(lines):
        return False
    start, end = lines[index + 1].start, lines[index + 1].end
    if lines[index + 1].marked or "|" in page.text[start:end] or "\t" in page.text[start:end]:
        return True
    return _named_line(page, start, end)


def _named_line(page: Page, start: int, end: int) -> bool:
    """A line of names: most of its words outside brackets have a capital, and it says nothing with a full stop."""
    line = _BRACKETED.sub(" ", page.text[start:end]).strip()
    light = page.pack.connectors | page.pack.articles | page.pack.linking
    words = [w for w in re.findall(r"[^\W_]+", line) if w.casefold() not in light]
    if not words or (line.endswith((".", "!", "?")) and len(words) > _LABEL_WORDS and "," not in line):
        return False
    capital = sum(w[0].isupper() for w in words)
    return bool(capital > _MOSTLY * len(words))


def _territorial(page: Page, start: int, end: int) -> bool:
    """The label is a country ("Finland: A, B"): it heads an entry of the list above."""
    return any(m.type == "Country" and m.start - start <= 1 for m in page.within(start, end))


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
    country = here is not None and here.type == "Country"
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
    return bool(here.type in {"Country", "Place"} or first_body is None or first_body.type == "Organisation")


def _named_noun(page: Page, start: int, end: int) -> bool:
    """A noun for a body or a cluster with its name behind it begins another entry: "klasteris „AgroFood“"."""
    kinds = {"organisation", "cluster", "city"}
    head = next((h for h in page.heads_in(start, min(end, start + _LABEL_LENGTH)) if h.start == start), None)
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
