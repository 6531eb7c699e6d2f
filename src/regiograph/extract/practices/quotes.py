"""Practices with quoted names: beside a noun for them, where somebody shows them, or where a page tells of them."""

from __future__ import annotations

from regiograph.extract.names.runs import COMPOUND, Run
from regiograph.extract.practices.taking import KINDS, OPENS, keeps, put
from regiograph.extract.reading.page import TERRITORIES, Head, Mention, Page

_QUOTE = 7
"""Words that a quoted name has at most; longer ones are what somebody said."""
_NEAR_NOUN = 80
_LEADING, _SEVERAL, _MANY = 4, 2, 12
"""Words before a noun among which its number stands; the fewest and the most that a number promises."""
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


def counted(page: Page, quoted: list[Run], heads: list[Head]) -> None:
    """ "They heard three case studies. … “X” … “Y” … “Z”": as many quoted names in the paragraph as it promises.

    Fewer will do, but two at least; where there are more, some of them are something else.
    """
    for head in heads:
        promised = _number(page, head)
        block = page.blocks[page.sentence_at(head.start).block]
        if promised is None or block.kind not in {"para", "item"}:
            continue
        runs = [r for r in quoted if head.end <= r.start < block.end and r.words <= _QUOTE and not _speech(page, r)]
        runs = [r for r in runs if all(_inside(page, r, m) or _weak(m) for m in page.overlapping(r.start, r.end))]
        names = {page.text[r.start : r.end]: r for r in reversed(runs)}
        if _SEVERAL <= len(names) <= promised:
            for run in names.values():
                put(page, KINDS[head.kind], run.start, run.end, "practice-counted", 0.8)


def _number(page: Page, head: Head) -> int | None:
    """How many practices or cases a noun promises: the number up to three words before it."""
    sentence = page.sentence_at(head.start)
    for word in reversed(page.tokens_in(sentence.start, head.start)[-_LEADING:]):
        count = page.pack.numbers.get(word.folded) or (int(word.folded) if word.folded.isdigit() else 0)
        if count:
            return count if _SEVERAL <= count <= _MANY else None
    return None


def _speech(page: Page, run: Run) -> bool:
    """A sentence that somebody said: a mark ends it inside the quotation marks."""
    return page.text[run.end - 1] in ".!?,"


def _weak(taken: Mention) -> bool:
    """A word in a quoted name made something of it that nothing else says."""
    return taken.record is None and taken.type in _WEAK | {"GoodPractice", "CaseStudy", "Organisation"}


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
