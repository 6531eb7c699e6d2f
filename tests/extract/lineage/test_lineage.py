"""What grew out of what: verbs, prepositions, endings and pronouns in the order each language likes."""

from __future__ import annotations

import pytest

from extract_reading import read


@pytest.mark.parametrize(
    ("language", "text", "cause", "effect"),
    [
        ("bg", "От проекта РОДОПЕЯ израсна мрежата ПИРИНИЯ.", "РОДОПЕЯ", "ПИРИНИЯ"),
        ("cs", "Z projektu LESOVAN vzešla síť MECHOVNA.", "LESOVAN", "MECHOVNA"),
        ("da", "Af projektet SKOVVIND voksede netværket MOSELAND.", "SKOVVIND", "MOSELAND"),
        ("el", "Από το έργο ΑΓΡΟΝΕΡΟ γεννήθηκε το δίκτυο ΒΟΥΝΟΣ.", "ΑΓΡΟΝΕΡΟ", "ΒΟΥΝΟΣ"),
        ("en", "Out of the FERNWAY project grew the MOSSLINK project.", "FERNWAY", "MOSSLINK"),
        ("es", "El proyecto MARISOLA nació de la red TIERRALTA.", "TIERRALTA", "MARISOLA"),
        ("et", "Projektist METSALIIN kasvas välja võrgustik SAMMALMAA.", "METSALIIN", "SAMMALMAA"),
        ("ga", "D'fhás an líonra MÓINTEACH as an tionscadal COILLEGLAS.", "COILLEGLAS", "MÓINTEACH"),
        ("hr", "Iz projekta ŠUMAR izrasla je mreža MAHOVINA.", "ŠUMAR", "MAHOVINA"),
        ("hu", "A VÍZTÜKÖR projektből nőtt ki a NÁDHÍD projekt.", "VÍZTÜKÖR", "NÁDHÍD"),
        ("it", "Dal progetto LAGOVIVO è nata la rete MONTESANO.", "LAGOVIVO", "MONTESANO"),
        ("lt", "Iš projekto MIŠKALINIS išaugo tinklas SAMANYNAS.", "MIŠKALINIS", "SAMANYNAS"),
        ("lv", "No projekta MEŽLĪNIJA izauga tīkls SŪNUZEME.", "MEŽLĪNIJA", "SŪNUZEME"),
        ("nl", "Uit het project WATERLOOP ontstond het netwerk MOERLAND.", "WATERLOOP", "MOERLAND"),
        ("pl", "Z projektu LASOWIR wyrosło partnerstwo MCHOWISKO.", "LASOWIR", "MCHOWISKO"),
        ("pt", "Do projeto MARVIVO nasceu a rede SERRANIA.", "MARVIVO", "SERRANIA"),
        ("ro", "Din proiectul APELIMPEZI s-a născut rețeaua MUNTEVERDE.", "APELIMPEZI", "MUNTEVERDE"),
        ("sk", "Z projektu LESOVAN vyrástla sieť MACHOVISKO.", "LESOVAN", "MACHOVISKO"),
        ("sl", "Iz projekta GOZDAR je zrasla mreža MAHOVJE.", "GOZDAR", "MAHOVJE"),
        ("sv", "Ur projektet SKOGSVIND växte nätverket MOSSLAND fram.", "SKOGSVIND", "MOSSLAND"),
    ],
)
def test_the_source_is_marked_wherever_it_stands(language: str, text: str, cause: str, effect: str) -> None:
    assert read(text, language).facts("ledTo") == {f"{cause} | ledTo | {effect}"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The FERNWAY project ended in 2020. Out of it grew the MOSSLINK project."),
        ("de", "Das Projekt FERNWAY endete 2020. Inzwischen ist daraus das Projekt MOSSLINK erwachsen."),
        ("fr", "Le projet FERNWAY a pris fin. Du partenariat est sorti le projet MOSSLINK."),
        ("nl", "Het project FERNWAY eindigde in 2020. Daaruit ontstond het project MOSSLINK."),
    ],
)
def test_a_pronoun_means_the_thing_before(language: str, text: str) -> None:
    assert read(text, language).facts("ledTo") == {"FERNWAY | ledTo | MOSSLINK"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Guests from the FERNWAY project met the MOSSLINK project."),
        ("de", "Gäste aus dem Projekt FERNWAY trafen das Projekt MOSSLINK."),
        ("fr", "Le chef du projet FERNWAY a parlé du projet MOSSLINK."),
    ],
)
def test_a_source_without_a_verb_of_growth_leads_to_nothing(language: str, text: str) -> None:
    assert read(text, language).facts("ledTo") == set()


@pytest.mark.parametrize(
    ("language", "text", "cause", "effect"),
    [
        ("hr", "Projekt ŠUMAR završen je 2019. Nakon njega osnovana je mreža MAHOVINA.", "ŠUMAR", "MAHOVINA"),
        ("sl", "Projekt GOZDAR ni padel z neba: opiral se je na dognanja projekta MAHOVJE.", "MAHOVJE", "GOZDAR"),
        ("hu", "A VÍZTÜKÖR projekt tapasztalatai nélkül a NÁDHÍD projekt nem született volna meg.", "VÍZTÜKÖR",
         "NÁDHÍD"),
        ("ro", "Fără proiectul APELIMPEZI, proiectul MUNTEVERDE nu ar fi existat.", "APELIMPEZI", "MUNTEVERDE"),
        ("pt", "O projeto MARVIVO cresce. A ideia germinou, há muitos anos, no projeto SERRANIA.", "SERRANIA",
         "MARVIVO"),
        ("fi", "METSÄLINJA-hankkeesta on poikinut jo uusi hanke. SAMMALMAA käynnistyi 1.1.2024.", "METSÄLINJA",
         "SAMMALMAA"),
        ("sk", "Projekt LESOVAN skončil. Z projektu vznikla Dunajská sieť lesných ciest.", "LESOVAN",
         "Dunajská sieť lesných ciest"),
        ("sv", "Projektet SKOGSVIND tog slut. Arbetet lever i Nordiska mossnätverket, som bildades ur projektet.",
         "SKOGSVIND", "Nordiska mossnätverket"),
        ("en", "The FERNWAY project is over. A network called Moss & Øyer, born of the project, grows.", "FERNWAY",
         "Moss & Øyer"),
        ("it", "Il progetto LAGOVIVO è finito. Ora parte il progetto LAGOVIVO Plus.", "LAGOVIVO", "LAGOVIVO Plus"),
    ],
)  # fmt: skip
def test_sources_without_a_name_of_their_own(language: str, text: str, cause: str, effect: str) -> None:
    assert read(text, language).facts("ledTo") == {f"{cause} | ledTo | {effect}"}


def test_what_cannot_be_without_something_else_grew_out_of_no_project() -> None:
    polish = "Projekt LASOWIR ani projekt MCHOWISKO nie byłoby możliwe bez kluczowej roli regionu Łódź."
    assert read(polish, "pl").facts("ledTo") == set()
