"""Names that what is said of them explains: definitions, titles, appositions, lists below a heading about projects."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from regiograph.extract.names.headnouns import HEAD_TYPES, labels_other
from regiograph.extract.names.runs import Run, words_like
from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import TERRITORIES, Mention, Page, key_of
from regiograph.extract.reading.spelling import distinctive
from regiograph.extract.sheets.titles import of_cluster
from regiograph.model import EntityType

_LONG_FORM = re.compile(r"[ \u00a0]\([^()\n]{3,90}\)(?=[ \u00a0])")
_SHORT_WORD = 5
_MOSTLY = 0.75
"""The share of a name that a territory in it takes at most."""
_FIRST = 2
"""Words in which a sentence takes up the project of the one before."""
_DEFINED = frozenset({"Project", "Programme", "Network", "Cluster", "Partnership", "Initiative"})
_CONFUSED = frozenset({"Partnership", "Network", "Organisation"})
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


def find_defined(page: Page, runs: list[Run]) -> None:
    """ "X is a project …": the head noun of the definition gives the type of an unexplained name."""
    copulas = page.pack.places("copula", page.text)
    begins = None if copulas is None else frozenset(copulas)
    for run in runs:
        first = page.tokens[run.first]
        if run.words > 1 and not run.quoted and first.folded in page.pack.articles:
            run = run._replace(first=run.first + 1, start=page.tokens[run.first + 1].start)  # "The Brick Alliance is"
        bracket = _LONG_FORM.match(page.text, run.end)
        end = bracket.end() if bracket else run.end
        behind = page.text[end : end + 4]
        copula = end + len(behind) - len(behind.lstrip('* _"”»'))
        if begins is not None and copula not in begins:
            continue
        sentence = page.sentence_at(run.start)
        if run.words > 5 or run.start - sentence.start > 4 or not _own_words(page, run):
            continue
        word = page.text[run.start : run.end]
        plain = run.words == 1 and not run.quoted and not distinctive(word)
        common = len(word) <= _SHORT_WORD or f" {word.lower()}" in page.text
        if page.dated.meet(run.start, run.end) or (plain and (common or page.heads_in(run.start, run.end))):
            continue  # "Leta 2021 je …", an adverb or noun that opens the sentence ("Dziś jest to …")
        hit = page.pack.trigger("copula").match(page.text, copula)
        if hit is None:
            continue
        ahead = page.heads_in(hit.end(), min(sentence.end, hit.end() + 45))
        head = next((h for h in ahead if HEAD_TYPES.get(h.kind) in _DEFINED and not labels_other(page, h)), None)
        if head and plain and any(distinctive(t.text) for t in page.tokens_in(hit.end(), head.start)):
            continue  # "Then ABC was a small project": the name stands behind the verb
        if head and plain and re.match(r"[ \u00a0][\"“„«]?[^\W\d_a-zà-ÿ]", page.text[head.end : head.end + 3]):
            continue  # "Otvoren je projekt ABC": the name stands behind the noun
        if head and _names_another(page, run, head.end):
            continue
        kind = HEAD_TYPES[head.kind] if head else None
        if head is None and not plain and _work(page, hit.end(), min(sentence.end, hit.end() + 45)):
            name = page.text[run.start : run.end]
            page.add(Mention(run.start, run.end, key_of("Project", name), "Project", name, "defined", 0.7))
        if kind == "Initiative" and _taken_up(page, sentence):
            kind = "Project"  # "ABC is our largest effort. The project …"
        between = page.text[hit.end() : head.start].split() if head else []
        led = any(w.casefold() in page.pack.locative for w in between)  # "is in the programme …" defines nothing
        led = led or bool(head and _has_role(page, copula, head.start))
        led = led or bool(head and page.pack.trigger("out_of_it").search(page.text, hit.end(), head.start))
        if head and kind and not led and not page.overlapping(hit.end(), head.end):
            name = page.text[run.start : run.end]
            before = {m.key for m in page.overlapping(run.start, run.end) if (m.start, m.end) == (run.start, run.end)}
            for m in [m for m in page.mentions if m.key in before]:
                page.replace(replace(m, key=key_of(kind, name), type=kind, rule="defined"))
            page.replace(Mention(run.start, run.end, key_of(kind, name), kind, name, "defined", 0.8))


def _names_another(page: Page, run: Run, end: int) -> bool:
    """ "Grundlage des Aufrufs ist das Programm ABC": nouns with capitals, and the name stands behind the noun."""
    words = page.tokens[run.first : run.last]
    plain = page.pack.nouns_capital and not run.quoted and not any(distinctive(t.text) for t in words)
    small = any(t.text[0].islower() for t in words)
    return plain and small and bool(page.within(end, end + _FEW))


def _work(page: Page, low: int, high: int) -> bool:
    """ "is the title of a new three-year scheme": a noun for joint work behind a copula, an article and few words."""
    hit = page.pack.trigger("undertaking").search(page.text, low, high)
    if hit is None or len(hit.group()) <= _SHORT_WORD or page.within(low, hit.start()):
        return False
    words = page.tokens_in(low, hit.start())
    article = any(w.folded in page.pack.articles for w in words)
    return article and not re.search(r"[,.;:()]", page.text[low : hit.start()]) and not page.heads_in(low, hit.start())


def _own_words(page: Page, run: Run) -> bool:
    """Nothing is known of a run but a territory that some of its words name: "Stål Bergslagen"."""
    taken = page.overlapping(run.start, run.end)
    if any((m.start, m.end, m.record) == (run.start, run.end, None) and m.type in _CONFUSED for m in taken):
        return True  # "Brick Alliance is a cluster of …"
    inside = all(m.type in TERRITORIES and m.start >= run.start and m.end <= run.end for m in taken)
    return not taken or (inside and sum(m.end - m.start for m in taken) < (run.end - run.start) * _MOSTLY)


def _has_role(page: Page, start: int, end: int) -> bool:
    """ "Is the lead partner of the project": what is said defines a body's part in it."""
    roles = ("lead_noun", "fact_lead", "lead_of", "partner_in")
    return any(page.pack.trigger(n).search(page.text, start, end) for n in roles)


def _taken_up(page: Page, sentence: Sentence) -> bool:
    """The next sentence of the block begins with "the project", without a name behind it."""
    index = page.index_of(sentence) + 1
    following = page.sentences[index] if index < len(page.sentences) else sentence
    if following is sentence or following.block != sentence.block:
        return False
    words = page.tokens_in(following.start, following.end)[:_FIRST]
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
        heads = page.blocks[page.sentence_at(found[0].start).block].kind == "heading"
        often = len(found) >= _OFTEN or (heads and len(found) == _OFTEN - 1 and of_cluster(page))
        about = found[0].start < max(title, _LEAD) and often
        if not about and not any(_has_partners(page, r.end) or _is_funded(page, r) for r in found):
            continue
        kind = _told_kind(page, found)
        if about and not kind and not page.of("Cluster") and of_cluster(page):
            kind = "Cluster"
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
        nouns = page.heads_in(run.start, run.end) and not (run.quoted and page.text[run.end + 1 : run.end + 2] == ",")
        if run.words > _LONG_RUN or page.overlapping(run.start, run.end) or nouns:
            continue
        if any(t.text.isdigit() for t in page.tokens[run.first : run.last]):
            continue
        sentence = page.sentence_at(run.start)
        block = page.blocks[sentence.block]
        name = page.text[run.start : run.end]
        leads = run.start <= block.start + 1 and block.kind in {"item", "row", "para"}
        strange = run.words > 1 or distinctive(name)
        mark = (_COLON_MARK if leads else _COMMA).match(page.text, run.end)
        if mark and not distinctive(name) and page.pack.trigger("wherein").match(page.text, mark.end()):
            continue  # "in Santiago, where the partnership meets"
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
    return inside and len(name) > _SHORT_WORD and len(list(words_like(page.text, name))) > 1


def _has_partners(page: Page, end: int) -> bool:
    after = page.text[end : end + 30]
    if not after.startswith((" ", "-")):
        return False
    word = after.lstrip(" -")
    return bool(page.pack.trigger("partner_list").match(word) or page.pack.trigger("fact_partners").match(word))
