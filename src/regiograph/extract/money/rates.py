"""Rates of co-financing: which percentages say what part of a project's money a payer gives."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from regiograph.extract.money.numbers import Amount, Number, find_fractions, plain
from regiograph.extract.reading.focus import in_sentence, literal
from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import Mention, Page
from regiograph.model import Claim, Value

_BESIDE = 45
"""Characters between a percentage and the fund whose rate it is."""
FROM_PAYER = 80
"""Characters between a part of a sum and the fund that pays it."""
_BRACKETED = 4
_BESIDE_SUM = 12
_WHOLE = Decimal(100)
_LABEL = re.compile(
    r"[ \u00a0*•–-]*(?P<label>[^\W\d_][^:\n]{2,50}?)[ \u00a0]?:[ \u00a0]*(?:[^\W\d_]{1,8}\.?[ \u00a0])?"
)
"""The label of a line, and a word such as "about" behind its colon."""
_UNION = re.compile(r"(?<!\w)(?:EU|UE|ES|ERDF|EFRE|EFRO|ERUF|Eruf|Europ\w+|europ\w+|europe\w+)(?!\w)")


def rates_in(page: Page, sentence: Sentence, sums: list[Amount]) -> list[Number]:
    """Percentages of a sentence; "half" and "three quarters" where a fund pays them."""
    figures = [p for p in page.percentages if sentence.start <= p.start < sentence.end]
    if figures:
        return figures
    funds = in_sentence(page, sentence, "Fund")
    if not funds and page.pack.trigger("pays").search(page.text, sentence.start, sentence.end):
        funds = in_sentence(page, sentence, "Programme")
    if not funds:
        return []
    spoken = find_fractions(page.text, page.pack, sentence.start, sentence.end)
    money_near = sums or page.pack.trigger("total").search(page.text, sentence.start, sentence.end)
    near = [n for n in spoken if any(max(n.start - f.end, f.start - n.end) <= FROM_PAYER for f in funds)]
    return near[:1] if money_near or _strong(page, sentence.start, sentence.end) else []


def _strong(page: Page, low: int, high: int) -> bool:
    return page.pack.trigger("cofinanced").search(page.text, low, high) is not None


def told_rates(
    page: Page,
    sentence: Sentence,
    sums: list[Amount],
    percentages: list[Number],
    owner: Callable[[int], Mention | None],
) -> Iterator[Claim]:
    """The percentages of a sentence that a payer gives; ``owner`` tells whose money stands at an offset."""
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
            later = page.within(percent.end, min(sentence.end, percent.end + FROM_PAYER))
            beside = next((m for m in later if m.type == "Fund"), None)
        strong = _strong(page, low, high)
        paid = _paid(page, sentence, percent, sums) and page.pack.trigger("pays").search(page.text, low, high)
        told = page.pack.trigger("rate").search(page.text, low, high) or _labelled(page, sentence, percent)
        told = told or _of_expenses(page, sentence, percent)
        if not (beside or strong or paid or told):
            continue
        money_near = (
            bool(strong or paid or sums or _labelled(page, sentence, percent))
            or page.pack.trigger("total").search(page.text, low, high)
            or _of_money(page, sentence)
        )
        if money_near:
            found.append((percent, beside))
    for percent, beside in _without_own_share(found):
        subject = owner(percent.start)
        if subject is None:
            continue
        fund = beside or next(iter(in_sentence(page, sentence, "Fund")), None)
        yield literal(
            page,
            subject,
            "fundingRate",
            Value(plain(percent.value), "decimal"),
            (percent.start, percent.end),
            "rate",
            0.8,
            fund=fund.key if fund else None,
        )


def _of_money(page: Page, sentence: Sentence) -> bool:
    """The paragraph speaks of money: it names a fund, a programme or a sum."""
    block = page.blocks[sentence.block]
    named = any(m.type in {"Fund", "Programme"} for m in page.within(block.start, block.end))
    return named or any(block.start <= a.start < block.end for a in page.money)


def _labelled(page: Page, sentence: Sentence, percent: Number) -> bool:
    """ "EU-tilskud: 75 procent": a line of a sheet whose label says rate, or the Union's share, and no more."""
    label = _LABEL.fullmatch(page.text, page.text.rfind("\n", 0, percent.start) + 1, percent.start)
    if label is None or label.start() < page.blocks[sentence.block].start:
        return False
    shown = label["label"]
    shared = _UNION.search(shown) is not None and page.pack.trigger("share").search(shown) is not None
    return shared or page.pack.trigger("rate").search(shown) is not None


def _of_expenses(page: Page, sentence: Sentence, percent: Number) -> bool:
    """ "At most 80% of one's costs": a noun for costs beside the figure, in a paragraph that names a fund before it."""
    block = page.blocks[sentence.block]
    if not any(m.type == "Fund" for m in page.within(block.start, sentence.start)):
        return False
    low, high = max(sentence.start, percent.start - _BESIDE), min(sentence.end, percent.end + _BESIDE)
    return page.pack.trigger("expenses").search(page.text, low, high) is not None


def _paid(page: Page, sentence: Sentence, percent: Number, sums: list[Amount]) -> bool:
    """A percentage of a sum before it, or in the sentence before: "… 2 million. Of this the EU pays 75%"."""
    if any(a.end <= percent.start for a in sums):
        return True
    index = page.index_of(sentence)
    before = page.sentences[index - 1] if index else sentence
    near = before.block == sentence.block and any(before.start <= a.start < before.end for a in page.money)
    return near and page.pack.trigger("of_which").search(page.text, sentence.start, sentence.end) is not None


def _without_own_share(found: list[tuple[Number, Mention | None]]) -> list[tuple[Number, Mention | None]]:
    """Of two parts that make the whole, that beside the fund, else the first: the other is the partners' own."""
    for i, (a, fund_a) in enumerate(found):
        for b, fund_b in found[i + 1 :]:
            if a.value + b.value == _WHOLE and a.value != b.value:
                dropped = a if fund_b is not None and fund_a is None else b
                return [(n, f) for n, f in found if n != dropped]
    return found


def fund_amounts(
    page: Page, sentence: Sentence, sums: list[Amount], owner: Callable[[int], Mention | None]
) -> Iterator[Claim]:
    """A sum right beside a fund's name: "ERDF: €1,920,000", "€379 million ERDF"."""
    funds = in_sentence(page, sentence, "Fund")
    for amount in sums if funds else ():
        subject = owner(amount.start)
        for fund in funds if subject else ():
            low, high = (fund.end, amount.start) if fund.end <= amount.start else (amount.end, fund.start)
            between = page.text[low:high]
            if subject and len(between) <= _BESIDE_SUM and not re.search(r"\w{4,}|,\s", between):
                value, span = Value(plain(amount.value), "decimal"), (amount.start, amount.end)
                more = {"currency": amount.currency, "fund": fund.key, "approximation": amount.approximation}
                yield literal(page, subject, "fundAmount", value, span, "fund-amount", 0.75, **more)
