"""Spellings of one name on one page are one thing; names that differ are several."""

from __future__ import annotations

import pytest

from extract_reading import read
from regiograph.extract.names.grouping import same_name


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Klaster éù Łódź", "klaster éù-łódź", True),
        ("Bursztynowy Klaster Energii", "Bursztynowego Klastra Energii", True),
        ("FERN WAY", "Fernway", True),
        ("Arktinen teollisuus -klusteri", "Arktisen teollisuus -klusterin", True),
        ("Smart Specialisation Network", "S3 Network", True),
        ("Łódź Park", "Lublin Park", False),
        ("Fernway", "Fernways and more", False),
        ("North Fern", "South Fern", False),
        ("Mossland Wood Cluster", "Wood Cluster Mossland", True),
        ("Fern One", "Fern Two", False),
        ("REMIX", "REMIXED", False),
        ("", "x", False),
    ],
)
def test_same_name(a: str, b: str, same: bool) -> None:
    assert same_name(a, b) is same
    assert same_name(b, a) is same


def test_spellings_fall_together_under_the_commonest() -> None:
    text = (
        "Klusteri nimeltä Teollisuus- ja kiertotalousklusteri on uusi. Teollisuus ja kiertotalous -klusteri kasvaa. "
        "Teollisuus- ja kiertotalousklusteri on suuri."
    )
    assert len(read(text, "fi").entities("Cluster")) == 1


def test_different_projects_stay_apart() -> None:
    assert read("The FERNWAY project and the FERNBAY project met.").entities("Project") == {"FERNWAY", "FERNBAY"}


def test_inflected_forms_do_not_name_the_thing() -> None:
    text = "Tu działa Bursztynowy Klaster Energii. Wielu członków Bursztynowego Klastra Energii jest tu."
    assert read(text, "pl").entities("Cluster") == {"Bursztynowy Klaster Energii"}
