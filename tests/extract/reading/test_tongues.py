"""Pages in several languages: each passage by its own rules, one page of things; offsets and languages of claims."""

from __future__ import annotations

from dataclasses import replace

from extract_reading import document, reader
from regiograph.config import PrivacyOptions
from regiograph.model import Claim, Document
from regiograph.privacy import masked_document
from regiograph.read import passages

FINNISH = (
    "KIRKAS-hanke päättyi toukokuussa 2023, ja siinä olivat mukana Pirkanmaan liitto sekä Keski-Suomen liitto. Hankkeen"
    " budjetti oli 432 760 €, ja sitä rahoitti EAKR."
)
ENGLISH = (
    "The closing conference of the KIRKAS project was held in Pori on 12 May 2023, and it has brought together small"
    " companies of three regions. The project was funded by the ERDF."
)
DUTCH = (
    "Het partnerschap GRENSWATER werd opgericht door de provincie Limburg, die ook de leiding heeft. De partners werken"
    " samen en zij willen dat ook kleine bedrijven meedoen."
)
FRENCH = (
    "Le partenariat GRENSWATER est dirigé par la province de Limbourg. Les partenaires travaillent ensemble et ils"
    " veulent que les petites entreprises de Wallonie participent aussi."
)
GERMAN = (
    "Die Partnerschaft GRENSWATER wird von der Provinz Limburg geleitet. Die Abschlusskonferenz fand am 3. März 2021"
    " in Eupen statt, und es kamen 120 Teilnehmer, die auch aus Wallonien waren."
)
GREEK = (
    "Το έργο ΘΑΛΑΣΣΑ συντονίζεται από την Περιφέρεια Κρήτης και σε αυτό συμμετέχουν φορείς της Κρήτης που ασχολούνται"
    " με τον τουρισμό. Όλα τα αποτελέσματα θα είναι διαθέσιμα."
)
SEA = (
    "The project is coordinated by the Region of Crete and it has been supported by the ERDF since 2020. Its members"
    " are public bodies that work on tourism in the South Aegean."
)


def page(text: str, language: str) -> Document:
    found = document(text, language)
    return replace(found, passages=passages(text, language))


def claims(text: str, language: str) -> list[Claim]:
    read = page(text, language)
    found = list(reader().read(read))
    assert read.passages
    assert all(c.evidence.quote == text[c.evidence.start : c.evidence.end] for c in found)
    return found


def said(found: list[Claim], predicate: str) -> set[tuple[str, str]]:
    return {
        (c.subject.id, c.object.id if c.object else c.value.lexical if c.value else "")
        for c in found if c.predicate == predicate
    }  # fmt: skip


def test_a_summary_in_english_adds_to_the_same_project() -> None:
    found = claims(f"# KIRKAS\n\n{FINNISH}\n\n## Summary\n\n{ENGLISH}\n", "fi")
    projects = {c.subject.id for c in found if c.subject.type == "Project"}
    assert projects == {"project/kirkas"}
    assert said(found, "totalBudget") == {("project/kirkas", "432760")}
    funders = {(c.evidence.quote[:3], c.object.id) for c in found if c.predicate == "fundedBy" and c.object}
    assert {target for _, target in funders} == {"fund/erdf"}
    assert any(c.evidence.quote.startswith("The ") for c in found if c.predicate == "fundedBy")
    (held,) = [c for c in found if c.predicate == "heldIn"]
    assert (held.subject.language, held.evidence.quote[:3]) == ("en", "The")


def test_mentions_come_first_and_bear_the_language_of_their_passage() -> None:
    found = claims(f"{FINNISH}\n\n{ENGLISH}\n", "fi")
    kinds = [c.predicate == "mention" for c in found]
    assert kinds == sorted(kinds, reverse=True)
    spoken = {c.value.lexical: c.value.language for c in found if c.predicate == "mention" and c.value}
    assert (spoken["Keski-Suomen liitto"], spoken["Pori"], spoken["EAKR"]) == ("fi", "en", "mul")


def test_a_belgian_page_is_one_partnership_in_three_languages() -> None:
    found = claims(f"{DUTCH}\n{FRENCH}\n{GERMAN}\n", "nl")
    spoken = {c.value.language for c in found if c.predicate == "mention" and c.value}
    assert {"nl", "fr", "de"} <= spoken | {"nl"}
    assert len({c.subject.id for c in found if c.subject.type == "Partnership"}) == 1
    assert {date for _, date in said(found, "date")} == {"2021-03-03"}
    assert {number for _, number in said(found, "participants")} == {"120"}


def test_greek_and_latin_on_one_page() -> None:
    found = claims(f"{GREEK}\n\n{SEA}\n", "el")
    crete = [c.value for c in found if c.predicate == "mention" and c.subject.id == "territory/crete" and c.value]
    assert {v.language for v in crete} == {"el", "en"}
    assert "fund/erdf" in {target for _, target in said(found, "fundedBy")}


def test_a_latin_name_on_a_greek_page_is_in_no_one_language() -> None:
    text = f"{GREEK}\n\nΕταίρος είναι το Digital Coast Institute."
    spoken = {c.value.lexical: c.value.language for c in reader().read(document(text, "el")) if c.value}
    assert spoken["Digital Coast Institute"] == "mul"


def test_persons_are_masked_in_each_language_and_everywhere() -> None:
    text = (
        f"{FINNISH}\n\nHankkeen johtaja Aino Virtanen oli tyytyväinen.\n\n{ENGLISH}\n\n"
        "Later Virtanen said that the results, which are open to all, have been of use to many small towns."
    )
    masked, _ = masked_document(page(text, "fi"), PrivacyOptions(), date="2024-05-17")
    assert "Virtanen" not in masked.text
    assert len(masked.text) == len(text)
    assert masked.passages == page(text, "fi").passages


def test_the_text_by_language_keeps_offsets_and_lines() -> None:
    read = page(f"{FINNISH}\n\n{ENGLISH}\n", "fi")
    parts = read.by_language()
    assert list(parts) == ["fi", "en"]
    assert all(len(part) == len(read.text) and part.count("\n") == 3 for part in parts.values())
    assert parts["en"].strip() == ENGLISH
    assert document("Łódź", "pl").by_language() == {"pl": "Łódź"}
