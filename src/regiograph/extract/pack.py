"""Language packs: one TOML file a language says which words matter; this module turns it into matchers.

A word may end in ``*`` (any ending) and a phrase may hold several words: ``"partner* in"``. Month names come from
CLDR through Babel; the pack adds the inflected forms that CLDR lacks.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from regiograph.extract.reading.openers import Matchers, Openers, Placed
from regiograph.extract.reading.phrases import NOTHING, phrases
from regiograph.extract.time.monthnames import by_stem, month_first, months_of, week, weekdays

_PACKS = Path(__file__).parent / "packs"
_LAST = re.compile(r"[\w*]+$")
MONEY, PERCENTS, MONTHS = "money", "percents", "months"
CODES = ("EUR", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "BGN", "GBP", "CHF")
"""Currencies whose code may stand before a sum."""
APPROXIMATIONS = ("about", "more-than", "less-than")
_ENDINGS = ("locative_endings", "genitive_endings", "plural_endings", "town_endings")
_FILLED = frozenset({"lead_by", "lead_of", "partner_in", "partner_list", "member_of"})
"""Triggers inside whose phrases "also" and "now" may stand."""


@dataclass(frozen=True, slots=True)
class Pack:
    """What one language contributes. ``heads`` and ``triggers`` are compiled matchers; an absent one matches nothing.

    ``heads_follow``: a body's lower-case noun stands behind its name (Lapin liitto); ``cased_places``: an ending says
    "in" of a place; ``adjectives_follow``: what describes a noun may stand behind it (wizyta studyjna);
    ``adjectives_lead``: an adjective with a capital before a noun in lower case begins a body's name
    (Trnavská univerzita); ``nouns_capital``: every noun has a capital; ``adjectives_capital``: adjectives of places
    have one outside names too; ``lemmas``: case forms of nouns that begin or end names → nominatives; ``light``:
    articles, connectors and locative words together; ``opening``: these and other words whose capital at the start of a
    sentence begins no name (adverbs, pronouns); ``since``, ``until``: prepositions that lead to any time
    from or to which something lasts; ``times_follow``: they stand behind it (huhtikuuhun saakka); ``lone_months``:
    forms of months that alone say when (syyskuussa); ``percents``: number words that stand before "per cent";
    ``fractions``: "half" and "three quarters", in per cent; ``month_first``: a date's month stands before its day;
    ``year_words``: what may follow a year ("r.", "gada"); ``bare_names``: names may lose their article; ``mutations``:
    small letters may stand before a name's capital (Irish); ``accents_move``: forms of a word may have
    the accent elsewhere (Greek); ``week``: forms of the weekdays' names that say a day, with its number;
    ``locative_endings``: endings of nouns that say where something is; ``genitive_endings``: of words that stand before
    a noun they belong to; ``plural_endings``: of nouns that mean several things; ``town_leads`` and
    ``town_endings``: words before a town, and endings of its name, that say "in"; ``dashed_seats``: the town of a
    body may stand behind a dash at the end of its name (Областна администрация – Видин);
    ``signed``: triggers with a phrase that ends with a sign ("immexxi mill-").
    """

    language: str
    articles: frozenset[str]
    connectors: frozenset[str]
    linking: frozenset[str]
    locative: frozenset[str]
    since: frozenset[str]
    until: frozenset[str]
    lone_months: frozenset[str]
    abbreviations: frozenset[str]
    ambiguous: frozenset[str]
    heads: Mapping[str, re.Pattern[str]]
    triggers: Mapping[str, re.Pattern[str] | Placed]
    multipliers: Mapping[str, int]
    numbers: Mapping[str, int]
    percents: Mapping[str, int]
    fractions: Mapping[str, int]
    months: Mapping[str, int]
    ordinals: Mapping[str, int]
    heads_follow: bool = False
    times_follow: bool = False
    cased_places: bool = False
    dashed_seats: bool = False
    adjectives_follow: bool = False
    adjectives_lead: bool = False
    nouns_capital: bool = False
    adjectives_capital: bool = False
    month_first: bool = False
    year_words: frozenset[str] = frozenset()
    weekdays: frozenset[str] = frozenset()
    week: Mapping[str, int] = field(default_factory=dict)
    ignored: frozenset[str] = frozenset()
    prefixes: frozenset[str] = frozenset()
    suffixes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    stems: tuple[tuple[re.Pattern[str], str], ...] = ()
    openers: Openers = field(default_factory=lambda: Openers({}))
    closers: Openers = field(default_factory=lambda: Openers({}))
    signed: frozenset[str] = frozenset()
    light: frozenset[str] = frozenset()
    opening: frozenset[str] = frozenset()
    month_stems: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    lemmas: Mapping[str, str] = field(default_factory=dict)
    bare_names: bool = False
    mutations: bool = False
    accents_move: bool = False
    locative_endings: tuple[str, ...] = ()
    genitive_endings: tuple[str, ...] = ()
    plural_endings: tuple[str, ...] = ()
    town_leads: frozenset[str] = frozenset()
    town_endings: tuple[str, ...] = ()

    def head(self, name: str) -> re.Pattern[str]:
        """The matcher of the words for a kind of thing ("cluster", "event")."""
        return self.heads.get(name, NOTHING)

    def of_time(self, word: str) -> bool:
        """Whether a case-folded word is a month or a weekday, or opens one's name ("Dé Céadaoin")."""
        return word in self.months or any(day == word or day.startswith(f"{word} ") for day in self.weekdays)

    def trigger(self, name: str) -> re.Pattern[str] | Placed:
        """The matcher of the phrases for a relation ("lead_by", "funding")."""
        try:
            return self.triggers[name]
        except KeyError:
            return NOTHING

    def places(self, trigger: str, text: str) -> list[int] | None:
        """Where in a text a trigger may begin; ``None`` where it may anywhere."""
        matcher = self.trigger(trigger)
        if matcher is NOTHING:
            return []
        return matcher.places(text) if isinstance(matcher, Placed) else None

    def starts(self, trigger: str, text: str) -> list[int] | None:
        """As :meth:`places`, without those at which the trigger is known not to hit."""
        matcher = self.trigger(trigger)
        if matcher is NOTHING:
            return []
        return matcher.starts(text) if isinstance(matcher, Placed) else None

    def placed(
        self, text: str, within: str | None = None, words: Iterable[tuple[int, str]] | None = None
    ) -> tuple[Pack, dict[str, list[int]]]:
        """The pack for one page, whose triggers know where they may hit; and where each kind's nouns may stand.

        ``within`` is the same text with blanks where nothing may hit, because it is in another language; ``words``
        are those of the text, if they are known.
        """
        places = self.openers.places(text if within is None else within, words)
        return replace(self, triggers=Matchers(self.triggers, text, places, self.openers.unbound, self.signed)), places


@lru_cache(maxsize=65_536)
def ordinal(word: str, language: str) -> int | None:
    """The number of a case-folded ordinal word in a language.

    >>> ordinal("druhého", "cs"), ordinal("éù", "cs")
    (2, None)
    """
    for name, value in load_pack(language).ordinals.items():
        base = name.rstrip("*")
        if word == base or (name.endswith("*") and word.startswith(base)):
            return value
    return None


def languages() -> list[str]:
    """The languages that have a pack, sorted."""
    return sorted(p.stem for p in _PACKS.glob("*.toml") if p.stem != "common")


@cache
def load_pack(language: str) -> Pack:
    """The pack of a language; a language without one gets what all languages share."""
    table = _table(_PACKS / "common.toml")
    own = _PACKS / f"{language}.toml"
    if own.is_file():
        mine = _table(own)
        table = _merged(_without(table, frozenset(mine.get("strangers", ()))), mine)
    inflection = table.get("inflection", {})
    months = months_of(language, table.get("months", {}))
    articles, connectors, locative = (_words(table, name) for name in ("articles", "connectors", "locative"))
    connectors |= {w.rstrip("'’-") for w in connectors}  # words of a text are told without their marks
    fillers = table.get("fillers", ())
    return Pack(
        language=language,
        articles=articles,
        connectors=connectors,
        linking=_words(table, "linking"),
        locative=locative,
        since=_words(table, "since"),
        until=_words(table, "until"),
        lone_months=_words(table, "lone_months"),
        light=articles | connectors | locative,
        opening=articles | connectors | locative | _words(table, "opening"),
        abbreviations=_words(table, "abbreviations"),
        ambiguous=_words(table, "ambiguous"),
        heads={name: phrases(words) for name, words in table.get("heads", {}).items()},
        triggers={
            name: phrases(
                words,
                fillers if name in _FILLED else (),
                table.get("numbers", ()) if name == "partner_in" else (),
            )
            for name, words in table.get("triggers", {}).items()
        },
        multipliers={k.casefold(): v for k, v in table.get("multipliers", {}).items()},
        numbers={k.casefold(): v for k, v in table.get("numbers", {}).items()},
        months=months,
        month_stems=by_stem(months),
        percents=_by_word(table.get("percents", {})),
        fractions=_by_word(table.get("fractions", {})),
        ordinals={k.casefold(): v for k, v in table.get("ordinals", {}).items()},
        month_first=month_first(language),
        year_words=_words(table, "year_words"),
        weekdays=weekdays(language),
        week=week(language, table.get("weekday_endings", ())),
        ignored=frozenset(table.get("ignored", ())),
        prefixes=_words(table, "prefixes"),
        town_leads=_words(table, "town_leads"),
        heads_follow=bool(table.get("heads_follow", False)),
        cased_places=bool(table.get("cased_places", False)),
        times_follow=bool(table.get("times_follow", False)),
        dashed_seats=bool(table.get("dashed_seats", False)),
        adjectives_follow=bool(table.get("adjectives_follow", False)),
        adjectives_lead=bool(table.get("adjectives_lead", False)),
        nouns_capital=bool(table.get("nouns_capital", False)),
        adjectives_capital=bool(table.get("adjectives_capital", False)),
        suffixes=_suffixes(inflection.get("suffixes", {})),
        bare_names=bool(inflection.get("bare_names", False)),
        mutations=bool(inflection.get("mutations", False)),
        accents_move=bool(inflection.get("accents_move", False)),
        **{name: tuple(table.get(name, ())) for name in _ENDINGS},
        lemmas={k.casefold(): v for k, v in table.get("lemmas", {}).items()},
        stems=tuple((re.compile(a), b) for a, b in inflection.get("stems", ())),
        openers=Openers(
            {f"{t}.{name}": words for t in ("heads", "triggers") for name, words in table.get(t, {}).items()}
            | {
                MONEY: [*table.get("multipliers", {}), *CODES],
                PERCENTS: [word for words in table.get("percents", {}).values() for word in words],
                MONTHS: [*(name.split(" ")[0] for name in months), *(f"{stem}*" for stem in by_stem(months))],
            }
        ),
        signed=frozenset(n for n, words in table.get("triggers", {}).items() if not all(map(_last_word, words))),
        closers=Openers({name: map(_last_word, table.get("triggers", {}).get(name, ())) for name in APPROXIMATIONS}),
    )


def _table(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def _merged(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Lists and tables of the language come on top of what all languages share."""
    merged = dict(base)
    for key, value in own.items():
        before = base.get(key)
        if isinstance(value, dict) and isinstance(before, dict):
            merged[key] = _merged(before, value)
        elif isinstance(value, list) and isinstance(before, list):
            merged[key] = before + value
        else:
            merged[key] = value
    return merged


def _without(shared: Mapping[str, Any], strangers: frozenset[str]) -> dict[str, Any]:
    """What all languages share but for words of others that mean something else here ("van" is "is" in Hungarian)."""
    triggers = {name: [w for w in words if w not in strangers] for name, words in shared.get("triggers", {}).items()}
    return {**shared, "triggers": triggers}


def _words(table: Mapping[str, Any], name: str) -> frozenset[str]:
    return frozenset(w.casefold() for w in table.get(name, ()))


def _last_word(phrase: str) -> str:
    """The last word of a phrase; nothing where a sign stands behind it."""
    last = _LAST.search(phrase)
    return last.group() if last else ""


def _by_word(table: Mapping[str, list[str]]) -> dict[str, int]:
    """Number → words, turned round."""
    return {word.casefold(): int(number) for number, words in table.items() for word in words}


def _suffixes(table: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    """Form ending → base endings."""
    return {form.casefold(): tuple(b.casefold() for b in bases) for form, bases in table.items()}
