"""Projects that stand where only projects do: behind words of origin, as what is paid and led, as quoted headings."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from regiograph.extract.bodies.trimmed import without_article
from regiograph.extract.names.runs import COMPOUND, Run, beginning
from regiograph.extract.reading.layout import Block, Sentence
from regiograph.extract.reading.page import TERRITORIES, Mention, Page, key_of
from regiograph.extract.reading.spelling import distinctive
from regiograph.extract.sheets.labels import kind_of
from regiograph.model import EntityType

_ORIGIN = ("lineage_to", "lineage_from")
_WORDS = 5
_LETTERS = 5
_TAIL = 3
"""Words in lower case that may end a name: "Gränslös gallring"."""
_LED = 2
"""Words between a phrase of origin and the name it leads to."""
_TELLING = 8
"""Letters of a phrase of origin behind which a plain word is a name."""
_HEADING = 60
SIGNS = 2
"""Signs of a project that the paragraph below its name shows at least."""
_OPENING = 130
_NOUN = 20
"""Characters at the start of a sentence within which it takes up the last one; before a noun for its article."""
_COMMA = re.compile(r"[\"”»“«’']?,[ \u00a0]")
_OF = frozenset({"of", "af", "av", "van"})
"""Words of place that lead to a name as well."""
_FOR = frozenset({"för", "for", "til", "voor", "till"})
"""Words that lead to what money is given for."""
_MARKS = "\"“„«»”‘'"
_STOP = re.compile(r"[ \u00a0]?[,.;:()\n\"“”»]|$")


def find_told(page: Page, runs: list[Run], quoted: list[Run]) -> None:
    """Takes in names that nothing else explains, where the page speaks of projects at all."""
    told = any(h.kind in {"project", "programme"} for h in page.heads) or page.of("Project", "Programme", "Fund")
    runs = [without_article(page, run) for run in runs]
    starts = {r.start: r for r in (*runs, *quoted)}
    if told:
        _named_work(page, [*runs, *quoted])
    for sentence in page.telling(*_ORIGIN) if told else ():
        _behind(page, sentence, starts)
    if told:
        _headings(page)
        _taken_up(page, runs, quoted)


def _named_work(page: Page, runs: list[Run]) -> None:
    """ "to kick off Frostcell, a collaboration that …": a noun for common work behind a name, a comma, an article."""
    for run in runs:
        comma = _COMMA.match(page.text, run.end)
        if comma is None or run.words > (_WORDS if run.quoted else _TAIL):
            continue
        words = page.tokens_in(comma.end(), run.end + _HEADING)[: _TAIL + 1]
        if not words or words[0].folded not in page.pack.articles or not is_free(page, run.start, run.end):
            continue
        name = page.text[run.start : run.end]
        opens = run.start <= page.sentence_at(run.start).start + 1
        if not distinctive(name) and not run.quoted and (page.pack.nouns_capital or opens or len(name) < _LETTERS):
            continue
        work = page.pack.trigger("undertaking")
        network = next((t for t in words[1:] if page.heads_in(t.start, t.end, "network")), None)
        told = next((t for t in words[1:] if work.fullmatch(t.text) or page.heads_in(t.start, t.end, "project")), None)
        told = network or told
        if told and not re.search(r"[,.;:(]", page.text[comma.end() : told.start]):
            take(page, run.start, run.end, 0.65, "Network" if network else "Project")


def _taken_up(page: Page, runs: list[Run], quoted: list[Run]) -> None:
    """ "The minister launched “Abc”. In the project …": the next sentence takes up the one strange name of this one."""
    first = next((m.start for m in page.of("Project")), len(page.text)) * (not page.pack.nouns_capital)
    spots = [r for r in (*quoted, *runs) if _strange(page, r) or (r.start < first and _long(page, r))]
    spots += [t for r in runs if r.start < first and (t := _tailed(page, r))]
    spots.sort(key=lambda r: r.start)
    for here, after in pairwise(page.sentences):
        if page.blocks[here.block].kind not in {"para", "item"} or after.block > here.block + 1:
            continue
        if newer := _newer(page, here, after, runs):
            take(page, newer.start, newer.end, 0.6)
            continue
        named = beginning(spots, here.start, here.end)
        if not named or page.named_in(here, ("Project",)) or page.named_in(after, ("Project",)):
            continue
        until = min(after.end, after.start + _OPENING)
        taken_up = any(_definite(page, after, h.start) for h in page.heads_in(after.start, until, "project"))
        taken_up = taken_up or (any(r.quoted for r in named) and _later(page, after))
        came = page.pack.trigger("out_of_it").match(page.text, after.start) is not None
        if not taken_up and not (came and _has(page, "springs", after.start, after.end)):
            continue
        free = list({r.start: r for r in named if is_free(page, r.start, r.end)}.values())
        if len(free) == 1 and not _of_other(page, here):
            take(page, free[0].start, free[0].end, 0.6)


def _newer(page: Page, here: Sentence, after: Sentence, runs: list[Run]) -> Run | None:
    """ "Without X, Y would not exist. This new project …": the one unknown name of the sentence before."""
    noun = next(iter(page.heads_in(after.start, min(after.end, after.start + _NOUN + _LETTERS), "project")), None)
    words = page.tokens_in(after.start, noun.start) if noun and after.block == here.block else []
    shown = page.pack.trigger("demonstrative")
    if not 0 < len(words) <= _TAIL or not any(shown.fullmatch(t.text) for t in words) or page.pack.nouns_capital:
        return None
    if noun is None or any(m.start < noun.end + _NOUN for m in page.named_in(after, ("Project",))):
        return None
    free = [
        r
        for r in runs
        if here.start + 1 < r.start < here.end
        and (r.words > 1 or r.end - r.start > _LETTERS)
        and r.words <= _TAIL
        and is_free(page, r.start, r.end)
        and not page.overlapping(r.start, r.end)
        and not page.dated.meet(r.start, r.end)
    ]
    return free[0] if len(free) == 1 else None


def _later(page: Page, sentence: Sentence) -> bool:
    """The sentence behind one in the same block begins with the noun for a project."""
    index = page.index_of(sentence) + 1
    following = page.sentences[index] if index < len(page.sentences) else sentence
    if following.block != sentence.block or following is sentence or page.named_in(following, ("Project",)):
        return False
    words = page.tokens_in(following.start, following.end)[:_LED]
    nouns = [h for w in words for h in page.heads_in(w.start, w.end, "project")]
    return any(_definite(page, following, h.start) for h in nouns)


def _strange(page: Page, run: Run) -> bool:
    """A quoted name, or one in capitals of five letters or more; not a label, not the short form in brackets."""
    if run.words > _WORDS or page.text[run.end : run.end + 1] in {")", ":"}:
        return False
    words = page.tokens[run.first : run.last]
    if run.quoted:
        return (run.words > 1 or distinctive(words[0].text)) and not COMPOUND.match(page.text, run.end)
    return all(distinctive(t.text) for t in words) and run.end - run.start >= _LETTERS


def _long(page: Page, run: Run) -> bool:
    """A name of three words or more inside a sentence, more than a territory in it, and not behind "in"."""
    if run.quoted or not _LED < run.words <= _WORDS or page.text[run.start : run.end].isupper():
        return False
    before = [t for t in page.tokens_in(max(0, run.start - _NOUN), run.start) if t.folded not in page.pack.articles]
    opens = run.start <= page.sentence_at(run.start).start + _LED
    where = before and before[-1].folded in page.pack.locative - _OF
    plain = all(t.text[0].isupper() and t.text.isalpha() for t in page.tokens[run.first : run.last])
    return plain and not opens and not where and not page.dated.meet(run.start, run.end)


def _tailed(page: Page, run: Run) -> Run | None:
    """ "… 9 million for Vägen tillbaka.": a word with a capital and one to three in small letters end a sentence
    behind "for", in a language where no noun has a capital."""
    stop = re.compile(r"(?:[ \u00a0][^\W\d_A-Z]+){1,3}(?=\.(?:\s|$))").match(page.text, run.end)
    before = page.tokens_in(max(0, run.start - _NOUN), run.start)[-1:]
    led = bool(before) and before[0].folded in _FOR and page.text[before[0].end : run.start] == " "
    if run.quoted or run.words > _LED or not led or stop is None or page.heads_in(run.start, stop.end()):
        return None
    words = page.tokens_in(run.start, stop.end())
    return Run(run.first, run.first + len(words), run.start, stop.end())


def _definite(page: Page, sentence: Sentence, at: int) -> bool:
    """The noun is no new one: no word for "a" or a number stands before it."""
    before = page.tokens_in(max(sentence.start, at - _NOUN), at)[-_LED:]
    return not any(t.folded in page.pack.numbers for t in before)


def _of_other(page: Page, sentence: Sentence) -> bool:
    """The sentence speaks of a practice or strategy, which may be what is quoted."""
    return any(h.kind in {"practice", "case", "strategy"} for h in page.heads_in(sentence.start, sentence.end))


def _behind(page: Page, sentence: Sentence, starts: dict[int, Run]) -> None:
    """ "It builds on Gränslös gallring, which …": the name right behind a phrase of origin, to the next mark."""
    for name in _ORIGIN:
        for hit in page.pack.trigger(name).finditer(page.text, sentence.start, sentence.end):
            if any(q.start <= hit.start() and hit.end() < q.end for q in page.quoted or ()):
                continue  # a word of a name: "„Živé dědictví Karpat“"
            at, nouns = hit.end(), 0
            for word in page.tokens_in(at, min(sentence.end, at + 50))[: _LED + 1]:
                if page.text[at : word.start].strip(" \u00a0" + _MARKS):
                    break
                if word.start in starts:
                    _led_to(page, starts[word.start], sentence, plain=not nouns and len(hit.group()) >= _TELLING)
                    break
                light = word.folded in page.pack.articles or page.heads_in(word.start, word.end, "project")
                nouns += not light
                if not light and (nouns > 1 or not word.text.islower() or len(word.text) < _LETTERS):
                    break
                at = word.end


def _led_to(page: Page, run: Run, sentence: Sentence, *, plain: bool) -> None:
    """Takes in what a phrase of origin leads to; a plain word only right behind a phrase that says nothing else."""
    if page.dated.meet(run.start, run.end):
        return  # "continues the work begun in 2019"
    end = run.end
    if not run.quoted and run.words <= 2 and not page.text[run.start : run.end].isupper():
        tail = page.tokens_in(run.end, min(sentence.end, run.end + _HEADING))
        stop = _STOP.search(page.text, run.end, sentence.end)
        limit = stop.start() if stop else sentence.end
        inside = [t for t in tail if t.start < limit]
        if 0 < len(inside) <= _TAIL and all(t.text.islower() and t.text.isalpha() for t in inside):
            end = inside[-1].end
    strange = run.quoted or run.words > 1 or end > run.end or distinctive(page.text[run.start : run.end])
    closed = _STOP.match(page.text, run.end, sentence.end) and not page.pack.nouns_capital
    strange = strange or (plain and bool(closed) and run.end - run.start >= _LETTERS)
    counted = page.text[run.start].isdigit() and not run.quoted
    if strange and not counted and is_free(page, run.start, end) and len(page.tokens_in(run.start, end)) <= _WORDS:
        take(page, run.start, end, 0.65)


def _headings(page: Page) -> None:
    """A quoted name on a line of its own above a paragraph that tells of a project."""
    for block, below in pairwise(page.blocks):
        opened = page.text[block.start] in _MARKS and page.text[block.end - 1] in _MARKS
        if opened and below.kind == "para" and _names_one(page, block) and signs_in(page, below) >= SIGNS:
            take(page, block.start + 1, block.end - 1, 0.65)
    text = next((i for i, b in enumerate(page.blocks) if b.kind == "para" and b.end - b.start > _HEADING), 0)
    for index, (block, below) in enumerate(pairwise(page.blocks)):
        if block.kind == below.kind == "heading" and index > text > 0:  # not the title and the first heading
            _group(page, index)


def _group(page: Page, index: int) -> None:
    """ "What we work on", right below it "Flaxlab" and a paragraph, "Hemp in the wall" and a paragraph: headings under
    a heading, each above a text that tells of a project."""
    found: list[tuple[Block, int]] = []
    at = index + 1
    while at + 1 < len(page.blocks) and page.blocks[at].kind == "heading" and page.blocks[at + 1].kind == "para":
        block, below = page.blocks[at], page.blocks[at + 1]
        signs = signs_in(page, below) + _has(page, "end", below.start, below.end)
        signs += any(m.type == "Organisation" for m in page.within(below.start, below.end))
        opener = page.tokens_in(block.start, block.end)[:1]
        small = bool(opener) and opener[0].folded in page.pack.opening
        if signs < SIGNS or small or not _names_one(page, block, plain=True):
            break
        found.append((block, signs))
        at += 2
    if len(found) < SIGNS or max(signs for _, signs in found) <= SIGNS:
        return
    for block, _ in found:
        take(page, block.start, block.end, 0.6)


def _names_one(page: Page, block: Block, *, plain: bool = False) -> bool:
    """A short line in which nothing else is named; one plain word where the page says it nowhere in small letters."""
    text = page.text[block.start : block.end].strip(_MARKS + " ")
    words = page.tokens_in(block.start, block.end)
    if block.kind not in {"heading", "para"} or not words or len(words) > _WORDS or not text[:1].isupper():
        return False
    if text[-1] in ".:?!" or "\n" in text or len(text) > _HEADING or not words[0].text[0].isupper():
        return False
    lone = len(words) == 1 and not distinctive(words[0].text) and "-" not in text
    lone = lone and not (plain and f" {words[0].folded}" not in page.text and kind_of(page, text) is None)
    common = page.heads_in(block.start, block.end) or page.dates_in(block.start, block.end)
    return not lone and not common and is_free(page, block.start, block.end)


def signs_in(page: Page, block: Block) -> int:
    """How many kinds of things a paragraph tells that are told of projects."""
    signs = sum(_has(page, name, block.start, block.end) for name in ("funding", "lead_by", "led", "start", "partner"))
    money = any(block.start <= a.start < block.end for a in page.money)
    payer = any(m.type in {"Programme", "Fund"} for m in page.within(block.start, block.end))
    return signs + money + payer + bool(page.heads_in(block.start, block.end, "project"))


def _has(page: Page, name: str, start: int, end: int) -> bool:
    return page.pack.trigger(name).search(page.text, start, end) is not None


def is_free(page: Page, start: int, end: int, *, capitals: bool = False) -> bool:
    """No kind of thing is named inside, and nothing is known there but a territory smaller than the name; several words
    in ``capitals`` may name what a project is like ("LIVING MOUNTAINS").
    """
    plain = {"place", "city", "network", "initiative", "strategy", "region"} if capitals else {"place", "city"}
    taken = page.overlapping(start, end)
    known = any(m.type not in TERRITORIES or (m.start <= start and m.end >= end) for m in taken)
    return not known and not [h for h in page.heads_in(start, end) if h.kind not in plain]


def take(page: Page, start: int, end: int, confidence: float, kind: EntityType = "Project") -> None:
    name = page.text[start:end]
    if name[0].isdigit() and name.split()[-1].islower():
        return  # "41 tonnes of plastic"
    if name.isupper() and page.pack.suffixes:
        known = next((m for m in page.of(kind) if m.name.isupper() and m.name[:-1] == name[:-1] != ""), None)
        if known is not None and known.name != name:  # "STRUGE" of "STRUGA"
            page.replace(replace(known, start=start, end=end, form="inflected"))
            return
    page.replace(Mention(start, end, key_of(kind, name), kind, name, "told-of", confidence))
