"""Which sums are a whole: said to be one, what a thing costs, what a fund pays a part of, or the only sum there is."""

from __future__ import annotations

import re

from regiograph.extract.money.numbers import Amount
from regiograph.extract.money.rates import FROM_PAYER
from regiograph.extract.reading.focus import Focus, programme_page
from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import TERRITORIES, Mention, Page
from regiograph.extract.reading.spelling import LINKING

_AVAILABLE = 40
_OWN = 12
"""Characters between a sum and the fund that it belongs to."""
_LONG = 5
"""Letters above which a word for the whole is no short ambiguous one."""
_VERB = 40
"""Characters between a verb of cost and its sum."""
_PRONOUNS = 2
"""Words before a verb of cost that may still stand for the thing: "It has cost …"."""
_LEAST = 10_000_000
_PER_EURO = {"SEK": 10, "NOK": 10, "DKK": 7, "PLN": 4, "CZK": 25, "HUF": 350, "RON": 5, "BGN": 2}
"""Euros that a programme has at least; what a euro is worth in other currencies, roughly."""
_LARGE = 2 * _LEAST
"""Euros above which a sum on a programme's page is no single call's."""
_SMALL = 100_000
"""Euros below which a sum is no project's whole, unless the text says so."""
_MAY_OWN = TERRITORIES | {"Organisation", "Cluster", "Event", "GoodPractice", "CaseStudy", "Fund"}
_OWNERS = frozenset({"Project", "Programme"})


def whole(
    page: Page, focus: Focus, sentence: Sentence, amount: Amount, before: str, after: str
) -> tuple[str, float] | None:
    """The rule by which a sum is the whole, and how sure it is; None for any other sum."""
    rated = [p.end for p in page.percentages if amount.start - len(before) <= p.start < amount.start]
    if rated:  # "80 per cent of it, or 2 million"
        before = page.text[rated[-1] : amount.start]
    total = list(page.pack.trigger("total").finditer(before))
    share = [s for s in page.pack.trigger("share").finditer(before) if not _UNTIL.match(before, s.end())]
    said = total and (not share or (share[-1].start() < total[-1].end() and len(total[-1].group()) > _LONG))
    if total and page.heads_in(amount.start - len(before) + total[-1].end(), amount.start, "event_call"):
        return None  # "the budget of the call"
    if said and not _of_fund(page, sentence, amount):
        return "total", 0.85
    if rated and not total and len(before.split()) <= _PRONOUNS and _said_after(page, after):
        return "total-after", 0.7  # "80% of a 2 million budget"
    if total or share or rated:
        return None
    if _sized(page, sentence, amount) and not _of_fund(page, sentence, amount):
        return "total-sized", 0.75
    if _available(page, focus, sentence, amount, after):
        return "total-available", 0.65
    if _said_after(page, after):
        return "total-after", 0.7
    if _costs(page, focus, sentence, amount, before, after):
        return "total-verb", 0.75
    if _divided(page, sentence, amount, after) and not page.pack.trigger("of_which").search(before):
        return "total-divided", 0.65
    return None


def alone(page: Page, sentence: Sentence, subject: Mention, amount: Amount, around: str) -> bool:
    """The first sum told of a thing, where nothing else in its sentence can own it and no part is spoken of."""
    if amount.value < _SMALL * _PER_EURO.get(amount.currency, 1):
        return False
    if any(not _UNTIL.match(around, s.end()) for s in page.pack.trigger("share").finditer(around)):
        return False
    if _of_fund(page, sentence, amount):
        return False
    if subject.type == "Programme":
        call = page.heads_in(0, amount.start, "event_call") and not speaks_of_programme(page, sentence, amount.start)
        if call or not is_large(amount):
            return False
    clause = max(sentence.start, page.text.rfind(";", sentence.start, amount.start))
    named = [m for m in page.within(clause, amount.start) if m.type in _MAY_OWN]
    first = next((a for a in page.money if a.start >= sentence.start), amount)
    return not named and first == amount and not page.heads_in(sentence.start, amount.start, "event_call")


def is_large(amount: Amount) -> bool:
    """Whether a sum is more than a single call or project gets."""
    return amount.value >= _LARGE * _PER_EURO.get(amount.currency, 1)


def _sized(page: Page, sentence: Sentence, amount: Amount) -> bool:
    """ "A project of 2 million", "progetto ALCOTRA da 1,9 milioni": light words alone between the noun and its sum."""
    heads = page.heads_in(max(sentence.start, amount.start - _VERB), amount.start, "project")
    words = page.tokens_in(heads[-1].end, amount.start) if heads else []
    free = [w for w in words if not any(m.type == "Programme" for m in page.overlapping(w.start, w.end))]
    plain = page.text[words[-1].end if words else amount.start : amount.start].strip(" \u00a0€$£") == ""
    light = page.pack.connectors | page.pack.locative
    return bool(free) and plain and len(free) < _PRONOUNS + 1 and all(w.folded in light for w in free)


def of_programme(page: Page, focus: Focus, sentence: Sentence, amount: Amount) -> bool:
    """A sum is large enough for a whole programme, and no call's or single project's."""
    least = _LEAST * _PER_EURO.get(amount.currency, 1)
    single = page.heads_in(sentence.start, amount.start, "project")
    return amount.value >= least and not single and not _of_call(page, focus, amount.start)


def _of_call(page: Page, focus: Focus, at: int) -> bool:
    """A call is spoken of right before a sum, or the page is a call's own: the money is what the call gives."""
    sentence = page.sentence_at(at)
    event = focus.event
    own = event is not None and event.start <= focus.title_end and page.events.get(event.key) == "event_call"
    nouns = [h.kind for h in page.heads_in(sentence.start, at) if h.kind in {"event_call", "programme"}]
    return nouns[-1] == "event_call" if nouns else own


def _of_fund(page: Page, sentence: Sentence, amount: Amount) -> bool:
    """ "379 million ERDF"; but not "2 million (75% ERDF)" or "2 million (ERDF: 1.5 million)"."""
    for m in page.within(amount.end, min(sentence.end, amount.end + 20)):
        between = page.text[amount.end : m.start]
        joined = any(w in LINKING or w in page.pack.linking for w in between.casefold().split())
        if m.type == "Fund" and len(between) < _OWN and not joined and not re.search(r"[,;:.(%]", between):
            return True
    return False


def _available(page: Page, focus: Focus, sentence: Sentence, amount: Amount, after: str) -> bool:
    """ "68 million are available", "available: 68 million" on a programme's page, where no fund is named before."""
    told = page.pack.trigger("available").match(after.lstrip(" "))
    if told is None:
        low = max(sentence.start, amount.start - _AVAILABLE)
        last = max(page.pack.trigger("available").finditer(page.text, low, amount.start), key=_end, default=None)
        told = last if last and not re.search(r"\d|[,;.]\s", page.text[last.end() : amount.start]) else None
    funds = [m for m in page.within(sentence.start, amount.start) if m.type == "Fund"]
    return told is not None and programme_page(focus) and not funds and not _of_fund(page, sentence, amount)


def _end(hit: re.Match[str]) -> int:
    return hit.end()


_UNTIL = re.compile(r"[ \u00a0](?:[^\W\d_]+ ){0,2}(?:19|20)\d\d(?![\w.,]*\d)")
"""A year behind a word that else tells of a part: "up to 2027" is a time."""
_MARK = re.compile(r"[,;(–-] ?")
_SIZED = re.compile(r"([^\W\d_A-Z]{4,}) ")
"""A plain word between a sum and the noun for the whole."""


def _said_after(page: Page, after: str) -> bool:
    """A word for the whole right behind the sum: "EUR 2 million in total", "is €2 million the whole budget"."""
    shown = re.sub(r"^(?:[ ,–-]|(?:the|an|a|il|der|die|das|den) )+", "", after, flags=re.IGNORECASE)
    sized = _SIZED.match(shown)  # "640 000 eiro liels budžets"
    small = page.pack.locative | page.pack.connectors
    later = page.pack.trigger("total").match(shown)
    if later is None and sized and sized[1].casefold() not in small:
        later = page.pack.trigger("total").match(shown, sized.end())
    return later is not None and len(later.group()) > _LONG


def _costs(page: Page, focus: Focus, sentence: Sentence, amount: Amount, before: str, after: str) -> bool:
    """ "The project cost 2 million", "hat 2 Millionen gekostet", where no body, place or fund is what costs or pays."""
    low = amount.start - len(before)
    verb = max(page.pack.trigger("cost").finditer(before), key=lambda hit: hit.start(), default=None)
    if verb is not None and len(before) - verb.end() <= _VERB:
        at = max(low + verb.start(), sentence.start)
    elif page.pack.trigger("cost").match(after.lstrip(" -–'’bva")):
        verb, at = None, amount.start
    else:
        return False
    subjects = [m for m in page.within(sentence.start, at) if m.type != "Theme"]
    last = subjects[-1] if subjects else None
    if last is not None and verb is not None and _goes_on(page, last.end, at):
        last = next((m for m in reversed(subjects) if m.type in _OWNERS), None)
    if last is not None:
        return last.type in _OWNERS or bool(page.heads_in(last.end, at, "project"))
    opening = page.text[sentence.start : at]
    if page.heads_in(sentence.start, at, "project") or page.heads_in(sentence.start, at, "programme"):
        return True
    return bool(page.pack.trigger("whole").search(opening)) or (
        len(opening.split()) <= _PRONOUNS or focus.project_near(sentence) is not None
    )


def _goes_on(page: Page, start: int, verb: int) -> bool:
    """The verb's subject stands before an inserted clause or another verb: "the project, led by X, cost"."""
    _, comma, tail = page.text[start:verb].rpartition(",")
    words = tail.casefold().split()
    joined = bool(words) and (words[-1] in LINKING or words[-1] in page.pack.linking)
    return bool(comma) and (len(words) <= _PRONOUNS or joined)


def _divided(page: Page, sentence: Sentence, amount: Amount, after: str) -> bool:
    """A sum of which a fund pays a part: "2 million, of which the ERDF …", "2 million, 80% of it from the ERDF"."""
    closing = page.text.find(")", amount.end, sentence.end) if after.lstrip(" ").startswith("(") else -1
    high = closing if closing > 0 else sentence.end
    which = page.pack.trigger("of_which").match(after.lstrip(" ,;(–-"))
    later = any(page.pack.trigger("of_which").match(after, mark.end()) for mark in _MARK.finditer(after))
    rate = next((p for p in page.percentages if amount.end <= p.start < min(high, amount.end + len(after))), None)
    if rate is None and not later and (which is None or (after[:1] == " " and not re.search(r"\d", after))):
        return False  # "2 million of it from the ERDF"
    if page.heads_in(sentence.start, amount.start, "event_call") or _of_fund(page, sentence, amount):
        return False
    start = rate.end if rate else amount.end
    behind = page.within(amount.end, min(high, start + FROM_PAYER))
    before = page.within(sentence.start, amount.start)
    return any(m.type == "Fund" for m in behind) and not any(m.type == "Fund" for m in before)


def speaks_of_programme(page: Page, sentence: Sentence, at: int) -> bool:
    """ "The programme covers …": the bare noun before the figure, and no noun for a project beside it."""
    heads = page.heads_in(sentence.start, at, "programme")
    free = [h for h in heads if not page.overlapping(h.start, h.end)]
    return bool(free) and not page.heads_in(sentence.start, at, "project")
