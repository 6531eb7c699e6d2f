"""Names that stand in a heading of their own, or open what stands below a heading about projects."""

from __future__ import annotations

from regiograph.extract.names.headnouns import HEAD_TYPES
from regiograph.extract.names.runs import Run
from regiograph.extract.reading.page import Page
from regiograph.extract.reading.spelling import distinctive

_WORDS, _LONG = 5, 3
"""Words of a name at most, and of a quoted one whose nouns say nothing of what it names."""

_KNOWN = frozenset({"Organisation", "Region", "Place", "Country"})
_SUMMARY = 40
"""Characters that may stand behind a name in a heading of its own: "ABC (2019–2021)"."""


def announced_blocks(page: Page) -> set[int]:
    """Blocks below a heading about projects, up to the next heading that is no name in capitals."""
    found: set[int] = set()
    announced = False
    for index, block in enumerate(page.blocks):
        if block.kind == "heading" and not page.text[block.start : block.end].isupper():
            named = any(m.type == "Project" for m in page.within(block.start, block.end))
            announced = not named and bool(page.heads_in(block.start, block.end, "project"))
        elif announced:
            found.add(index)
    return found


def own_heading(page: Page, run: Run, announced: set[int]) -> bool:
    """A short line that is the name alone, or the name and its years, above the paragraph about it; in capitals where
    a heading has announced projects.
    """
    plain = run.words > _WORDS or not distinctive(page.tokens[run.first].text) or run.quoted
    if plain or _heads_section(page, run):
        return False
    sentence = page.sentence_at(run.start)
    block = page.blocks[sentence.block]
    if (
        sentence.block == 0
        or block.kind not in {"heading", "para"}
        or run.start > block.start + 1
        or not free_of_bodies(page, run)
    ):
        return False
    rest = page.text[run.end : block.end].strip()
    named = (
        run.words <= _WORDS
        and free_of_bodies(page, run)
        and all(
            distinctive(t.text) and (not t.text.isupper() or sentence.block in announced)
            for t in page.tokens[run.first : run.last]
        )
    )
    years = rest.startswith("(") and rest.endswith(")") and len(rest) < _SUMMARY and any(c.isdigit() for c in rest)
    after = page.blocks[sentence.block + 1 : sentence.block + 2]
    return named and (not rest or years) and bool(after) and after[0].kind == "para" and not run.quoted


def heads_entry(page: Page, run: Run, announced: set[int]) -> bool:
    """ "Current projects", below it "“Abc def” is part of …": a quoted name opens a line or sentence there."""
    sentence = page.sentence_at(run.start)
    behind = page.text[run.end + 1 : run.end + 3].lstrip()
    return sentence.block in announced and run.start <= sentence.start + 1 and behind[:1].islower()


def _heads_section(page: Page, run: Run) -> bool:
    """A line in capitals that heads a part of the page: "CLOSING CONFERENCE", "WHAT WE HAVE LEARNT"."""
    words = page.tokens[run.first : run.last]
    says = page.pack.trigger("copula")
    light = [t for t in words[:1] if t.folded in page.pack.light or says.fullmatch(t.text)]
    return len(words) > 1 and bool(light or page.heads_in(run.start, run.end, "event"))


def yeared(page: Page, run: Run, announced: set[int]) -> bool:
    """ "Gränsen 2.0 (2019–2022) …" opens a paragraph below a heading about projects."""
    sentence = page.sentence_at(run.start)
    opens = run.start <= page.blocks[sentence.block].start + 1
    strange = run.words > 1 or distinctive(page.text[run.start : run.end])
    return opens and strange and run.words <= _WORDS and sentence.block in announced and free_of_bodies(page, run)


def free_of_bodies(page: Page, run: Run) -> bool:
    if page.overlapping(run.start, run.end):
        return False
    if run.words > 1 and page.text[run.start : run.end].isupper():
        return True  # "MINETTE LAB"
    known = _KNOWN
    if run.quoted:  # "„Rohelise turba küla“" ends in a village, "„Targa metsa kool“" in a school
        known = known - {"Region", "Place"} if run.words < _LONG else frozenset()
    return not any(HEAD_TYPES.get(h.kind) in known or h.kind == "label" for h in page.heads_in(run.start, run.end))
