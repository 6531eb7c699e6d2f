"""Quoted names of practices and cases: as many as a number promises, and no more."""

from __future__ import annotations

import pytest

from extract_reading import read

_CASES = "They heard two case studies in Łódź. “Borrowed Oven” came first. Then it was the turn of “Éù Quarry”."


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", _CASES, {"Borrowed Oven", "Éù Quarry"}),
        ("fi", "Kuultiin kaksi tapaustutkimusta. ”Maitolaituri palaa” avasi. Keskustelun herätti ”Uusi Åland”.",
         {"Maitolaituri palaa", "Uusi Åland"}),
        ("de", "Drei Fallbeispiele gab es. Zuerst kam das „Restekonto“. Es folgte „Lehre im Łódźer Wald“.",
         {"Restekonto", "Lehre im Łódźer Wald"}),
    ],
)  # fmt: skip
def test_the_quoted_names_that_a_number_promises_are_cases(language: str, text: str, names: set[str]) -> None:
    assert read(text, language).entities("CaseStudy") == names


def test_what_was_said_is_no_case() -> None:
    text = "They heard two case studies. “We never saw it coming!” said a guest. “Nobody paid, nobody came.” It rained."
    assert not read(text).entities("CaseStudy")
