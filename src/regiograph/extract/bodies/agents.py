"""Bodies that no rule explains but their place: behind "led by", beside another body, as holder of an office."""

from __future__ import annotations

import re

from regiograph.extract.names.runs import Run, beginning
from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import COLLABORATIONS, TERRITORIES, Mention, Page, key_of
from regiograph.extract.reading.spelling import distinctive
from regiograph.extract.roles.offices import offices

_SHORT = 4
"""Letters of the shortest word that is taken for a body's name by its place alone."""
_OPENING = 4
_TWO = 2
_NEXT = 40
"""Characters in which the next member of a list begins."""
_WIDE = 400
"""Characters, brackets and all, within which two names may stand side by side."""


def find_agents(page: Page, runs: list[Run]) -> None:
    """A name no rule explains, right behind "led by" or listed beside a body that takes part, is a body's."""
    starts, ends = {r.start: r for r in runs}, {r.end: r for r in runs}
    for sentence in page.telling("lead_by", "lead_of", "lead_duty", "partner_list", "partner_in", "with", "behind"):
        phrases = [
            hit
            for name in ("lead_by", "partner_list", "partner_in", "with", "lead_of")
            for hit in page.pack.trigger(name).finditer(page.text, sentence.start, sentence.end)
        ]
        if behind := page.pack.trigger("behind").match(page.text, sentence.start, sentence.end):
            phrases.append(behind)  # "Behind the project stand A, B and C"
        held = list(offices(page, sentence, ()))
        if not (phrases or held) or not _collaborates(page, sentence):
            continue
        for office in held:
            for held_by in (r for r in runs if office.low <= r.start and r.end <= office.high and _strange(page, r)):
                _agent(page, held_by, sentence)
        for hit in phrases:
            run = _run_at(page, starts, hit.end())
            run = run if run and run.start < sentence.end else None
            if run and (noun := _town_noun(page, run)):
                _agent(page, run._replace(start=noun), sentence)
                continue
            single = run is not None and " " not in page.text[run.start : run.end]
            led = bool(page.pack.trigger("lead_by").fullmatch(hit.group()))
            plain = single == led or (run is not None and _strange(page, run) and _named(page, sentence, hit))
            plain = plain or (run is not None and _heads_list(page, run))
            if run and plain and (not single or _ends_here(page, run.end)):
                _agent(page, run, sentence)
        for hit in page.pack.trigger("lead_of").finditer(page.text, sentence.start, sentence.end):
            before = ends.get(hit.start() - 1)
            if before and (before.words > 1 or (_strange(page, before) and _named(page, sentence, hit))):
                _agent(page, _without_article(page, before), sentence)
        own = beginning(runs, sentence.start, sentence.end)
        for run in own if phrases or held else ():
            led_to = any(hit.end() + 1 == run.start for hit in phrases)
            if _town_hall(page, sentence, run) and (led_to or not _behind_in(page, sentence, run)):
                _agent(page, run, sentence, town=True)
        for run in [*own, *reversed(own)]:
            if run.words < 2 and not _strange(page, run):
                continue
            low, high = max(sentence.start, run.start - _WIDE), min(sentence.end, run.end + _WIDE)
            beside = [m for m in page.within(low, high) if run.words > 1 or m.type == "Organisation"]
            if any(_side_by_side(page, run, m) for m in beside):
                _agent(page, run, sentence)


def _strange(page: Page, run: Run) -> bool:
    """One word of a spelling that no common word has: "VTT"."""
    return run.words == 1 and distinctive(page.text[run.start : run.end])


def _heads_list(page: Page, run: Run) -> bool:
    """A word with a capital where common nouns have none, a comma and a body behind it: "Ankur, the Ł institute"."""
    behind = [m for m in page.within(run.end, run.end + _NEXT) if m.type == "Organisation"]
    listed = page.text[run.end : run.end + 1] == "," and any(_side_by_side(page, run, m) for m in behind)
    return listed and run.words == 1 and not page.pack.nouns_capital


def _named(page: Page, sentence: Sentence, hit: re.Match[str]) -> bool:
    """What is led or worked on together has been named before a phrase, so that the name beside it is somebody's."""
    return any(m.type in COLLABORATIONS and m.end <= hit.start() for m in page.within(sentence.start, hit.start()))


def _collaborates(page: Page, sentence: Sentence) -> bool:
    """The sentence speaks of a project or partnership, by name or noun, or the page does."""
    kinds = {"project", "partnership", "network", "initiative"}
    if any(m.type in COLLABORATIONS for m in page.within(sentence.start, sentence.end)):
        return True
    if any(h.kind in kinds for h in page.heads_in(sentence.start, sentence.end)):
        return True
    return any(m.start < sentence.start for m in page.of("Project", "Partnership"))


def _ends_here(page: Page, end: int) -> bool:
    """A name of one word is whole: punctuation or a light word follows, no lower-case word of the name itself."""
    ahead = page.tokens_in(end, end + 20)[:1]
    if not ahead or page.text[end : ahead[0].start].strip():
        return True
    word = ahead[0].folded
    light = page.pack.linking | page.pack.locative | page.pack.articles
    return word in light or bool(page.pack.trigger("relative").fullmatch(word))


def _run_at(page: Page, starts: dict[int, Run], after: int) -> Run | None:
    """The run right behind an offset, articles between at most."""
    for token in page.tokens_in(after, after + 40)[:3]:
        if token.start in starts:
            return starts[token.start]
        if token.folded not in page.pack.articles and not page.heads_in(token.start, token.end, "city"):
            return None
    return None


def _town_noun(page: Page, run: Run) -> int | None:
    """Where the noun for a town's body right before its name starts: "gmina Gorlice"."""
    heads = page.heads_in(max(0, run.start - _SHORT * _OPENING), run.start, "city")
    return heads[-1].start if heads and page.text[heads[-1].end : run.start] in {" ", "\u00a0"} else None


def _town_hall(page: Page, sentence: Sentence, run: Run) -> bool:
    """ "Municipiul Reghin": a noun for a town with a capital inside a sentence, and a name."""
    first = page.tokens[run.first]
    noun = any(h.start == run.start and h.end == first.end for h in page.heads_in(run.start, first.end, "city"))
    return run.words >= _TWO and noun and not page.pack.nouns_capital and run.start - sentence.start > 1


def _behind_in(page: Page, sentence: Sentence, run: Run) -> bool:
    before = page.tokens_in(max(sentence.start, run.start - _OPENING * _SHORT), run.start)[-1:]
    return bool(before) and before[0].folded in page.pack.locative - page.pack.articles


def _side_by_side(page: Page, run: Run, body: Mention) -> bool:
    """A comma or a linking word, and articles, stand between a run and a member beside it."""
    if body.type not in {"Organisation", "Region"} or page.sentence_at(body.start) is not page.sentence_at(run.start):
        return False
    low, high = (body.end, run.start) if body.end <= run.start else (run.end, body.start)
    between = re.sub(r"\([^()]*\)", "", page.text[low:high])
    if low > high or len(between) > 24 or not re.match(r"[ \u00a0]?,|[ \u00a0]", between):
        return False
    words = between.replace(",", " ").split()
    light = page.pack.articles | page.pack.linking
    plain = [w for w in words if w.casefold() not in light and not page.pack.trigger("list_link").fullmatch(w)]
    if len(plain) == 1 and len(words) > 1 and low == body.end and words[-1] == plain[0] and plain[0].islower():
        return _strange(page, run) and body.type == "Organisation"  # "A ja norjalainen SINTEF"
    return not plain and ("," in between or len(words) > 0)


def _without_article(page: Page, run: Run) -> Run:
    first = run.first + (page.tokens[run.first].folded in page.pack.articles)
    return run._replace(first=first, start=page.tokens[first].start)


def _taken(page: Page, run: Run, *, town: bool = False) -> bool:
    """Something has been read there; a territory behind a spelling of its own is part of the name: "ProAgria Lappi"."""
    taken = page.overlapping(run.start, run.end)
    own = town or distinctive(page.tokens[run.first].text)
    if taken and all(m.record and m.type == "Organisation" and m.start == run.start and m.end < run.end for m in taken):
        return run.words > _OPENING  # "DTU Aqua" is a part of DTU
    return bool(taken) and not (own and all(m.type in TERRITORIES and m.start > run.start for m in taken))


def _agent(page: Page, run: Run, sentence: Sentence, *, town: bool = False) -> None:
    name = page.text[run.start : run.end]
    words = [t for t in page.tokens[run.first : run.last] if t.folded not in page.pack.articles]
    common = page.pack.nouns_capital and len(words) < _TWO and not distinctive(name)
    opens = run.start - sentence.start <= 1 and run.words == 1 and not distinctive(name)
    dated = page.dated.meet(run.start, run.end) or page.figures.meet(run.start, run.end)
    short = len(name) < _SHORT and not (name.isupper() and len(name) == _SHORT - 1)  # "TNO"
    if common or opens or dated or short or not name[0].isalpha() or run.words > 6 or _taken(page, run, town=town):
        return
    nouns = page.heads_in(page.tokens[run.first].start, run.end)
    if any(page.pack.trigger(t).search(page.text, run.start, run.end) for t in ("lead_by", "lead_of", "fact_lead")):
        return  # "Die Federführung liegt bei …"
    if any(page.pack.trigger(t).match(page.text, run.start) for t in ("partner_list", "partner_in")):
        return  # "Mit im Boot sind …"
    common_noun = [h for h in nouns if h.kind not in {"region", "place", "city"}]
    if common_noun or (not any(c.islower() for c in name) and len(name) > 30):
        return
    page.replace(Mention(run.start, run.end, key_of("Organisation", name), "Organisation", name, "agent", 0.6))
