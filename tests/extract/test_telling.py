"""Projects without a noun beside them: behind words of origin, as what is paid and led, as quoted headings."""

from __future__ import annotations

import pytest
from extract_reading import read


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("sv", "Projektet ÅLANDSVÅG bygger vidare på Gränslös tjärn, som slutade.", {"ÅLANDSVÅG", "Gränslös tjärn"}),
        ("da", "Projektet ÉGÅRD er slut. Det føres videre i Røde Moler, der begynder nu.", {"ÉGÅRD", "Røde Moler"}),
        ("en", "Two projects went before. ŁÓDŹNET, paid for by Horizon 2020 and coordinated by Wageningen "
         "University, mapped it.", {"ŁÓDŹNET"}),
        ("lt", "Programa „Interreg Europe“ remia projektus.\n\n„Šilta žąsis“\n\nProjektą finansuoja ERPF, jo biudžetas "
         "– 200 000 eurų.", {"Šilta žąsis"}),
    ],
)  # fmt: skip
def test_projects_stand_where_only_projects_do(language: str, text: str, names: set[str]) -> None:
    assert read(text, language).entities("Project") == names


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The projects build on Finland and on Regional Council rules."),
        ("pl", "Projekty\n\nPotrzebne zasoby\n\nProjekt finansuje EFRR, budżet wynosi 200 000 euro."),
        ("en", "Projects matter. Horizon 2020, paid by the Union and led by many, ended."),
    ],
)
def test_known_things_and_plain_headings_are_no_projects(language: str, text: str) -> None:
    assert read(text, language).entities("Project") == set()
