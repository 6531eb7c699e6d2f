"""Names of genitives before a noun in lower case."""

from __future__ import annotations

import pytest

from extract_reading import read


@pytest.mark.parametrize(
    ("language", "text", "kind", "name"),
    [
        ("lt", "Projektą vykdo Utenos regiono plėtros taryba.", "Organisation", "Utenos regiono plėtros taryba"),
        ("lt", "Partneriai yra Šiaulių prekybos, pramonės ir amatų rūmai.", "Organisation",
         "Šiaulių prekybos, pramonės ir amatų rūmai"),
        ("lt", "Auksinį ženklą pelnė Pamario lino klasteris.", "Cluster", "Pamario lino klasteris"),
        ("lv", "Projektā strādā Latvijas Augļu un dārzeņu institūts.", "Organisation",
         "Latvijas Augļu un dārzeņu institūts"),
        ("lv", "Zelta zīmi ieguva Sēlijas koksnes klasteris.", "Cluster", "Sēlijas koksnes klasteris"),
        ("lv", "Projektu “Éù” vada Ziemeļu šķiedras tīkls.", "Network", "Ziemeļu šķiedras tīkls"),
    ],
)  # fmt: skip
def test_a_chain_of_genitives_and_its_noun_are_a_name(language: str, text: str, kind: str, name: str) -> None:
    assert name in read(text, language).entities(kind)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("lt", "Ženklus gavo Lietuvos klasteriai ir Latvijos medienos klasteriai."),
        ("lt", "Renginį šiemet rengia klasteris, o padeda Łódź."),
        ("lv", "Balvas saņēma Latvijas klasteris un Igaunijas koksnes klasteriem bija jāgaida."),
    ],
)
def test_clusters_of_a_country_are_no_cluster_of_that_name(language: str, text: str) -> None:
    assert read(text, language).entities("Cluster") == set()


def test_the_last_words_of_a_name_name_it_again() -> None:
    text = "Projektą „Éù kelias“ vykdo Panevėžio regiono plėtros taryba. Koordinatorė – Plėtros taryba."
    assert read(text, "lt").entities("Organisation") == {"Panevėžio regiono plėtros taryba"}


def test_the_union_is_no_body() -> None:
    assert read("Projektu ÅŁU atbalsta Eiropas Savienība.", "lv").entities("Organisation") == set()
