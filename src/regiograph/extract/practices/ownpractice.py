"""The name of the practice that a page is about: below a label, by the template, or in the title."""

from __future__ import annotations

import re
from itertools import pairwise

from regiograph.extract.events.names import menu
from regiograph.extract.names.runs import quotes
from regiograph.extract.practices.lists import LABEL
from regiograph.extract.practices.practices import SECTIONS, section_kind, template_sections
from regiograph.extract.practices.taking import OPENS, keeps
from regiograph.extract.reading.layout import Block
from regiograph.extract.reading.page import TERRITORIES, Mention, Page, key_of

_TOP = 4
_LONGEST = 7
"""Blocks in which a title stands, and words that it has at most."""
_NAMED, _FIRST = 45, 1200
"""Characters from a noun to the quoted name of what it means, and in which a page says that first."""
_LINE, _HEADING, _TITLE = 110, 70, 14
"""Characters of a label and of a section's heading, and words of a title, at most."""
_AHEAD, _SECTIONS = 24, 2
"""Blocks in which sections begin, and how many must."""
_LONG_NAME = 5
_KIND, _SIGN = 2, 3
"""Words before a noun for practices that say it is a sheet or base of them, and letters of what may follow: "no. 7"."""
_VERSION = re.compile(r"[ \u00a0]\d\.\d$")
"""The number that ends a name: "Village dairy 2.0"."""
_BAR = "  "
"""Wide blanks stand between the links of a bar."""
_PARTED = re.compile(r"\s(?:[>»›/|·–—-]|::)\s")
"""What parts the steps of a path or a label from its topic."""
_CUT = re.compile(r":[ \u00a0]|[ \u00a0][–—-][ \u00a0]")
_DASH = re.compile(r"[ \u00a0]?(?:[–—:]|[ \u00a0]-)[ \u00a0]")
_LABELLED = re.compile(r"[^\W\d_][^:\n]{1,15}:[ \u00a0]")
_NAME_LINE = re.compile(r"[^\W\d_a-zà-ÿ][^:\n.!?]{3,}")
"""A line that may be a name: it begins with a capital and holds no label and no sentence."""


def find_own(page: Page) -> bool:
    """Names the practice that the page is about, and says whether it is a page about one practice."""
    if _below_label(page):
        return True
    if not template_sections(page):
        return _headline(page) or _beside_label(page)
    if not _said(page) and not _beside_label(page):
        _own(page)
    return True


def _below_label(page: Page) -> bool:
    """ "GOOD PRACTICE NO. 4" and below it a line that is its name."""
    blocks = [b for b in page.blocks[: _TOP + 1] if not menu(page, b.start)]
    for label, block in pairwise(blocks):
        head = next(iter(page.heads_in(label.start, label.end, "practice")), None)
        if head is None or block.kind not in {"heading", "para"} or section_kind(page, block) is not None:
            continue
        rest = page.text[label.start : head.start] + page.text[head.end : label.end]
        name = page.text[block.start : block.end]
        if re.search(r"[^\W\d_]{4,}", rest) or not _NAME_LINE.fullmatch(name) or len(name.split()) > _LONGEST + 1:
            continue
        if all(m.type in TERRITORIES or not keeps(page, m) for m in page.overlapping(block.start, block.end)):
            key, cased = key_of("GoodPractice", name), name[0] + name[1:].lower() if name.isupper() else name
            page.replace(Mention(block.start, block.end, key, "GoodPractice", cased, "practice-template", 0.9))
            return True
    return False


def _beside_label(page: Page) -> bool:
    """ "Good practices / Energy" and below it, or above "Good practice | Åland", the title of a page with sections."""
    top = page.blocks[: _TOP + 1]
    for index, label in enumerate(top):
        if not _labels(page, label):
            continue
        if (named := _after_label(page, label)) and _sections_below(page, index + 1):
            _take(page, *named, 0.85)
            return True
        above = top[index - 1] if index else None
        title = next((b for b in (above, *top[index + 1 :][:2]) if b and _may_title(page, b)), None)
        if title is None:
            continue
        start, end = _named_in(page, title)
        if _sections_below(page, max(index, top.index(title)) + 1) and not any(
            m.record is not None and m.type not in TERRITORIES for m in page.overlapping(start, end)
        ):
            _take(page, start, end, 0.8)
            return True
    return False


def _labels(page: Page, block: Block) -> bool:
    """A short line of which a word for practices says what kind of page this is, and that tells of no event."""
    heads = page.heads_in(block.start, block.end, "practice")
    text = page.text[block.start : block.end].rstrip()
    parted = _PARTED.search(text) is not None
    if len(text) > _LINE or text.endswith((".", "!", "?", ":")):
        return False
    events = [h for h in page.heads_in(block.start, block.end, "event") if h.kind != "event_weak"]
    if events:
        return False
    if not heads:  # "Start / Bank of experiences / Water" above sections of the template
        told = parted and page.pack.trigger("examples").search(text) is not None
        return told and any(section_kind(page, b) in SECTIONS for b in page.blocks)
    if page.numbers_in(block.start, heads[0].start):
        return False  # "5 good practices"
    rest = page.tokens_in(heads[0].end, block.end)
    leads = len(page.tokens_in(block.start, heads[0].start))
    opens = not leads or (leads <= _KIND and all(len(t.text) <= _SIGN for t in rest))  # "Sheet of good practice no. 7"
    return opens or parted


def _after_label(page: Page, block: Block) -> tuple[int, int] | None:
    """The name behind "Good practice: ", past a quotation mark and an article."""
    head = next(reversed(page.heads_in(block.start, block.end, "practice")), None)
    label = LABEL.match(page.text, head.end, block.end) if head else None
    if label is None or ":" not in label.group() or label.end() >= block.end:
        return None
    start, end = _named_in(page, Block(label.end(), block.end, block.kind))
    taken = page.overlapping(start, end)
    plain = page.text[start].isupper() and 1 <= len(page.tokens_in(start, end)) <= _LONGEST
    return (start, end) if plain and not any(m.record and m.type not in TERRITORIES for m in taken) else None


def _may_title(page: Page, block: Block) -> bool:
    """A line that can be a title and is no label, fact line, path of pages or date, and tells of no event."""
    text = page.text[block.start : block.end].strip()
    if block.kind not in {"heading", "para"} or not 1 <= len(text.split()) <= _TITLE or text.endswith((".", ":", ";")):
        return False
    told = [h for h in page.heads_in(block.start, block.end) if h.kind.startswith("event") and h.kind != "event_weak"]
    told += page.heads_in(block.start, block.end, "practice")
    if (
        _BAR in text
        or menu(page, block.start)
        or section_kind(page, block) is not None
        or page.dates_in(block.start, block.end)
    ):
        return False
    if label := _LABELLED.match(text):  # "Where: Utena, Lithuania", or with another such line below
        if any(m.record and m.type in TERRITORIES for m in page.within(block.start + label.end(), block.end)):
            return False
        noun = page.heads_in(block.start, block.start + text.index(":"))
        below = page.blocks[page.sentence_at(block.start).block + 1 :][:1]
        if noun or any(_LABELLED.match(page.text, b.start, b.end) for b in below):
            return False
    numbered = page.numbers_in(block.start, block.end) and not _VERSION.search(text)
    return not told and (text[0].isupper() or text[0] in OPENS) and not numbered


def _named_in(page: Page, title: Block) -> tuple[int, int]:
    """The name in a title: what is quoted, else the part beside a colon or dash that the text says again, else all."""
    quoted = [r for r in quotes(page) if title.start <= r.start < title.end and r.words <= _LONGEST]
    if len(quoted) == 1:
        return quoted[0].start, quoted[0].end
    start, end = title.start, title.end
    while end > start and page.text[end - 1].isspace():
        end -= 1
    cut = _CUT.search(page.text, start, end)
    if cut:
        parts = [(start, cut.start()), (cut.end(), end)]
        said = [len(re.findall(re.escape(_stem(page, *p)), page.folded[title.end :])) for p in parts]
        short = [len(page.tokens_in(*p)) <= _LONGEST for p in parts]
        start, end = parts[1] if short[1] and said[1] > said[0] else parts[0] if short[0] else (start, end)
    words = page.tokens_in(start, end)
    if len(words) > 1 and words[0].folded in page.pack.articles and words[1].text[0].isupper():
        start = words[1].start
    return start, end


def _stem(page: Page, start: int, end: int) -> str:
    """A name as its forms begin: without an article, its last word without its ending."""
    words = page.tokens_in(start, end)
    if len(words) > 1 and words[0].folded in page.pack.articles:
        start = words[1].start
    shown = page.folded[start:end].strip()
    return shown[:-1] if len(shown) > _LONG_NAME else shown


def _sections_below(page: Page, index: int) -> bool:
    """Two short lines, at least, that head a text: "How it works", "What did it cost?"."""
    found = 0
    for block, following in pairwise(page.blocks[index : index + _AHEAD]):
        text = page.text[block.start : block.end].rstrip()
        short = len(text) <= _HEADING and (block.kind == "heading" or (block.kind == "para" and text.endswith("?")))
        if short and not text.endswith((".", ":", ",")) and following.kind != "heading":
            found += 1
    return found >= _SECTIONS


def _take(page: Page, start: int, end: int, sure: float) -> None:
    """Takes a name in as that of the page's practice."""
    name = page.text[start:end]
    key, cased = key_of("GoodPractice", name), name
    if name.isupper() and " " in name:
        again = page.folded.find(name.casefold(), end) if page.folds else -1
        cased = page.text[again : again + len(name)] if again >= 0 else name[0] + name[1:].lower()
    page.replace(Mention(start, end, key, "GoodPractice", cased, "practice-template", sure))


def _own(page: Page) -> None:
    """The title of a page that follows the template, without the words "good practice" before it."""
    for block in page.blocks:
        if section_kind(page, block) is not None:
            return
        if block.kind != "heading" or menu(page, block.start):
            continue
        if _LABELLED.match(page.text, block.start, block.end) and not page.heads_in(block.start, block.end, "practice"):
            continue  # "Place: Utena, Lithuania": a line of a fact sheet
        start = next((h.end for h in page.heads_in(block.start, block.end, "practice")), block.start)
        label = LABEL.match(page.text, start)
        start = label.end() if label and start > block.start else block.start
        words = page.tokens_in(start, block.end)[:2]
        if label and len(words) > 1 and words[0].text.islower() and words[0].folded in page.pack.articles:
            start = words[1].start
        name = page.text[start : block.end]
        rest = page.pack.head("practice").sub("", name)
        if len(re.findall(r"[^\W\d_]{2,}", rest)) < 2 and not (label and rest.strip()):
            continue
        if all(m.type in TERRITORIES or (label and m.record is None) for m in page.overlapping(start, block.end)):
            key, cased = key_of("GoodPractice", name), name[0] + name[1:].lower() if name.isupper() else name
            page.replace(Mention(start, block.end, key, "GoodPractice", cased, "practice-template", 0.9))
        return


def _said(page: Page) -> bool:
    """A quoted name a few words behind a noun for a practice, the only such one on the first paragraphs."""
    found = []
    for run in quotes(page):
        sentence = page.sentence_at(run.start)
        low = max(sentence.start, run.start - _NAMED)
        noun = page.heads_in(low, run.start, "practice") or page.pack.trigger("examples").search(
            page.text, low, run.start
        )
        plain = 1 < run.words <= _LONGEST and page.blocks[sentence.block].kind == "para" and run.start < _FIRST
        if noun and plain and not re.search(r"[,.;:()]", page.text[low : run.start].rstrip(OPENS)[-_NAMED // 2 :]):
            found.append(run)
    names = {page.text[r.start : r.end] for r in found}
    if len(names) != 1 or any(keeps(page, m) for m in page.overlapping(found[0].start, found[0].end)):
        return False
    name, key = names.pop(), key_of("GoodPractice", page.text[found[0].start : found[0].end])
    page.replace(Mention(found[0].start, found[0].end, key, "GoodPractice", name, "practice-template", 0.8))
    return True


def _headline(page: Page) -> bool:
    """ "Borrow a farmer – good practice from Łódź": the title names the practice that the page is about."""
    for block in [b for b in page.blocks[:_TOP] if b.kind == "heading" and not menu(page, b.start)]:
        dash = _DASH.search(page.text, block.start, block.end)
        head = next(iter(page.heads_in(dash.end(), block.end, "practice")), None) if dash else None
        name = page.text[block.start : dash.start()] if dash else ""
        if dash is None or head is None or not 1 < len(name.split()) <= _LONGEST or not name[0].isupper():
            continue
        led = [t for t in page.tokens_in(dash.end(), head.start) if t.folded not in page.pack.articles]
        if len(led) > 1 or page.heads_in(block.start, dash.start()):
            continue
        if all(m.type in TERRITORIES for m in page.overlapping(block.start, dash.start())):
            found = Mention(
                block.start, dash.start(), key_of("GoodPractice", name), "GoodPractice", name, "practice-template", 0.85
            )
            page.replace(found)
            return True
    return False
