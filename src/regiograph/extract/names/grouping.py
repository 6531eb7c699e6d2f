"""Spellings of one name on one page fall together: punctuation, case, inflection, word order, short forms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from regiograph.extract.bodies.nominative import nominative
from regiograph.extract.pack import Pack
from regiograph.extract.reading.page import Mention, Page, key_of
from regiograph.extract.reading.spelling import distinctive
from regiograph.extract.territories.inflection import base_form
from regiograph.model import EntityType
from regiograph.terms import squeezed

_WORD = re.compile(r"[^\W_]+")
_SHARED_ENDING = 4
_SHORT = 3
_LONG_ENOUGH = 12
_RULES, _STEM_ENDS = 10, 2
"""Endings from which a pack's language changes words by case, and last letters of a stem that change with them."""
_APPOSED = frozenset({"Cluster", "Network", "Partnership", "Project"})


def group(page: Page) -> None:
    """Gives the mentions of one thing one key and one name: the longest exact spelling that is not inflected."""
    shorter = _by_opening(page.mentions)
    page.mentions = [_without_opener(page, shorter, m) for m in page.mentions]
    aliases = {b: a for a, b in _apposed(page)}
    page.mentions = [
        replace(m, key=aliases[m.key].key, name=aliases[m.key].name, form="alias") if m.key in aliases else m
        for m in page.mentions
    ]
    unknown = {m.key: m for m in page.mentions if m.record is None}
    leader = _leaders(unknown, page.pack)
    known: dict[str, list[tuple[Mention, str]]] = {}
    for m in page.mentions:
        if m.record:
            name = squeezed(m.name)
            known.setdefault(name[:_LONG_ENOUGH], []).append((m, name))
    page.mentions = [_completed(known, m) for m in page.mentions]
    names = {key: nominative(name, page.pack) for key, name in _names(page, leader).items()}
    kinds = {key: unknown[key].type for key in set(leader.values())}
    page.mentions = [
        _led(m, leader[m.key], names[leader[m.key]], kinds[leader[m.key]]) if m.record is None else m
        for m in page.mentions
    ]


def _apposed(page: Page) -> Iterator[tuple[Mention, str]]:
    """ "CALPRINT, el Clúster del Calzado, tiene su sede": the subject of a sentence and what says what it is."""
    for first, second in pairwise(m for m in page.mentions if m.type in _APPOSED):
        between = page.text[first.end : second.start]
        if first.type != second.type or first.record or second.record or not between.startswith(", "):
            continue
        plain = all(t.folded in page.pack.articles for t in page.tokens_in(first.end, second.start))
        opens = first.start - page.sentence_at(first.start).start <= _SHORT
        noun = any(h.start == second.start for h in page.heads_in(second.start, second.end))
        behind = page.tokens_in(second.end, second.end + _LONG_ENOUGH)[:1]
        closed = page.text[second.end : second.end + 1] == "," and behind and behind[0].folded not in page.pack.light
        if plain and opens and noun and closed and first.key != second.key:
            yield first, second.key


def _leaders(keys: dict[str, Mention], pack: Pack) -> dict[str, str]:
    """Key → the key of the first name that it is a spelling of; only names that share a trait are compared."""
    leader: dict[str, str] = {}
    leading: dict[Hashable, list[tuple[int, str]]] = {}
    for rank, (key, mention) in enumerate(keys.items()):
        traits = _traits(mention.name, pack)
        near = sorted({found for trait in traits for found in leading.get(trait, ())})
        same = next((other for _, other in near if other != key and _same(mention, keys[other], pack)), None)
        leader[key] = same or key
        if same is None:
            for trait in traits:
                leading.setdefault(trait, []).append((rank, key))
    return leader


def _traits(name: str, pack: Pack) -> tuple[Hashable, ...]:
    """What two spellings of one name must share one of (see :func:`_same`)."""
    words = _words(name)
    plain: tuple[Hashable, ...] = (squeezed(name), ("form", name), ("form", base_form(name, pack, _SHORT)))
    if len(words) == 1 and distinctive(name):
        plain = (*plain, ("camel", words[0][:_SHARED_ENDING]))
    if core := _core(name, pack):
        plain = (*plain, squeezed(core))
    if len(words) < 2:
        return plain
    return (*plain, (len(words), *(w[:_SHORT] for w in words)), tuple(sorted(words)))


def _by_opening(mentions: list[Mention]) -> dict[tuple[str, ...], list[Mention]]:
    """The first letters of the words of a name → the mentions of such names that no list knows."""
    found: dict[tuple[str, ...], list[Mention]] = {}
    for m in mentions:
        if m.record is None:
            found.setdefault((m.type, *(w[:_SHORT] for w in _words(m.name))), []).append(m)
    return found


def _led(mention: Mention, key: str, name: str, kind: EntityType) -> Mention:
    form = _form(mention, name)
    if (mention.key, mention.name, mention.form, mention.type) == (key, name, form, kind):
        return mention
    return replace(mention, key=key, name=name, form=form, type=kind)


def _without_opener(page: Page, shorter: dict[tuple[str, ...], list[Mention]], mention: Mention) -> Mention:
    """A name without the word that only opens its sentence, where it stands elsewhere without that word."""
    opens = mention.start <= page.sentence_at(mention.start).start + 2
    words = _words(mention.name)
    if mention.record is not None or not opens or len(words) < _SHORT or not mention.name[0].isupper():
        return mention
    for same in shorter.get((mention.type, *(w[:_SHORT] for w in words)), ()):
        if same.start > page.sentence_at(same.start).start + 2 and _words(same.name) == words:
            return mention  # it stands whole inside a sentence too
    for other in shorter.get((mention.type, *(w[:_SHORT] for w in words[1:])), ()):
        if other.key != mention.key and all(_akin(a, b) for a, b in zip(words[1:], _words(other.name), strict=True)):
            cut = mention.name.find(" ") + 1
            name = mention.name[cut:]
            return replace(mention, start=mention.start + cut, key=key_of(mention.type, name), name=name)
    return mention


def _form(mention: Mention, name: str) -> str:
    """A spelling whose words differ from the name's by an ending is an inflected form of it."""
    shown, known = _words(mention.name), _words(name)
    if mention.form != "name" or squeezed(mention.name) == squeezed(name) or len(shown) != len(known):
        return mention.form
    differ = [(a, b) for a, b in zip(shown, known, strict=True) if a != b]
    return "inflected" if all(_akin(a, b) for a, b in differ) else mention.form


def _completed(known: dict[str, list[tuple[Mention, str]]], mention: Mention) -> Mention:
    """A known name without its last word ("European Cluster Excellence" of the Initiative) is that known thing."""
    short = squeezed(mention.name)
    if mention.record is not None or len(short) < _LONG_ENOUGH:
        return mention
    near = known.get(short[:_LONG_ENOUGH], ())
    whole = next((m for m, name in near if name.startswith(short) and m.type == mention.type), None)
    return replace(mention, key=whole.key, record=whole.record, form="alias") if whole else mention


def _names(page: Page, leader: dict[str, str]) -> dict[str, str]:
    """The name of each group: the commonest of its base forms, the earliest among equals."""
    votes: dict[str, Counter[str]] = {}
    for m in page.mentions:
        if m.record is None:
            weight = 0 if m.form == "inflected" else 3 if m.form == "name" else 1
            votes.setdefault(leader[m.key], Counter())[m.name] += weight
    for counts in votes.values():
        for form in [n for n in counts if any(_case_of(n, other, page.pack) for other in counts)]:
            counts[form] = 0
    return {key: max(counts, key=lambda n: (counts[n], len(n) > _SHORT)) for key, counts in votes.items()}


def _same(a: Mention, b: Mention, pack: Pack) -> bool:
    compatible = a.type == b.type or {a.type, b.type} in ({"Organisation", "Cluster"}, {"GoodPractice", "Project"})
    if a.type == b.type == "Cluster" and squeezed(_core(a.name, pack) or a.name) == squeezed(
        _core(b.name, pack) or b.name
    ):
        return True
    return compatible and (
        (len(pack.suffixes) >= _RULES and _camel_forms(a.name, b.name))
        or same_name(a.name, b.name)
        or _case_of(a.name, b.name, pack)
        or _case_of(b.name, a.name, pack)
    )


def _camel_forms(a: str, b: str) -> bool:
    """ "RuokoRingin" and "RuokoRinki": two words with the same capitals inside that differ by a short ending."""
    if not (a.isalpha() and b.isalpha() and distinctive(a) and distinctive(b)) or a.isupper() or b.isupper():
        return False
    capitals = [i for i, c in enumerate(a) if c.isupper()]
    x, y = a.casefold(), b.casefold()
    stem = max(len(min(x, y, key=len)) - _STEM_ENDS, capitals[-1] + 1)
    return (
        capitals == [i for i, c in enumerate(b) if c.isupper()]
        and x[:stem] == y[:stem]
        and abs(len(x) - len(y)) <= _SHARED_ENDING
    )


def _core(name: str, pack: Pack) -> str:
    """A cluster's name without its noun at either end, "MEDIRIDA" of "Klaster MEDIRIDA"; empty where it has none."""
    words = name.replace("-", " ").split()
    for noun, rest in ((words[:1], words[1:]), (words[-1:], words[:-1])):
        if noun and rest and any(pack.head(kind).fullmatch(noun[0]) for kind in ("cluster", "compound_cluster")):
            return " ".join(rest) if any(c.isupper() for c in rest[0]) else ""
    return ""


def _case_of(form: str, name: str, pack: Pack) -> bool:
    """Whether one name is a case form of the other by the pack's endings: "Digipoliksesta" of "Digipolis"."""
    return len(form) > len(name) and base_form(form, pack, _SHORT) == name


def same_name(a: str, b: str) -> bool:
    """Whether two names are spellings of one.

    >>> same_name("Klaster éù Łódź", "klastra éù-Łódź"), same_name("Łódź Park", "Lublin Park")
    (True, False)
    """
    if squeezed(a) == squeezed(b):
        return True
    x, y = _words(a), _words(b)
    if len(x) == len(y) and len(x) > 1:
        return all(_akin(p, q) for p, q in zip(x, y, strict=True)) or (len(x) > 2 and Counter(x) == Counter(y))
    return False


@lru_cache(maxsize=65_536)
def _words(name: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(name.casefold()))


def _akin(a: str, b: str) -> bool:
    """Two forms of one word: they share all but a short ending."""
    if a == b:
        return True
    if a.isdigit() or b.isdigit():
        return False
    shared = 0
    for p, q in zip(a, b, strict=False):
        if p != q:
            break
        shared += 1
    return shared >= max(_SHORT, min(len(a), len(b)) - _SHARED_ENDING + 1) and abs(len(a) - len(b)) <= _SHARED_ENDING
