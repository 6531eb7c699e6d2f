"""Which dates of a sentence start something and which end it: phrases before a date, or verbs behind it."""

from __future__ import annotations

from regiograph.extract.dates import DateSpan
from regiograph.extract.layout import Sentence
from regiograph.extract.page import Page

NEAR_DATE = 25
"""How far a phrase of starting or ending may stand from its date."""
_YEAR_ONLY = 4
_PREPOSITION = 3
_SINCE = frozenset(
    (
        "since", "seit", "depuis", "desde", "dal", "från", "sedan", "siden", "sinds", "vanaf", "od", "ode", "от", "από",
        "alates", "alkaen", "kopš", "nuo", "óta", "minn", "mill", "ó", "ón", "din", "from", "del", "ab", "fra", "van",
    )
)  # fmt: skip
"""Words that lead to any year ("since 2018 we have an office"): alone with a year they start no project."""


def edges(page: Page, sentence: Sentence, *, single: bool = False) -> dict[int, str]:
    """Start of each date → ``startDate`` or ``endDate``, phrases used up from left to right.

    A phrase before the date decides; where none is left the one right behind it does (verbs at the end, as in
    Hungarian). With ``single`` a phrase may stand further off: what opens or closes there is one call.
    """
    near = 2 * NEAR_DATE if single else NEAR_DATE
    dates = page.dates_in(sentence.start, sentence.end)
    events = page.named_in(sentence, ("Event",)) if dates else []
    phrases = sorted(
        (hit.start(), hit.end(), name)
        for name, trigger in (("startDate", "start"), ("endDate", "end"))
        for hit in page.pack.trigger(trigger).finditer(page.text, sentence.start, sentence.end)
        if not any(d.start <= hit.start() < d.end for d in dates)
        and not any(m.start < hit.start() and hit.end() <= m.end for m in events)  # "seminario de clausura"
    )
    # "de" inside "data de conclusão" starts nothing.
    phrases = [p for p in phrases if not any(o[0] <= p[0] and p[1] <= o[1] and o[:2] != p[:2] for o in phrases)]
    found: dict[int, str] = {}
    floor = sentence.start
    for d in dates:
        if cased := _by_ending(page, d):
            found[d.start] = cased
            phrases = [p for p in phrases if not d.end <= p[0] <= d.end + _PREPOSITION]  # "2-tól lehet pályázni"
            floor = d.end
            continue
        before = [p for p in phrases if floor <= p[0] and p[1] <= d.start and d.start - p[1] <= near]
        before = [p for p in before if not _of_a_name(page, p, d)]
        if len(d.first) == _YEAR_ONLY and not d.vague:
            before = [p for p in before if _carries_a_year(page.text[p[0] : p[1]])]
        behind = [p for p in phrases if 0 <= p[0] - d.end <= near and p[1] - p[0] > _PREPOSITION]
        if before and behind and ":" in page.text[before[-1][1] : d.start] and before[-1][0] > sentence.start + 1:
            before = []  # "The circle closes: in May the project started"
        chosen = before[-1] if before else behind[0] if behind and not _ahead(d, dates, behind[0]) else None
        if chosen:
            found[d.start] = chosen[2]
            phrases.remove(chosen)
        floor = max(d.end, chosen[1] if chosen else 0)
    return found


def _by_ending(page: Page, d: DateSpan) -> str | None:
    """What the case ending of a date says where cases say "from" and "until": "május 2-tól", "31. maini"."""
    if d.last or len(d.first) == _YEAR_ONLY:
        return None
    for word in page.tokens_in(d.start, d.end):
        for edge, trigger in (("startDate", "from_date"), ("endDate", "until_date")):
            if not word.text.isdigit() and page.pack.trigger(trigger).fullmatch(word.text):
                return edge
    return None


def _of_a_name(page: Page, phrase: tuple[int, int, str], d: DateSpan) -> bool:
    """ "startskuddet til ABC lød den 6. marts": a preposition that leads to a project's name, not to the date."""
    if phrase[1] - phrase[0] > _PREPOSITION + 1:
        return False
    return any(m.type == "Project" and m.start <= phrase[1] + 1 for m in page.within(phrase[1], d.start))


def _carries_a_year(phrase: str) -> bool:
    """ "by 2030", "do 2030 roku", "since 2018": a preposition alone starts or ends no project."""
    return len(phrase) > _PREPOSITION and phrase.casefold() not in _SINCE


def _ahead(d: DateSpan, dates: list[DateSpan], phrase: tuple[int, int, str]) -> bool:
    """The phrase behind a date stands right before the next one, which it rather belongs to."""
    return any(d.end <= phrase[0] < x.start and x.start - phrase[1] < phrase[0] - d.end for x in dates)
