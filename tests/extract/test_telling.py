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


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "The project is over. The guide that GREENQUAY left behind is still read in Åland.", {"GREENQUAY"}),
        ("sv", "Många projekt startade då. I Umeå minns man fortfarande hur TjärnÅker började.", {"TjärnÅker"}),
        ("pl", "To był projekt pilotażowy. Doświadczenia, które zebrał ŁÓDŹLAS, czekają na ciąg dalszy.", {"ŁÓDŹLAS"}),
        ("en", "Projects matter. Our map of Åland is shared on LinkedIn by many people.", set()),
        ("en", "The project is over. It was the City Council (ZURQUAYED) that read the guide first.", set()),
        ("en", "The project is over. IMPORTANT notes are in the guide, and what is important stays.", set()),
    ],
)
def test_coined_words_in_capitals_amid_small_letters_name_projects(language: str, text: str, names: set[str]) -> None:
    assert read(text, language).entities("Project") == names


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("fi", "Hankekortti\n\nSuon jälkeen – uutta käyttöä vanhoille turvemaille\n\nToteuttaja: Oulun yliopisto\n"
         "Ohjelma: Interreg Aurora\nBudjetti: 200 000 euroa\n", {"Suon jälkeen"}),
        ("da", "Ark\n\nSTILLE ÅER – bedre vand til små og store søer\n\nProgram: Interreg Aurora\nPeriode: 1.9.2023 – "
         "31.8.2026\n", {"STILLE ÅER"}),
        ("en", "News\n\nSummer in Łódź – what to see in the old town\n\nProgramme: Interreg Aurora\n", set()),
    ],
)  # fmt: skip
def test_a_sheet_is_about_what_its_title_explains_behind_a_dash(language: str, text: str, names: set[str]) -> None:
    assert read(text, language).entities("Project") == names
