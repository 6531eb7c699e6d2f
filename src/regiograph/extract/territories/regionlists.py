"""Lists of regions that share a word: "Istarsku, Karlovačku i Varaždinsku županiju", "Ober- und Niederösterreich".

Each name of such a list is looked up together with the word that the list gives it: the noun for a kind of region
behind or before it, or the rest of the compound that a hyphen stands for. What the noun says decides between a town and
the region called after it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from regiograph.authority import Authority, Record
from regiograph.extract.pack import Pack
from regiograph.extract.reading.page import TERRITORIES, Head, Mention, Page
from regiograph.extract.reading.spelling import LINKING, OR
from regiograph.extract.territories.districts import Districts
from regiograph.extract.territories.gazetteer import Gazetteer, tokenize

_FAR = 400
"""Characters of a list that are looked at on either side of its noun."""
_WORDS = 4
_SHARED = 4
"""Letters that a noun shares with the one in the names of the authority data."""
_OFTEN = 3
_SHORTEST = 3
_NAME = 2
"""Words of a name that no record knows."""
_KEPT = 20_000
_OPENS = re.compile(
    r"[ \u00a0](?=\w)|[ \u00a0]?[:,(][ \u00a0]?(?:[^\W\d_]{1,12}[ \u00a0](?=[^\W\d_a-zà-ÿα-ωа-я])){0,1}(?=\w)"
)
"""What leads from a noun to the list behind it: "provinces, namely Genoa"."""
_ELIDED = re.compile(r"(?:l|d|dell|dall|nell|sull|all|ta|tal)['’]", re.IGNORECASE)
_OF = frozenset(("de", "di", "du", "da", "do", "of", "von", "van", "ta", "na"))
"""What may join a noun to a region's name."""
_DESCRIBED = re.compile(r"[a-zà-ÿ]{4,}[ \u00a0](?P<of>[a-zà-ÿ]{1,3})(?=[ \u00a0'’])")
_FRAGMENT = re.compile(r"(?<![\w-])(?P<f>[^\W\d_][\w’'-]*[^\W_-])[-‑](?=,?[ \u00a0])")
_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Named:
    """One name of a list and the regions that it may mean."""

    start: int
    end: int
    records: tuple[Record, ...]


class RegionLists:
    """Finds lists of regions on pages of one language."""

    def __init__(self, authority: Authority, pack: Pack, gazetteer: Gazetteer, districts: Districts) -> None:
        self._pack = pack
        self._gazetteer = gazetteer
        self._districts = districts
        self._of = sorted(_OF & pack.connectors)
        self._nouns = _nouns(authority, pack.language)
        self._known: dict[tuple[str, str], tuple[Record, ...]] = {}
        linking = {*pack.linking, *LINKING, *OR.get(pack.language, ())}
        joiners = "|".join(sorted((re.escape(w) for w in linking if w), key=lambda w: (-len(w), w)))
        self._cut = re.compile(
            rf"[ \u00a0]*[,;][ \u00a0]*(?:(?:{joiners})[ \u00a0]+)?|[ \u00a0]+(?:{joiners})[ \u00a0]+", re.IGNORECASE
        )

    def find(self, page: Page) -> None:
        """Takes in the regions of such lists; towns of their names give way."""
        for head in page.heads:
            if head.kind == "region" and all(m.type in TERRITORIES for m in page.overlapping(head.start, head.end)):
                self._take(page, self._before(page, head))
                self._take(page, self._behind(page, head))
        self._fragments(page)

    def _take(self, page: Page, named: Sequence[_Named]) -> None:
        votes = Counter(key for n in named for key in {(r.country, r.level) for r in n.records})
        for n in named:
            record = max(n.records, key=lambda r: (votes[r.country, r.level], -(r.level or 0), r.id))
            there = page.overlapping(n.start, n.end)
            if any(m.type not in TERRITORIES or m.start < n.start or m.end > n.end for m in there):
                continue
            if len(there) == 1 and (len(named) == 1 or there[0].record in n.records) and there[0].type == "Region":
                continue
            if len(named) == 1 and there and record.id not in {m.key for m in there} and there[0].type == "Country":
                continue
            self._put(page, n.start, n.end, record)

    def _put(self, page: Page, start: int, end: int, record: Record) -> None:
        name = record.label(self._pack.language)
        form = "name" if page.text[start:end] == name else "inflected"
        page.replace(Mention(start, end, record.id, "Region", name, "gazetteer-list", 0.85, record, form))

    def _before(self, page: Page, head: Head) -> list[_Named]:
        """The names of the list that a noun closes, the last one right before it."""
        sentence = page.sentence_at(head.start)
        floor = max(sentence.start, head.start - _FAR)
        if head.start - floor < _SHORTEST or page.text[head.start - 1] not in " \u00a0":
            return []
        found: list[_Named] = []
        strange = 0
        for start, end in reversed(list(self._pieces(page.text, floor, head.start - 1))):
            words = list(re.finditer(r"\S+", page.text[start:end]))[-_WORDS:]
            named: _Named | None = None
            for n, word in enumerate(words):
                low = start + word.start()
                if records := self._meant(page.text[low:end], head, page):
                    named = _Named(low, end, records)
                    light = all(w.group().casefold() in self._pack.light for w in words[:n])
                    break
            if named is None:
                strange += 1
                if strange > 1 or not found or not _name(words):
                    break
                continue  # a name between others that no record knows
            found.append(named)
            if words[0].start() or not light:
                break  # the list begins inside its sentence
        return found

    def _behind(self, page: Page, head: Head) -> list[_Named]:
        """The names of the list that a noun opens."""
        sentence = page.sentence_at(head.start)
        opened = _OPENS.match(page.text, head.end)
        if opened is None:
            return []
        found: list[_Named] = []
        strange = 0
        for start, end in self._pieces(page.text, opened.end(), min(sentence.end, head.end + _FAR)):
            low = self._past_light(page.text, start, end)
            words = list(re.finditer(r"[^\s()]+", page.text[low:end]))[:_WORDS]
            named: _Named | None = None
            for word in reversed(words):
                high = low + len(page.text[low : low + word.end()].rstrip(".,:;"))
                if records := self._meant(page.text[low:high], head, page):
                    named = _Named(low, high, records)
                    break
            if named is None:
                strange += 1
                if strange > 1 or not found or not _name(words):
                    break
                continue
            found.append(named)
            if named.end < end:
                break  # the sentence goes on
        return found

    def _pieces(self, text: str, start: int, end: int) -> Iterator[_Span]:
        """What stands between commas and linking words."""
        low = start
        for cut in self._cut.finditer(text, start, end):
            yield low, cut.start()
            low = cut.end()
        yield low, end

    def _past_light(self, text: str, start: int, end: int) -> int:
        """Where a name begins behind articles, prepositions ("de l'Aisne") or an adjective ("italiana de Foggia")."""
        described = _DESCRIBED.match(text, start, end) if self._pack.adjectives_follow else None
        if described and described["of"].casefold() in self._pack.connectors:
            start = described.start("of")
        while True:
            if elided := _ELIDED.match(text, start, end):
                start = elided.end()
                continue
            word = re.compile(r"([^\W\d_]+)[ \u00a0]").match(text, start, end)
            if word is None or word[1].casefold() not in self._pack.light or word[1][0].isupper():
                return start
            start = word.end()

    def _meant(self, name: str, head: Head, page: Page) -> tuple[Record, ...]:
        """The regions that a name means with a noun: by its own, put together with the noun, or called after a town."""
        noun = page.text[head.start : head.end].casefold()
        key = (name, noun)
        if key not in self._known:
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[key] = self._looked_up(name, noun)
        return self._known[key]

    def _looked_up(self, name: str, noun: str) -> tuple[Record, ...]:
        if len(name) < _SHORTEST or not name[0].isalpha() or (name[0].islower() and self._pack.nouns_capital):
            return ()
        own = self._records(name)
        regions = [r for r in own if r.type == "Region"]
        shown = name[0].upper() + name[1:]
        if not own and name[0].islower() and not self._pack.adjectives_follow:
            # An adjective that is the name of the region: "goriška in gorenjska regija".
            regions += [r for r in self._records(shown) if r.type == "Region"]
        for word in self._nouns:
            if any(_akin(word, part) for part in noun.split()):
                first = word.capitalize()
                for form in (f"{shown} {word}", f"{first} {name}", *(f"{first} {of} {name}" for of in self._of)):
                    regions += [r for r in self._records(form) if r.type == "Region"]
        if not regions:
            regions = [d for r in own if r.type == "Place" and (d := self._districts.of(r))]
        return tuple({r.id: r for r in regions if r.code}.values())

    def _records(self, name: str) -> tuple[Record, ...]:
        """What a name means when it stands alone."""
        matches = self._gazetteer.find(name, tokenize(name))
        return matches[0].records if matches and (matches[0].start, matches[0].end) == (0, len(name)) else ()

    def _fragments(self, page: Page) -> None:
        """ "Ober- und Niederösterreich": a beginning with a hyphen takes the end of the region that follows."""
        for m in _FRAGMENT.finditer(page.text):
            if not m["f"][0].isupper() or page.dated.meet(m.start(), m.end()):
                continue
            limit = min(page.sentence_at(m.start()).end, m.end() + _FAR // 2)
            whole = next((x for x in page.within(m.end(), limit) if x.type == "Region" and x.record), None)
            if whole is None or not self._joined(page.text[m.end() : whole.start]):
                continue
            record = self._grown(m["f"], page.text[whole.start : whole.end], whole)
            if record is not None and record.id != whole.key:
                self._put(page, m.start(), m.end(), record)

    def _joined(self, between: str) -> bool:
        """Only linking words and other beginnings of names stand between."""
        light = self._pack.linking | LINKING | self._pack.articles
        words = between.replace(",", " ").split()
        return bool(words or "," in between) and all(w.casefold() in light or w[-1] in "-‑" for w in words)

    def _grown(self, beginning: str, name: str, whole: Mention) -> Record | None:
        """The region whose name is a beginning and the end of another's, in the same country."""
        _, hyphen, rest = name.partition("-")
        forms = [f"{beginning}-{rest}"] if hyphen else []
        forms += [beginning + name[k:] for k in range(_SHORTEST, len(name) - 1)]
        for form in forms:
            for record in self._records(form):
                if record.type == "Region" and whole.record and record.country == whole.record.country:
                    return record
        return None


def _name(words: Sequence[re.Match[str]]) -> bool:
    """A word or two with a capital: a name that no record knows."""
    return 0 < len(words) <= _NAME and words[0].group()[0].isupper()


def _akin(word: str, noun: str) -> bool:
    """Two forms of one noun: "apskritis", "apskritys"."""
    if noun.startswith(word) or word.startswith(noun):
        return min(len(word), len(noun)) >= _SHORTEST
    shared = next((i for i, (a, b) in enumerate(zip(word, noun, strict=False)) if a != b), 0)
    return shared >= max(_SHARED, len(word) - _SHORTEST)


def _nouns(authority: Authority, language: str) -> tuple[str, ...]:
    """The nouns for kinds of regions that names in a language often begin or end with, commonest first."""
    counts: Counter[str] = Counter()
    for record in authority.records.values():
        if record.type == "Region" and record.code:
            for name in record.names.get(language, ()):
                words = name.split()
                if len(words) > 1:
                    counts.update({words[0].casefold(), words[-1].casefold()})
    return tuple(word for word, n in sorted(counts.items(), key=lambda c: (-c[1], c[0])) if n >= _OFTEN)
