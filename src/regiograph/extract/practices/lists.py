"""Practices and cases that a list or a label names."""

from __future__ import annotations

import re

from regiograph.extract.practices.taking import KINDS, OPENS, VISITS, Names, keeps, put
from regiograph.extract.reading.layout import Block
from regiograph.extract.reading.page import TERRITORIES, Head, Page
from regiograph.extract.reading.spelling import LINKING
from regiograph.model import EntityType

LABEL = re.compile(r"[ \u00a0]?(?:\d{1,2}|[IVX]{1,4})?[.)]?[ \u00a0]?(?::|[ \u00a0][-–—])[ \u00a0]*")
"""What stands between a label and what it names: "Good practice 2: "."""
_ENDING = re.compile(r"[.;:\n(\[|\t]|,[ \u00a0]|[ \u00a0][-–—][ \u00a0]|$")
_EXPLAINS = re.compile(r"[ \u00a0][-–—][ \u00a0]|:[ \u00a0]")
_NUMBER = re.compile(r"\W*(?:[^\W\d_]{1,3}\W*)?\d{1,3}\W*")
"""A number and the short word before it: "no. 4"."""
_WORDS = 9
"""Words that a name has at most."""
_NAME = 6
"""Words of a name that only the list's heading announces."""
_TOP = 2
"""Blocks in which a page's title stands."""
_LONG_VERB = 3
"""Letters of a verb of showing at least."""
_LINE = 120
"""Characters of the longest line that heads a list."""


def listed(page: Page, names: Names, examples: list[Head]) -> None:
    """Names that open the items or rows of a list that a line about practices or cases announces, or of which an item
    is called a practice; ``examples`` are plain nouns for what somebody showed.
    """
    kind: EntityType | None = None
    colon = seen = False
    found: list[tuple[EntityType, tuple[int, int], float, bool]] = []
    entries = False
    for index, block in enumerate(page.blocks):
        if entries and block.kind == "para" and any(_alone(page, b) for b in page.blocks[index + 1 : index + 2]):
            continue  # what is told of an item that is a heading
        told = found and not entries and not _alone(page, page.blocks[index - 1])
        if told and _named_alone(page, page.blocks[index:], first=False):
            _take(page, found)
            kind, found = None, []  # "4. Conclusions" behind a list
        if block.kind in {"heading", "para"} or (block.kind == "row" and kind is None):
            _take(page, found)
            ahead = page.blocks[index + 1 :]
            entries = _named_alone(page, ahead)
            items = bool(ahead) and ahead[0].kind == "item"
            kind, colon = _announced(page, block, examples, entries=entries, items=items)
            seen = kind is not None and items and _shows(page, block)
            found = []
            if kind is None and block.end - block.start < _LINE and _calls(page, ahead):
                kind, colon = "GoodPractice", False
            continue
        if kind is None:
            continue
        span = _opening(page, names, block, strict=not (colon or entries))
        if span is None and seen and _name(page, block):
            span = _opening(page, names, block, strict=False)
        if span:
            quoted = span[0] in names.found and names.found[span[0]].quoted
            free = quoted or not any(keeps(page, m) for m in page.overlapping(*span))
            found.append((kind, _before_place(page, *span), 0.85 if colon else 0.75, free))
    _take(page, found)


def _name(page: Page, block: Block) -> bool:
    """An item that guests were shown begins with a name of a few words, not with an article and a common noun."""
    ending = _ENDING.search(page.text, block.start, block.end)
    words = page.tokens_in(block.start, ending.start() if ending else block.end)
    article = bool(words) and words[0].folded in page.pack.articles
    proper = not article or (len(words) > 1 and words[1].text[0].isupper() and not page.pack.nouns_capital)
    return 1 < len(words) <= _NAME and proper and not page.heads_in(words[0].start, words[-1].end, "organisation")


def _take(page: Page, found: list[tuple[EntityType, tuple[int, int], float, bool]]) -> None:
    """The names of one list; a body in a list of practices that a noun alone explains is one of them."""
    practices = any(free for _, _, _, free in found)
    for kind, span, sure, free in found:
        body = all(m.type == "Organisation" and m.record is None for m in page.overlapping(*span))
        named = page.text[span[1] : span[1] + 1] == ":"
        if free or (practices and body and named):
            put(page, kind, *span, "case-list" if kind == "CaseStudy" else "practice-listed", sure)


def _calls(page: Page, ahead: list[Block]) -> bool:
    """The list below has an item that explains a name and calls it a good practice: "Łódź Lab – a good practice …"."""
    for block in ahead:
        if block.kind != "item":
            return False
        heads = page.heads_in(block.start, block.end, "practice")
        dash = _EXPLAINS.search(page.text, block.start, heads[0].start) if heads else None
        if dash and len(page.tokens_in(block.start, dash.start())) <= _WORDS:
            return True
    return False


def _before_place(page: Page, start: int, end: int) -> tuple[int, int]:
    """A name without the place that a preposition leads to at its end: "Älvbussen i Skåne"."""
    last = next((m for m in page.within(start + 1, end) if m.record is not None and m.end == end), None)
    if last is None or last.type not in TERRITORIES:
        return start, end
    before = page.tokens_in(start, last.start)
    origins = (page.pack.trigger(t) for t in ("out_of", "show"))  # "Wool from the Alps", "Mine of Łódź"
    from_there = bool(before) and any(t.fullmatch(before[-1].text) for t in origins)
    if len(before) > 1 and before[-1].text.islower() and before[-1].folded in page.pack.locative and not from_there:
        return start, before[-2].end
    return start, end


def _titled(page: Page) -> bool:
    """The page's title speaks of practices."""
    top = page.blocks[min(len(page.blocks), _TOP) - 1].end
    return any(h.kind == "practice" and page.text[h.start].isupper() for h in page.heads_in(0, top))


def _shows(page: Page, block: Block) -> bool:
    """A short line says that guests of a visit were shown what follows: "What we saw", "Three things were shown:"."""
    visit = any(h.kind in VISITS for h in page.heads)
    if not visit or block.end - block.start > _LINE or page.heads_in(block.start, block.end):
        return False
    if page.pack.trigger("seen").search(page.text, block.start, block.end):
        return True
    verbs = page.pack.trigger("show").finditer(page.text, block.start, block.end)
    return any(len(v.group()) >= _LONG_VERB and v.group().casefold() not in page.pack.locative for v in verbs)


def _alone(page: Page, block: Block) -> bool:
    """An item of a few words without a mark at its end: a heading with a number."""
    text = page.text[block.start : block.end].rstrip()
    return block.kind == "item" and len(text.split()) <= _WORDS and text[-1:] not in {".", ";", ":", ","}


def _named_alone(page: Page, ahead: list[Block], *, first: bool = True) -> bool:
    """The blocks ahead begin with an item (the first of its list) that is a heading of its own, and text about it."""
    if len(ahead) <= 1 or not _alone(page, ahead[0]) or ahead[1].kind != "para":
        return False
    if not first:
        return True
    return ahead[0].number in {None, 1}


def _announced(
    page: Page, block: Block, examples: list[Head], *, entries: bool, items: bool
) -> tuple[EntityType | None, bool]:
    """What the list below a line is of, and whether the line ends in a colon.

    ``items``: the list is one of items; ``entries``: these are headings of their own.
    """
    said = [h for h in page.heads_in(block.start, block.end) if h.kind in KINDS]
    said = said or [h for h in examples if block.start <= h.start < block.end]
    text = page.text[block.start : block.end].rstrip()
    colon = text.endswith(":")
    if not said and (entries or colon) and block.end - block.start < _LINE:
        nouns = page.pack.trigger("examples").finditer(page.text, block.start, block.end)
        said = [Head(hit.start(), hit.end(), "practice") for hit in nouns]
    if not said and (
        (entries and _titled(page)) or (items and (colon or block.kind == "heading") and _shows(page, block))
    ):
        said = [Head(block.start, block.end, "practice")]
    last = page.sentence_at(max(block.start, block.end - 1)).start
    if not said or (block.kind == "para" and not colon and said[-1].start < last and not entries):
        return None, False
    case = any(h.kind == "case" for h in said)
    if block.kind == "para" and not colon and not case and not entries:
        return None, False
    return KINDS["case" if case else "practice"], colon


def _opening(page: Page, names: Names, block: Block, *, strict: bool) -> tuple[int, int] | None:
    """The name that opens an item; where nothing but a heading announces it, a bracket, dash or colon must follow."""
    text = page.text
    start = block.start
    while start < block.end and text[start] in OPENS + " |":
        start += 1
    run = names.found.get(start)
    if run and run.quoted:
        return run.start, run.end
    if start >= block.end or not (text[start].isupper() or text[start].isdigit()):
        return None
    ending = _ENDING.search(text, start, block.end)
    end = ending.start() if ending else block.end
    words = text[start:end].split()
    while len(words) > 1 and words[-1].casefold() in LINKING:
        end = start + text[start:end].rindex(words.pop())
        end = start + len(text[start:end].rstrip())
    mark = text[ending.start() : ending.end()].strip() if ending else ""
    alone = end >= block.end - 1 and mark != "," and len(words) <= _WORDS - 1
    if not 0 < len(words) <= _WORDS + 1 or end - start < 3 or (strict and mark in {",", ".", ";"} and not alone):
        return None
    capitals = sum(w[0].isupper() or w[0].isdigit() for w in words)
    if strict and alone and (mark == "." or (not mark and capitals < 2)):
        return None
    return start, start + len(text[start:end].rstrip(" \u00a0" + OPENS))


def labelled(page: Page, names: Names, head: Head) -> bool:
    """ "Good practice 2: Name of it (Region)" at the start of a line."""
    block = page.blocks[page.sentence_at(head.start).block]
    label = LABEL.match(page.text, head.end)
    opens = re.fullmatch(r"[\W\d]*", page.text[block.start : head.start]) is not None
    if not opens or label is None or label.end() >= block.end:
        return False
    if _NUMBER.fullmatch(page.text, label.end(), block.end):
        return False  # "Good practice no. 4"
    words = page.tokens_in(label.end(), block.end)[:2]
    article = len(words) > 1 and words[0].text.islower() and words[0].folded in page.pack.articles
    inner = Block(words[1].start if article else label.end(), block.end, block.kind)
    span = _opening(page, names, inner, strict=block.kind != "heading")
    if span is None or any(keeps(page, m) for m in page.overlapping(*span)):
        return False
    if page.text[span[1] : span[1] + 1] == "," or _linked(page, *span):
        return False  # several: "Good practices: A, B and C"
    put(page, KINDS[head.kind], *span, "practice-label", 0.85)
    return True


def numbered(page: Page, block: Block) -> bool:
    """ "GOOD PRACTICE NO. 4": a heading that says nothing but which practice of a series this is."""
    heads = page.heads_in(block.start, block.end, "practice")
    opens = bool(heads) and not page.text[block.start : heads[0].start].strip(OPENS + "#")
    return opens and _NUMBER.fullmatch(page.text, heads[0].end, block.end) is not None


def _linked(page: Page, start: int, end: int) -> bool:
    return any(t.folded in LINKING and t.text.islower() for t in page.tokens_in(start, end))
