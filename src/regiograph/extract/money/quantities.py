"""Numbers that a page gives of a thing: "more than 1,000 organisations", "41 maasta", "kilka projektów"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from regiograph.extract.reading.focus import Focus, in_sentence, literal
from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import Mention, Page
from regiograph.extract.reading.spans import Spans
from regiograph.model import Claim, EntityType, Value

_OWNERS: tuple[EntityType, ...] = (
    "Organisation", "Cluster", "Initiative", "Project", "Partnership", "Network", "CaseStudy", "GoodPractice",
    "Programme",
)  # fmt: skip
_WORD = re.compile(r"[ \u00a0]([^\W\d_][\w-]*)")
_UNIT_WORDS = 3


def quantities(page: Page, focus: Focus) -> Iterator[Claim]:
    """A bare number with a noun behind it, said of the nearest thing before it in its sentence, item or paragraph."""
    named = Spans((m.start, m.end) for m in page.mentions)
    people = page.pack.trigger("participants")
    for sentence in page.either(page.holding(page.number_starts), page.telling("several")):
        if page.blocks[sentence.block].kind == "heading":
            continue
        for start, end, value, how in _figures(page, sentence):
            if page.figures.meet(start, end) or named.meet(start, end):
                continue
            unit = _unit(page, end, sentence.end)
            owner = _owner(page, focus, sentence, start)
            attended = people.match(page.text, end + 1) and (
                in_sentence(page, sentence, "Event")
                or page.pack.trigger("attended").search(page.text, sentence.start, sentence.end)
            )
            if not unit or owner is None or attended:
                continue
            span = (start, end + len(unit) + 1)
            language = page.language_at(start)
            value_ = Value(value, "integer" if value.isdigit() else "decimal")
            yield literal(
                page,
                owner,
                "quantity",
                value_,
                span,
                "quantity",
                0.6,
                unit=unit,
                unit_language=language,
                approximation=how,
            )


def counted(page: Page) -> Iterator[Claim]:
    """A number word right before a known group: "three thematic S3 platforms"."""
    for m in page.of("Initiative", "Network", "Programme"):
        last = page.words_in(0, m.start).stop
        before = page.tokens[max(0, last - _UNIT_WORDS) : last]
        number = next((t for t in before if page.pack.numbers.get(t.folded, 0) > 1), None)
        if number is None or page.sentence_at(number.start) is not page.sentence_at(m.start):
            continue
        words = page.text[number.end : m.end].split()
        if len(words) > 1 and all(w.isalnum() for w in words):
            value = Value(str(page.pack.numbers[number.folded]), "integer")
            unit, language = " ".join(words), page.language_at(m.start)
            yield literal(
                page, m, "quantity", value, (number.start, m.end), "counted", 0.6, unit=unit, unit_language=language,
                approximation="exactly",
            )  # fmt: skip


def _figures(page: Page, sentence: Sentence) -> Iterator[tuple[int, int, str, str]]:
    """(start, end, value, approximation) of digits, of the words for several, and of number words before a noun."""
    for n in page.numbers_in(sentence.start, sentence.end):
        after = page.text[n.end : n.end + 1]
        if after in {" ", "\u00a0"} and page.text[n.end + 1 : n.end + 2].isalpha() and not _ordinal(page, n.end):
            yield n.start, n.end, f"{n.value.normalize():f}", n.approximation
    for hit in page.pack.trigger("several").finditer(page.text, sentence.start, sentence.end):
        yield hit.start(), hit.end(), "2", "several"


def _ordinal(page: Page, end: int) -> bool:
    """A month's name or a unit of measure behind the number makes it a date or a length."""
    word = _WORD.match(page.text, end)
    return bool(word and (word[1].casefold() in page.pack.months or len(word[1]) < _UNIT_WORDS))


def _unit(page: Page, end: int, ceiling: int) -> str:
    """The words behind a number: in English up to the plural, elsewhere one, two where an adjective follows."""
    words: list[str] = []
    at = end
    stops = page.pack.light
    while len(words) < _UNIT_WORDS and (m := _WORD.match(page.text, at, ceiling)):
        named = [x for x in page.overlapping(m.start(1), m.end(1)) if x.type != "Theme"]
        if m[1].casefold() in stops or named:
            break
        words.append(m[1])
        at = m.end()
    if page.pack.language == "en":
        plural = [i for i, w in enumerate(words) if w.endswith("s")]
        return " ".join(words[: plural[-1] + 1]) if plural else ""
    return " ".join(words[: 2 if page.pack.adjectives_follow and at and _agrees(words) else 1])


def _agrees(words: list[str]) -> bool:
    """A second word that ends as plurals of adjectives do agrees with the first ("rynków wiodących")."""
    return (
        len(words) > 1
        and len(words[1]) > 4
        and words[1][-2:] in {"ch", "ów", "es", "as", "os", "ns", "ls", "li", "vi", "ti"}
    )


def _owner(page: Page, focus: Focus, sentence: Sentence, start: int) -> Mention | None:
    """The nearest thing before the number in its sentence, else the item's, else what a noun of the sentence means."""
    before = [m for m in in_sentence(page, sentence, *_OWNERS) if m.end <= start]
    if before:
        return before[-1]
    block = page.blocks[sentence.block]
    if block.kind in {"item", "row"}:
        listed = [m for m in page.within(block.start, start) if m.type in _OWNERS]
        if listed:
            return listed[0]
    if focus.initiative and page.heads_in(block.start, sentence.end, "initiative"):
        return focus.initiative
    if page.heads_in(block.start, start, "project"):
        return focus.project_at(sentence)
    return None
