"""Names made up for projects: words in capitals, or with a capital inside, amid a text in small letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from regiograph.extract.bodies.trimmed import without_article
from regiograph.extract.names.headnouns import apposed_kind
from regiograph.extract.names.inflected import is_form
from regiograph.extract.names.runs import Run
from regiograph.extract.projects.telling import SIGNS, is_free, signs_in, take
from regiograph.extract.reading.page import Head, Mention, Page
from regiograph.extract.reading.spelling import distinctive

_TAIL, _LED = 3, 2
"""Words of a name, and words before it that are looked at."""
_LETTERS, _HEADING = 5, 60
"""Letters of the shortest name, and characters before it in which a row of bodies stands."""

_COINED = 6
_ROW = 160
"""Characters behind a name in which a row of bodies goes on."""
_AMID = 3
"""Letters of a coined name, and words in small letters around it, at least."""
_NEAR = 30
_JOIN = " \u00a0-–"
_SITES = frozenset({"linkedin", "facebook", "youtube", "whatsapp", "instagram", "flickr", "powerpoint", "bluesky"})
"""Names in page furniture."""
_CONSORTIUM = re.compile(r"[CcKk][oô]n[sz][oó]r[tc]|κοινοπραξ|[Кк]онсорци", re.IGNORECASE)


def _invites(page: Page) -> bool:
    """An event to which projects invite is spoken of, and no cluster."""
    kinds = {h.kind for h in page.heads}
    return any(k.startswith("event") and k != "event_weak" for k in kinds) and not kinds & {"cluster", "label"}


def find_coined(page: Page, runs: list[Run]) -> None:
    """Takes in coined names where the page speaks of projects, or an event invites to them."""
    told = any(h.kind in {"project", "programme"} for h in page.heads) or page.of("Project", "Programme", "Fund")
    for run in runs if told or _invites(page) else ():
        for part in _coined_parts(page, without_article(page, run)):
            if _is_coined(page, part):
                take(page, part.start, part.end, 0.6, apposed_kind(page, part.start))


def _coined_parts(page: Page, run: Run) -> Iterator[Run]:
    """A run, or the strange word behind the last one in small letters of it, or before "in": "Start für MoorKlima".

    A genitive's ending is no part of the name: "WINDHAVENs".
    """
    tokens = page.tokens
    cuts = [i for i in range(run.first, run.last) if tokens[i].text[0].islower() and not distinctive(tokens[i].text)]
    first, last = (cuts[-1] + 1, run.last) if cuts else (run.first, run.last)
    if len(cuts) > 1 and tokens[cuts[-1]].folded in page.pack.locative and not distinctive(tokens[last - 1].text):
        first, last = cuts[-2] + 1, cuts[-1]  # "Treffen von MOORNETZ in Celje"
    opens = page.sentence_at(run.start).start >= run.start - 1
    if (page.pack.nouns_capital or opens) and not cuts and not run.quoted:
        while last - first > 1 and not distinctive(tokens[first].text) and tokens[last - 1].text.isupper():
            first += 1  # "über vier Jahre GASTALP"
    words = tokens[first:last]
    if words and (len(words) == 1 or not cuts):
        end, shown = words[-1].end, words[-1].text
        if len(shown) > _COINED and shown.endswith("s") and shown[:-1].isupper():
            end -= 1
        yield Run(first, last, words[0].start, end, run.quoted)


def _is_coined(page: Page, run: Run) -> bool:
    """ "The guide that GREENQUAY left behind …": words made up for a project, in capitals amid a text in small letters.

    Bodies have such names too, but shorter ones, in a row of bodies or behind a colon; what ends a bracket is the
    short form of the name before it.
    """
    words = page.tokens[run.first : run.last]
    letters = sum(len(t.text) for t in words if t.text.isalpha())
    if run.quoted or run.words > _TAIL or letters < _LETTERS or not words[0].text[0].isupper():
        return False
    shown = [*(t.text for t in words[:-1]), page.text[words[-1].start : run.end]]
    capitals = page.text[run.start : run.end].isupper() and len(words[0].text) > _TAIL
    if not all(distinctive(w) or capitals or (w.isdigit() and i == len(shown) - 1 > 0) for i, w in enumerate(shown)):
        return False
    explains = page.text[max(0, run.start - 2) : run.start] == ": " or page.text[run.end : run.end + 1] == ")"
    if (
        explains
        or page.dated.meet(run.start, run.end)
        or not is_free(page, run.start, run.end, capitals=len(words) > 1)
        or _beside_others(page, run)
    ):
        return False
    block = page.blocks[page.sentence_at(run.start).block]
    if (letters < _COINED and signs_in(page, block) < SIGNS) or _is_form(page, page.text[run.start : run.end]):
        return False
    rest = page.tokens_in(block.start, run.start) + page.tokens_in(run.end, block.end)
    if sum(t.text.islower() for t in rest) < _AMID:
        return False
    first = shown[0].casefold()
    plain = {t.text for t in page.tokens if t.text.casefold() == first}
    coined = all(distinctive(w) for w in plain) and first not in _SITES
    return coined and not _beside_others(page, run)


def _is_form(page: Page, word: str) -> bool:
    """A case form of a name in capitals that is known: "SZYNIE" of "SZYNA"."""
    names = {page.text[m.start : m.end] for m in page.of("Project") if m.record is None}
    return any(is_form(page, word, name) for name in names if name != word)


def _beside_others(page: Page, run: Run) -> bool:
    """A noun for another kind of thing stands right beside the name, or a body in one row with it."""
    if _of_call(page, run):
        return True
    first = not any(m.start < run.start for m in page.of("Project"))
    invited = first and any(h.kind == "project" for h in page.heads)  # "The third ABCDEF study visit"
    near = page.tokens_in(max(0, run.start - _NEAR), run.start)[-_LED:]
    low = near[0].start if near else run.start
    heads = [*page.heads_in(low, run.start), *page.heads_in(run.end, run.end + _NEAR)]
    if any(
        h.kind != "project"
        and not page.pack.trigger("funding").match(page.text, h.start)  # "Finanziert wurde ABC"
        and (h.end <= run.start or page.text[run.end : h.start].strip(_JOIN) == "")
        and not ((h.kind.startswith("event") or _consortium(page, h)) and _of_it(page, h.end, run.start))
        and not (invited and h.kind.startswith("event_") and h.kind != "event_call")
        for h in heads
    ):
        return True
    row = [
        m
        for m in page.within(max(0, run.start - _HEADING), run.end + _TAIL)
        if m.type in {"Organisation", "Cluster"}
        and (page.text[m.end : run.start].strip() == "," or m.start > run.end or _linked(page, m, run))
    ]
    return bool(row) or _opens_row(page, run)


def _of_call(page: Page, run: Run) -> bool:
    """ "ABCDEF: a call against drought", "the second call, ABCDEF, which": the name of a call."""
    behind = re.match(r"(?::|[ \u00a0][–—-])[ \u00a0]", page.text[run.end : run.end + _TAIL])
    after = page.tokens_in(run.end, run.end + _NEAR)[:_TAIL] if behind else []
    before = page.tokens_in(max(page.sentence_at(run.start).start, run.start - _NEAR), run.start)[-_LED:]
    if page.text[max(0, run.start - _NEAR) : run.start].find(", ") < 0:
        before = []
    while before and before[-1].folded in page.pack.articles:
        before = before[:-1]
    return any(page.heads_in(t.start, t.end, "event_call") for t in (*after, *before[-1:]))


def _opens_row(page: Page, run: Run) -> bool:
    """ "ABCDE, the University of A and the University of B": two bodies behind a name, in one row with it."""
    at, bodies = run.end, 0
    low = max(page.sentence_at(run.start).start, run.start - _NEAR)
    said = ("partner_in", "partner_list", "joint")
    enough = 1 if any(page.pack.trigger(n).search(page.text, low, run.start) for n in said) else _LED
    for m in page.within(run.end, run.end + _ROW):
        words = page.tokens_in(at, m.start)
        between = page.text[at : m.start]
        linked = bool(words) and any(t.folded in page.pack.linking for t in words)
        if m.start < at:
            continue
        if m.type != "Organisation" or not (between.startswith(", ") or linked) or re.search(r"[.;:()]", between):
            break
        if any(t.text[0].isupper() for t in words) or (not bodies and len(words) > _TAIL):
            break
        at, bodies = m.end, bodies + 1
    return bodies >= enough


def _consortium(page: Page, head: Head) -> bool:
    """A noun for the partners of a project: "the consortium of ABC"."""
    return _CONSORTIUM.match(page.text, head.start) is not None


def _linked(page: Page, body: Mention, run: Run) -> bool:
    """ "The university and the Norwegian ABC": a linking word behind a body, an article and an adjective at most."""
    words = page.tokens_in(body.end, run.start)
    plain = not re.search(r"[^\w\s]", page.text[body.end : run.start])
    return bool(words) and plain and words[0].folded in page.pack.linking and len(words) <= _TAIL


def _of_it(page: Page, low: int, high: int) -> bool:
    """One preposition leads from a noun to a name: "Start of ABC"."""
    words = page.tokens_in(low, high)
    return len(words) == 1 and words[0].folded in page.pack.connectors | page.pack.locative
