"""Who else takes part: bodies beside roles, lists that follow, "beside it", remarks; and who does not."""

from __future__ import annotations

import pytest

from extract_reading import read


def partners(text: str, language: str) -> set[str]:
    """Who is said to take part."""
    return {f.split(" | ")[0] for f in read(text, language).facts("partnerIn")}


@pytest.mark.parametrize(
    ("language", "text", "joins"),
    [
        # A body of the sentence that says who leads.
        ("en", "The FERNLOOP project is led by the Łódź Agency; the University of Åland takes the samples.",
         {"University of Åland"}),
        ("cs", "Projekt MOKŘINA vede Mendelova univerzita a vzorky rozebírá Ústav ekologie lesa.",
         {"Ústav ekologie lesa"}),
        ("lt", "Projektui „Pievų balsas“ vadovauja Vilniaus universitetas, o tyrimus atlieka Gamtos tyrimų centras.",
         {"Gamtos tyrimų centras"}),
        # The list in the sentence that follows.
        ("de", "Das Projekt SchilfRand leitet die Hochschule Trier. Die Proben nehmen das Institut für Moore und die"
         " Universität Pilsen.", {"Institut für Moore", "Universität Pilsen"}),
        # "Beside it".
        ("hr", "Projekt KAMENČICA je nov. Nositelj je Sveučilište u Zadru. Uz njega su Općina Kornati i Institut za"
         " kulture.", {"Općina Kornati", "Institut za kulture"}),
        # A remark behind a name.
        ("it", "Il progetto ARTELANA è partito. È piaciuto alla regione Umbria, anch'essa nel partenariato, che ci"
         " pensa.", {"Umbria"}),
    ],
)  # fmt: skip
def test_bodies_where_roles_are_told_take_part(language: str, text: str, joins: set[str]) -> None:
    assert joins <= partners(text, language)


@pytest.mark.parametrize(
    ("language", "text", "stranger"),
    [
        # Who supports or pays.
        ("hr", "Projekt KAMENČICA vodi Sveučilište u Zadru, a podupire ga Ministarstvo kulture.",
         "Ministarstvo kulture"),
        # The Union's bodies.
        ("en", "The European Commission chose the FERNLOOP project, and it is led by the Łódź Agency.",
         "European Commission"),
        # Another thing in the sentence.
        ("en", "The FERNLOOP project is led by the Łódź Agency, and the MOSSLOOP project was shown at the University of"
         " Åland.", "University of Åland"),
        # Where something is.
        ("en", "The FERNLOOP project is led by the Łódź Agency, with an office at the University of Åland.",
         "University of Åland"),
    ],
)  # fmt: skip
def test_who_pays_or_is_a_place_takes_no_part(language: str, text: str, stranger: str) -> None:
    assert stranger not in partners(text, language)


def test_who_stands_beside_a_body_is_led_by_it() -> None:
    text = "Das Projekt MoosÄcker läuft. Am Ruder sitzt die Hochschule Trier. An ihrer Seite arbeiten das Institut"
    reading = read(f"{text} für Torf und die Universität Pilsen.", "de")
    assert reading.facts("leads") == {"Hochschule Trier | leads | MoosÄcker"}
    assert "Universität Pilsen | partnerIn | MoosÄcker" in reading.facts("partnerIn")


def test_regions_under_a_heading_of_the_programme_lie_in_its_area() -> None:
    area = "Scope of the programme\n\nTyrol, Salzburg and Upper Austria take part."
    text = f"The ALPMOOR project\n\nALPMOOR is led by the Łódź Agency.\n\n{area}"
    assert partners(text, "en") == set()
    assert partners(text.replace("Scope of the programme", "Who works on it"), "en") >= {"Tyrol", "Salzburg"}
