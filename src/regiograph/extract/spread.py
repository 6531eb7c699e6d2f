"""Names that follow from others: acronyms in brackets, lists that share a type, and the same name again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from regiograph.extract.layout import Sentence
from regiograph.extract.names import HEAD_TYPES
from regiograph.extract.page import COLLABORATIONS, TERRITORIES, Mention, Page, key_of
from regiograph.extract.runs import LINKING, Run, distinctive
from regiograph.model import BLOCK, EntityType

_ACRONYM = re.compile(r"[ \u00a0]?\((?P<q>[\"“„]?)(?P<acronym>[A-Z][\w&-]{1,11})(?:[,;][^()]{0,40})?[\"”]?\)")
_ENDING = re.compile(r"(?:['’:-]?[a-zà-ÿ]{1,5})?(?!\w)", re.IGNORECASE)
_NO_ENDING = re.compile(r"(?!\w)")
_SINGLE = re.compile(r"[\w&+-]+")
_LONG_FORM = re.compile(r"[ \u00a0]?\((?P<long>[A-ZÀ-ÞŁ][^()]{6,120})\)")
_REST_OF_NAME = re.compile(r"(?:[ \u00a0][^\W\d_]+){1,5}(?=[ \u00a0]\(\d)")
_SHORT_WORD = 5
_DEFINED = frozenset({"Project", "Programme", "Network", "Cluster", "Partnership", "Initiative"})
_SHORT_NAME = 3
_OFTEN = 3
_LEAD = 250
"""How often, and within how many characters from the start, a name stands that the page is about."""
_AROUND = 60
_BESIDE = 12
_COLON_MARK = re.compile(r"[\"”»“]?[ \u00a0]?(?:[.:,·|]|[–—-])[ \u00a0\n]+")
_COMMA = re.compile(r"[\"”»“]?(?:,|[ \u00a0][–—-])[ \u00a0\n]+")
_EXPLAINED_KINDS = frozenset({"Project", "Cluster", "Partnership", "Network"})
_LONG_RUN = 6
_EXPLAINED = 60
_FEW = 3
"""Words of a name, characters up to the noun that explains it, and common words before that noun."""
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
        within = next(iter(page.within(m.start("acronym"), m.end("acronym"))), None) if m else None
        if within and within.record and mention.record is None and within.type == mention.type:
            page.replace(replace(mention, key=within.key, name=within.name, record=within.record, form="alias"))
            continue
        if (
            m
            and not page.overlapping(m.start("acronym"), m.end("acronym"))
            and _initials_fit(m["acronym"], mention.name)
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
        if long and mention.name.isupper() and (_initials_fit(mention.name, long["long"]) or _spelt_out(page, long)):
            page.replace(
                replace(mention, start=long.start("long"), end=long.end("long"), form="alias", rule="long-form")
            )


def _spelt_out(page: Page, long: re.Match[str]) -> bool:
    """The bracket holds one name of a collaboration that no list knows: many acronyms are no initials."""
    inside = page.overlapping(long.start("long"), long.end("long"))
    return len(inside) == 1 and (
        inside[0].type in COLLABORATIONS
        and inside[0].record is None
        and (inside[0].start, inside[0].end) == long.span("long")
        and inside[0].name.count(" ") >= _LONG_NAME
    )


def _initials_fit(acronym: str, name: str) -> bool:
    letters = [c for c in acronym.casefold() if c.isalpha()]
    initials = [w[0].casefold() for w in re.findall(r"[^\W_]+", name)]
    position, hits = 0, 0
    for letter in letters:
        while position < len(initials) and initials[position] != letter:
            position += 1
        if position < len(initials):
            hits += 1
            position += 1
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
            plain = run.words == 1 and not distinctive(page.text[run.start : run.end])
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


def find_defined(page: Page, runs: list[Run]) -> None:
    """ "X is a project …": the head noun of the definition gives the type of an unexplained name."""
    copulas = page.pack.places("copula", page.text)
    begins = None if copulas is None else frozenset(copulas)
    for run in runs:
        behind = page.text[run.end : run.end + 4]
        copula = run.end + len(behind) - len(behind.lstrip('* _"”»'))
        if begins is not None and copula not in begins:
            continue
        sentence = page.sentence_at(run.start)
        if run.words > 5 or run.start - sentence.start > 4 or page.overlapping(run.start, run.end):
            continue
        word = page.text[run.start : run.end]
        plain = run.words == 1 and not run.quoted and not distinctive(word)
        common = len(word) <= _SHORT_WORD or f" {word.lower()}" in page.text
        if plain and (common or page.heads_in(run.start, run.end)):
            continue  # an adverb or noun that opens the sentence ("Dziś jest to …", "From the partnership …")
        hit = page.pack.trigger("copula").match(page.text, copula)
        if hit is None:
            continue
        ahead = page.heads_in(hit.end(), min(sentence.end, hit.end() + 45))
        head = next((h for h in ahead if HEAD_TYPES.get(h.kind) in _DEFINED), None)
        if head and plain and re.match(r"[ \u00a0][\"“„«]?[^\W\d_a-zà-ÿ]", page.text[head.end : head.end + 3]):
            continue  # "Otvoren je projekt ABC": the name stands behind the noun
        kind = HEAD_TYPES[head.kind] if head else None
        if kind == "Initiative" and taken_up(page, sentence):
            kind = "Project"  # "ABC is our largest effort. The project …"
        between = page.text[hit.end() : head.start].split() if head else []
        led = any(w.casefold() in page.pack.locative for w in between)  # "is in the programme …" defines nothing
        led = led or bool(head and page.pack.trigger("out_of_it").search(page.text, hit.end(), head.start))
        if head and kind and not led and not page.overlapping(hit.end(), head.end):
            name = page.text[run.start : run.end]
            page.add(Mention(run.start, run.end, key_of(kind, name), kind, name, "defined", 0.8))


def taken_up(page: Page, sentence: Sentence) -> bool:
    """The next sentence of the block begins with "the project", without a name behind it."""
    index = page.index_of(sentence) + 1
    following = page.sentences[index] if index < len(page.sentences) else sentence
    if following is sentence or following.block != sentence.block:
        return False
    words = page.tokens_in(following.start, following.end)[:_OPENS]
    noun = next((h for w in words for h in page.heads_in(w.start, w.end, "project")), None)
    behind = page.tokens_in(noun.end, noun.end + 1 + _BESIDE)[:1] if noun else []
    return noun is not None and not (behind and (distinctive(behind[0].text) or page.text[noun.end + 1] in '"“„«'))


def find_titled(page: Page, runs: list[Run]) -> None:
    """A distinctive name (all capitals, a digit or capital inside) that the page is about, or that has partners.

    Which kind of thing it is say the head nouns in its sentences; a name without any is a project's.
    """
    spots: dict[str, list[Run]] = {}
    for run in runs:
        for part in _distinctive_parts(page, run):
            spots.setdefault(page.text[part.start : part.end], []).append(part)
    title = page.blocks[0].end if page.blocks else 0
    for name, found in spots.items():
        if len(name) <= _SHORT_NAME or any(page.overlapping(r.start, r.end) for r in found):
            continue
        about = found[0].start < max(title, _LEAD) and len(found) >= _OFTEN
        if not about and not any(_has_partners(page, r.end) or _is_funded(page, r) for r in found):
            continue
        kind = _told_kind(page, found)
        if kind is None and about and not any(h.kind == "project" for h in page.heads):
            continue
        first = found[0]
        kind = kind or "Project"
        page.add(Mention(first.start, first.end, key_of(kind, name), kind, name, "titled", 0.7, None, "acronym"))


def _is_funded(page: Page, run: Run) -> bool:
    """ "HUMUSNET, paid for by Horizon 2020": a phrase of funding and what pays follow a name at once."""
    end = min(page.sentence_at(run.start).end, run.end + _AROUND)
    payer = next((m for m in page.within(run.end, end) if m.type in {"Programme", "Fund"}), None)
    if payer is None or not re.match(r"[ ,]", page.text[run.end : run.end + 1]):
        return False
    words = page.text[run.end : payer.start].split()
    told = page.pack.trigger("funding").search(page.text, run.end, payer.start)
    return len(words) <= _LONG_RUN and told is not None and not any(w[0].isupper() for w in words)


def _distinctive_parts(page: Page, run: Run) -> list[Run]:
    """The longest stretches of a run that consist of distinctive words; none of a line all in capitals."""
    parts: list[Run] = []
    if not any(distinctive(t.text) for t in page.tokens[run.first : run.last]):
        return parts
    block = page.blocks[page.sentence_at(run.start).block]
    if page.text[block.start : block.end].isupper() and run.words > 1:
        return parts
    first: int | None = None
    for i in range(run.first, run.last + 1):
        fits = i < run.last and (
            distinctive(page.tokens[i].text) or (first is not None and page.tokens[i].text.isupper())
        )
        if fits and first is None:
            first = i
        elif not fits and first is not None:
            parts.append(Run(first, i, page.tokens[first].start, page.tokens[i - 1].end))
            first = None
    return parts


def _told_kind(page: Page, spots: list[Run]) -> EntityType | None:
    """The kind that most head nouns near a name tell; those right beside it and those of the title count for more."""
    votes: Counter[EntityType] = Counter()
    for spot in spots:
        sentence = page.sentence_at(spot.start)
        for head in page.heads_in(max(sentence.start, spot.start - _AROUND), min(sentence.end, spot.end + _AROUND)):
            kind: EntityType = HEAD_TYPES.get(head.kind, "Other")
            if kind in _DEFINED - {"Programme"} and not page.overlapping(head.start, head.end):
                beside = min(abs(head.start - spot.end), abs(spot.start - head.end)) <= _BESIDE
                votes[kind] += (4 if beside else 1) * (2 if sentence.block == 0 else 1)
    votes["Project"] += 1
    ranked: list[EntityType] = sorted(votes, key=lambda k: (-votes[k], k != "Project", k))
    return ranked[0] if votes.total() > 1 else None


def find_phrases(page: Page, runs: list[Run]) -> None:
    """Things named by a noun phrase: "commitment on … ABC"; "Network of … " as the subject of a lineage verb."""
    for head in page.heads:
        kind = HEAD_TYPES.get(head.kind)
        if kind not in {"Initiative", "Network", "Partnership"} or page.overlapping(head.start, head.end):
            continue
        sentence = page.sentence_at(head.start)
        run = next((r for r in runs if r.start >= head.end and r.start < head.end + 60), None)
        short = run and distinctive(page.text[run.start : run.end]) and not page.overlapping(run.start, run.end)
        if kind == "Initiative" and run and short and _plain_phrase(page, head.end, run.start):
            _phrase(page, head.start, run.end, kind)
            continue
        verb = page.pack.trigger("lineage_to").search(page.text, head.end, sentence.end)
        opens = head.start <= sentence.start + 1 and page.text[head.start].isupper()
        if opens and verb and re.fullmatch(r"(?: [^\W\d_]+){2,7} ", page.text[head.end : verb.start()]):
            _phrase(page, head.start, verb.start() - 1, kind)


def _plain_phrase(page: Page, start: int, end: int) -> bool:
    """Up to five words, none a verb by which one thing comes of another: "initiative for … ABC"."""
    plain = re.fullmatch(r"(?: [^\W\d_]+){0,5} ", page.text[start:end]) is not None
    return plain and not any(
        page.pack.trigger(t).search(page.text, start, end) for t in ("lineage_to", "lineage_from", "springs", "led")
    )


def _phrase(page: Page, start: int, end: int, kind: EntityType) -> None:
    name = page.text[start:end]
    page.insert(Mention(start, end, key_of(kind, name), kind, name, "phrase", 0.7))


def find_explained(page: Page, runs: list[Run]) -> None:
    """A name that what follows explains: "MADERURAL. Proyecto de …" in an item, "ABC, a small … project" anywhere."""
    for run in runs:
        # What leads to an explanation anywhere is one of the marks that do so where a line begins.
        if _COLON_MARK.match(page.text, run.end) is None:
            continue
        if run.words > _LONG_RUN or page.overlapping(run.start, run.end) or page.heads_in(run.start, run.end):
            continue
        if any(t.text.isdigit() for t in page.tokens[run.first : run.last]):
            continue
        sentence = page.sentence_at(run.start)
        block = page.blocks[sentence.block]
        name = page.text[run.start : run.end]
        leads = run.start <= block.start + 1 and block.kind in {"item", "row", "para"}
        strange = run.words > 1 or distinctive(name)
        mark = (_COLON_MARK if leads else _COMMA).match(page.text, run.end)
        again = not strange and not leads and _repeated(page, run)
        if mark is None or not (strange or again or (leads and block.kind == "item")):
            continue
        end = min(block.end, mark.end() + _EXPLAINED)
        heads = page.heads_in(mark.end(), end)
        head = next((h for h in heads if HEAD_TYPES.get(h.kind) in _EXPLAINED_KINDS), None)
        body = not leads and distinctive(name) and page.text[run.end] == ","
        if head is None and body:  # "JIC, inovacijska agencija iz Brna"
            head = next((h for h in heads if h.kind == "organisation" and page.text[h.start].islower()), None)
        if head is None or (not leads and head.start > sentence.end):
            continue
        between = page.text[mark.end() : head.start]
        words = [w for w in re.findall(r"[^\W\d_]+", between) if w.casefold() not in page.pack.articles]
        known = [m for m in page.overlapping(mark.end(), head.start) if m.type in {"Programme", "Fund"}]
        plain = [w for w in words if not any(w in m.name or w in page.text[m.start : m.end] for m in known)]
        few = 0 if again else _FEW
        if len(plain) > few or any(w[0].isupper() for w in plain[1:]) or re.search(r"[.;:,!?]", between):
            continue
        if any(w.casefold() in page.pack.locative - page.pack.articles for w in plain):
            continue  # "ABC, in the … programme" defines nothing
        kind = HEAD_TYPES[head.kind]
        page.add(Mention(run.start, run.end, key_of(kind, name), kind, name, "explained", 0.75))


def _repeated(page: Page, run: Run) -> bool:
    """A name of one plain word inside a sentence that stands elsewhere too: "…, Alpélait, the project that …"."""
    name = page.text[run.start : run.end]
    inside = run.start > page.sentence_at(run.start).start + 1 and not page.pack.nouns_capital
    return inside and len(name) > _SHORT_WORD and len(re.findall(rf"(?<!\w){re.escape(name)}", page.text)) > 1


def find_listed_projects(page: Page, runs: list[Run]) -> None:
    """Items below a heading about projects begin with a project's name."""
    starts = {r.start: r for r in runs}
    announced = False
    for block in page.blocks:
        if block.kind == "heading":
            short = len(page.text[block.start : block.end].split()) <= 4
            named = [m for m in page.within(block.start, block.end) if m.type == "Project"]
            announced = short and not named and bool(page.heads_in(block.start, block.end, "project"))
            roles = (page.pack.trigger(name) for name in ("fact_partners", "fact_lead"))
            announced = announced and not any(r.search(page.text, block.start, block.end) for r in roles)
        elif block.kind == "para" and page.text[block.end - 1] == ":":
            announced = False
        elif announced and block.kind in {"item", "row"}:
            run = starts.get(block.start)
            if run and run.words <= 6 and not page.overlapping(run.start, run.end) and not _runs_on(page, run):
                more = _REST_OF_NAME.match(page.text, run.end)  # "Less plastic (2023-2024)"
                end = more.end() if more and not page.overlapping(run.end, more.end()) else run.end
                name = page.text[run.start : end]
                page.add(Mention(run.start, end, key_of("Project", name), "Project", name, "project-list", 0.75))


def _runs_on(page: Page, run: Run) -> bool:
    """One plain word with a capital before words in lower case: a sentence, no name."""
    plain = run.words == 1 and not run.quoted and not distinctive(page.text[run.start : run.end])
    behind = page.text[run.end : run.end + 2]
    plain = plain and _REST_OF_NAME.match(page.text, run.end) is None
    return plain and behind[:1].isspace() and behind[1:].islower()


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


def _has_partners(page: Page, end: int) -> bool:
    after = page.text[end : end + 30]
    if not after.startswith((" ", "-")):
        return False
    word = after.lstrip(" -")
    return bool(page.pack.trigger("partner_list").match(word) or page.pack.trigger("fact_partners").match(word))


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
