"""Money of projects and programmes: the whole, the rate, the part of a fund."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from regiograph.extract.money.numbers import Amount, plain
from regiograph.extract.money.rates import fund_amounts, rates_in, told_rates
from regiograph.extract.money.wholes import alone, is_large, of_programme, speaks_of_programme, whole
from regiograph.extract.reading.focus import Focus, heading_before, in_sentence, literal, nearest, programme_page
from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import Mention, Page
from regiograph.model import Claim, Value

_ONE = frozenset({"totalBudget", "fundingRate"})


def money(page: Page, focus: Focus) -> Iterator[Claim]:
    """The whole budget and the rate of a project or programme, one of each, and a named fund's part of it."""
    told: dict[tuple[str, str], list[Claim]] = {}
    for found in _told(page, focus):
        if found.predicate not in _ONE:
            yield found
        else:
            told.setdefault((found.subject.id, found.predicate), []).append(found)
    for claims in told.values():
        yield max(claims, key=_sure)


def _sure(found: Claim) -> tuple[bool, Decimal]:
    """What orders figures for the same thing: a rate beside its fund, then the higher figure."""
    value = Decimal(found.value.lexical) if found.value else Decimal(0)
    beside = found.predicate == "fundingRate" and any(key == "fund" for key, _ in found.qualifiers)
    return beside or found.rule != "total-alone", value


def _told(page: Page, focus: Focus) -> Iterator[Claim]:
    figures = [*(a.start for a in page.money), *(p.start for p in page.percentages)]
    for sentence in page.either(page.holding(figures), page.naming("Fund")):
        sums = [a for a in page.money if sentence.start <= a.start < sentence.end]
        rates = rates_in(page, sentence, sums)
        if not sums and not rates:
            continue
        yield from _totals(page, focus, sentence, sums)
        owner = partial(_subject, page, focus, sentence)
        yield from fund_amounts(page, sentence, sums, owner)
        yield from told_rates(page, sentence, sums, rates, owner)


def _subject(page: Page, focus: Focus, sentence: Sentence, at: int) -> Mention | None:
    """Whose money a sum or a rate at an offset is."""
    own = in_sentence(page, sentence, "Project")
    if own:
        return nearest(page, at, at, own)
    if focus.practice:
        return focus.practice
    bare = speaks_of_programme(page, sentence, at)
    if focus.programme and bare and any(is_large(a) for a in page.money if sentence.start <= a.start < sentence.end):
        return focus.programme
    near = focus.project_near(sentence)
    told = in_sentence(page, sentence, "Programme")
    unnamed = not any(m.start < sentence.end for m in page.of("Project")[:1])
    if focus.programme and not near and (programme_page(focus) or bare or (told and unnamed)):
        return told[0] if told else focus.programme
    if told and not near and told[0].start <= sentence.start + 1 and (focus.project or told[0]).start >= told[0].start:
        return told[0]  # it opens the sentence, and its projects are named later
    return near or focus.leading_project(sentence) or _programme_of(page, focus, told)


def _programme_of(page: Page, focus: Focus, told: list[Mention]) -> Mention | None:
    """The programme of a page that names no project, unless its title speaks of one ("Project sheet")."""
    if page.heads_in(0, focus.title_end, "project") or focus.programme is None:
        return None
    if focus.project is not None and not programme_page(focus):
        return None
    return told[0] if told else focus.programme


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
        found = whole(page, focus, sentence, amount, before, after)
        if found is None and subject is not None and alone(page, sentence, subject, amount, before + after):
            found = "total-alone", 0.6
        if subject is None or found is None:
            continue
        if subject.type == "Programme" and not of_programme(page, focus, sentence, amount):
            continue
        yield literal(
            page,
            subject,
            "totalBudget",
            Value(plain(amount.value), "decimal"),
            (amount.start, amount.end),
            *found,
            currency=amount.currency,
            approximation=amount.approximation,
        )
