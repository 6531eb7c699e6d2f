"""Fact sheets: lines "Label: value", labels above lists, table rows with a label; who leads and who takes part in them.

A label is a short phrase before a colon, a row of dots, a tab or wide blank, alone in a line, or in the first cell of a
row. Its value is the rest of the line and the items, rows or lines of names below. Amounts and dates of a sheet are
read by ``budget`` and ``calendar``; this module says who leads and who takes part, and the sheet's own project.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from regiograph.extract.reading.page import ACTORS, Page
from regiograph.extract.sheets.labels import BRACKETED, LABEL_WORDS, MARKS, FieldKind, Line, kind_of, lines_of

_SENTENCE = re.compile(r"[.!?;][ \u00a0]+")
_CLAUSE = re.compile(r",[ \u00a0]")
GAP = re.compile(r"[ \u00a0]*[|\t][ \u00a0|\t]*|(?<=\S)[ \u00a0]{3,}(?=\S)")
"""What stands between two cells of a row."""
_AHEAD = 40
_COLON_BEHIND = re.compile(r"(?:[ \u00a0][^\W\d_A-Z]{2,12})?:[ \u00a0]")
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

    lines = lines_of(page)
    if not any(line.labels or line.cell or line.alone or line.told is not None for line in lines) and (
        not page.telling("fact_partners")
    ):
        return found
    for index, line in enumerate(lines):
        start, end, mark, body = line.start, line.end, line.marked, line.body
        labelled = _labels(page, line)
        gapped = index > 0 and page.text.count("\n", lines[index - 1].end, start) > 1
        if labelled and not (open_label and _territorial(page, body, labelled[0][2])):
            close()
            for n, (kind, at, value) in enumerate(labelled):
                stop = _closing(page.text, value, labelled[n + 1][1] if n + 1 < len(labelled) else end)
                if at > body and page.blocks[page.sentence_at(at).block].kind == "para":  # a label inside running text
                    stop = max(value + 1, min(stop, page.sentence_at(value).end))
                if page.text[value:stop].strip(MARKS):
                    found.append(Field(kind, at, ((value, stop),), False, _of_regions(page, at, value)))
            kind, at, value = labelled[-1]
            if kind in {"lead", "partners"}:
                rest = page.text[value:end].strip(MARKS)
                open_label, tight = (kind, at), bool(rest)
            continue
        below = lines[index + 1] if index + 1 < len(lines) else line
        alone = None if mark and open_label else line.alone or (_ending(page, line) if below.marked else None)
        if alone and _followed(page, lines, index):
            close()
            at = body if line.alone else _last_clause(page, line)
            open_label, tight = (alone, at), False
            continue
        if line.told is not None and not mark and _members_follow(page, lines, index):
            close()
            open_label, tight = ("partners", line.told), False
            continue
        if open_label is None:
            continue
        row = GAP.search(page.text, body, end) is not None
        if row and not parts and _heads_columns(page, lines, index):
            continue
        indented = page.text[start : start + 2].isspace() and not gapped
        before = lines[index - 1] if index else line
        carried = not gapped and index > 0 and page.text[before.start : before.end].rstrip().endswith((",", ";"))
        plain = not tight and (not gapped or not parts) and _named_line(page, start, end)
        if (
            (mark and not (tight and gapped))
            or (row and not (tight and gapped))
            or plain
            or ((indented or carried) and _named_line(page, start, end))
        ):
            parts.append((body, end))
        else:
            close()
    close()
    return sorted([*found, *_inline(page, found)], key=lambda f: f.start)


def _closing(text: str, start: int, end: int) -> int:
    """Where a value ends: before a bracket that closes what its label stands in: "(Programme: A; Leader: B)"."""
    depth = 0
    for at in range(start, end) if text.find(")", start, end) >= 0 else ():
        depth += (text[at] == "(") - (text[at] == ")")
        if depth < 0:
            return at
    return end


def _inline(page: Page, found: list[Field]) -> Iterator[Field]:
    """ "… with the other partners: A, a body of B; C": a noun for members and a colon inside a sentence."""
    for hit in page.pack.trigger("fact_partners").finditer(page.text):
        colon = _COLON_BEHIND.match(page.text, hit.end())
        if colon is None:
            continue
        value = colon.end()
        sentence = page.sentence_at(hit.start())
        if page.blocks[sentence.block].kind != "para" or any(f.start <= value <= f.parts[-1][1] for f in found):
            continue
        yield Field("partners", hit.start(), ((value, sentence.end),), False, _of_regions(page, hit.start(), value))


def _labels(page: Page, line: Line) -> list[tuple[FieldKind, int, int]]:
    """(kind, start, start of the value) of each label in a line; a line without any gives none."""
    if line.cell and not page.overlapping(line.cell[1], line.cell[3]):
        return [line.cell[:3]]
    return line.labels


def _of_regions(page: Page, start: int, end: int) -> bool:
    return bool(page.heads_in(start, end, "region")) or "regi" in page.text[start:end].casefold()


def _ending(page: Page, line: Line) -> FieldKind | None:
    """What the last words of a line announce, where items follow: "…. The other partners are"."""
    shown = page.text[line.body : line.end].rstrip(MARKS + ":\r")
    last = page.text[_last_clause(page, line) : line.body + len(shown)]
    words = last.split()
    if line.marked or not words or len(words) > LABEL_WORDS or last.endswith((".", "?", "!", ",", ";")):
        return None
    while words and page.pack.trigger("copula").fullmatch(words[-1]):
        words.pop()
    kind = kind_of(page, " ".join(words))
    return kind if kind in {"lead", "partners"} else None


def _last_clause(page: Page, line: Line) -> int:
    """Where the last clause of a line begins: ", while the partners are:"."""
    shown = page.text[line.body : line.end].rstrip(MARKS + ":\r")
    cuts = [m.end() for pattern in (_SENTENCE, _CLAUSE) for m in pattern.finditer(shown)]
    return line.body + max(cuts, default=0)


def _followed(page: Page, lines: list[Line], index: int) -> bool:
    """An item, a row, a labelled line or a line of names comes next."""
    if index + 1 >= len(lines):
        return False
    start, end = lines[index + 1].start, lines[index + 1].end
    if lines[index + 1].marked or "|" in page.text[start:end] or "\t" in page.text[start:end]:
        return True
    return _named_line(page, start, end)


def _members_follow(page: Page, lines: list[Line], index: int) -> bool:
    """Items come next, most of which begin with a body, a region or a cluster."""
    if _partners_are(page, lines[index]):
        return lines[index + 1 : index + 2] != [] and lines[index + 1].marked
    items = list(takewhile(lambda line: line.marked or GAP.search(page.text, line.body, line.end), lines[index + 1 :]))
    known = sum(_begins_with_member(page, line) for line in items)
    return len(items) > 1 and known > _MOSTLY * len(items) and known > 1


def _partners_are(page: Page, line: Line) -> bool:
    """ "The other partners are", with the names in items below: the noun opens the last sentence, a verb closes it."""
    words = page.tokens_in(page.sentence_at(line.end - 2).start, line.end)
    if not 1 < len(words) <= LABEL_WORDS or not page.pack.trigger("copula").fullmatch(words[-1].text):
        return False
    noun = page.pack.trigger("fact_partners").search(page.text, words[0].start, words[-1].start)
    return noun is not None and noun.end() + 1 == words[-1].start


def _begins_with_member(page: Page, line: Line) -> bool:
    """A body, region or cluster stands at the start of a line, behind words in lower case at most."""
    first = next((m for m in page.within(line.body, line.body + _AHEAD) if m.type in ACTORS), None)
    return first is not None and not any(w[0].isupper() for w in page.text[line.body : first.start].split())


def _heads_columns(page: Page, lines: list[Line], index: int) -> bool:
    """The first row of a table names its columns: the rows below hold figures or countries, it holds neither."""

    def filled(line: Line) -> bool:
        cells = GAP.split(page.text[line.body : line.end].strip(MARKS))[1:]
        return any(c.isdigit() for c in "".join(cells)) or any(page.within(line.body, line.end))

    below = lines[index + 1] if index + 1 < len(lines) else None
    return not filled(lines[index]) and below is not None and filled(below)


def _named_line(page: Page, start: int, end: int) -> bool:
    """A line of names: most of its words outside brackets have a capital, and it says nothing with a full stop."""
    line = BRACKETED.sub(" ", page.text[start:end]).strip()
    light = page.pack.connectors | page.pack.articles | page.pack.linking
    words = [w for w in re.findall(r"[^\W_]+", line) if w.casefold() not in light]
    if 0 < len(words) <= LABEL_WORDS and any(m.type in ACTORS for m in page.within(start, start + 1)):
        return not line.endswith((".", "!", "?"))
    listed = "," in line and not page.pack.nouns_capital  # where every noun has a capital a sentence looks so, too
    if not words or (line.endswith((".", "!", "?")) and len(words) > LABEL_WORDS and not listed):
        return False
    capital = sum(w[0].isupper() for w in words)
    return bool(capital > _MOSTLY * len(words))


def _territorial(page: Page, start: int, end: int) -> bool:
    """The label is a country ("Finland: A, B"): it heads an entry of the list above."""
    return any(m.type == "Country" and m.start - start <= 1 for m in page.within(start, end))
