"""Further events of a kind already named, events under headings, and parts of a programme that are none."""

from __future__ import annotations

import pytest

from extract_reading import read


@pytest.mark.parametrize(
    ("language", "text", "fact"),
    [
        ("en", "The peer review of FOGLINK was held in Łódź in May 2021. The fourth review went to Graz.\n",
         "~fourth review | heldIn | Graz"),
        ("et", "Projekti FOGLINK vastastikune hindamine toimus Tartus 3. mail 2021. Järgmine hindamine on Grazis.\n",
         "~Järgmine hindamine | heldIn | Graz"),
        ("it", "Il seminario si terrà il 3 maggio 2024 a Graz. Una replica in inglese si terrà il 9 maggio a Łódź.\n",
         "~replica | heldIn | Łódź"),
        ("de", "Das Seminar ist am 3. Mai 2024 in Graz. Die Wiederholung findet am 9. Mai in Łódź statt.\n",
         "~Wiederholung | heldIn | Łódź"),
    ],
)  # fmt: skip
def test_a_part_of_a_noun_or_a_repeat_is_a_further_event(language: str, text: str, fact: str) -> None:
    assert read(text, language).says(fact)


def test_an_order_before_another_noun_is_no_event() -> None:
    text = "The peer review of FOGLINK was held in Łódź in May 2021. The fourth chapter was written in Graz.\n"
    assert not read(text, "en").says("~fourth chapter | heldIn | Graz")


@pytest.mark.parametrize(
    ("language", "text", "facts"),
    [
        ("en", "# Éù\n\nApply.\n\nInformation days\n\nAdvice is given on 3 May 2024 in Graz and 9 May 2024 in Łódź.\n",
         ["Information days (Graz) | heldIn | Graz", "Information days (Łódź) | date | 2024-05-09"]),
        ("et", "# Éù\n\nTaotle.\n\nInfopäevad\n\nNõu saab 12. märtsil 2024 Viljandis ja 19. märtsil 2024 Tartus.\n",
         ["~Infopäevad (Viljandis) | heldIn | Viljandi", "~Infopäevad (Tartus) | date | 2024-03-19"]),
    ],
)  # fmt: skip
def test_each_day_and_town_under_a_heading_is_an_event(language: str, text: str, facts: list[str]) -> None:
    reading = read(text, language)
    assert [f for f in facts if not reading.says(f)] == []


def test_days_of_a_programme_are_no_events() -> None:
    text = (
        "Visita de estudio en Graz, 3-4 de mayo de 2024\n\nPrimera jornada. Vimos hornos.\n\nSegunda jornada. Taller.\n"
    )
    assert {c.subject.name for c in read(text, "es").claims if c.subject.type == "Event"} == {
        "Visita de estudio en Graz"
    }


@pytest.mark.parametrize(
    ("language", "text", "fact"),
    [
        ("en", "Contracts were signed in Łódź. The award ceremony drew 45 guests.\n", "~ceremony | heldIn | Łódź"),
        (
            "nl",
            "Partners zien elkaar in Łódź, waar op 8 mei 2025 de jaarvergadering is.\n",
            "~vergadering | heldIn | Łódź",
        ),
        (
            "bg",
            "Договори бяха подписани в Русе. На 3 май 2024 г. беше конференцията.\n",
            "~конференция | heldIn | Ruse",
        ),
        ("en", "The award ceremony drew 45 guests. They came from Łódź.\n", ""),
    ],
)
def test_the_town_of_the_sentence_before_is_an_events(language: str, text: str, fact: str) -> None:
    reading = read(text, language)
    assert reading.says(fact) if fact else not [f for f in reading.facts("heldIn") if "ceremony" in f]


@pytest.mark.parametrize(
    ("language", "text", "fact"),
    [
        ("en", "The closing conference of ÉLAN was on 3 May 2024 in Graz. 45 people sat in the hall.\n", "45"),
        (
            "ga",
            "Bhí an chuairt staidéir i nGaillimh an 3 Bealtaine 2024, agus ocht nduine is tríocha i láthair.\n",
            "38",
        ),
        ("fr", "Le séminaire a eu lieu le 3 mai 2024 à Pau. Nous étions vingt-trois.\n", "23"),
        ("en", "The closing conference of ÉLAN was on 3 May 2024 in Graz. The house employs 45 people.\n", ""),
    ],
)
def test_how_many_were_there(language: str, text: str, fact: str) -> None:
    found = {c.value.lexical for c in read(text, language).claims if c.predicate == "participants" and c.value}
    assert found == ({fact} if fact else set())
