"""Money of projects and programmes: the whole, the rate, the part of a fund."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from regiograph.extract.focus import Focus, heading_before, in_sentence, literal, programme_page
from regiograph.extract.layout import Sentence
from regiograph.extract.numbers import Amount
from regiograph.extract.page import Mention, Page
from regiograph.model import Claim, Value

_BESIDE = 45
"""Characters between a percentage and the fund whose rate it is."""
_LONG = 5
"""Letters above which a word for the whole is no short ambiguous one."""


def money(page: Page, focus: Focus) -> Iterator[Claim]:
    """The whole budget and the rate of a project or programme, and a named fund's part of it."""
    for sentence in page.sentences:
        sums = [a for a in page.money if sentence.start <= a.start < sentence.end]
        subject = _budget_subject(page, focus, sentence)
        if subject is None:
            continue
        yield from _totals(page, sentence, sums, subject)
        yield from _fund_amounts(page, sentence, sums, subject)
        yield from _rates(page, sentence, subject, sums)


def _budget_subject(page: Page, focus: Focus, sentence: Sentence) -> Mention | None:
    own = in_sentence(page, sentence, "Project")
    if own:
        return own[0]
    if focus.practice:
        return focus.practice
    programme = in_sentence(page, sentence, "Programme")
    near = focus.project_at(sentence)
    if near and (page.blocks[sentence.block].start <= near.start < sentence.start or not programme_page(page, focus)):
        return near
    return focus.programme or (programme[0] if programme else None)


def _totals(page: Page, sentence: Sentence, sums: list[Amount], subject: Mention) -> Iterator[Claim]:
    previous = sentence.start
    block = page.blocks[sentence.block]
    for amount in sums:
        before = page.text[previous : amount.start]
        if amount is sums[0] and sentence.start == block.start:
            before = heading_before(page, sentence.block) + before
        total = list(page.pack.trigger("total").finditer(before))
        after = page.text[amount.end : min(sentence.end, amount.end + 40)]
        share = list(page.pack.trigger("share").finditer(before))
        whole = total and (not share or (share[-1].start() < total[-1].end() and len(total[-1].group()) > _LONG))
        of_fund = any(
            m.type == "Fund" and m.start - amount.end < 12 and "," not in page.text[amount.end : m.start]
            for m in page.within(amount.end, min(sentence.end, amount.end + 20))
        )
        previous = amount.end
        if whole and not of_fund:
            found = ("total", 0.85)
        elif not total and not share and _said_after(page, after):
            found = ("total-after", 0.7)
        else:
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


def _said_after(page: Page, after: str) -> bool:
    """A word for the whole right behind the sum: "EUR 2 million in total"."""
    later = page.pack.trigger("total").match(after.lstrip(" ,–-"))
    return later is not None and len(later.group()) > _LONG


def _fund_amounts(page: Page, sentence: Sentence, sums: list[Amount], subject: Mention) -> Iterator[Claim]:
    """A sum right beside a fund's name: "ERDF: €1,920,000", "€379 million ERDF"."""
    for amount in sums:
        for fund in in_sentence(page, sentence, "Fund"):
            between = (
                page.text[fund.end : amount.start] if fund.end <= amount.start else page.text[amount.end : fund.start]
            )
            if len(between) <= 12 and not re.search(r"\w{4,}|,\s", between):
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


def _rates(page: Page, sentence: Sentence, subject: Mention, sums: list[Amount]) -> Iterator[Claim]:
    percentages = [p for p in page.percentages if sentence.start <= p.start < sentence.end]
    for percent in percentages:
        if percent.value > 100:
            continue
        cuts = [(p.start, p.end) for p in percentages if p != percent] + [(a.start, a.end) for a in sums]
        low = max([sentence.start, percent.start - 90, *(end for _, end in cuts if end <= percent.start)])
        high = min([sentence.end, percent.end + 70, *(start for start, _ in cuts if start >= percent.end)])
        near = page.within(max(low, percent.start - _BESIDE), min(high, percent.end + _BESIDE))
        beside = next((m for m in near if m.type == "Fund"), None)
        said = page.pack.trigger("rate").search(page.text, low, high)
        if beside is None and not said:
            continue
        money_near = (
            bool(sums)
            or page.pack.trigger("total").search(page.text, low, high)
            or in_sentence(page, sentence, "Fund", "Programme")
        )
        if not money_near:
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
