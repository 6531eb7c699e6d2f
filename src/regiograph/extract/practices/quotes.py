"""Practices with quoted names: beside a noun for them, where somebody shows them, or where a page tells of them."""

from __future__ import annotations

from regiograph.extract.names.runs import COMPOUND, Run
from regiograph.extract.practices.lists import KINDS, OPENS, keeps, put
from regiograph.extract.reading.page import TERRITORIES, Head, Mention, Page

_QUOTE = 7
"""Words that a quoted name has at most; longer ones are what somebody said."""
_NEAR_NOUN = 80
_EVENT = 40
"""Characters in which an event's noun stands before its quoted name."""
_WEAK = frozenset({"Programme", "Project", "Network"}) | TERRITORIES
"""What a word in a quoted name may have been taken for."""


def beside(page: Page, quoted: list[Run]) -> None:
    """ "The practice “X” remains": a quoted name right behind a plain noun for what is shown."""
    nouns = page.pack.trigger("examples")
    for run in quoted:
        words = page.tokens_in(max(0, run.start - _NEAR_NOUN // 2), run.start)[-1:]
        if not words or page.text[words[-1].end : run.start].strip(" \u00a0" + OPENS):
            continue
        named = run.words <= _QUOTE and nouns.fullmatch(words[-1].text) and not COMPOUND.match(page.text, run.end)
        if named and not any(keeps(page, m) for m in page.overlapping(run.start, run.end)):
            put(page, "GoodPractice", run.start, run.end, "practice-introduced", 0.7)


def shown_quoted(page: Page, quoted: list[Run], about: list[Head]) -> None:
    """Quoted names that nothing else explains: where somebody shows something on a page on practices or visits, beside
    a word for practices, and in a paragraph or under a heading that speaks of practices, examples or experiences.
    """
    show, first = page.pack.trigger("show"), min((h.start for h in about), default=len(page.text))
    named = any(h.kind in KINDS for h in about)
    exemplary: list[Run] = []
    for run in quoted:
        sentence = page.sentence_at(run.start)
        events = page.heads_in(run.start - _EVENT, run.start, "event")
        if any(not page.text[h.end : run.start].strip(' \u00a0,:"“„«‘') for h in events):
            continue  # "at the conference “…”"
        if run.words > _QUOTE or _entitled(page, run) or COMPOUND.match(page.text, run.end):
            continue
        taken = page.overlapping(run.start, run.end)
        if any(not _inside(page, run, m) and (m.type not in _WEAK or keeps(page, m)) for m in taken):
            continue
        shown = run.start > first and show.search(page.text, sentence.start, sentence.end)
        if (shown and (named or run.words > 1)) or _called(page, run):
            put(page, "GoodPractice", run.start, run.end, "practice-shown", 0.75)
        elif run.words > 1 and all(m.type in TERRITORIES for m in taken) and _exemplary(page, sentence.block):
            exemplary.append(run)
    if not page.of("GoodPractice") and (about or len(exemplary) > 1):
        for run in exemplary:
            put(page, "GoodPractice", run.start, run.end, "practice-quoted", 0.65)


def _inside(page: Page, run: Run, taken: Mention) -> bool:
    """A noun in the quoted name made a body of it."""
    body = taken.type == "Organisation" and taken.record is None
    nouns = page.heads_in(taken.start, taken.end, "organisation")
    return body and run.start <= taken.start and taken.end <= run.end and bool(nouns)


def _entitled(page: Page, run: Run) -> bool:
    """What a phrase of naming leads to: "a seminar entitled “X”"."""
    named = page.pack.trigger("called")
    return any(page.text[m.end() : run.start].strip(" \u00a0:" + OPENS) == ""
               for m in named.finditer(page.text, max(0, run.start - 40), run.start))  # fmt: skip


def _exemplary(page: Page, block: int) -> bool:
    """Whether the paragraph, the one that announces its list, or the heading above speaks of practices or examples."""
    if page.blocks[block].kind == "heading":
        return False
    examples = page.pack.trigger("examples")
    above = next((n for n in range(block, -1, -1) if page.blocks[n].kind == "heading"), block)
    lead = block
    while lead > above and page.blocks[lead].kind in {"item", "row"}:
        lead -= 1
    return any(examples.search(page.text, page.blocks[n].start, page.blocks[n].end) for n in {block, lead, above})


def _called(page: Page, run: Run) -> bool:
    """A word for practices stands near a quoted name in its sentence ("“X”, today a good practice")."""
    sentence = page.sentence_at(run.start)
    near = page.heads_in(max(sentence.start, run.start - _NEAR_NOUN), min(sentence.end, run.end + _NEAR_NOUN))
    return any(h.kind == "practice" and not run.start <= h.start < run.end for h in near)
