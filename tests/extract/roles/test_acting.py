"""Who looks on or belongs to the Union takes no part; what a list of roles is told of."""

from __future__ import annotations

import pytest

from extract_reading import read


def _who(text: str, language: str, predicate: str) -> set[str]:
    return {f.split(" | ")[0] for f in read(text, language).facts(predicate)}


@pytest.mark.parametrize(
    ("language", "text", "joins", "stranger"),
    [
        ("nl", "Het project DUINWEG loopt. De partners zijn Zeeland en Jutland, terwijl Friesland voorlopig toekijkt.",
         "Zeeland", "Friesland"),
        ("fr", "Le projet LANDEVIVE continue. Y participent la Bretagne et la Flandre, tandis que l'Alsace observe.",
         "Flandre", "Alsace"),
        ("en", "The FERNWAY project has started. Its partners are Kainuu and Crete, while Tyrol looks on for now.",
         "Crete", "Tyrol"),
    ],
)  # fmt: skip
def test_who_looks_on_takes_no_part(language: str, text: str, joins: str, stranger: str) -> None:
    found = _who(text, language, "partnerIn")
    assert joins in found
    assert stranger not in found


def test_a_remark_on_looking_on_elsewhere_keeps_a_partner() -> None:
    text = "The FERNWAY project has started. Its partners are Kainuu and Crete; the birds look on."
    assert _who(text, "en", "partnerIn") == {"Kainuu", "Crete"}


def test_the_unions_own_bodies_lead_nothing() -> None:
    text = "FERNWAY is a project on the platform that the European Commission coordinates. It is led by Kainuu."
    assert _who(text, "en", "leads") == {"Kainuu"}


def test_a_region_that_only_says_where_a_body_is_does_not_act() -> None:
    text = "The FERNWAY project has started. The Saxon cluster Mossland Wood takes part in it."
    assert "Saxony" not in _who(text, "en", "partnerIn")
