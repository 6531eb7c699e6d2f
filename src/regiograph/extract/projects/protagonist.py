"""The project that "the project" takes up: a name before it that nothing else explains.

"The committee gave the green light to Clear Water. … The project costs 3 million": a sentence begins with the bare
noun, no project has been named so far, and one name before it stands in quotation marks or stands on the page again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from regiograph.extract.names.runs import Run, words_like
from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import TERRITORIES, Mention, Page, key_of
from regiograph.extract.reading.spelling import distinctive
from regiograph.extract.sheets.titles import of_cluster
from regiograph.model import EntityType

_OPENING = 30
"""Characters at the start of a sentence within which the bare noun stands."""
_BEFORE = 16
_WORDS = 5
_SHORTEST = 6
_AGAIN = 2
_FAR = 900
"""Characters between a name and the noun that takes it up."""
_OF_IT = 3
"""Words between a noun for an event and the project it is an event of."""
_PREPOSITION = 3
_ENDING = 3
"""Letters by which forms of a name differ."""
_LIST = re.compile(r"[,:] |,? [–—-] ")
_LINK = re.compile(r", | (?P<word>&|[^\W\d_]{1,5}) ")
_TOLD = ("start", "end", "cost", "funding", "got_money", "lineage_to", "lineage_from", "lead_by", "period")


def find_protagonist(page: Page, runs: list[Run], quoted: list[Run]) -> None:
    """Takes in the one name that the first sentence about "the project" can mean."""
    sentence = next((s for s in page.with_head("project") if _takes_up(page, s)), None)
    if sentence is None or any(m.start < sentence.start for m in page.of("Project")):
        return
    if any(m.start < sentence.start for m in page.of("Partnership", "Network")):
        return
    low, high = sentence.start - _FAR, max(sentence.start, page.text.find(": ", sentence.start, sentence.end))
    near = [r for r in quoted if low <= r.start < high and _quoted(page, r)]
    found = {page.text[r.start : r.end] for r in near}
    if not found:
        near = [r for r in runs if low <= r.start < high and _plain(page, r)]
        found = {page.text[r.start : r.end] for r in near}
    if len(found) == 1:
        name = near[0]
        shown = page.text[name.start : name.end]
        page.replace(Mention(name.start, name.end, key_of("Project", shown), "Project", shown, "taken-up", 0.6))


def find_titled_alone(page: Page) -> None:
    """ "ROUTARAJA", below it "Final report of the project": the first line is one coined word, or a few in capitals,
    that the text says again with one capital, whatever its ending, and never in small letters."""
    block = next((b for b in page.blocks[:_AGAIN] if b.kind == "heading"), None)
    words = page.tokens_in(block.start, block.end) if block else []
    if block is None or not 0 < len(words) <= _WORDS - 1 or not any(h.kind == "project" for h in page.heads):
        return
    name = page.text[block.start : block.end]
    shouted = name.isupper() and name.replace(" ", "").isalpha()
    if len(words[0].text) < _SHORTEST or not (shouted or (len(words) == 1 and distinctive(name))):
        return
    taken = [m for m in page.overlapping(block.start, block.end) if m.type not in TERRITORIES]
    if taken or page.heads_in(block.start, block.end) or page.dated.meet(block.start, block.end):
        return
    forms = [t for t in page.tokens if t.start >= block.end and _form_of(t.folded, words[0].folded)]
    if not forms or any(t.text[0].islower() for t in forms):
        return
    kind: EntityType = "Cluster" if of_cluster(page) else "Project"
    title = Mention(block.start, block.end, key_of(kind, name), kind, name, "titled-alone", 0.7)
    page.replace(title)
    for t in forms if len(words) == 1 else ():
        if not any(m.type not in TERRITORIES for m in page.overlapping(t.start, t.end)):
            form = "name" if t.folded == words[0].folded else "inflected"
            page.replace(replace(title, start=t.start, end=t.end, form=form, rule="repeat"))


def _form_of(form: str, word: str) -> bool:
    """A word and one with another ending, of which a letter of the stem may change: "ROUTARAJA", "Routarajan"."""
    stem = max(_SHORTEST - 1, len(word) - _ENDING)
    return form[:stem] == word[:stem] and abs(len(form) - len(word)) <= _ENDING


def find_counted(page: Page, runs: list[Run]) -> None:
    """ "Out of two older projects, Abc and Def 2": as many names as the number before the noun says."""
    starts = {r.start: r for r in runs}
    for head in page.heads:
        mark = _LIST.match(page.text, head.end) if head.kind == "project" else None
        number = _number(page, head.start) if mark else 0
        if mark is None or number < _AGAIN:
            continue
        named, at = [], mark.end()
        while (run := starts.get(at)) and run.words <= _WORDS and not run.quoted:
            named.append(run)
            link = _LINK.match(page.text, run.end)
            joined = link is not None and (link["word"] is None or link["word"].casefold() in page.pack.linking)
            at = link.end() if link and joined else -1
        if len(named) == number and all(_free(page, r) or _yeared(page, r) for r in named):
            for run in named:
                shown = page.text[run.start : run.end]
                page.replace(Mention(run.start, run.end, key_of("Project", shown), "Project", shown, "counted", 0.7))


def _yeared(page: Page, run: Run) -> bool:
    """A year ends the name and nothing is known of it: "Beekdal 2000"."""
    last = page.tokens[run.last - 1]
    plain = not page.overlapping(run.start, run.end) and not page.heads_in(run.start, run.end)
    return plain and run.words > 1 and last.text.isdigit()


def _number(page: Page, end: int) -> int:
    """The number said in the three words before a noun."""
    for token in reversed(page.tokens_in(end - 2 * _OPENING, end)[-_OF_IT:]):
        if token.text.isdigit():
            return int(token.text)
        if token.folded in page.pack.numbers:
            return page.pack.numbers[token.folded]
    return 0


def _takes_up(page: Page, sentence: Sentence) -> bool:
    """The sentence begins with the noun for one project, known already, without a name of its own."""
    if page.blocks[sentence.block].kind not in {"para", "item"}:
        return False
    colon = page.text.find(": ", sentence.start, sentence.end)
    for start in (sentence.start, colon + 2) if colon >= 0 else (sentence.start,):
        for head in page.heads_in(start, start + _OPENING, "project")[:1]:
            before = page.tokens_in(start, head.start)
            behind = page.text[head.end : head.end + 2]
            if any(t.folded in page.pack.numbers for t in before) or page.overlapping(head.start, head.end):
                continue
            said = behind[:1] == "," or (behind[:1] in {" ", "\u00a0"} and behind[1:].islower())
            if said and all(_small(page, t.folded) for t in before):
                return True
    return False


def _small(page: Page, word: str) -> bool:
    return word in page.pack.light or len(word) <= _PREPOSITION


def _quoted(page: Page, run: Run) -> bool:
    """A quoted name that no noun before it explains, but that of an event of it: "kick-off of “Abc”"."""
    words = page.tokens[run.first : run.last]
    if not words or len(words) > _WORDS + 1 or not _free(page, run):
        return False
    if len(words) == 1 and run.end - run.start < _SHORTEST:
        return False
    if len(words) > _OF_IT and page.text[run.end + 1 : run.end + 2] == ":":
        return False  # "“No river, but water”: guests ask …": what somebody said
    return _unexplained(page, run)


def _unexplained(page: Page, run: Run) -> bool:
    sentence = page.sentence_at(run.start)
    beside = [h for h in page.heads_in(max(sentence.start, run.start - 2 * _OPENING), run.start) if h.kind != "project"]
    if not beside:
        return True
    between = page.tokens_in(beside[-1].end, run.start)
    if beside[-1].kind.startswith("event"):
        light = page.pack.connectors | page.pack.locative
        return 0 < len(between) <= _OF_IT and any(t.folded in light for t in between)
    return len(between) >= _OF_IT


def _plain(page: Page, run: Run) -> bool:
    """Several words with capitals inside a sentence of which something is told that is told of projects, said again."""
    if run.quoted or not _AGAIN <= run.words <= _WORDS or not _free(page, run):
        return False
    words = page.tokens[run.first : run.last]
    if not all(t.text.isalpha() or distinctive(t.text) for t in words if t.folded not in page.pack.light):
        return False
    opens = run.start <= page.sentence_at(run.start).start + 1
    if page.pack.nouns_capital and (opens or not all(t.text[0].isupper() for t in words)):
        return False  # two nouns side by side are a name, an adjective that opens a sentence is none
    shown = page.text[run.start : run.end]
    places = list(words_like(page.text, shown, whole=True))
    where = all(after_place_word(page, at) for at in places)
    return len(places) >= _AGAIN and not where and _told(page, places)


def after_place_word(page: Page, at: int) -> bool:
    """A word of place, no article counted, stands before an offset."""
    before = [t for t in page.tokens_in(at - _BEFORE, at) if t.folded not in page.pack.articles][-1:]
    return bool(before) and before[0].folded in page.pack.locative


def _told(page: Page, places: Iterable[int]) -> bool:
    """One of the sentences with the name tells of a beginning, an end, money, origin or a leader."""
    for at in places:
        s = page.sentence_at(at)
        hits = (h for name in _TOLD for h in page.pack.trigger(name).finditer(page.text, s.start, s.end))
        if at > s.start + 1 and any(h.end() - h.start() > _PREPOSITION for h in hits):
            return True
    return False


def _free(page: Page, run: Run) -> bool:
    """Nothing is known there but a territory inside the name, and no noun tells of another kind of thing."""
    taken = page.overlapping(run.start, run.end)
    if any(m.type not in TERRITORIES or (m.start <= run.start and m.end >= run.end) for m in taken):
        return False
    if page.dated.meet(run.start, run.end) or page.figures.meet(run.start, run.end):
        return False
    return all(h.kind in {"place", "city", "region"} for h in page.heads_in(run.start, run.end))
