"""Names of good practices and case studies: those that a word for them introduces, lists, or that somebody shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from regiograph.extract.names.runs import Run, capital_runs, quotes
from regiograph.extract.names.spread import find_repeats
from regiograph.extract.names.titles import goes_on
from regiograph.extract.practices.defined import apposed
from regiograph.extract.practices.enumerated import enumerated
from regiograph.extract.practices.lists import labelled, listed, numbered
from regiograph.extract.practices.ownpractice import find_own
from regiograph.extract.practices.quotes import beside, counted, shown_quoted
from regiograph.extract.practices.taking import KINDS, OPENS, VISITS, Names, keeps, put
from regiograph.extract.reading.page import TERRITORIES, Head, Page
from regiograph.extract.reading.spelling import LINKING, distinctive

_STEP = re.compile(r"[ \u00a0]*(?:[,;][ \u00a0]*)?(?:(?P<and>[^\W\d_]{1,5})[ \u00a0]+)?[\"“„«»”‘'*]?[ \u00a0]?")
_ASIDE = re.compile(r"[\"”“»«’'*]?[ \u00a0]?\([^()\n]{2,60}\)")
_COLON = re.compile(r"[^:.,;()\n]{0,40}:[ \u00a0]*")
"""A colon behind a noun, and the few words before it: "practices were shown: "."""
_QUOTED = re.compile(r"[^:.;()\n\"“„«»”]{0,40}[,–-][ \u00a0]?(?=[\"“„«»”])")
"""A comma or dash before a quoted name: "two case studies, often cited, “X”"."""
_CLAUSE = re.compile(r",[^.;:\n]{3,120}?(?=,?[ \u00a0](?P<and>[^\W\d_]{1,5})[ \u00a0])")
"""A clause about one name, up to the "and" before the next."""
_CLOSES = re.compile(r"[ \u00a0]?[\"”“»«’'*]+")
_LED = re.compile(r"[^.;\n]{0,60}?[:\"“„«»”]|[^.:;]{0,40}[.]?\s*$")
"""What a plain noun needs behind it: a colon, a quoted name, or the end of its sentence."""
_CLOSING = re.compile(r"[^.:;]{0,40}[.:]?\s*")
_FEW = 4
"""Lower-case words that may lead to a name: "the repair bus X"."""
_QUOTE = 7
"""Words that a quoted name has at most; longer ones are what somebody said."""
_LONG_VERB = 3
_NO_SHOW = frozenset(("event_call", "event_weak"))


def find_practices(page: Page) -> None:
    """The page's own practice (template pages), practices that regions show each other, and case studies."""
    about_one = find_own(page)
    heads = [h for h in page.heads if h.kind in KINDS]
    visits = [h for h in page.heads if h.kind in VISITS]
    if not heads and not visits and not page.telling("examples"):
        return
    examples = list(_examples(page))
    quoted = quotes(page)
    names = Names.of(page, [*capital_runs(page)], quoted)
    listed(page, names, examples)
    counted(page, quoted, heads)
    beside(page, quoted)
    apposed(page)
    for head in [*heads, *examples]:
        series = numbered(page, page.blocks[page.sentence_at(head.start).block])
        if not series and not labelled(page, names, head):
            _introduced(page, names, head)
            _opening_next(page, names, head)
    told = any(h.kind.startswith("event") and h.kind not in _NO_SHOW for h in page.heads)
    enumerated(page, names, [*heads, *examples], told and not about_one)
    if not about_one:
        shown_quoted(page, quoted, [*heads, *visits])
        _told(page, names, heads)
    _repeats(page)


def _repeats(page: Page) -> None:
    """A practice's name is one wherever it stands, also where a word in it was taken for a body's or place's noun."""
    known = {m.name.casefold(): m for m in reversed(page.of(*KINDS.values()))}
    for m in [m for m in page.of("Organisation", "Place", "Network", "Project") if m.record is None]:
        if own := known.get(m.name.casefold()):
            page.replace(replace(own, start=m.start, end=m.end, rule="repeat"))
    find_repeats(page, page, list(known.values()))


def _examples(page: Page) -> Iterator[Head]:
    """Plain nouns ("two examples", "the practice") beside a verb of showing, on a page that tells an event."""
    if not any(h.kind.startswith("event") and h.kind not in _NO_SHOW for h in page.heads):
        return
    show = page.pack.trigger("show")
    for hit in page.pack.trigger("examples").finditer(page.text):
        sentence = page.sentence_at(hit.start())
        named = page.heads_in(sentence.start, sentence.end, "practice") or page.heads_in(
            sentence.start, sentence.end, "case"
        )
        verbs = show.finditer(page.text, sentence.start, sentence.end)
        led = _LED.match(page.text, hit.end(), sentence.end)
        if led and not named and any(m.end() - m.start() >= _LONG_VERB for m in verbs):
            yield Head(hit.start(), hit.end(), "practice")


def _introduced(page: Page, names: Names, head: Head) -> None:
    """ "Two good practices: the reuse centre A and B": the names that follow the noun, one after another."""
    sentence = page.sentence_at(head.start)
    at, first, firm = head.end, True, False
    while (lead := _lead(page, at, sentence.end, first=first)) is not None:
        start, colon = lead
        firm = firm or colon
        run = names.at(start, sentence.end)
        if run is None or (not (allowed := _may(page, run, head, firm=firm, first=first)) and not firm):
            return
        end = run.end if run.quoted else goes_on(page, run.start, run.end)
        if allowed:
            put(page, KINDS[head.kind], run.start, end, "practice-introduced", 0.75 if run.quoted or firm else 0.65)
        aside = _ASIDE.match(page.text, end, sentence.end)
        at, first = _past(page, aside.end() if aside else end, sentence.end), False
        if firm and _lead(page, at, sentence.end, first=False) is None:
            at = next((c.end() for c in _CLAUSE.finditer(page.text, at, sentence.end) if _joins(page, c)), at)


def _opening_next(page: Page, names: Names, head: Head) -> None:
    """ "The experts saw two examples. “A” is …. “B” has …": quoted names that open the sentences behind the noun's."""
    sentence = page.sentence_at(head.start)
    index = page.index_of(sentence)
    if not _CLOSING.fullmatch(page.text, head.end, sentence.end):
        return
    for following in page.sentences[index + 1 : index + 1 + _FEW]:
        start = following.start + (page.text[following.start] in OPENS)
        run = names.found.get(start)
        if run is None or not run.quoted or run.words > _QUOTE or following.block != sentence.block:
            return
        put(page, KINDS[head.kind], run.start, run.end, "practice-introduced", 0.7)


def _lead(page: Page, at: int, end: int, *, first: bool) -> tuple[int, bool] | None:
    """Where the next name may start: past a colon, a comma or "and", and a few lower-case words; and if a colon led."""
    text = page.text
    colon = (_COLON.match(text, at, end) or _QUOTED.match(text, at, end)) if first else None
    step = None if first else _STEP.match(text, at, end)
    if not first:
        joined = step and (text[at : step.end()].lstrip(" \u00a0\"”“»«’'").startswith((",", ";")))
        linked = step and step["and"] and step["and"].casefold() in LINKING
        if step is None or not (joined or linked):
            return None
        at = step.start("and") if step["and"] and not linked else step.end("and") if linked else step.end()
    else:
        at = colon.end() if colon else at
    words = page.tokens_in(at, min(end, at + 80))[: _FEW + 1]
    for word in words:
        if text[at : word.start].strip(" \u00a0" + OPENS) not in {"", "’"}:
            return None
        if word.text[0].isupper() or text[word.start - 1] in OPENS or distinctive(word.text):
            return word.start, bool(colon)
        joining = word.folded in page.pack.locative or word.folded in page.pack.connectors
        if first and not colon and joining and word.folded not in page.pack.articles:
            return None
        at = word.end
    return None


def _joins(page: Page, clause: re.Match[str]) -> bool:
    """An "and" with a capital behind it."""
    after = next(iter(page.tokens_in(clause.end("and") + 1, clause.end("and") + 40)), None)
    return clause["and"].casefold() in LINKING and after is not None and after.text[0].isupper()


def _past(page: Page, at: int, end: int) -> int:
    """Past the closing quote, and past "from Torunia" behind a name."""
    closing = _CLOSES.match(page.text, at, end)
    at = closing.end() if closing else at
    territory = next((m for m in page.within(at, min(end, at + 40)) if m.type in TERRITORIES and m.record), None)
    if territory and len(page.tokens_in(at, territory.start)) <= 2 and "," not in page.text[at : territory.start]:
        return territory.end
    return at


def _may(page: Page, run: Run, head: Head, *, firm: bool, first: bool) -> bool:
    """Whether a stretch can be a practice's name."""
    taken = page.overlapping(run.start, run.end)
    weak = {"Organisation", "Place", "Network", "Cluster"} if firm else {"Organisation", "Place"}
    if any(keeps(page, m) or m.type not in weak for m in taken):
        return False
    inner = page.heads_in(run.start, run.end)
    if not run.quoted and any(h.kind.startswith("event") or h.kind == "region" for h in inner):
        return False
    word = page.text[run.start : run.end]
    noun = page.text[head.start : head.end]
    opens = page.sentence_at(head.start).start >= head.start - _FEW
    if (
        not firm
        and noun.istitle()
        and (" " in noun or not opens)
        and page.text[head.end : run.start] in {" ", "\u00a0"}
    ):
        return False  # "Good Practice Guide": a title in capitals
    if run.quoted or firm or distinctive(word):
        return True
    if page.pack.nouns_capital:
        return run.words > 1 and page.text[head.end : run.start].strip() == "" and first
    return run.words > 1 or not first or page.text[head.end : run.start].strip() == ""


def _told(page: Page, names: Names, heads: list[Head]) -> None:
    """On a page about good practices: names in sentences where somebody shows something, or calls it something."""
    first = next((page.sentence_at(h.start).start for h in heads if h.kind == "practice"), len(page.text))
    for sentence in page.telling("show", "called"):
        for start in _after(page, sentence.start, sentence.end) if sentence.start >= first else ():
            shown = names.at(start, sentence.end)
            if shown and not page.overlapping(shown.start, shown.end) and _striking(page, shown):
                put(page, "GoodPractice", shown.start, shown.end, "practice-shown", 0.65)


def _after(page: Page, start: int, end: int) -> Iterator[int]:
    """Where a name may start behind a verb of showing, "its" or an article between, or behind "called"."""
    for verb in page.pack.trigger("show").finditer(page.text, start, end):
        said = verb.group().casefold()
        if len(said) > _LONG_VERB and said not in page.pack.locative:
            yield from _behind(page, verb.end(), end)
    for named in page.pack.trigger("called").finditer(page.text, start, end):
        yield from _behind(page, named.end(), end)


def _behind(page: Page, at: int, end: int) -> Iterator[int]:
    for word in page.tokens_in(at, min(end, at + 60))[:2]:
        if page.text[at : word.start] not in {" ", "\u00a0", "'", "’"}:
            return
        if word.text[0].isupper():
            yield word.start
            return
        if len(word.text) > _LONG_VERB:
            return
        at = word.end


def _striking(page: Page, run: Run) -> bool:
    """Several capitalised words that name no kind of body, event or project; one must be spelt as no common word is."""
    if page.heads_in(run.start, run.end):
        return False
    word = page.tokens[run.first].text
    if run.words == 1 or page.pack.nouns_capital:
        return len(word) > _LONG_VERB and distinctive(word)
    return all(t.text[0].isalpha() for t in page.tokens[run.first : run.last])
