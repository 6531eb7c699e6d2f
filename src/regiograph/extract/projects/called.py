"""Names that words lead to: a phrase of naming ("is called ABC"), a noun for work right before a name.

Where such a name ends the page shows: by saying it again, or by the mark behind its words in lower case.
"""

from __future__ import annotations

import re

from regiograph.extract.names.runs import Run
from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import Page
from regiograph.extract.reading.spelling import distinctive
from regiograph.extract.territories.gazetteer import Token

_LETTERS, _FEW = 5, 4
"""Letters of a plain name, and words of the tail of one, a little less than which may be in lower case."""
_NOUN = 60
"""Characters around a name in which a noun tells what it is."""
_MARKS = " \u00a0:\"“„«»”'"
_NEXT = re.compile(r"[\"”“»«’']*[ \u00a0]?[,(–-][ \u00a0]?")
"""What stands between a name and a clause about it."""


def so_called(page: Page, run: Run, sentence: Sentence) -> bool:
    """ "“ABC”, as the project is called": a clause behind a quoted name that names a project."""
    clause = _NEXT.match(page.text, run.end, sentence.end)
    if clause is None:
        verb = re.compile(r"[\"”»“«’']?[ \u00a0]").match(page.text, run.end, sentence.end)
        named = page.pack.trigger("bears_name").match(page.text, verb.end(), sentence.end) if verb else None
        work = page.pack.trigger("undertaking").search(page.text, named.end(), sentence.end) if named else None
        return work is not None
    end = min(sentence.end, clause.end() + _NOUN)
    called = any(page.pack.trigger(t).search(page.text, clause.end(), end) for t in ("bears_name", "called"))
    return called and bool(page.heads_in(clause.end(), end, "project"))


def is_called(page: Page, sentence: Sentence, run: Run) -> bool:
    """ "The trial was called ABC", "a trial named ABC": a phrase of naming right before the name."""
    for name in ("bears_name", "called"):
        before = [*page.pack.trigger(name).finditer(page.text, sentence.start, run.start)]
        if before and not page.text[before[-1].end() : run.start].strip(_MARKS):
            floor = max(sentence.start, before[-1].start() - _NOUN // 2)
            nouns = (page.pack.trigger(n) for n in ("undertaking", "forerunner"))
            work = next((h for n in nouns if (h := n.search(page.text, floor, before[-1].start()))), None)
            strange = run.words == 1 and page.text[run.start : run.end].isupper() and bool(page.of("Project"))
            return name == "bears_name" or work is not None or strange
    return False


def work_before(page: Page, run: Run, sentence: Sentence) -> bool:
    """ "The smaller scheme Šum Mure, which", "the effort “Ferries”": a noun for joint work right before a name."""
    low = max(sentence.start, run.start - _NOUN // 2)
    work = next((h for h in page.pack.trigger("forerunner").finditer(page.text, low, run.start)), None)
    if (
        work is None
        or page.text[work.end() : run.start].strip(_MARKS)
        or page.heads_in(work.start(), work.end(), "event")
    ):
        return False
    strange = run.quoted or run.words > 1 or distinctive(page.text[run.start : run.end])
    closed = page.text[run.end : run.end + 1] in {",", "."} and not page.pack.nouns_capital
    return strange or (closed and run.end - run.start >= _LETTERS)


def unknown(page: Page, run: Run) -> bool:
    """A project or its work has been announced, and no list knows the name, nor is a body or event spoken of."""
    sentence = page.sentence_at(run.start)
    other = list(page.heads_in(sentence.start, run.start))
    while any(h.kind == "project" for h in other):
        other = other[1:]  # "The conference closed the project, which was called ABC"
    taken = page.overlapping(run.start, run.end)
    return not other and announced(page, sentence, run) and all(m.record is None and m.type == "Place" for m in taken)


def announced(page: Page, sentence: Sentence, run: Run) -> bool:
    """A noun for a project or for work stands before the name in its block, none for a body or event behind it."""
    start = page.blocks[sentence.block].start
    if any(h.kind == "project" for h in page.heads_in(start, run.start)):
        return True
    work = page.pack.trigger("undertaking").search(page.text, start, run.start)
    return work is not None or any(m.type == "Project" for m in page.within(start, run.start))


def to_mark(page: Page, run: Run) -> Run:
    """A name that is called so goes on in lower case to the end of its clause: "s'appelait Pays sans bornes." """
    sentence = page.sentence_at(run.start)
    if again := _said_again(page, run, sentence.end):
        return again
    if page.text.count(page.text[run.start : run.end]) > 1:
        return run
    stop = re.compile(r"[,.;:()!?]").search(page.text, run.end, sentence.end)
    rest = page.tokens_in(run.end, stop.start() if stop else sentence.end)
    if run.quoted or not 0 < len(rest) <= _FEW - 1 or not all(t.text.islower() for t in rest):
        return run
    if any(page.overlapping(t.start, t.end) or t.folded in page.pack.linking for t in rest):
        return run
    return Run(run.first, run.last + len(rest), run.start, rest[-1].end)


def _said_again(page: Page, run: Run, end: int) -> Run | None:
    """A name with the words in lower case behind it that the page says with it again: "called Klusie krasti and …"."""
    if run.quoted:
        return None
    words: list[Token] = []
    for token in page.tokens_in(run.end, end)[: _FEW - 1]:
        before = words[-1].end if words else run.end
        if page.text[before : token.start] != " " or not token.text.islower():
            break
        words.append(token)
    for count in range(len(words), 0, -1):
        last = words[count - 1]
        if last.folded not in page.pack.light | page.pack.linking and (
            page.text.count(page.text[run.start : last.end]) > 1
        ):
            return Run(run.first, run.last + count, run.start, last.end)
    return None
