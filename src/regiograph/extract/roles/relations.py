"""Programmes of projects, and membership of initiatives: what a sentence says between two collaborations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from regiograph.extract.lineage.asides import linked_behind
from regiograph.extract.money.payers import fact_line, negated
from regiograph.extract.reading.focus import Focus, claim, in_sentence, nearest, programme_page
from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import Mention, Page, gap
from regiograph.extract.sheets.factsheet import fields
from regiograph.model import Claim

_FAR = 160
"""Characters between a project and a programme beyond which a phrase joins them no longer."""
_VERB = 30
_OPENS = 2
"""Words before a programme that opens a sentence."""
_PROSE = re.compile(r"(?m)^[^:|\t\n]{20,}[.!?][ \t]*$")
"""A line of prose, which ends a fact sheet."""
_APPOSED = re.compile(r"[\"”»’']?(?: [^\W\d_]+)?(?:,| [–—-]) ")
_BRACKET = re.compile(r"(?: [^\W\d_]+)? ?\( ?(?:[^()]{0,20} )?")


def programmes(page: Page, focus: Focus) -> Iterator[Claim]:
    """A project or initiative under a programme, by its sentence; else under the only programme of the page."""
    told = list(_told(page, focus))
    yield from told
    rest = list(_left_over(page, focus, told))
    yield from rest
    placed = {found.subject.id for found in [*told, *rest]}
    only = {m.key: m for m in page.of("Programme")}
    if len(only) == 1 and (not placed or programme_page(focus)):
        programme = next(iter(only.values()))
        projects = {m.key: m for m in reversed(page.of("Project"))}.values()
        if not programme_page(focus) and any(_together(page, p, programme) for p in projects):
            return  # it is spoken of with one project: the others are not said to be its
        for project in projects:
            apart = project.key not in placed and not _together(page, project, programme)
            if apart and not _older(page, focus, project):
                yield claim(page, project, "partOfProgramme", programme, "programme-page", 0.6, at=project)


def _left_over(page: Page, focus: Focus, told: list[Claim]) -> Iterator[Claim]:
    """A programme that nothing is said to be under is that of the project its sentence speaks of, if that has none."""
    if programme_page(focus) or page.heads_in(0, focus.title_end, "event_call"):
        return
    placed = {found.subject.id for found in told}
    used = {found.object.id for found in told if found.object}
    for programme in page.of("Programme"):
        sentence = page.sentence_at(programme.start)
        if programme.key in used or negated(page, sentence, programme) or fact_line(page, sentence):
            continue
        if any(page.pack.trigger(n).search(page.text, sentence.start, sentence.end) for n in ("applies", "hopes")):
            continue
        named = [m for m in in_sentence(page, sentence, "Project") if not focus.is_origin(m)]
        near = focus.project_near(sentence) or focus.leading_project(sentence)
        own = nearest(page, programme.start, programme.end, named) if named else near
        if own is not None and own.key not in placed and (not named or _led_in(page, sentence, programme)):
            placed.add(own.key)
            used.add(programme.key)
            yield claim(page, own, "partOfProgramme", programme, "programme-left", 0.6, at=programme)


def _led_in(page: Page, sentence: Sentence, programme: Mention) -> bool:
    """A small word leads to the programme, its case or its noun says how it is meant, or it opens the sentence."""
    before = page.tokens_in(sentence.start, programme.start)[-1:]
    noun = page.heads_in(programme.start, programme.end, "programme")
    return not before or before[0].folded in page.pack.light or page.pack.cased_places or bool(noun)


def _older(page: Page, focus: Focus, project: Mention) -> bool:
    """Not the page's own: its first sentence tells of it as of something earlier, or as where an idea came from."""
    if focus.project and project.key == focus.project.key:
        return False
    sentence = page.sentence_at(project.start)
    words = ("idea", "without") if programme_page(focus) else ("idea", "without", "previous", "lineage_from")
    return any(page.pack.trigger(name).search(page.text, sentence.start, sentence.end) for name in words)


def _together(page: Page, project: Mention, programme: Mention) -> bool:
    """A sentence names both: what it says, or does not say, of them holds."""
    sentences = {page.sentence_at(m.start) for m in page.mentions if m.key == project.key}
    return any(page.sentence_at(m.start) in sentences for m in page.mentions if m.key == programme.key)


def _told(page: Page, focus: Focus) -> Iterator[Claim]:
    """ "P (Programme)", "Programme P", or a trigger between them."""
    for sentence in page.naming("Programme"):
        found = in_sentence(page, sentence, "Programme")
        if not found:
            continue
        subjects = in_sentence(page, sentence, "Project", "Initiative")
        subjects = [s for s in subjects if not (focus.is_origin(s) and linked_behind(page, s))]
        for programme in found:
            if negated(page, sentence, programme):
                continue
            best = _under(page, sentence, programme, subjects, found)
            if best:
                yield claim(page, best[0], "partOfProgramme", programme, best[1], best[2])
            elif not subjects and (meant := _spoken_of(page, focus, sentence, programme)):
                yield claim(page, meant, "partOfProgramme", programme, "programme-anaphora", 0.7, at=programme)
    yield from _examples(page, focus)
    yield from _fact_lines(page, focus)


def _fact_lines(page: Page, focus: Focus) -> Iterator[Claim]:
    """A fact sheet's line "Programme: …" under the sheet's project."""
    for field in fields(page):
        if field.kind != "programme":
            continue
        start, end = field.parts[0]
        first = next((m for m in page.within(start, end) if m.type == "Programme"), None)
        above = [m for m in page.of("Project") if m.start < field.start]
        sheet = [m for m in above if m.rule == "sheet"] or above
        if first is None or not sheet or (programme_page(focus) and sheet[-1].rule != "sheet"):
            continue
        own = sheet[-1]
        titled = own.start <= focus.title_end and page.blocks[page.sentence_at(own.start).block].start == own.start
        titled = titled or (above[0].start <= focus.title_end and len({m.key for m in above}) == 1)
        if not titled and _PROSE.search(page.text, own.end, field.start):
            continue
        yield claim(page, sheet[-1], "partOfProgramme", first, "programme-fact-line", 0.8, at=first)


def _spoken_of(page: Page, focus: Focus, sentence: Sentence, programme: Mention) -> Mention | None:
    """The project that a sentence with a programme alone speaks of."""
    if fact_line(page, sentence):
        return None
    near = focus.project_near(sentence)
    meant = near or focus.project_at(sentence)
    work = page.pack.trigger("undertaking").search(page.text, sentence.start, programme.start)
    if meant is None or not (near or work or _anaphora(page, sentence, "project")):
        return None
    beside = page.heads_in(programme.end, min(sentence.end, programme.end + _VERB), "project")
    return meant if beside or _links(page, sentence.start, programme.start) else None


def _out_of(page: Page, sentence: Sentence, programme: Mention) -> bool:
    """ "Z programu … dokončujeme projekt ABC": the sentence begins with the programme that something comes from."""
    words = page.tokens_in(sentence.start, programme.start)
    noun = all(page.heads_in(t.start, t.end, "programme") for t in words[1:])
    return 0 < len(words) <= _OPENS and noun and page.pack.trigger("origin").fullmatch(words[0].text) is not None


def _under(
    page: Page, sentence: Sentence, programme: Mention, subjects: list[Mention], programmes_: list[Mention]
) -> tuple[Mention, str, float] | None:
    """The project of a sentence that stands under a programme: beside it, else the nearest that words join to it."""
    text = page.text
    before = [s for s in reversed(subjects) if s.end <= programme.start]
    after = [s for s in subjects if s.start >= programme.end]
    if before and _BRACKET.fullmatch(gap(text, before[0].end, programme.start)):
        return before[0], "programme-bracket", 0.9
    if after and re.fullmatch(r" ?[-–]? ?", gap(text, programme.end, after[0].start)):
        return after[0], "programme-before", 0.85
    if after and _nouns_only(page, programme.end, after[0].start):
        return after[0], "programme-before", 0.8
    first = nearest(page, programme.start, programme.end, subjects)
    for s in sorted([*before[:1], *after[:1], *before[1:], *after[1:]], key=lambda s: s is not first):
        low, high = (s.end, programme.start) if s.end <= programme.start else (programme.end, s.start)
        if high - low >= _FAR or any(low <= p.start < high and p.key != programme.key for p in programmes_):
            continue
        if s.end <= programme.start:
            ceiling = min([sentence.end, programme.end + _VERB, *(x.start for x in after)])
            # "wird von … gefördert": the verb may stand at the end
            joined = _links(page, low, high) or _links(page, programme.end, ceiling)
            beside = page.heads_in(programme.end, min(ceiling, programme.end + _VERB), "project")
            noun = [h for h in page.heads_in(programme.start, programme.end, "programme") if h.start == programme.start]
            own = bool(noun) and (high - low <= 1 or _links(page, low, noun[0].end))  # "iz programa Interreg …"
            if joined or beside or own:
                return s, "programme-trigger", 0.8
            if _APPOSED.match(text, s.end, high):
                return s, "programme-clause", 0.65
        elif (
            _links(page, low, high)
            or _links(page, s.end, min(sentence.end, s.end + _VERB))
            or _out_of(page, sentence, programme)
        ):
            return s, "programme-trigger", 0.8
        elif not before and _opened(page, sentence, programme) and "," in text[low:high]:
            return s, "programme-trigger", 0.75  # "Financé via Interreg Europe, le projet ABC …"
        elif page.pack.trigger("springs").search(text, low, high):
            return s, "programme-source", 0.7
    return None


def _opened(page: Page, sentence: Sentence, programme: Mention) -> bool:
    """A word for paying or supporting opens the sentence, and little more stands before the programme."""
    names = ("funding", "pays", "backs", "supports", "programme")
    paid = any(page.pack.trigger(name).match(page.text, sentence.start, programme.start) for name in names)
    return paid and programme.start - sentence.start <= _FAR // 2


def _nouns_only(page: Page, low: int, high: int) -> bool:
    """Nothing but nouns for a programme and a project, and marks of quotation: "LIFE programmas projektu „ABC“"."""
    words = page.tokens_in(low, high)
    nouns = [w for w in words if page.heads_in(w.start, w.end, "pro")]
    return bool(nouns) and len(nouns) == len(words) and not re.search(r"[.,;:()]", page.text[low:high])


def _links(page: Page, low: int, high: int) -> bool:
    """Words that put a project under a programme: "under", "selected by", "pays for"."""
    words = ("programme", "member_of", "pays", "backs", "supports")
    return any(page.pack.trigger(name).search(page.text, low, high) for name in words)


def _anaphora(page: Page, sentence: Sentence, kind: str) -> bool:
    """The sentence speaks of "the project" without its name."""
    return bool(page.heads_in(sentence.start, sentence.end, kind))


def _examples(page: Page, focus: Focus) -> Iterator[Claim]:
    """On a programme's own page, the projects under a heading with the word project are its projects."""
    if focus.programme is None or focus.programme.start > page.blocks[0].end + 250:
        return
    announced = False
    for block in page.blocks:
        if block.kind == "heading":
            named = any(m.type == "Project" for m in page.within(block.start, block.end))
            announced = not named and bool(page.heads_in(block.start, block.end, "project"))
            continue
        if not announced:
            continue
        here = page.within(block.start, block.end)
        first = next((m for m in here if m.type == "Project"), None)
        if any(m.type in {"Fund", "Programme"} and m.key != focus.programme.key for m in here):
            continue  # it has a source of its own
        if first and first.start - block.start < 60:
            yield claim(page, first, "partOfProgramme", focus.programme, "programme-examples", 0.7)
