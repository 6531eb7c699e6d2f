"""The language packs: all 24 load, hold the same names, read a date and a sum, and know no annotated name."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from regiograph.extract.money.numbers import find_money, money_pattern
from regiograph.extract.pack import languages, load_pack, phrases
from regiograph.extract.time.dates import find_dates

REPOSITORY = Path(__file__).parents[2]
PACKS = REPOSITORY / "src/regiograph/extract/packs"
AUTHORITY = REPOSITORY / "data/authority"
GOLD = REPOSITORY.parent / "shared/eval/dev/gold"
EU = ["bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr",
      "hu", "it", "lt", "lv", "mt", "nl", "pl", "pt", "ro", "sk", "sl", "sv"]  # fmt: skip
NAMED_ONCE = {"Project", "Cluster", "Partnership", "Network", "Event", "GoodPractice", "CaseStudy"}

# One sentence a language: a day, a month and a year in words, a sum with a multiplier.
SENTENCES = {
    "bg": ("Проектът започна на 15 февруари 2018 г. с бюджет от 1,5 млн. евро.", "2018-02-15", 1_500_000),
    "cs": ("Projekt byl zahájen 3. července 2019 a stojí 2,4 milionu EUR.", "2019-07-03", 2_400_000),
    "da": ("Projektet begyndte den 1. oktober 2020 med et budget på 1,2 mio. euro.", "2020-10-01", 1_200_000),
    "de": ("Das Projekt begann am 12. März 2019 mit einem Budget von 1,8 Millionen Euro.", "2019-03-12", 1_800_000),
    "el": ("Το έργο ξεκίνησε στις 5 Μαΐου 2021 με προϋπολογισμό 3,2 εκατ. ευρώ.", "2021-05-05", 3_200_000),
    "en": ("The project started on 7 June 2017 with a budget of 2 million euros.", "2017-06-07", 2_000_000),
    "es": ("El proyecto comenzó el 9 de enero de 2020 con 1,97 millones de euros.", "2020-01-09", 1_970_000),
    "et": ("Projekt algas 1. märtsil 2019 ja selle eelarve on 1,1 miljonit eurot.", "2019-03-01", 1_100_000),
    "fi": ("Hanke alkoi 4. syyskuuta 2018, ja sen budjetti on 8,2 miljoonaa euroa.", "2018-09-04", 8_200_000),
    "fr": ("Le projet a débuté le 1er août 2016 avec 2,5 millions d’euros.", "2016-08-01", 2_500_000),
    "ga": ("Thosaigh an tionscadal ar 6 Bealtaine 2019 le buiséad 1.4 milliún euro.", "2019-05-06", 1_400_000),
    "hr": ("Projekt je započeo 15. veljače 2018. s proračunom od 1,3 milijuna eura.", "2018-02-15", 1_300_000),
    "hu": ("A projekt 2018. február 15-én indult, költségvetése 1,6 millió euró.", "2018-02-15", 1_600_000),
    "it": ("Il progetto è iniziato il 20 dicembre 2017 con 98,4 milioni di euro.", "2017-12-20", 98_400_000),
    "lt": ("Projektas prasidėjo 2018 m. vasario 15 d., biudžetas – 900 tūkst. EUR.", "2018-02-15", 900_000),
    "lv": ("Projekts sākās 15. februārī 2018, tā budžets ir 1,7 miljoni eiro.", "2018-02-15", 1_700_000),
    "mt": ("Il-proġett beda fit-8 Settembru 2020 b’baġit ta’ 1.2 miljun EUR.", "2020-09-08", 1_200_000),
    "nl": ("Het project startte op 2 mei 2018 met een budget van 3,1 miljoen euro.", "2018-05-02", 3_100_000),
    "pl": ("Projekt rozpoczął się 15 stycznia 2020 r., budżet to 432 tys. euro.", "2020-01-15", 432_000),
    "pt": ("O projeto começou a 10 de fevereiro de 2019 com 613 mil euros.", "2019-02-10", 613_000),
    "ro": ("Proiectul a început la 11 noiembrie 2018 cu 2,2 milioane de euro.", "2018-11-11", 2_200_000),
    "sk": ("Projekt sa začal 8. apríla 2019 s rozpočtom 1,9 milióna eur.", "2019-04-08", 1_900_000),
    "sl": ("Projekt se je začel 14. junija 2018, vreden je 700 tisoč EUR.", "2018-06-14", 700_000),
    "sv": ("Projektet startade den 3 augusti 2020 med 4,5 miljoner euro.", "2020-08-03", 4_500_000),
}

# An inflected month that stands without a day; the pack or CLDR must know exactly this form.
MONTHS = {
    "bg": ("март", 3), "cs": ("červenci", 7), "da": ("marts", 3), "de": ("jänner", 1), "el": ("μάρτιο", 3),
    "en": ("may", 5), "es": ("marzo", 3), "et": ("märtsis", 3), "fi": ("maaliskuuta", 3), "fr": ("août", 8),
    "ga": ("mheitheamh", 6),
    "hr": ("listopadu", 10), "hu": ("májusban", 5), "it": ("maggio", 5), "lt": ("gegužę", 5), "lv": ("maijā", 5),
    "mt": ("mejju", 5), "nl": ("maart", 3), "pl": ("lipcu", 7), "pt": ("março", 3), "ro": ("iulie", 7),
    "sk": ("októbri", 10), "sl": ("marcu", 3), "sv": ("maj", 5),
}  # fmt: skip

# A form of a name in running text and the base that the rules of the pack must offer.
FORMS = {
    "bg": ("областта", "област"), "cs": ("moravě", "morava"), "da": ("jyllands", "jylland"),
    "de": ("bayerns", "bayern"),
    "el": ("ηπείρου", "ηπείρος"), "en": ("lapland's", "lapland"), "et": ("pärnumaal", "pärnumaa"),
    "fi": ("lapissa", "lappi"),
    "ga": ("gcorcaigh", "corcaigh"), "hr": ("slavoniji", "slavonija"), "hu": ("budapesten", "budapest"),
    "lt": ("lietuvoje", "lietuva"), "lv": ("latvijā", "latvija"), "nl": ("vlaanderens", "vlaanderen"),
    "pl": ("śląska", "śląsk"), "ro": ("moldovei", "moldova"), "sk": ("žiline", "žilina"),
    "sl": ("gorenjskem", "gorenjsko"),
    "sv": ("skånes", "skåne"),
}  # fmt: skip


@cache
def table(name: str) -> dict[str, Any]:
    return tomllib.loads((PACKS / f"{name}.toml").read_text("utf-8"))


def test_every_language_of_the_union_has_a_pack() -> None:
    assert languages() == sorted(EU)


@pytest.mark.parametrize("language", EU)
def test_a_pack_has_exactly_the_names_that_english_has(language: str) -> None:
    for part in ("heads", "triggers"):
        names, english, shared = set(table(language)[part]), set(table("en")[part]), set(table("common")[part])
        assert english - names - shared == set(), "missing"  # what the common list has, every language has
        assert names - english - shared == set(), "misspelt or new"
    assert set(table(language)) <= set(table("en")) | set(table("common")) | {
        "heads_follow",
        "cased_places",
        "times_follow",
        "dashed_seats",
        "adjectives_capital",
        "nouns_capital",
        "adjectives_follow",
        "lemmas",
        "adjectives_lead",
        "prefixes",
        "locative_endings",
        "genitive_endings",
        "plural_endings",
        "weekday_endings",
    }
    assert set(table(language).get("inflection", {})) <= {
        "stems", "suffixes", "accents_move", "bare_names", "mutations",
    }  # fmt: skip


@pytest.mark.parametrize("language", EU)
def test_a_pack_loads_with_words_for_every_kind_of_thing(language: str) -> None:
    pack = load_pack(language)
    assert pack.locative
    assert pack.ambiguous
    assert pack.abbreviations
    assert set(pack.months.values()) == set(range(1, 13))
    assert set(range(1, 11)) <= set(pack.numbers.values())
    assert set(range(1, 11)) <= set(pack.ordinals.values())
    assert {1_000, 1_000_000, 1_000_000_000} <= set(pack.multipliers.values())
    for part, matchers in (("heads", pack.heads), ("triggers", pack.triggers)):
        for name, words in table(language)[part].items():
            for phrase in words:
                assert matchers[name].fullmatch(phrase.replace("*", "")), f"{part}.{name}: {phrase}"


@pytest.mark.parametrize("language", EU)
def test_no_word_is_empty_or_spaced(language: str) -> None:
    for part in ("heads", "triggers"):
        for name, words in table(language)[part].items():
            folded = [" ".join(w.split()) for w in words]
            assert folded == list(words), f"{part}.{name}: spaces"
            assert all(w.strip("* ") for w in words), f"{part}.{name}: empty"


@pytest.mark.parametrize(("language", "sentence", "date", "amount"), [(k, *v) for k, v in SENTENCES.items()])
def test_a_date_and_a_sum_are_read(language: str, sentence: str, date: str, amount: int) -> None:
    pack = load_pack(language)
    assert [d.edtf() for d in find_dates(sentence, pack)] == [date]
    money = find_money(sentence, pack, money_pattern(pack))
    assert [(m.value, m.currency) for m in money] == [(Decimal(amount), "EUR")]


@pytest.mark.parametrize("language", EU)
def test_an_inflected_month_is_known(language: str) -> None:
    word, number = MONTHS[language]
    assert load_pack(language).months[word] == number


@pytest.mark.parametrize("language", FORMS)
def test_the_rules_lead_a_form_of_a_name_to_its_base(language: str) -> None:
    form, base = FORMS[language]
    form = form.casefold()
    pack = load_pack(language)
    bases = {
        form[: len(form) - len(end)] + b for end, ends in pack.suffixes.items() if form.endswith(end) for b in ends
    }
    bases |= {pattern.sub(new, b) for b in bases for pattern, new in pack.stems}
    assert base.casefold() in bases


def test_a_star_stands_for_any_part_of_a_word() -> None:
    assert phrases(["*programm*"]).fullmatch("Förderprogrammen")
    assert not phrases(["programm"]).search("Förderprogramm")


def test_packs_and_authority_hold_no_annotated_name() -> None:
    """Names of single projects, clusters or events would be learnt by heart, not read; a common noun is no name."""
    if not GOLD.is_dir():
        pytest.skip("no annotations beside the repository")
    names = sorted(_annotated())
    assert names
    hits = {source: sum(_holds(text, name) for name in names) for source, text in _sources()}
    # Only numbers: a failure must not tell the names.
    assert {source: number for source, number in hits.items() if number} == {}


@pytest.mark.parametrize("form", ["Łódź Åland RESQ", "RESQ", "Future of Åland", "GreenLoop"])
def test_the_check_takes_names(form: str) -> None:
    assert _proper(form, form)
    assert _holds(f"a\n{form.casefold()}s and {form.casefold()}", form.casefold())
    assert not _holds(f"{form.casefold()}s", form.casefold())


@pytest.mark.parametrize(
    "form", ["Kolejne spotkanie", "recognition ceremony", "Kick-off Meeting", "SPOTKANIE INAUGURACYJNE"]
)
def test_the_check_leaves_common_nouns(form: str) -> None:
    assert not _proper(form, "Meeting of RESQ in Åland")


def _annotated() -> set[str]:
    found: set[str] = set()
    for path in sorted(GOLD.glob("*.json")):
        for entity in json.loads(path.read_text("utf-8"))["entities"]:
            if entity["type"] in NAMED_ONCE:
                forms = [entity.get("name") or "", *entity.get("mentions", [])]
                found |= {f.casefold() for f in forms if len(f) >= 4 and _proper(f, entity.get("name") or "")}
    return found


@cache
def _common_words() -> re.Pattern[str]:
    """Words for kinds of things that two packs share, so that a name written into one pack is still seen as a name."""
    counted: Counter[str] = Counter()
    for language in [*EU, "common"]:
        counted.update({w for words in table(language)["heads"].values() for phrase in words for w in phrase.split()})
    return phrases(w for w, number in counted.items() if number > 1)


def _proper(form: str, name: str) -> bool:
    """Whether a mention is written as a name, not as a common noun that opens a sentence or stands in a heading."""
    words = re.findall(r"[\w&]+", form)
    if form.casefold() == name.casefold() and (len(words) == 1 or form.isupper()):
        return True
    if form.isupper():
        return len(words) == 1 and form.casefold() in name.casefold().split()
    left = [(i, w) for i, w in enumerate(words) if not _common_words().fullmatch(w)]
    return any((i and w[0].isupper()) or any(c.isupper() for c in w[1:]) for i, w in left)


def _sources() -> Iterator[tuple[str, str]]:
    for path in sorted(PACKS.glob("*.toml")):
        yield path.name, _folded_strings(tomllib.loads(path.read_text("utf-8")))
    for path in sorted(AUTHORITY.glob("*.toml")):
        yield path.name, _folded_strings(tomllib.loads(path.read_text("utf-8")))
    for path in sorted(AUTHORITY.glob("*.csv")):
        yield path.name, path.read_text("utf-8").casefold()


def _folded_strings(value: Any) -> str:
    if isinstance(value, dict):
        return "\n".join(f"{k}\n{_folded_strings(v)}" for k, v in value.items()).casefold()
    if isinstance(value, list):
        return "\n".join(_folded_strings(v) for v in value)
    return str(value).casefold()


def _holds(text: str, name: str) -> bool:
    return name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None
