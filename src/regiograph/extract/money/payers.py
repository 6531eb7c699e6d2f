"""Who pays: funds, and programmes where the text says that they pay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from regiograph.extract.lineage.asides import linked_behind
from regiograph.extract.reading.focus import Focus, claim, heading_before, in_sentence, nearest, programme_page
from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import Mention, Page
from regiograph.extract.reading.spelling import LINKING
from regiograph.model import Claim

_BEFORE = 50
_AFTER = 40
"""Characters before and behind a programme in which a verb of paying speaks of it."""
_THROUGH = 60
_OPENING = 400
"""Characters behind the title within which a page on a call names it."""
_WORDS_BETWEEN = 5
_BACK = 2
"""Sentences back in which the practice stands that "it was paid for by …" speaks of."""
_CLAUSE = (";", ":", ",", " – ", " — ", "(", ")")
_BUT_NAMES = frozenset({"Theme", "Country", "Region", "Place"})


def funding(page: Page, focus: Focus) -> Iterator[Claim]:
    """A fund in a sentence with a word of funding or with figures; a programme beside a verb of paying."""
    for sentence in page.naming("Fund", "Programme"):
        sources = in_sentence(page, sentence, "Fund", "Programme")
        if not sources:
            continue
        figures = _figures(page, sentence)
        told = figures or _says_so(page, sentence)
        for source in sources:
            if not (told or _in_brackets(page, sentence, source)) or negated(page, sentence, source):
                continue
            if source.type == "Programme" and focus.practice is None and not _paying(page, sentence, source, figures):
                continue
            through = _through(page, source, sources)
            if through is not None:
                yield claim(page, through, "fundedBy", source, "funding-through", 0.6)
            subject = _funded(page, focus, sentence, source, figures)
            if subject is not None and subject.key != source.key:
                yield claim(page, subject, "fundedBy", source, "funding", 0.75, at=source)
    yield from _of_call_page(page, focus)


def _of_call_page(page: Page, focus: Focus) -> Iterator[Claim]:
    """A call's own page: the call is paid by the page's programme and by the first fund that is told of no project."""
    calls = [m for m in page.of("Event") if page.events.get(m.key) == "event_call"]
    titled = page.heads_in(0, focus.title_end, "event_call")
    own = focus.event if focus.event and page.events.get(focus.event.key) == "event_call" else next(iter(calls), None)
    if own is None or not titled or own.start > focus.title_end + _OPENING:
        return
    calling = {page.sentence_at(m.start).start for m in calls if m.key == own.key}
    programmes = {m.key: m for m in reversed(page.of("Programme"))}
    beside = [m for m in page.of("Programme") if page.sentence_at(m.start).start in calling]
    programme = focus.programme if len(programmes) == 1 else next(iter(beside), None)
    funds = [m for m in page.of("Fund") if m.record and not _of_project(page, page.sentence_at(m.start))]
    for source in (programme, *funds[:1]):
        if source is not None:
            yield claim(page, own, "fundedBy", source, "funding-call", 0.7, at=source)


def _of_project(page: Page, sentence: Sentence) -> bool:
    """The sentence, or the paragraph before it, names a project."""
    start = page.blocks[sentence.block].start
    return any(m.type == "Project" for m in page.within(start, sentence.end))


def _through(page: Page, fund: Mention, sources: list[Mention]) -> Mention | None:
    """ "Paid by programme X through the ERDF": the programme whose money is the fund's."""
    before = [m for m in sources if m.type == "Programme" and m.end <= fund.start]
    if fund.type != "Fund" or not before or fund.start - before[-1].end > _THROUGH:
        return None
    between = page.text[before[-1].end : fund.start].casefold()
    joined = any(word in LINKING or word in page.pack.linking for word in between.split())
    return None if joined or re.search(r"[.;:]", between) else before[-1]


def _in_brackets(page: Page, sentence: Sentence, source: Mention) -> bool:
    """ "ABC (European Social Fund, …)": a fund that opens the brackets behind a project of a list."""
    opened = page.text.rfind("(", sentence.start, source.start)
    listed = [m for m in page.within(sentence.start, max(opened, sentence.start)) if m.rule == "project-list"]
    if source.type != "Fund" or opened < 0 or len(listed) != 1:
        return False
    words = re.findall(r"\w+", page.text[listed[0].end : source.start])
    return len(words) <= 1


def _figures(page: Page, sentence: Sentence) -> bool:
    starts = [*(a.start for a in page.money), *(n.start for n in page.percentages)]
    return any(sentence.start <= at < sentence.end for at in starts)


def _says_so(page: Page, sentence: Sentence) -> bool:
    words = ("funding", "pays", "cofinanced")
    return fact_line(page, sentence) or any(
        page.pack.trigger(name).search(page.text, sentence.start, sentence.end) for name in words
    )


def fact_line(page: Page, sentence: Sentence) -> bool:
    """ "Fund: ERDF", "Programme ..... X": a line that begins with a label for money or programmes."""
    block = page.blocks[sentence.block]
    label = re.match(r"[^:|\t\n]{2,40}?(?=:|\.{3}|…| ?\||\t| {2}| – )", page.text[block.start : block.end])
    if label is None or sentence.start != block.start:
        return False
    end = block.start + label.end()
    named = page.heads_in(block.start, end, "programme") or page.heads_in(block.start, end, "fund")
    return bool(named or page.pack.trigger("fact_programme").search(label.group().strip(" *#•-")))


def _paying(page: Page, sentence: Sentence, programme: Mention, figures: bool) -> bool:
    """ "Paid for by X", "X finances", with figures "X supports": a verb of paying beside the programme, no other name
    between them."""
    return any(
        _verb_beside(page, sentence, programme, verb) for verb in (("pays", "supports") if figures else ("pays",))
    )


def _verb_beside(page: Page, sentence: Sentence, programme: Mention, trigger: str) -> bool:
    low = max(sentence.start, programme.start - _BEFORE)
    verbs = page.pack.trigger(trigger).finditer(page.text, low, programme.start)
    last = max((v for v in verbs if not page.overlapping(v.start(), v.end())), key=lambda v: v.start(), default=None)
    if last is not None and _close(page, last.end(), programme.start):
        return True
    high = min(sentence.end, programme.end + _AFTER)
    following = page.pack.trigger(trigger).search(page.text, programme.end, high)
    if following is None:
        return False
    between = page.text[programme.end : following.start()].casefold().split()
    joined = any(word in LINKING or word in page.pack.linking for word in between)
    return not joined and _close(page, programme.end, following.start())


def negated(page: Page, sentence: Sentence, mention: Mention) -> bool:
    """ "Not" in the clause of a mention."""
    return page.pack.trigger("negation").search(page.text, *_clause(page, sentence, mention)) is not None


def _clause(page: Page, sentence: Sentence, mention: Mention) -> tuple[int, int]:
    """The stretch around a mention between commas, brackets and the like."""
    low = max(page.text.rfind(mark, sentence.start, mention.start) for mark in _CLAUSE)
    ends = [page.text.find(mark, mention.end, sentence.end) for mark in _CLAUSE]
    return max(low, sentence.start), min([end for end in ends if end >= 0], default=sentence.end)


def _close(page: Page, start: int, end: int) -> bool:
    names = [m for m in page.within(start, end) if m.type not in _BUT_NAMES]
    between = page.text[start:end]
    words = [w for w in between.split() if not w[0].isdigit()]
    return not names and len(words) <= _WORDS_BETWEEN and not re.search(r"[.;:,]\s", between)


def _funded(page: Page, focus: Focus, sentence: Sentence, source: Mention, figures: bool) -> Mention | None:
    """What a source pays for: the nearest project before it in its sentence, else what the text speaks of."""
    named = in_sentence(page, sentence, "Project")
    projects = [m for m in named if not (focus.is_origin(m) and linked_behind(page, m))]
    before = [m for m in projects if m.start < source.start]
    block = page.blocks[sentence.block]
    item = next(iter(page.within(block.start, block.start + 2)), None) if block.kind == "item" else None
    if item and item.type in {"GoodPractice", "CaseStudy"} and not projects:
        return item
    if focus.practice is not None and not before:
        return focus.practice
    if projects:
        return nearest(page, source.start, source.end, projects)
    if (practice := _practice_told(page, sentence, source)) is not None:
        return practice
    if focus.shown is not None and not page.heads_in(sentence.start, sentence.end, "project"):
        return focus.shown  # what keeps the practice going that the title names
    rate = page.pack.trigger("rate").search(page.text, sentence.start, sentence.end)
    near = focus.project_near(sentence)
    low, high = _clause(page, sentence, source)
    bodies = any(m.type == "Organisation" for m in page.within(low if near else sentence.start, high))
    noun = page.heads_in(sentence.start, sentence.end, "project")
    if bodies and not noun and not (figures and (rate or near)):
        return None
    told = [m for m in in_sentence(page, sentence, "Programme") if m.end <= source.start]
    if told and source.type == "Fund" and near is None and page.heads_in(sentence.start, told[0].end, "programme"):
        return told[0]
    if near is not None:
        return near
    call = _call(page, focus, sentence)
    if call is not None:
        return call
    if focus.programme is not None and programme_page(focus):
        return focus.programme
    return focus.leading_project(sentence) or (focus.programme if rate and figures else None)


def _practice_told(page: Page, sentence: Sentence, source: Mention) -> Mention | None:
    """The practice that the block spoke of last, no project since and no noun for one in the sentence."""
    if page.heads_in(sentence.start, sentence.end, "project"):
        return None
    here = page.within(page.blocks[sentence.block].start, source.start)
    told = [m for m in here if m.type in {"GoodPractice", "CaseStudy", "Project", "Event", "Programme"}]
    last = told[-1] if told else None
    if last is None or last.type not in {"GoodPractice", "CaseStudy"}:
        return None
    return last if page.index_of(sentence) - page.index_of(page.sentence_at(last.start)) <= _BACK else None


def _call(page: Page, focus: Focus, sentence: Sentence) -> Mention | None:
    """The call for projects that the sentence, or the page's title, is about."""
    calls = [m for m in page.of("Event") if page.heads_in(m.start, m.end, "event_call")]
    here = [m for m in calls if sentence.start <= m.start < sentence.end]
    if here:
        return here[0]
    above = heading_before(page, sentence.block)
    start = sentence.start - len(above) - 1 if above else sentence.start
    if page.heads_in(start, sentence.end, "programme") or in_sentence(page, sentence, "Programme"):
        return None
    title = focus.title_end
    titled = any(h.start < title for h in page.heads_in(0, title, "event_call"))
    return calls[0] if calls and titled else None
