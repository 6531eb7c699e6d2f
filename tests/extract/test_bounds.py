"""Pages that nobody writes by hand: each is read in a time that grows as its length, and nothing is raised."""

from __future__ import annotations

import time

import pytest

from extract_reading import document, reader, rows
from regiograph.config import PrivacyOptions
from regiograph.privacy import masked_document

REGIONS = ("Lapland", "Asturias", "Opolskie Voivodeship", "Kainuu", "Andalusia", "Western Macedonia", "Łódź")
SHORT, LONG, WORST = 8_000, 64_000, 30
"""Two lengths, and how much longer the long page may take; comparing all with all would take 64 times as long."""


def name(n: int) -> str:
    """A word that no list knows, another for each number."""
    return "".join("bdfgklmnprstvz"[n // 14**k % 14] + "aeiou"[n // 5**k % 5] for k in range(3)).capitalize()


MAKERS = {
    "regions": lambda n: f"{REGIONS[n % len(REGIONS)]}, ",
    "projects": lambda n: f"The {name(n).upper()} project led to results. ",
    "clusters": lambda n: f"The {name(n)} {name(n + 1)} Cluster in Lapland got a gold label. ",
    "strangers": lambda n: f"the cluster met {name(n)}{n} {name(n + 7)}{n} and ",
    "bodies": lambda n: f"{name(n)} University and {name(n * 3)} City Council are partners in REMIX. ",
    "headings": lambda n: f"\n\n# The project {name(n)} {name(n + 5)} of {name(n + 9)} Land\n\ntext éù.\n",
    "quotes": lambda n: f"They showed “{name(n)} {name(n + 2)} path” as a good practice. ",
    "money": lambda n: f"The budget of the project is {n + 1000} 000 euros, {n % 99} % of it from the ERDF. ",
    "dates": lambda n: f"{n % 28 + 1}.{n % 12 + 1}.{1990 + n % 40}, ",
    "rows": lambda n: f"\n| {name(n)} Cluster | gold label | Lapland | lead partner |",
    "persons": lambda n: f"Director Anna {name(n)} said so, tel. +358 40 {1_000_000 + n}. ",
}


def text_of(kind: str, length: int) -> str:
    """At least so many characters of one kind."""
    parts: list[str] = []
    size = 0
    while size < length:
        parts.append(MAKERS[kind](len(parts)))
        size += len(parts[-1])
    return "".join(parts)


def seconds(kind: str, length: int) -> float:
    """What masking and reading a page cost this thread."""
    page = document(text_of(kind, length), "en")
    start = time.thread_time()
    masked, _ = masked_document(page, PrivacyOptions(), date="2024-05-17")
    for claim in reader().read(masked):
        evidence = claim.evidence
        assert masked.text[evidence.start : evidence.end] == evidence.quote
    return time.thread_time() - start


@pytest.mark.parametrize("kind", MAKERS)
def test_a_page_eight_times_as_long_takes_about_eight_times_as_long(kind: str) -> None:
    seconds(kind, 500)
    best = min(seconds(kind, SHORT) for _ in range(2))
    # What costs as the square of the length fails each time; what another program takes away does not.
    assert any(seconds(kind, LONG) < best * WORST for _ in range(3))


def test_one_long_line_is_read() -> None:
    text = "The water of the lake was still and mild in Lapland, and " * 9_000
    start = time.thread_time()
    claims = list(reader().read(document(text, "en")))
    assert {c.subject.name for c in claims if c.predicate == "mention"} == {"Lapland"}
    assert time.thread_time() - start < 60


MARKS = {
    "right to left marks": "\u200fThe \u202bFERNWAY\u202c project is funded by the \u2067ERDF\u2069.\u200f",
    "another writing": "مشروع FERNWAY يموله ERDF. התוכנית Interreg Europe מממנת.",
    "no EU language": "Proje FERNWAY, İstanbul’da ERDF tarafından ılımlı desteklendi. 這個項目由 ERDF 資助。",
    "letters that look alike": "The FЕRNWAY project (with Cyrillic Е) is funded by the ERDF. РROJЕCT Аsturias.",
    "joined marks": "T\u0301h\u0308e FERNWAY project i\u0307s funded by the ERDF e\u0301u\u0300.",
    "nothing but signs": "\u200b\ufeff\u00ad\u2028\u2029\x0b\x1c",
}


@pytest.mark.parametrize("text", MARKS.values(), ids=MARKS)
@pytest.mark.parametrize("language", ["en", "hu", "xx"])
def test_strange_letters_and_marks_are_read(text: str, language: str) -> None:
    page = document(text * 3, language)
    masked, _ = masked_document(page, PrivacyOptions(), date="2024-05-17")
    claims = list(reader().read(masked))
    for claim in claims:
        start, end = claim.evidence.focus or (0, 0)
        assert claim.evidence.quote == masked.text[claim.evidence.start : claim.evidence.end]
        assert masked.text[start:end].strip()
    known = {c.subject.id for c in claims if c.predicate == "mention"}
    assert ("fund/erdf" in known) == ("ERDF" in text)


def test_letters_that_look_alike_are_no_known_name() -> None:
    claims = list(reader().read(document("They met in Аsturias and in Lapland.", "en")))
    assert {c.subject.name for c in claims if c.subject.type == "Region"} == {"Lapland"}


def test_a_short_page_costs_the_same_after_many_others() -> None:
    """What is remembered of words does not slow down later pages, and changes nothing on them."""
    page = document(rows("paragraphs", "paragraph")[0]["text"], "en")
    before = list(reader().read(page))
    for n in range(40):
        list(reader().read(document(text_of("bodies", 400 + n), "en")))
    assert list(reader().read(page)) == before
