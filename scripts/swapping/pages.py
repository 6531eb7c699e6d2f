"""One annotated page and its annotation, swapped together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from babel import Locale

from regiograph.authority import Authority
from regiograph.extract.pack import Pack, languages, load_pack
from regiograph.extract.territories.gazetteer import tokenize
from regiograph.extract.territories.inflection import Inflector
from swapping.atlas import StandIn, stand_ins
from swapping.figures import amount_swaps, date_swaps
from swapping.regions import spellings
from swapping.words import distinctive, families, initials, lot, renamed

_NAMED = frozenset({"Project", "Cluster", "Organisation"})
_KNOWN = frozenset({"Programme", "Fund", "Initiative"})
"""Types whose names stay as they are: the reader may know them beforehand."""
_DATED = frozenset({"date", "startDate", "endDate", "publishedOn"})
_COUNTED = frozenset({"totalBudget", "fundingRate", "participants"})
_COMPOUND = 8
_SHORTEST = 2
_ACRONYM = 3


@dataclass(frozen=True, slots=True)
class Swapped:
    """A page's text and annotation after the swap; ``done`` and ``left`` count what was and was not swapped."""

    text: str
    gold: dict[str, Any]
    done: Counter[str]
    left: Counter[str]


def swap_page(text: str, gold: Mapping[str, Any], authority: Authority, seed: str) -> Swapped:
    """Swap names, regions, dates and amounts of a page; the same seed gives the same page."""
    pack = load_pack(gold["lang"])
    done: Counter[str] = Counter()
    left: Counter[str] = Counter()
    dates, days, kept = date_swaps(gold["literals"], pack, lot(f"{seed}/dates"))
    done["dates"], left["dates"] = len(dates), kept
    amounts, values, kept = amount_swaps(gold["literals"], pack, lot(f"{seed}/amounts"))
    done["amounts"], left["amounts"] = len(amounts), kept
    tokens = tokenize(text)
    found = stand_ins(text, tokens, gold, authority, f"{seed}/regions")
    for kind, key in (("Region", "regions"), ("Place", "towns")):
        own = [s for s in found if s.record.type == kind]
        done[key] = sum(s.other is not None for s in own)
        left[key] = len(own) - done[key]
    left["regions"] += _uncoded(gold)
    spelt = (s for t in found for s in spellings(t.record, pack.language))
    places = {t.folded for s in spelt for w in s.words for t in tokenize(w)}
    places |= _words(gold, {"Region", "Country", "Place"} | _KNOWN)
    names = _names(gold, _Common(text, pack, authority, places), f"{seed}/names")
    done["names"] = sum(any(w in names for m in e["mentions"] for w in _tokens(m)) for e in _named(gold))
    left["names"] = sum(1 for _ in _named(gold)) - done["names"]
    shapes: dict[str, str] = {}
    for stand in found:
        shapes |= stand.forms
    areas = (e for e in gold["entities"] if e["type"] in _KNOWN or (e["type"] == "Region" and not e["code"]))
    protected = [m for e in areas for m in e["mentions"]]
    change = replacer({**names, **shapes, **dates, **amounts}, protected)
    return Swapped(change(text), _regold(gold, change, found, days, values), done, left)


def replacer(swaps: Mapping[str, str], protected: Iterable[str] = ()) -> Callable[[str], str]:
    """A function that replaces whole words and phrases in one pass, longest first; ``protected`` ones stay."""
    keep = set(protected)
    table = {**swaps, **{p: p for p in keep}}
    parts = []
    for phrase in sorted(table, key=lambda p: (-len(p), p)):
        ending = "" if distinctive(phrase) and phrase in swaps and phrase.isalnum() else r"(?![\w])"
        number = r"(?<![\d.,])" if phrase[:1].isdigit() else ""
        parts.append(rf"{number}(?<!\w){re.escape(phrase)}{ending or '(?![A-ZÀ-Þ0-9])'}")
    if not parts:
        return lambda text: text
    pattern = re.compile("|".join(parts))
    return lambda text: pattern.sub(lambda m: table[m.group()], text)


def _named(gold: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    return (e for e in gold["entities"] if e["type"] in _NAMED)


def _tokens(mention: str) -> list[str]:
    return [t.text for t in tokenize(mention)]


def _words(gold: Mapping[str, Any], types: set[str]) -> set[str]:
    return {w.casefold() for e in gold["entities"] if e["type"] in types for m in e["mentions"] for w in _tokens(m)}


class _Common:
    """Tells the words of a name that say what the thing is from those that only name it."""

    def __init__(self, text: str, pack: Pack, authority: Authority, places: set[str]) -> None:
        packs = (pack, load_pack("en"))
        curated = [r for r in authority.records.values() if r.source.endswith(".toml") and r.source != "areas.toml"]
        self._known = places | {
            t.folded
            for r in curated
            for language in (pack.language, "en", "mul")
            for name in r.names.get(language, ())
            for t in tokenize(name)
            if len(t.text) >= _SHORTEST
        }
        for p in packs:
            self._known |= p.connectors | p.linking | p.articles | p.locative | p.abbreviations
            self._known |= {name.casefold() for name in Locale.parse(p.language).languages.values()}
        self._inflectors = [Inflector(p, frozenset(self._known)) for p in packs]
        bodies = [load_pack(code).head("organisation") for code in languages()]  # a body may bear its own tongue's name
        self._heads = [*(m for p in packs for m in p.heads.values()), *bodies]
        self._lower = {t.folded for t in tokenize(text) if t.text[0].islower()}
        self._all = {t.folded for t in tokenize(text)}

    def __call__(self, word: str) -> bool:
        folded = word.casefold()
        if len(folded) < _ACRONYM or folded.isdigit():
            return True
        if folded in self._known or any(i.bases(folded) for i in self._inflectors):
            return True
        if any(h.fullmatch(word) for h in self._heads):
            return True
        if word[0].islower() or distinctive(word):
            return False
        alike = folded[: max(_COMPOUND, len(folded) - 5)]
        return folded in self._lower or (len(folded) > _COMPOUND and any(w.startswith(alike) for w in self._lower))

    def taken(self, word: str) -> bool:
        """Whether an invented word means something already."""
        return self(word) or word.casefold() in self._all


def _names(gold: Mapping[str, Any], common: _Common, seed: str) -> dict[str, str]:
    """Word of a name → its new form, the same all over the page."""
    spelt: set[str] = set()
    for entity in _named(gold):
        whole = [_tokens(m) for m in (*entity["mentions"], entity["name"])]
        short = {initials(words) for words in whole if len(words) > _ACRONYM - 1}  # an acronym of words that stay
        for mention in entity["mentions"]:
            words = _tokens(mention)
            named = (w for w in words if w[0].isupper() or distinctive(w) or len(words) == 1)
            spelt |= {w for w in named if w not in short and not common(w)}
    found: dict[str, str] = {}
    for stem, group in families(spelt):
        rng = lot(f"{seed}/{stem.casefold()}")
        found |= dict(renamed(stem, group, rng, common.taken))
    return found


def _uncoded(gold: Mapping[str, Any]) -> int:
    return sum(e["type"] == "Region" and not e["code"] for e in gold["entities"])


def _regold(
    gold: Mapping[str, Any],
    change: Callable[[str], str],
    found: list[StandIn],
    days: Mapping[str, str],
    values: Mapping[str, str],
) -> dict[str, Any]:
    """The annotation of the swapped page."""
    new = {code: s.other for s in found if s.other for code in s.record.codes}
    labels = {s.record.label(): s.other.label() for s in found if s.other}
    relabel = replacer(labels)
    entities = []
    for e in gold["entities"]:
        other = new.get(e["code"]) if e["type"] == "Region" and e["code"] else None
        if e["type"] in _KNOWN:
            entities.append(dict(e))
            continue
        name = other.label() if other else relabel(change(e["name"]))
        code = other.code if other else e["code"]
        entities.append({**e, "name": name, "code": code, "mentions": [change(m) for m in e["mentions"]]})
    relations = [
        {**r, "o": (days if r["p"] in _DATED else values if r["p"] in _COUNTED else {}).get(r["o"], r["o"])}
        if r["literal"]
        else dict(r)
        for r in gold["relations"]
    ]
    literals = [{**item, "text": change(item["text"])} for item in gold["literals"]]
    return {**gold, "entities": entities, "relations": relations, "literals": literals}
