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
    ("language", "text", "name"),
    [
        ("da", "BLÅBID er vores største satsning. Projektet løber fra 1. marts 2023 til august 2025.", "BLÅBID"),
        ("mt", "Żewġ proġetti li bdew\n\nTONN VIVA\nIl-Kunsill Lokali jgħaqqad il-ħidma mal-oħrajn għal żmien twil.",
         "TONN VIVA"),
        ("pl", "Projekt ma nowy etap. Budowa „Hali pod Świerkiem”, bo tak nazwano ten projekt, zacznie się w maju.",
         "Hali pod Świerkiem"),
        ("it", "Si è chiuso Alpelait, il progetto che univa i casari. Alpelait finisce.", "Alpelait"),
        ("sv", "Projektet SKOGSVIND bygger vidare på förstudien Tre hjul över ån (2021), som Åland ledde.",
         "Tre hjul över ån"),
        ("sl", "Spomnimo se na projekt Breg na meji, s katerim so uredili pot.", "Breg na meji"),
    ],
)  # fmt: skip
def test_projects_that_a_heading_a_clause_or_the_next_sentence_tells(language: str, text: str, name: str) -> None:
    assert name in read(text, language).entities("Project")


def test_numbers_of_registers_and_words_of_a_menu_are_no_projects() -> None:
    assert read("Kod projekta: ÅB/2301/0147\n", "hr").entities("Project") == set()
    assert read("Novice   Razpisi   Projekti   Dokumenti   Stik\n\nPozdravljeni.", "sl").entities("Project") == set()


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


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("sv", "I Luleå samlades man för att sparka igång Frostålen, ett samarbete mellan tre länder. Projektet leds "
         "av Umeå universitet.", {"Frostålen"}),
        ("en", "The mayors met to begin Tideloom, a joint project of three islands.", {"Tideloom"}),
        ("de", "Die Ministerin sprach über „MoorÄcker“. In dem Vorhaben, das drei Jahre läuft, geht es um Torf.",
         {"MoorÄcker"}),
        ("nl", "Projecten\n\nVlasÉra (Interreg Europe) leerde boeren het land te lezen. Daaruit kwam VlasÉra 2 voort.",
         {"VlasÉra", "VlasÉra 2"}),
        ("da", "STILLE BØLGE – strøm til små havne\n\nProgram: Interreg Europe\nProjektperiode: 01.09.2023 – "
         "31.08.2026\n\nI STILLE BØLGE deler havnene data.", {"STILLE BØLGE"}),
        ("en", "One of the projects is ÉIREBOG, under which two councils looked at peat.", {"ÉIREBOG"}),
        ("en", "A modest scheme called Tidal Diaries, paid for by Interreg Europe, recorded memories.",
         {"Tidal Diaries"}),
    ],
)  # fmt: skip
def test_what_stands_beside_a_name_says_that_it_is_a_projects(language: str, text: str, names: set[str]) -> None:
    assert read(text, language).entities("Project") == names


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "ŁÓDŹ – De partners van het project zijn gegroeid en kwamen samen in het theater, waar muziek klonk."),
        ("sv", "– Vi mäter projektet på riktigt, säger projektledaren Åsa Éklund."),
        ("de", "Das Ministerium fördert ein Moorprojekt mit 2,7 Millionen Euro. Darauf soll das Projekt Antwort "
         "geben."),
        ("de", "Erste Messungen beginnen im Januar 2024, abgeschlossen sein soll das Projekt Ende 2026."),
        ("en", "The project met Łukasz, a friend of many years."),
    ],
)  # fmt: skip
def test_towns_persons_and_plain_nouns_are_no_projects(language: str, text: str) -> None:
    assert read(text, language).entities("Project") == set()
