"""Projects that no noun explains: a quoted or distinctive name of which a sentence tells what is told of projects."""

from __future__ import annotations

import re

from regiograph.extract.layout import Sentence
from regiograph.extract.names import HEAD_TYPES, Run, distinctive
from regiograph.extract.page import Mention, Page, key_of

_TELLING = ("lineage_to", "lineage_from", "springs", "funding", "lead_by")
_ORIGIN = ("lineage_to", "lineage_from", "springs")
"""Triggers of what happens to projects; the second are not said of bodies."""
_WORDS = 5
_LETTERS = 5
_NOUN = 60
_OTHER = frozenset({"practice", "case", "strategy"})
_SUMMARY = 40
"""Characters that may stand behind a name in a heading of its own: "ABC (2019–2021)"."""


def find_undertakings(page: Page, runs: list[Run], quoted: list[Run]) -> None:
    """Takes in names in headings of their own, and quoted or distinctive names in telling sentences."""
    if not any(h.kind in {"project", "programme"} for h in page.heads) and not page.of("Project", "Programme", "Fund"):
        return
    for run in runs:
        if _own_heading(page, run) or _opens_item(page, run):
            _take(page, run, 0.65)
    for run in quoted:
        sentence = page.sentence_at(run.start)
        plain = run.words == 1 and not distinctive(page.text[run.start : run.end])
        if (
            run.words <= _WORDS
            and not plain
            and _free(page, run)
            and _told(page, sentence, _TELLING)
            and not _other(page, sentence)
        ):
            _take(page, run, 0.6)
    for run in runs:
        word = page.text[run.start : run.end]
        if run.words == 1 and distinctive(word) and len(word) >= _LETTERS and _free(page, run):
            sentence = page.sentence_at(run.start)
            if _told(page, sentence, _ORIGIN) and not _other(page, sentence):
                _take(page, run, 0.6)


def _own_heading(page: Page, run: Run) -> bool:
    """A short line that is the name alone, or the name and its years, above the paragraph about it."""
    plain = run.words > _WORDS or not distinctive(page.tokens[run.first].text) or run.quoted
    if plain:
        return False
    sentence = page.sentence_at(run.start)
    block = page.blocks[sentence.block]
    if (
        sentence.block == 0
        or block.kind not in {"heading", "para"}
        or run.start > block.start + 1
        or not _free(page, run)
    ):
        return False
    rest = page.text[run.end : block.end].strip()
    named = (
        run.words <= _WORDS
        and _free(page, run)
        and all(distinctive(t.text) and not t.text.isupper() for t in page.tokens[run.first : run.last])
    )
    years = rest.startswith("(") and rest.endswith(")") and len(rest) < _SUMMARY and any(c.isdigit() for c in rest)
    after = page.blocks[sentence.block + 1 : sentence.block + 2]
    return named and (not rest or years) and bool(after) and after[0].kind == "para" and not run.quoted


def _opens_item(page: Page, run: Run) -> bool:
    """A name in capitals opens a line or item that goes on about it: "ABC DEF (2019–2021): …", "ABC: a project …"."""
    if not all(distinctive(t.text) for t in page.tokens[run.first : run.last]) or run.end - run.start < _LETTERS:
        return False
    block = page.blocks[page.sentence_at(run.start).block]
    ahead = page.text[block.start : run.start]
    if any(c.isalnum() for c in ahead) or run.quoted or run.words > _WORDS or not _free(page, run):
        return False
    rest = page.text[run.end : block.end]
    years = re.match(r"[ \u00a0]\((?:19|20)\d\d[^()]*\)[:,.]? ", rest)
    noun = re.match(r"[ \u00a0]?[:–—-] ", rest) and any(
        h.kind == "project" for h in page.heads_in(run.end, min(block.end, run.end + _NOUN))
    )
    return bool(years or noun)


def _told(page: Page, sentence: Sentence, names: tuple[str, ...]) -> bool:
    return any(page.pack.trigger(name).search(page.text, sentence.start, sentence.end) for name in names)


def _other(page: Page, sentence: Sentence) -> bool:
    """A noun for something else that is quoted stands in the sentence."""
    return any(h.kind in _OTHER or h.kind.startswith("event") for h in page.heads_in(sentence.start, sentence.end))


def _free(page: Page, run: Run) -> bool:
    known = {"Organisation", "Region", "Place", "Country"}
    heads = [h for h in page.heads_in(run.start, run.end) if HEAD_TYPES.get(h.kind) in known or h.kind == "label"]
    return not heads and not page.overlapping(run.start, run.end)


def _take(page: Page, run: Run, confidence: float) -> None:
    name = page.text[run.start : run.end]
    page.add(Mention(run.start, run.end, key_of("Project", name), "Project", name, "told-of", confidence))
