"""Money of projects and programmes: the whole, the rate, the part of a fund."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from regiograph.extract.focus import Focus, heading_before, in_sentence, literal, nearest, programme_page
from regiograph.extract.layout import Sentence
from regiograph.extract.names import LINKING
from regiograph.extract.numbers import Amount, Number, find_fractions
from regiograph.extract.page import Mention, Page
from regiograph.model import Claim, Value

_BESIDE = 45
"""Characters between a percentage and the fund whose rate it is."""
_FROM_PAYER = 80
"""Characters between "three quarters" and the fund that pays them."""
_OWN = 12
"""Characters between a sum and the fund that it belongs to."""
_LONG = 5
"""Letters above which a word for the whole is no short ambiguous one."""
_VERB = 40
"""Characters between a verb of cost and its sum."""
_PRONOUNS = 2
"""Words before a verb of cost that may still stand for the thing: "It has cost …"."""
_BRACKETED = 4
_WHOLE = Decimal(100)
_OWNERS = frozenset({"Project", "Programme"})


def money(page: Page, focus: Focus) -> Iterator[Claim]:
    """The whole budget and the rate of a project or programme, and a named fund's part of it."""
    figures = [*(a.start for a in page.money), *(p.start for p in page.percentages)]
    for sentence in page.either(page.holding(figures), page.naming("Fund")):
        sums = [a for a in page.money if sentence.start <= a.start < sentence.end]
        rates = _rates_in(page, sentence, sums)
        if not sums and not rates:
            continue
        yield from _totals(page, focus, sentence, sums)
        yield from _fund_amounts(page, focus, sentence, sums)
        yield from _rates(page, focus, sentence, sums, rates)


def _subject(page: Page, focus: Focus, sentence: Sentence, at: int) -> Mention | None:
    """Whose money a sum or a rate at an offset is."""
    own = in_sentence(page, sentence, "Project")
    if own:
        return nearest(page, at, at, own)
    if focus.practice:
        return focus.practice
    near = focus.project_near(sentence)
    told = in_sentence(page, sentence, "Programme")
    bare = _speaks_of_programme(page, sentence, at)
    if focus.programme and not near and (programme_page(focus) or bare or (told and focus.project is None)):
        return told[0] if told else focus.programme
    return near or focus.leading_project(sentence) or _programme_of(page, focus, told)


def _programme_of(page: Page, focus: Focus, told: list[Mention]) -> Mention | None:
    """The programme of a page that names no project, unless its title speaks of one ("Project sheet")."""
    if page.heads_in(0, focus.title_end, "project") or focus.programme is None:
        return None
    return told[0] if told else focus.programme


def _speaks_of_programme(page: Page, sentence: Sentence, at: int) -> bool:
    """ "The programme covers …": the bare noun before the figure, and no noun for a project beside it."""
    heads = page.heads_in(sentence.start, at, "programme")
    free = [h for h in heads if not page.overlapping(h.start, h.end)]
    return bool(free) and not page.heads_in(sentence.start, at, "project")


def _totals(page: Page, focus: Focus, sentence: Sentence, sums: list[Amount]) -> Iterator[Claim]:
    previous = sentence.start
    block = page.blocks[sentence.block]
    for amount in sums:
        before = page.text[previous : amount.start]
        if amount is sums[0] and sentence.start == block.start:
            before = heading_before(page, sentence.block) + before
        after = page.text[amount.end : min(sentence.end, amount.end + 40)]
        previous = amount.end
        subject = _subject(page, focus, sentence, amount.start)
        found = _whole(page, focus, sentence, amount, before, after)
        if subject is None or found is None:
            continue
        yield literal(
            page,
            subject,
            "totalBudget",
            Value(_plain(amount.value), "decimal"),
            (amount.start, amount.end),
            *found,
            currency=amount.currency,
            approximation=amount.approximation,
        )


def _whole(
    page: Page, focus: Focus, sentence: Sentence, amount: Amount, before: str, after: str
) -> tuple[str, float] | None:
    """The rule by which a sum is the whole, and how sure it is; None for any other sum."""
    rated = [p.end for p in page.percentages if amount.start - len(before) <= p.start < amount.start]
    if rated:  # "80 per cent of it, or 2 million"
        before = page.text[rated[-1] : amount.start]
    total = list(page.pack.trigger("total").finditer(before))
    share = list(page.pack.trigger("share").finditer(before))
    whole = total and (not share or (share[-1].start() < total[-1].end() and len(total[-1].group()) > _LONG))
    if total and page.heads_in(amount.start - len(before) + total[-1].end(), amount.start, "event_call"):
        return None  # "the budget of the call"
    if whole and not _of_fund(page, sentence, amount):
        return "total", 0.85
    if total or share or rated:
        return None
    if _available(page, focus, sentence, amount, after):
        return "total-available", 0.65
    if _said_after(page, after):
        return "total-after", 0.7
    if _costs(page, focus, sentence, amount, before, after):
        return "total-verb", 0.75
    if _divided(page, sentence, amount, after):
        return "total-divided", 0.65
    return None


def _of_fund(page: Page, sentence: Sentence, amount: Amount) -> bool:
    """ "379 million ERDF"; but not "2 million (75% ERDF)" or "2 million (ERDF: 1.5 million)"."""
    for m in page.within(amount.end, min(sentence.end, amount.end + 20)):
        between = page.text[amount.end : m.start]
        joined = any(w in LINKING or w in page.pack.linking for w in between.casefold().split())
        if m.type == "Fund" and len(between) < _OWN and not joined and not re.search(r"[,;:.(%]", between):
            return True
    return False


def _available(page: Page, focus: Focus, sentence: Sentence, amount: Amount, after: str) -> bool:
    """ "68 million are available" on a programme's page, where no fund is named before the sum."""
    told = page.pack.trigger("available").match(after.lstrip(" "))
    funds = [m for m in page.within(sentence.start, amount.start) if m.type == "Fund"]
    return told is not None and programme_page(focus) and not funds and not _of_fund(page, sentence, amount)


def _said_after(page: Page, after: str) -> bool:
    """A word for the whole right behind the sum: "EUR 2 million in total", "is €2 million the whole budget"."""
    shown = re.sub(r"^(?:[ ,–-]|(?:the|an|a|il|der|die|das|den) )+", "", after, flags=re.IGNORECASE)
    later = page.pack.trigger("total").match(shown)
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
    """A sum of which a fund pays a part: "2 million, of which the ERDF …"."""
    which = page.pack.trigger("of_which").match(after.lstrip(" ,;(–-"))
    if which is None or (after[:1] == " " and not re.search(r"\d", after)):  # "2 million of it from the ERDF"
        return False
    behind = page.within(amount.end, min(sentence.end, amount.end + _FROM_PAYER))
    before = page.within(sentence.start, amount.start)
    return any(m.type == "Fund" for m in behind) and not any(m.type == "Fund" for m in before)


def _fund_amounts(page: Page, focus: Focus, sentence: Sentence, sums: list[Amount]) -> Iterator[Claim]:
    """A sum right beside a fund's name: "ERDF: €1,920,000", "€379 million ERDF"."""
    for amount in sums:
        for fund in in_sentence(page, sentence, "Fund"):
            between = (
                page.text[fund.end : amount.start] if fund.end <= amount.start else page.text[amount.end : fund.start]
            )
            subject = _subject(page, focus, sentence, amount.start)
            if subject and len(between) <= 12 and not re.search(r"\w{4,}|,\s", between):
                yield literal(
                    page,
                    subject,
                    "fundAmount",
                    Value(_plain(amount.value), "decimal"),
                    (amount.start, amount.end),
                    "fund-amount",
                    0.75,
                    currency=amount.currency,
                    fund=fund.key,
                    approximation=amount.approximation,
                )


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _rates_in(page: Page, sentence: Sentence, sums: list[Amount]) -> list[Number]:
    """Percentages of a sentence; "half" and "three quarters" where a fund pays them."""
    figures = [p for p in page.percentages if sentence.start <= p.start < sentence.end]
    if figures:
        return figures
    funds = in_sentence(page, sentence, "Fund")
    if not funds:
        return []
    spoken = find_fractions(page.text, page.pack, sentence.start, sentence.end)
    money_near = sums or page.pack.trigger("total").search(page.text, sentence.start, sentence.end)
    near = [n for n in spoken if any(max(n.start - f.end, f.start - n.end) <= _FROM_PAYER for f in funds)]
    return near[:1] if money_near or _strong(page, sentence.start, sentence.end) else []


def _strong(page: Page, low: int, high: int) -> bool:
    return page.pack.trigger("cofinanced").search(page.text, low, high) is not None


def _rates(
    page: Page, focus: Focus, sentence: Sentence, sums: list[Amount], percentages: list[Number]
) -> Iterator[Claim]:
    found: list[tuple[Number, Mention | None]] = []
    for percent in percentages:
        if percent.value > _WHOLE or (percent.value == _WHOLE and percent.approximation != "exactly"):
            continue
        cuts = [(p.start, p.end) for p in percentages if p != percent] + [(a.start, a.end) for a in sums]
        own = next((a for a in sums if 0 <= percent.start - a.end <= _BRACKETED), None)  # "ERDF: 1 066 170 EUR (85%)"
        cuts = [cut for cut in cuts if own is None or cut != (own.start, own.end)]
        low = max([sentence.start, percent.start - 90, *(end for _, end in cuts if end <= percent.start)])
        high = min([sentence.end, percent.end + 70, *(start for start, _ in cuts if start >= percent.end)])
        near = page.within(max(low, percent.start - _BESIDE), min(high, percent.end + _BESIDE))
        beside = next((m for m in near if m.type == "Fund"), None)
        if beside is None and sums:
            later = page.within(percent.end, min(sentence.end, percent.end + _FROM_PAYER))
            beside = next((m for m in later if m.type == "Fund"), None)
        strong = _strong(page, low, high)
        if beside is None and not strong and not page.pack.trigger("rate").search(page.text, low, high):
            continue
        money_near = (
            strong
            or bool(sums)
            or page.pack.trigger("total").search(page.text, low, high)
            or in_sentence(page, sentence, "Fund", "Programme")
        )
        if money_near:
            found.append((percent, beside))
    for percent, beside in _without_own_share(found):
        subject = _subject(page, focus, sentence, percent.start)
        if subject is None:
            continue
        fund = beside or next(iter(in_sentence(page, sentence, "Fund")), None)
        yield literal(
            page,
            subject,
            "fundingRate",
            Value(_plain(percent.value), "decimal"),
            (percent.start, percent.end),
            "rate",
            0.8,
            fund=fund.key if fund else None,
        )


def _without_own_share(found: list[tuple[Number, Mention | None]]) -> list[tuple[Number, Mention | None]]:
    """Of two parts that make the whole, that beside the fund, else the first: the other is the partners' own."""
    for i, (a, fund_a) in enumerate(found):
        for b, fund_b in found[i + 1 :]:
            if a.value + b.value == _WHOLE and a.value != b.value:
                dropped = a if fund_b is not None and fund_a is None else b
                return [(n, f) for n, f in found if n != dropped]
    return found
