"""Rules for languages whose endings say what others say by small words: names, dates, places, lists."""

from __future__ import annotations

import pytest

from extract_reading import read

_HELD = "Teine seminar toimus eelmisel aastal {}."


@pytest.mark.parametrize(
    ("language", "text", "entity"),
    [
        ("hu", "A szemináriumot tavaly tartották Kuopióban.", "Place Kuopio"),
        ("hu", "A szemináriumot tavaly tartották Venetóban.", "Region Veneto"),
        ("fi", "Toinen seminaari pidettiin viime vuonna Päijät-Hämeessä.", "Region Päijät-Häme"),
        ("fi", "Toinen seminaari pidettiin viime vuonna Uudellamaalla.", "Region Uusimaa"),
        ("et", _HELD.format("Vilniuses"), "Place Vilnius"),
        ("fi", "Iisalmessa toimii Savon Mylly -klusteri.", "Place Iisalmi"),
        ("fi", "Kumppanina on myös Viron Lõuna-Eesti.", "Region Lõuna-Eesti"),
    ],
)
def test_forms_of_names_lead_back_to_what_they_name(language: str, text: str, entity: str) -> None:
    assert read(f"Éù Łódź\n\n{text}\n", language).has(entity)


def test_a_common_word_in_such_a_form_opens_a_sentence_without_being_a_town() -> None:
    assert not read("Éù Łódź\n\nSalossa oli hiljaista.\n", "fi").entities("Place")


@pytest.mark.parametrize(
    ("language", "name", "rest"),
    [
        ("hu", "Közép-Tisza-vidéki Vízügyi Igazgatóság", "vezeti az ÉÙŁÓD projektet."),
        ("hu", "Łódź Megyei Kereskedelmi és Iparkamara", "vezeti az ÉÙŁÓD projektet."),
        ("et", "Saarte Külade ja Valdade Liit", "juhib projekti ÉÙŁÓD."),
    ],
)  # fmt: skip
def test_what_describes_the_noun_of_a_body_stays_in_its_name(language: str, name: str, rest: str) -> None:
    assert read(f"Éù Łódź\n\n{name} {rest}\n", language).entities("Organisation") == {name}


def test_and_between_two_bodies_joins_no_name() -> None:
    reading = read("Éù Łódź\n\nA Debreceni Egyetem és a Pécsi Tudományegyetem vezeti az ÉÙŁÓD projektet.\n", "hu")
    assert reading.entities("Organisation") == {"Debreceni Egyetem", "Pécsi Tudományegyetem"}


@pytest.mark.parametrize(
    ("language", "text", "fact"),
    [
        ("hu", "Az ÉÙŁÓD projekt 2024. augusztus 31-ig tart.", "ÉÙŁÓD | endDate | 2024-08-31"),
        ("hu", "Az ÉÙŁÓD projekt 2021. január 1-jétől működik.", "ÉÙŁÓD | startDate | 2021-01-01"),
        ("fi", "ÉÙŁÓD-hanke jatkuu joulukuuhun 2025.", "ÉÙŁÓD | endDate | 2025-12"),
    ],
)
def test_the_ending_of_a_date_says_from_or_until(language: str, text: str, fact: str) -> None:
    assert read(f"Éù Łódź\n\n{text}\n", language).says(fact)


def test_a_cluster_is_one_with_its_noun_and_without() -> None:
    text = "Tartus asub klaster ÉÙRIDA. Tänavu sai Terviseklaster ÉÙRIDA kuldmärgise, Puiduklaster LÓDRIDA aga mitte."
    names = read(f"Éù Łódź\n\n{text}\n", "et").entities("Cluster")
    assert len([n for n in names if "ÉÙRIDA" in n]) == 1
    assert len(names) > 1


def test_a_chain_of_genitives_names_a_network() -> None:
    reading = read("Éù Łódź\n\nÉÙŁÓD-hanke poiki Arktisen ruoan verkoston, jota johtaa Lapin liitto.\n", "fi")
    assert any(name.startswith("Arktisen ruoan verkosto") for name in reading.entities("Network"))
    assert not read("Éù Łódź\n\nHanke poiki uuden verkoston.\n", "fi").entities("Network")


def test_a_capital_on_a_compound_for_a_cluster_makes_it_a_name() -> None:
    text = "Eesti Maaülikool ja Puitmajaklaster tegid ettepaneku. Teised klastrid vaatasid pealt."
    reading = read(f"Éù Łódź\n\n{text}\n", "et")
    assert reading.entities("Cluster") == {"Puitmajaklaster"}
    assert reading.has("Organisation Eesti Maaülikool")


def test_who_manages_a_cluster_holds_no_label() -> None:
    told = "Az Éùi Klaszter arany minősítést kapott. – Ez nem a falra kell – mondta Łódi Ágnes klasztermenedzser"
    text = f"{told}, aki szerint az arany fokozat kezdet."
    assert {n for n in read(f"Éù Łódź\n\n{text}\n", "hu").entities("Cluster") if "Ágnes" in n} == set()


def test_guests_say_where_they_came_from_not_where_an_event_was() -> None:
    text = "Az ÉÙŁÓD projekt tanulmányútján huszonhat szakértő vett részt Tirolból."
    reading = read(f"Éù Łódź\n\n{text}\n", "hu")
    assert reading.facts("heldIn") == set()
    assert {f.rpartition(" ")[2] for f in reading.facts("participants")} == {"26"}


def test_all_members_of_a_list_that_a_duty_leads_to_lead() -> None:
    text = "ÉÙŁÓD-kumppanuuden vetovastuun jakavat Etelä-Savo ja Itävallan Steiermark; mukana on Småland."
    leaders = {f.partition(" | ")[0] for f in read(f"Éù Łódź\n\n{text}\n", "fi").facts("leads")}
    assert leaders == {"Etelä-Savo", "Steiermark"}


def test_a_title_with_a_region_inside_heads_a_sheet() -> None:
    title = "HANKEKORTTI\n\nHiiliviisas Kainuu – turvemaista uutta toimeentuloa"
    text = f"{title}\n\nToteuttajat\nŁódź-instituutti, Luonnonvarakeskus\n\nToteutusaika\n1.9.2022–31.8.2025\n"
    assert read(text, "fi").says("Hiiliviisas Kainuu | startDate | 2022-09-01")
    assert not read(text.replace("Hiiliviisas Kainuu", "Kainuu"), "fi").entities("Project")
