"""Names of good practices and case studies: those that a word for them introduces, lists, or that somebody shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from regiograph.extract.layout import Block
from regiograph.extract.names import LINKING, Run, capital_runs, distinctive, quotes
from regiograph.extract.page import TERRITORIES, Head, Mention, Page, key_of
from regiograph.extract.practices import section_kind, template_sections
from regiograph.model import EntityType

KINDS: dict[str, EntityType] = {"practice": "GoodPractice", "case": "CaseStudy"}
_LABEL = re.compile(r"[ \u00a0]?(?:\d{1,2}|[IVX]{1,4})?[.)]?[ \u00a0]?(?::|[ \u00a0][-–—])[ \u00a0]*")
"""What stands between a label and what it names: "Good practice 2: "."""
_ENDING = re.compile(r"[.;:\n(\[|\t]|,[ \u00a0]|[ \u00a0][-–—][ \u00a0]|$")
_STEP = re.compile(r"[ \u00a0]*(?:[,;][ \u00a0]*)?(?:(?P<and>[^\W\d_]{1,5})[ \u00a0]+)?[\"“„«»”‘'*]?[ \u00a0]?")
_ASIDE = re.compile(r"[\"”“»«’'*]?[ \u00a0]?\([^()\n]{2,60}\)")
_VISITS = {"event_study_visit", "event_peer_review"}
_COLON = re.compile(r"[^:.,;()\n]{0,40}:[ \u00a0]*")
"""A colon behind a noun, and the few words before it: "practices were shown: "."""
_QUOTED = re.compile(r"[^:.;()\n\"“„«»”]{0,40}[,–-][ \u00a0]?(?=[\"“„«»”])")
"""A comma or dash before a quoted name: "two case studies, often cited, “X”"."""
_CLAUSE = re.compile(r",[^.;:\n]{3,120}?(?=,?[ \u00a0](?P<and>[^\W\d_]{1,5})[ \u00a0])")
"""A clause about one name, up to the "and" before the next."""
_CLOSES = re.compile(r"[ \u00a0]?[\"”“»«’'*]+")
_COMPOUND = re.compile(r"[ \u00a0]?[\"”“»«’']+[ \u00a0]?-\w")
"""A quoted stretch that is the first part of a compound: "“X” -tarinat"."""
_OPENS = "\"“„«»”‘'*"
_LED = re.compile(r"[^.;\n]{0,60}?[:\"“„«»”]|[^.:;]{0,20}[.]?\s*$")
"""What a plain noun needs behind it: a colon, a quoted name, or the end of its sentence."""
_CLOSING = re.compile(r"[^.:;]{0,20}[.:]?\s*")
_FEW = 4
"""Lower-case words that may lead to a name: "the repair bus X"."""
_WORDS = 9
"""Words that a name has at most."""
_QUOTE = 7
"""Words that a quoted name has at most; longer ones are what somebody said."""
_NEAR_NOUN = 80
_LONG_VERB = 3
_NO_SHOW = frozenset(("event_call", "event_weak"))


@dataclass(frozen=True, slots=True)
class _Names:
    """Capitalised and quoted stretches of a page, by where they start."""

    page: Page
    found: dict[int, Run]

    @classmethod
    def of(cls, page: Page, runs: list[Run], quoted: list[Run]) -> _Names:
        heads = frozenset(h.start for h in page.heads if h.kind in KINDS)
        found = {r.start: r for run in runs for r in _parts(page, run, heads)}
        return cls(page, found | {r.start: r for r in quoted})

    def at(self, start: int, end: int) -> Run | None:
        """The name that starts right at an offset, cut where a known territory begins or a bracket opens."""
        run = self.found.get(start)
        if run is None or run.start >= end or run.words > _WORDS:
            return None
        if run.quoted:
            return run
        last = run.end
        for m in self.page.within(run.start + 1, run.end):
            before = self.page.tokens_in(run.start, m.start)
            if m.record is not None and before and before[-1].folded in self.page.pack.locative:
                last = before[-1].start  # "Havnens Laboratorium i Esbjerg"
                break
        words = self.page.words_in(run.start, last)
        while words.stop > words.start and self.page.tokens[words.stop - 1].text[0].islower():
            words = slice(words.start, words.stop - 1)
        if words.stop <= words.start:
            return None
        return Run(words.start, words.stop, run.start, self.page.tokens[words.stop - 1].end)


def _parts(page: Page, run: Run, heads: frozenset[int]) -> Iterator[Run]:
    """A run, cut where "and" joins two names: after a word for practices these are two."""
    first = run.first
    inside = page.heads_in(run.start, run.end) if run.start in heads else ()
    noun = next((h for h in inside if h.kind in KINDS and h.start == run.start), None)
    while noun and first < run.last and page.tokens[first].start < noun.end:
        first += 1
    for at in range(run.first + 1, run.last):
        token = page.tokens[at]
        if token.text.islower() and token.folded in LINKING and token.folded in page.pack.linking:
            yield Run(first, at, page.tokens[first].start, page.tokens[at - 1].end)
            first = at + 1
    if first < run.last:
        yield Run(first, run.last, page.tokens[first].start, run.end)


_EVENT = 40
"""Characters in which an event's noun stands before its quoted name."""


def find_practices(page: Page) -> None:
    """The page's own practice (template pages), practices that regions show each other, and case studies."""
    of_template = bool(template_sections(page))
    if of_template:
        _own(page)
    heads = [h for h in page.heads if h.kind in KINDS]
    visits = [h for h in page.heads if h.kind in _VISITS]
    if not heads and not visits and not page.telling("examples"):
        return
    examples = list(_examples(page))
    quoted = quotes(page)
    names = _Names.of(page, [*capital_runs(page)], quoted)
    _listed(page, names)
    for head in [*heads, *examples]:
        if not _labelled(page, names, head):
            _introduced(page, names, head)
            _opening_next(page, names, head)
    if not of_template:
        _quoted(page, quoted, [*heads, *visits])
        _told(page, names, heads)


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


def _own(page: Page) -> None:
    """The title of a page that follows the template, without the words "good practice" before it."""
    for block in page.blocks:
        if block.kind != "heading" or section_kind(page, block) is not None:
            continue
        start = next((h.end for h in page.heads_in(block.start, block.end, "practice")), block.start)
        label = _LABEL.match(page.text, start)
        start = label.end() if label and start > block.start else block.start
        name = page.text[start : block.end]
        rest = page.pack.head("practice").sub("", name)
        if len(re.findall(r"[^\W\d_]{2,}", rest)) < 2:
            continue
        if all(m.type in TERRITORIES for m in page.overlapping(start, block.end)):
            key, cased = key_of("GoodPractice", name), name[0] + name[1:].lower() if name.isupper() else name
            page.replace(Mention(start, block.end, key, "GoodPractice", cased, "practice-template", 0.9))
        return


def _listed(page: Page, names: _Names) -> None:
    """Names that open the items or rows of a list that a line about practices or cases announces."""
    kind: EntityType | None = None
    colon = False
    for block in page.blocks:
        if block.kind in {"heading", "para"} or (block.kind == "row" and kind is None):
            kind, colon = _announced(page, block)
            continue
        if kind is None:
            continue
        span = _opening(page, names, block, strict=not colon)
        quoted = span and span[0] in names.found and names.found[span[0]].quoted
        if span and (quoted or not any(_keeps(page, m) for m in page.overlapping(*span))):
            _put(page, kind, *span, "case-list" if kind == "CaseStudy" else "practice-listed", 0.85 if colon else 0.75)


def _announced(page: Page, block: Block) -> tuple[EntityType | None, bool]:
    """What the list below a line is of, and whether the line ends in a colon."""
    said = [h for h in page.heads_in(block.start, block.end) if h.kind in KINDS]
    text = page.text[block.start : block.end].rstrip()
    colon = text.endswith(":")
    last = page.sentence_at(max(block.start, block.end - 1)).start
    if not said or (block.kind == "para" and not colon and said[-1].start < last):
        return None, False
    case = any(h.kind == "case" for h in said)
    if block.kind == "para" and not colon and not case:
        return None, False
    return KINDS["case" if case else "practice"], colon


def _opening(page: Page, names: _Names, block: Block, *, strict: bool) -> tuple[int, int] | None:
    """The name that opens an item; where nothing but a heading announces it, a bracket, dash or colon must follow."""
    text = page.text
    start = block.start
    while start < block.end and text[start] in _OPENS + " |":
        start += 1
    run = names.found.get(start)
    if run and run.quoted:
        return run.start, run.end
    if start >= block.end or not (text[start].isupper() or text[start].isdigit()):
        return None
    ending = _ENDING.search(text, start, block.end)
    end = ending.start() if ending else block.end
    words = text[start:end].split()
    while len(words) > 1 and words[-1].casefold() in LINKING:
        end = start + text[start:end].rindex(words.pop())
        end = start + len(text[start:end].rstrip())
    mark = text[ending.start() : ending.end()].strip() if ending else ""
    alone = end >= block.end - 1 and mark != "," and len(words) <= _WORDS - 1
    if not 0 < len(words) <= _WORDS + 1 or end - start < 3 or (strict and mark in {",", ".", ";"} and not alone):
        return None
    capitals = sum(w[0].isupper() or w[0].isdigit() for w in words)
    if strict and alone and (mark == "." or (not mark and capitals < 2)):
        return None
    return start, start + len(text[start:end].rstrip(" \u00a0" + _OPENS))


def _labelled(page: Page, names: _Names, head: Head) -> bool:
    """ "Good practice 2: Name of it (Region)" at the start of a line."""
    block = page.blocks[page.sentence_at(head.start).block]
    label = _LABEL.match(page.text, head.end)
    opens = re.fullmatch(r"[\W\d]*", page.text[block.start : head.start]) is not None
    if not opens or label is None or label.end() >= block.end:
        return False
    inner = Block(label.end(), block.end, block.kind)
    span = _opening(page, names, inner, strict=block.kind != "heading")
    if span is None or any(_keeps(page, m) for m in page.overlapping(*span)):
        return False
    if page.text[span[1] : span[1] + 1] == "," or _linked(page, *span):
        return False  # several: "Good practices: A, B and C"
    _put(page, KINDS[head.kind], *span, "practice-label", 0.85)
    return True


def _linked(page: Page, start: int, end: int) -> bool:
    return any(t.folded in LINKING and t.text.islower() for t in page.tokens_in(start, end))


def _introduced(page: Page, names: _Names, head: Head) -> None:
    """ "Two good practices: the reuse centre A and B": the names that follow the noun, one after another."""
    sentence = page.sentence_at(head.start)
    at, first, firm = head.end, True, False
    while (lead := _lead(page, at, sentence.end, first=first)) is not None:
        start, colon = lead
        firm = firm or colon
        run = names.at(start, sentence.end)
        if run is None or (not (allowed := _may(page, run, head, firm=firm, first=first)) and not firm):
            return
        if allowed:
            _put(
                page, KINDS[head.kind], run.start, run.end, "practice-introduced", 0.75 if run.quoted or firm else 0.65
            )
        aside = _ASIDE.match(page.text, run.end, sentence.end)
        at, first = _past(page, aside.end() if aside else run.end, sentence.end), False
        if firm and _lead(page, at, sentence.end, first=False) is None:
            at = next((c.end() for c in _CLAUSE.finditer(page.text, at, sentence.end) if _joins(page, c)), at)


def _opening_next(page: Page, names: _Names, head: Head) -> None:
    """ "The experts saw two examples. “A” is …. “B” has …": quoted names that open the sentences behind the noun's."""
    sentence = page.sentence_at(head.start)
    index = page.index_of(sentence)
    if not _CLOSING.fullmatch(page.text, head.end, sentence.end):
        return
    for following in page.sentences[index + 1 : index + 1 + _FEW]:
        start = following.start + (page.text[following.start] in _OPENS)
        run = names.found.get(start)
        if run is None or not run.quoted or run.words > _QUOTE or following.block != sentence.block:
            return
        _put(page, KINDS[head.kind], run.start, run.end, "practice-introduced", 0.7)


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
        if text[at : word.start].strip(" \u00a0" + _OPENS) not in {"", "’"}:
            return None
        if word.text[0].isupper() or text[word.start - 1] in _OPENS or distinctive(word.text):
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
    if any(_keeps(page, m) or m.type not in weak for m in taken):
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


def _keeps(page: Page, mention: Mention) -> bool:
    """A known thing other than a place, a body with its noun, or an event is no practice."""
    if mention.type == "Organisation" and mention.record is None:
        return any(h.start == mention.start for h in page.heads_in(mention.start, mention.end, "organisation"))
    if mention.type in TERRITORIES:
        return mention.record is not None and len(page.tokens_in(mention.start, mention.end)) > 2
    return mention.type == "Event" or mention.record is not None


def _put(page: Page, kind: EntityType, start: int, end: int, rule: str, confidence: float) -> None:
    """Takes a name in, unless one of the kind is there or nothing of it is more than a territory."""
    taken = page.overlapping(start, end)
    if any(m.type in KINDS.values() or (m.record and m.start <= start and m.end >= end) for m in taken):
        return
    name = page.text[start:end]
    page.replace(Mention(start, end, key_of(kind, name), kind, name, rule, confidence))


def _quoted(page: Page, quoted: list[Run], about: list[Head]) -> None:
    """Quoted names that nothing else explains: where somebody shows something on a page on practices or visits, beside
    a word for practices, and in a paragraph or under a heading that speaks of practices, examples or experiences.
    """
    show, first = page.pack.trigger("show"), min((h.start for h in about), default=len(page.text))
    named = any(h.kind in KINDS for h in about)
    exemplary: list[Run] = []
    for run in quoted:
        sentence = page.sentence_at(run.start)
        events = page.heads_in(run.start - _EVENT, run.start, "event")
        if any(not page.text[h.end : run.start].strip(' \u00a0,:"“„«‘') for h in events):
            continue  # "at the conference “…”"
        if run.words > _QUOTE or _entitled(page, run) or _COMPOUND.match(page.text, run.end):
            continue
        taken = page.overlapping(run.start, run.end)
        if any(m.type not in {"Programme", "Project", "Network", *TERRITORIES} or _keeps(page, m) for m in taken):
            continue
        shown = run.start > first and show.search(page.text, sentence.start, sentence.end)
        if (shown and (named or run.words > 1)) or _called(page, run):
            _put(page, "GoodPractice", run.start, run.end, "practice-shown", 0.75)
        elif run.words > 1 and all(m.type in TERRITORIES for m in taken) and _exemplary(page, sentence.block):
            exemplary.append(run)
    if not page.of("GoodPractice") and (about or len(exemplary) > 1):
        for run in exemplary:
            _put(page, "GoodPractice", run.start, run.end, "practice-quoted", 0.65)


def _entitled(page: Page, run: Run) -> bool:
    """What a phrase of naming leads to: "a seminar entitled “X”"."""
    named = page.pack.trigger("called")
    return any(page.text[m.end() : run.start].strip(" \u00a0:" + _OPENS) == ""
               for m in named.finditer(page.text, max(0, run.start - 40), run.start))  # fmt: skip


def _exemplary(page: Page, block: int) -> bool:
    """Whether the paragraph, the one that announces its list, or the heading above speaks of practices or examples."""
    if page.blocks[block].kind == "heading":
        return False
    examples = page.pack.trigger("examples")
    above = next((n for n in range(block, -1, -1) if page.blocks[n].kind == "heading"), block)
    lead = block
    while lead > above and page.blocks[lead].kind in {"item", "row"}:
        lead -= 1
    return any(examples.search(page.text, page.blocks[n].start, page.blocks[n].end) for n in {block, lead, above})


def _told(page: Page, names: _Names, heads: list[Head]) -> None:
    """On a page about good practices: names in sentences where somebody shows something, or calls it something."""
    first = next((page.sentence_at(h.start).start for h in heads if h.kind == "practice"), len(page.text))
    for sentence in page.telling("show", "called"):
        for start in _after(page, sentence.start, sentence.end) if sentence.start >= first else ():
            shown = names.at(start, sentence.end)
            if shown and not page.overlapping(shown.start, shown.end) and _striking(page, shown):
                _put(page, "GoodPractice", shown.start, shown.end, "practice-shown", 0.65)


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


def _called(page: Page, run: Run) -> bool:
    """A word for practices stands near a quoted name in its sentence ("“X”, today a good practice")."""
    sentence = page.sentence_at(run.start)
    near = page.heads_in(max(sentence.start, run.start - _NEAR_NOUN), min(sentence.end, run.end + _NEAR_NOUN))
    return any(h.kind == "practice" and not run.start <= h.start < run.end for h in near)
