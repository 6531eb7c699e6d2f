"""Projects that no noun explains: a quoted or distinctive name of which a sentence tells what is told of projects."""

from __future__ import annotations

import re

from regiograph.extract.names.headnouns import apposed_kind
from regiograph.extract.names.runs import Run, dateline
from regiograph.extract.projects.called import announced as is_announced
from regiograph.extract.projects.called import is_called, so_called, to_mark, unknown, work_before
from regiograph.extract.projects.ownheadings import announced_blocks, free_of_bodies, heads_entry, own_heading, yeared
from regiograph.extract.projects.telling import is_free
from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import Mention, Page, key_of
from regiograph.extract.reading.spelling import distinctive

_TELLING = ("lineage_to", "lineage_from", "springs", "funding", "lead_by", "got_money")
_ORIGIN = ("lineage_to", "lineage_from", "springs")
"""Triggers of what happens to projects; the second are not said of bodies."""
_WORDS = 5
_LETTERS = 5
_NOUN = 60
_OTHER = frozenset({"practice", "case", "strategy"})
_YEARS = re.compile(r"\+?[ \u00a0]\((?:19|20)\d\d[ \u00a0]?[–-][ \u00a0]?(?:19|20)\d\d\)")
_ENDS = re.compile(r"[.;:!]?\s*$")
"""What may stand between a name and the end of its sentence."""
_SHORTEST = 3
_FEW = 4
"""Words that an ordinal and what belongs to it take; letters of a comma and a blank before a participle."""
_PREPOSITION = 3


def find_undertakings(page: Page, runs: list[Run], quoted: list[Run]) -> None:
    """Takes in names in headings of their own, and quoted or distinctive names in telling sentences."""
    if not any(h.kind in {"project", "programme"} for h in page.heads) and not page.of("Project", "Programme", "Fund"):
        return
    announced = announced_blocks(page)
    for run in runs:
        if own_heading(page, run, announced):
            _take(page, run, 0.65)
    for run in quoted:
        sentence = page.sentence_at(run.start)
        if run.words <= _WORDS and so_called(page, run, sentence) and free_of_bodies(page, run):
            _take(page, run, 0.7)
            continue
        if run.words <= _WORDS and work_before(page, run, sentence) and free_of_bodies(page, run):
            _take(page, run, 0.65)
            continue
        plain = run.words == 1 and not distinctive(page.text[run.start : run.end])
        if not plain and run.words <= _WORDS and heads_entry(page, run, announced) and free_of_bodies(page, run):
            _take(page, run, 0.65)
            continue
        if (
            run.words <= _WORDS
            and not plain
            and free_of_bodies(page, run)
            and (_told(page, sentence, _TELLING) or _starts(page, sentence, run) or _verb_behind(page, sentence, run))
            and not _other(page, sentence)
        ):
            _take(page, run, 0.6)
    named = bool(page.telling("bears_name", "called"))
    for run in runs:
        if _YEARS.match(page.text, run.end) and yeared(page, run, announced):
            _take(page, run, 0.65)
            continue
        called = named and run.words <= _WORDS and is_called(page, page.sentence_at(run.start), run)
        if called and unknown(page, run):
            page.replace(_mention(page, to_mark(page, run), 0.7))
            continue
        work = run.words <= _WORDS and work_before(page, run, page.sentence_at(run.start))
        if work and is_free(page, run.start, run.end):
            page.replace(_mention(page, to_mark(page, run), 0.65))
            continue
        apart = run.words > 1 and page.text[run.end : run.end + 1] == ","
        if (
            apart
            and _apposed(page, page.sentence_at(run.start), run, "network")
            and (not page.overlapping(run.start, run.end) or _only_place(page, run))
        ):
            name = page.text[run.start : run.end]
            page.replace(Mention(run.start, run.end, key_of("Network", name), "Network", name, "apposed", 0.7))
            continue
        whole = _to_comma(page, run)
        if (
            whole.words <= _WORDS
            and (free_of_bodies(page, whole) or _only_place(page, whole))
            and _introduced(page, whole)
        ):
            page.replace(_mention(page, whole, 0.65))
    for run in runs:
        word = page.text[run.start : run.end]
        if (
            run.words <= _FEW - 1
            and distinctive(page.tokens[run.first].text)
            and len(word) >= _LETTERS
            and all(_is_coined(t.text) for t in page.tokens[run.first : run.last])
            and free_of_bodies(page, run)
            and not dateline(page, run)
        ):
            sentence = page.sentence_at(run.start)
            if page.blocks[sentence.block].kind == "heading" and sentence.end - run.end <= 1:
                continue
            dated = _YEARS.match(page.text, run.end) is not None
            led = page.text[run.end : run.end + 2].lstrip("+")[:1] == "," and _led(page, sentence, run)
            wherein = page.pack.trigger("wherein").match(page.text, run.end + 2) and page.text[run.end] == ","
            told = _told(page, sentence, _ORIGIN) and not _leads(page, sentence, run)
            if (told or dated or led or wherein) and not _other(page, sentence):
                kind = apposed_kind(page, run.start)
                page.add(Mention(run.start, run.end, key_of(kind, word), kind, word, "told-of", 0.6))


def _is_coined(word: str) -> bool:
    return distinctive(word) or word.isupper() or word.isdigit()


def _starts(page: Page, sentence: Sentence, run: Run) -> bool:
    """ "W styczniu ruszają „Pieniny bez korków”": a verb of beginning and a date, where projects are spoken of."""
    if run.words < 2 or not page.dates_in(sentence.start, sentence.end):
        return False
    hits = page.pack.trigger("start").finditer(page.text, sentence.start, sentence.end)
    verb = any(h.end() - h.start() > _PREPOSITION for h in hits)
    return verb and is_announced(page, sentence, run) and not page.named_in(sentence, ("Event", "Programme", "Cluster"))


def _verb_behind(page: Page, sentence: Sentence, run: Run) -> bool:
    """ "“Varma väggar” ends this month": a quoted name opens the sentence, a verb of beginning or ending follows."""
    if run.words < 2 or run.start > sentence.start + 1:
        return False
    behind = re.compile(r"[\"”»“«’']?[ \u00a0]").match(page.text, run.end)
    hits = [page.pack.trigger(name).match(page.text, behind.end()) for name in ("start", "end")] if behind else []
    return any(h is not None and h.end() - h.start() > _PREPOSITION for h in hits)


def _to_comma(page: Page, run: Run) -> Run:
    """Between two commas a name goes on in lower case to the second: "The other, Young joiner, is …"."""
    if run.quoted or page.text[max(0, run.start - 2) : run.start] != ", ":
        return run
    comma = page.text.find(",", run.end, run.end + _NOUN // 2)
    rest = page.tokens_in(run.end, comma) if comma >= 0 else []
    said = [t.text for t in rest[:-1]] + [rest[-1].text.lower()] if rest else []
    if not rest or len(rest) > _FEW - 1 or not all(w.islower() and w.isalpha() for w in said):
        return run
    return Run(run.first, run.last + len(rest), run.start, comma)


def _introduced(page: Page, run: Run) -> bool:
    """What stands around a name says that it is a project's: where one is announced, and what happens to projects."""
    sentence = page.sentence_at(run.start)
    name = page.text[run.start : run.end]
    block = page.blocks[sentence.block]
    label = page.text[run.end : run.end + 1] == ":" and run.start <= block.start + 1
    if (
        len(name) < _SHORTEST
        or block.kind == "heading"
        or label
        or any(t.text.isdigit() for t in page.tokens[run.first : run.first + 1])
    ):
        return False
    last = page.tokens[run.last - 1].text
    if last.isdigit() and len(last) == 2 and page.text[run.end + 1 : run.end + 2].islower():
        return False  # "Omkring 90 personer"
    strange = (run.words > 1 and not page.pack.nouns_capital) or distinctive(name)
    if name.isupper() and len(name) >= _LETTERS and is_announced(page, sentence, run) and _begins(page, sentence, run):
        return True
    beside = _counted(page, sentence, run) or _apposed(page, sentence, run) or (strange and _led(page, sentence, run))
    if beside and is_announced(page, sentence, run):
        return True
    return strange and run.start <= sentence.start + 1 and _begins(page, sentence, run)


def _only_place(page: Page, run: Run) -> bool:
    """Several words that only a noun for a place in them made one."""
    taken = page.overlapping(run.start, run.end)
    nouns = page.heads_in(run.start, run.end)
    place = bool(taken) and all(m.record is None and m.type == "Place" for m in taken)
    return run.words > 1 and place and all(h.kind == "place" for h in nouns)


def _counted(page: Page, sentence: Sentence, run: Run) -> bool:
    """ "The first is ABC, which …", "The second, ABC, is …": an ordinal that opens the sentence, with a name beside."""
    words = page.tokens_in(sentence.start, run.start)
    if not words or len(words) > _FEW or not any(page.ordinal(t.folded) for t in words):
        return False
    if any(h.kind != "project" for h in page.heads_in(sentence.start, run.start)):
        return False
    light = page.pack.light
    plain = [
        t
        for t in words
        if t.folded not in light and not page.ordinal(t.folded) and not page.pack.trigger("copula").fullmatch(t.text)
    ]
    apart = page.text[run.start - 2 : run.start] == ", " and page.text[run.end : run.end + 1] == ","
    copula = page.pack.trigger("copula").fullmatch(words[-1].text) or words[-1].folded in page.pack.articles
    plain = [t for t in plain if not page.heads_in(t.start, t.end, "project")]
    return not plain and bool(apart or copula)


def _apposed(page: Page, sentence: Sentence, run: Run, kind: str = "project") -> bool:
    """ "A new project, ABC, starts", "a network, les Øyer, which": between commas behind noun and adjectives."""
    first = page.tokens_in(max(0, run.start - _NOUN), run.start)[-1:]
    article = bool(first) and first[0].folded in page.pack.articles and page.text[first[0].end : run.start] == " "
    start = first[0].start if article else run.start
    ends = _ENDS.match(page.text, run.end, sentence.end) is not None and kind == "project"
    if not (ends or page.text[run.end : run.end + 1] == ",") or page.text[max(0, start - 2) : start] != ", ":
        return False
    ends_at = [h.end for h in page.heads_in(max(sentence.start, start - _NOUN), start) if h.kind == kind]
    if kind == "project":
        work = page.pack.trigger("undertaking").finditer(page.text, max(sentence.start, start - _NOUN), start)
        ends_at = sorted([*ends_at, *(hit.end() for hit in work)])
    if not ends_at:
        return False
    between = page.text[ends_at[-1] : start - 2]
    after = page.text[run.end + 1 : run.end + 3].strip()
    return (
        "," not in between
        and len(between.split()) <= _FEW - 1
        and between.islower() | (not between)
        and (ends or after[:1].islower())
        and not (ends and any(t.folded in page.pack.locative for t in page.tokens_in(ends_at[-1], start)))
    )


def _led(page: Page, sentence: Sentence, run: Run) -> bool:
    """ "…, among them ABC, coordinated by X": a participle of leading behind the name and a comma."""
    if page.text[run.end : run.end + 2].lstrip("+")[:1] != ",":
        return False
    behind = page.text.find(",", run.end) + 2
    relative = page.pack.trigger("relative").match(page.text, behind)
    behind = relative.end() + 1 if relative else behind  # ", jota hallinnoi", ", amelyet … vezet"
    hits = [page.pack.trigger(name).match(page.text, behind, sentence.end) for name in ("lead_by", "led")]
    return any(hits)


def _leads(page: Page, sentence: Sentence, run: Run) -> bool:
    """A verb of leading right before the name: who leads."""
    low = max(sentence.start, run.start - _NOUN // 2)
    hits = [h for name in ("lead_of", "lead_by") for h in page.pack.trigger(name).finditer(page.text, low, run.start)]
    return any(all(t.folded in page.pack.articles for t in page.tokens_in(h.end(), run.start)) for h in hits)


def _begins(page: Page, sentence: Sentence, run: Run) -> bool:
    """ "ABC DEF started in January 2023": the name opens the sentence, and a verb of beginning with a date follows."""
    if page.text[run.end : run.end + 1] != " " or not page.text[run.end + 1 : run.end + 2].islower():
        return False
    hit = page.pack.trigger("start").search(page.text, run.end, min(sentence.end, run.end + _NOUN))
    verb = hit is not None and hit.end() - hit.start() > _PREPOSITION
    near = [d for d in page.dates_in(run.end, sentence.end) if hit and d.start - hit.end() <= _NOUN]
    other = page.named_in(sentence, ("Event", "Programme", "Cluster"))
    return verb and bool(near) and all(m.type == "Programme" and m.end < run.start for m in other)


def _told(page: Page, sentence: Sentence, names: tuple[str, ...]) -> bool:
    return any(page.pack.trigger(name).search(page.text, sentence.start, sentence.end) for name in names)


def _other(page: Page, sentence: Sentence) -> bool:
    """A noun for something else that is quoted stands in the sentence."""
    return any(h.kind in _OTHER or h.kind.startswith("event") for h in page.heads_in(sentence.start, sentence.end))


def _mention(page: Page, run: Run, confidence: float) -> Mention:
    name = page.text[run.start : run.end]
    return Mention(run.start, run.end, key_of("Project", name), "Project", name, "told-of", confidence)


def _take(page: Page, run: Run, confidence: float) -> None:
    page.add(_mention(page, run, confidence))
