"""The name of the practice that a page is about: below a label, by the template, or in the title."""

from __future__ import annotations

import re
from itertools import pairwise

from regiograph.extract.event_names import menu
from regiograph.extract.page import TERRITORIES, Mention, Page, key_of
from regiograph.extract.practice_lists import LABEL, OPENS, keeps
from regiograph.extract.practices import section_kind, template_sections
from regiograph.extract.runs import quotes

_TOP = 4
_LONGEST = 7
"""Blocks in which a title stands, and words that it has at most."""
_NAMED, _FIRST = 45, 1200
"""Characters from a noun to the quoted name of what it means, and in which a page says that first."""
_DASH = re.compile(r"[ \u00a0]?(?:[–—:]|[ \u00a0]-)[ \u00a0]")
_LABELLED = re.compile(r"[^\W\d_][^:\n]{1,15}:[ \u00a0]")
_NAME_LINE = re.compile(r"[^\W\d_a-zà-ÿ][^:\n.!?]{3,}")
"""A line that may be a name: it begins with a capital and holds no label and no sentence."""


def find_own(page: Page) -> bool:
    """Names the practice that the page is about, and says whether it is a page about one practice."""
    if _below_label(page):
        return True
    if not template_sections(page):
        return _headline(page)
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


def _own(page: Page) -> None:
    """The title of a page that follows the template, without the words "good practice" before it.

    Where the text soon says how the practice is called ("the practice now known as “X”"), its name is that.
    """
    if _said(page):
        return
    for block in page.blocks:
        if block.kind != "heading" or section_kind(page, block) is not None or menu(page, block.start):
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
