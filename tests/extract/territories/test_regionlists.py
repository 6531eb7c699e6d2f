"""Lists of regions that share a noun, the end of a compound, the territory around them or a line above."""

from __future__ import annotations

import pytest

from extract_reading import read


def _regions(language: str, text: str) -> list[str]:
    claims = read(text, language).claims
    return [c.subject.code or "" for c in claims if c.predicate == "mention" and c.subject.type == "Region"]


@pytest.mark.parametrize(
    ("language", "text", "codes"),
    [
        ("hr", "Natječaj obuhvaća Istarsku, Karlovačku i Sisačko-moslavačku županiju.", ["HR036", "HR027", "HR028"]),
        ("sk", "Oprávnené územie tvoria Trnavský, Nitriansky a Žilinský kraj.", ["SK021", "SK023", "SK031"]),
        ("bg", "Участват Пловдивска, Старозагорска и Бургаска област.", ["BG421", "BG344", "BG341"]),
        ("bg", "Програмата обхваща областите Перник и Благоевград.", ["BG414", "BG413"]),
        ("lt", "Dalyvauja Alytaus, Tauragės ir Kauno apskritys.", ["LT021", "LT027", "LT022"]),
        ("lv", "Dalībnieki ir no Klaipēdas un Šauļu apriņķiem.", ["LT023", "LT026"]),
        ("sl", "Program zajema podravsko, savinjsko in koroško regijo.", ["SI032", "SI034", "SI033"]),
        ("hu", "Részt vesz Arad, Bihar, Szatmár és Temes megye.", ["RO421", "RO111", "RO115", "RO424"]),
        ("pl", "Partnerzy pochodzą z województw mazowieckiego i łódzkiego.", ["PL9", "PL71"]),
        ("fr", "Il couvre les provinces de Liège, Namur et Luxembourg.", ["BE33", "BE35", "BE34"]),
        ("es", "Participa también la provincia italiana de Foggia.", ["ITF46"]),
        ("nl", "Het gebied omvat Noord- en Zuid-Holland.", ["NL32", "NL36"]),
        ("de", "Partner aus Ober- und Niederösterreich nehmen teil.", ["AT31", "AT12"]),
        ("fi", "Mukana ovat Pohjois- ja Etelä-Savo.", ["FI1DB", "FI1DA"]),
        ("el", "Συμμετέχουν οι επαρχίες Μπλαγκόεβγκραντ και Χάσκοβο.", ["BG413", "BG422"]),
    ],
)
def test_names_of_a_list_take_its_noun_or_the_end_of_its_compound(language: str, text: str, codes: list[str]) -> None:
    assert _regions(language, text) == codes


@pytest.mark.parametrize(
    ("language", "text", "codes"),
    [
        ("it", "Territorio: Puglia (Foggia, Bari e Lecce).", ["ITF4", "ITF46", "ITF47", "ITF45"]),
        ("de", "Oberbayern: Altötting, Traunstein, Miesbach", ["DE21", "DE214", "DE21M", "DE21F"]),
        ("pt", "- Galiza: Ourense, Pontevedra\n- Andaluzia: Huelva", ["ES11", "ES113", "ES114", "ES61", "ES615"]),
        ("it", "Liguria (tutte le province, ossia Genova, Savona)", ["ITC3", "ITC33", "ITC32"]),
    ],
)
def test_towns_in_the_list_of_a_region_are_its_provinces(language: str, text: str, codes: list[str]) -> None:
    assert _regions(language, text) == codes


def test_towns_stay_towns_where_an_event_is_told() -> None:
    assert _regions("es", "Las jornadas se celebraron en Cataluña (Barcelona y Girona).") == ["ES51"]
    assert _regions("de", "Die Nord- und die Ostsee sind Meere.") == []


def test_a_wrapped_list_ends_with_a_comma_and_is_read_up_to_it() -> None:
    text = "- Ze werken samen aan alle kanten en komen uit de provincies Antwerpen, Belgisch-Limburg,\nOost-Vlaanderen."
    assert "BE21" in _regions("nl", text)


def test_items_below_a_country_lie_in_it() -> None:
    text = (
        "Portugal\n- Norte: Alto Minho, Douro\n- Algarve\n\nEspaña\n- Andalucía: Huelva, Cádiz\n\nOtra línea: Galicia\n"
    )
    found = read(text, "es").facts("locatedIn")
    assert found >= {
        "Norte | locatedIn | Portugal",
        "Algarve | locatedIn | Portugal",
        "Andalucía | locatedIn | España",
    }
    assert not any(f.startswith(("Alto Minho | locatedIn | Portugal", "Galicia |")) for f in found)


@pytest.mark.parametrize(
    ("language", "text", "codes"),
    [
        ("sl", "Slovenija: gorenjska, obalno-kraška in goriška statistična regija", ["SI042", "SI044", "SI043"]),
        ("it", "La provincia trentina ospita il convegno.", []),
    ],
)
def test_adjectives_name_regions_where_names_are_adjectives(language: str, text: str, codes: list[str]) -> None:
    assert _regions(language, text) == codes
