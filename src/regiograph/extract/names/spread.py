"""Names that follow from others: acronyms in brackets, lists that share a type, and the same name again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from regiograph.extract.names.runs import Run
from regiograph.extract.reading.page import COLLABORATIONS, TERRITORIES, Mention, Page, key_of
from regiograph.extract.reading.spelling import LINKING, distinctive
from regiograph.model import BLOCK, EntityType

_ACRONYM = re.compile(
    r"[\"”“»«]?[ \u00a0]?\((?:(?P<gloss>[^()\"“”„]{6,90})[ \u00a0][–—-][ \u00a0])?(?P<q>[\"“„]?)"
    r"(?P<acronym>[^\W\d_][\w&-]{1,11})(?:[,;][^()]{0,40})?[\"”]?\)"
)
_ENDING = re.compile(r"(?:['’:-]?[a-zà-ÿ]{1,5})?(?!\w)", re.IGNORECASE)
_NO_ENDING = re.compile(r"(?!\w)")
_SINGLE = re.compile(r"[\w&+-]+")
_LONG_FORM = re.compile(r"[ \u00a0]?\((?P<q>[\"“„«])?(?P<long>[^\W\d_][^()\"“”„«»]{6,120})[\"“”»]?\)")
_COORDINATED = frozenset({"Project", "Cluster", "Programme", "Organisation"})
_LONG_NAME = 3
"""Blanks in a name from which on the order of its words may change."""
_TRANSLATED = re.compile(r"[ \u00a0]?\((?P<how>[^\W\d_]+(?: [^\W\d_]+)?)[.:]{0,2} (?P<name>[^()]{3,80})\)")
_OPENS = 2
"""Letters that a name begins with at least to be looked up as a word."""
_LINK = 9
"""The most characters that coordinate two names."""
_COORDINATION = re.compile(r"-?\s?[,;/]\s?|-?\s?[,]?\s(?:&|[^\W\d_]{1,4})\s", re.IGNORECASE)


def find_acronyms(page: Page, runs: list[Run]) -> None:
    """ "Long Name (LN)" and "LN (Long Name)": both name one thing, for the rest of the page."""
    starts = {r.start: r for r in reversed(runs)}
    aliases = page.pack.places("alias", page.text) != []
    for mention in list(page.mentions):
        if mention.type in TERRITORIES:
            continue
        m = _ACRONYM.match(page.text, mention.end)
        m = m if m and m["acronym"][0].isupper() else None
        within = next(iter(page.within(m.start("acronym"), m.end("acronym"))), None) if m else None
        if within and within.record and mention.record is None and within.type == mention.type:
            page.replace(replace(mention, key=within.key, name=within.name, record=within.record, form="alias"))
            continue
        if (
            m
            and not page.overlapping(m.start("acronym"), m.end("acronym"))
            and (_initials_fit(m["acronym"], m["gloss"] or mention.name) or _coined(mention, m["acronym"]))
        ):
            page.add(replace(mention, start=m.start("acronym"), end=m.end("acronym"), form="acronym", rule="acronym"))
        link = aliases and page.pack.trigger("alias").search(page.text, mention.end, mention.end + 24)
        called = starts.get(link.end() + 1) if link else None
        if link and called and called.words > 1 and not re.search(r"\w", page.text[mention.end : link.start()]):
            page.replace(replace(mention, start=called.start, end=called.end, form="alias", rule="alias"))
        other = _TRANSLATED.match(page.text, mention.end)
        if other and page.pack.trigger("translated").fullmatch(other["how"]):
            page.replace(
                replace(mention, start=other.start("name"), end=other.end("name"), form="alias", rule="translated")
            )
        noun = next((h for h in page.heads_in(mention.end + 1, mention.end + 25) if h.start == mention.end + 1), None)
        long = _LONG_FORM.match(page.text, noun.end if noun else mention.end)
        if (
            long
            and mention.name.isupper()
            and long["long"][0].isupper()
            and (_initials_fit(mention.name, long["long"]) or _spelt_out(page, long) or _quoted_too(mention, long))
        ):
            page.replace(
                replace(mention, start=long.start("long"), end=long.end("long"), form="alias", rule="long-form")
            )


def _coined(mention: Mention, acronym: str) -> bool:
    """A word in capitals behind a project's name of several words: many acronyms come from its name in English."""
    several = mention.record is None and mention.type == "Project" and " " in mention.name
    return several and len(acronym) > _LONG_NAME and distinctive(acronym) and not mention.name.isupper()


def _quoted_too(mention: Mention, long: re.Match[str]) -> bool:
    """ "ABC („Avižos Europos lygumose“)": what stands in quotes behind a collaboration's acronym is its name too."""
    return long["q"] is not None and mention.record is None and mention.type in COLLABORATIONS


def _spelt_out(page: Page, long: re.Match[str]) -> bool:
    """The bracket holds one name of a collaboration that no list knows: many acronyms are no initials."""
    inside = page.overlapping(long.start("long"), long.end("long"))
    return len(inside) == 1 and (
        inside[0].type in COLLABORATIONS
        and inside[0].record is None
        and (inside[0].start, inside[0].end) == long.span("long")
        and inside[0].name.count(" ") >= _LONG_NAME
    )


def _unaccented(word: str) -> str:
    """A word in small letters without its accents: "É" stands as "E" in an acronym."""
    plain = unicodedata.normalize("NFD", word.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)) or word


def _initials_fit(acronym: str, name: str) -> bool:
    letters = [c for c in _unaccented(acronym) if c.isalpha()]
    initials = [_unaccented(w)[0] for w in re.findall(r"[^\W_]+", name)]
    position, hits = 0, 0
    for letter in letters:
        if letter in initials[position:]:
            position = initials.index(letter, position) + 1
            hits += 1
    return hits >= max(2, len(letters) // 2) or "".join(letters) in "".join(initials) or hits == len(letters)


def find_coordinated(page: Page, runs: list[Run]) -> None:
    """Names in one list share the type of the one that a head noun explains ("projects A and B")."""
    territories = {m.start for m in page.of(*TERRITORIES)}
    order = [r for r in runs if r.start not in territories]
    for listed, forward in ((order, True), (order[::-1], False)):
        for previous, run in pairwise(listed):
            left, right = (previous, run) if forward else (run, previous)
            if right.start - left.end > _LINK:
                continue
            anchor = next((m for m in page.overlapping(previous.start, previous.end) if m.record is None), None)
            if anchor is None or anchor.type not in _COORDINATED or run.words > 6:
                continue
            if not forward and anchor.start > right.start + _LINK:
                continue  # "24 farmers and members of the project ABC"
            plain = run.words == 1 and not distinctive(page.text[run.start : run.end])
            if plain and (page.pack.nouns_capital or run.start <= page.sentence_at(run.start).start + 1):
                continue  # "Schluss ist im Mai": a noun, "Today, the cluster …": a word that opens its sentence
            if anchor.type == "Organisation" and (plain or page.text[left.end : right.start].strip() != ","):
                continue
            if not _coordinates(page, left.end, right.start) or page.dated.meet(run.start, run.end):
                continue
            taken = page.overlapping(run.start, run.end)
            if taken and not (anchor.type == "Cluster" and _relabelled(page, taken)):
                continue
            start = _without_opener(page, run)
            name = page.text[start : run.end]
            if len(name) > 2 and any(c.isalpha() for c in name):
                page.replace(Mention(start, run.end, key_of(anchor.type, name), anchor.type, name, "coordination", 0.7))


def _coordinates(page: Page, low: int, high: int) -> bool:
    between = page.text[low:high]
    if "\n" in between or not _COORDINATION.fullmatch(between):
        return False
    word = between.strip("- ,").casefold()
    links = word in LINKING and (word in page.pack.linking or word not in page.pack.locative)  # "A in B" is no list
    return between.strip("- ") in {",", ";", "/", "&"} or links


def _relabelled(page: Page, taken: list[Mention]) -> bool:
    """In a sentence on labels, a "partnership" or "network" listed among clusters is one of them."""
    sentence = page.sentence_at(taken[0].start)
    labelled = page.heads_in(sentence.start, sentence.end, "label")
    return bool(labelled) and all(
        m.type in {"Partnership", "Network", "Organisation"} and m.record is None for m in taken
    )


def find_bracketed(page: Page, runs: list[Run]) -> None:
    """ "Name (Region)" in prose: several words or a distinctive spelling name a body, one plain word a place."""
    for run in runs:
        if run.words > 6 or page.text[run.end : run.end + 2] != " (":
            continue
        taken = page.overlapping(run.start, run.end)
        if taken and (run.words < 2 or any(m.type not in TERRITORIES or m.end == run.end for m in taken)):
            continue
        inside = next(iter(page.within(run.end + 2, run.end + 3)), None)
        if inside is None or inside.type not in TERRITORIES or not re.match(r"(?: \w+)?[),]", page.text[inside.end :]):
            continue
        start = _without_opener(page, run)
        name = page.text[start : run.end]
        spelling = " " in name or distinctive(name)
        if spelling or inside.type == "Country":
            kind: EntityType = "Organisation" if spelling else "Place"
            page.replace(Mention(start, run.end, key_of(kind, name), kind, name, "bracketed", 0.65))


def find_employers(page: Page, runs: list[Run]) -> None:
    """A name right behind a masked person is the body that the person speaks for."""
    for run in runs if BLOCK in page.text else ():
        before = page.text[max(0, run.start - 3) : run.start]
        if BLOCK in before and "\n" not in before and not page.overlapping(run.start, run.end) and run.words <= 6:
            name = page.text[run.start : run.end]
            if len(name) > 3:
                page.add(
                    Mention(run.start, run.end, key_of("Organisation", name), "Organisation", name, "employer", 0.6)
                )


def _without_opener(page: Page, run: Run) -> int:
    first = run.first
    while first < run.last - 1 and (
        page.tokens[first].folded in page.pack.articles or page.tokens[first].folded in LINKING
    ):
        first += 1
    return page.tokens[first].start


def find_reordered(page: Page) -> None:
    """A heading with the very words of a name in another order is that name too."""
    named: dict[tuple[str, ...], list[Mention]] = {}
    for m in {m.key: m for m in page.mentions if m.record is None and m.name.count(" ") >= _LONG_NAME}.values():
        named.setdefault(_bag(m.name), []).append(m)
    for block in page.blocks:
        if block.kind != "heading":
            continue
        text = page.text[block.start : block.end]
        same = next((m for m in named.get(_bag(text), ()) if m.name != text), None) if named else None
        if same:
            page.insert(replace(same, start=block.start, end=block.end, form="alias", rule="reordered"))


def _bag(name: str) -> tuple[str, ...]:
    return tuple(sorted(re.findall(r"[^\W_]+", name.casefold())))


def find_repeats(page: Page, source: Page | None = None, mentions: Iterable[Mention] | None = None) -> None:
    """A name that was explained once is known wherever it stands again on the page, inflected forms included.

    The names are those of ``source`` (all, or some of its mentions) if it is given: the passages in another language.
    """
    source = source or page
    known: dict[str, Mention] = {}
    for m in source.mentions if mentions is None else mentions:
        if m.record is None:
            known.setdefault(source.text[m.start : m.end].casefold(), m)
    for name, origin in sorted(known.items(), key=lambda kv: -len(kv[0])):
        single = _SINGLE.fullmatch(name) is not None
        if len(name) < 3 or (single and name in page.pack.ambiguous):
            continue
        shown = source.text[origin.start : origin.end]
        for start, end in _again(page, shown, name, single):
            if not page.overlapping(start, end) and (page.text[start].isupper() or not shown[0].isupper()):
                form = "inflected" if end - start > len(shown) else origin.form
                page.add(replace(origin, start=start, end=start + len(shown), rule="repeat", form=form))


def _again(page: Page, shown: str, name: str, single: bool) -> Iterator[tuple[int, int]]:
    """Where a name stands on a page, in any case, one word with an ending too; no two overlap."""
    text, ending = page.text, _ENDING if single else _NO_ENDING
    if len(name) != len(shown) or not shown[0].isalnum() or not name[:_OPENS].isalnum() or not page.folds:
        pattern = re.compile(rf"(?<![\w-]){re.escape(shown)}{ending.pattern}", re.IGNORECASE)
        yield from (hit.span() for hit in pattern.finditer(text))
        return
    free = 0
    for start in page.word_places(name):
        if start < free or (start and text[start - 1] == "-"):
            continue
        if hit := ending.match(text, start + len(shown)):
            free = hit.end()
            yield start, free
