"""What a phrase of a role speaks of: the collaboration that is meant, and the subject that a verb has."""

from __future__ import annotations

import re
from collections.abc import Sequence

from regiograph.extract.reading.focus import Focus, in_sentence
from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import COLLABORATIONS, Head, Mention, Page, gap
from regiograph.extract.roles.members import inserted

_WEIGHT = 3
_FAR = 90
"""Words of weight, and characters, that may stand between a phrase and the first name it announces."""
_NOUN, _ASIDE = 30, 60
"""Characters between a phrase and a bare noun beside it, and from that noun to a name that is another project's."""
_WHOLES = frozenset({"project", "partnership", "network"})
_OPENS = 3
_LISTED = 2
"""Members of a list at least."""
_BETWEEN = 6
"""Words that may stand between a subject and its verb."""


def collaboration(
    page: Page, focus: Focus, sentence: Sentence, near: int, agents: Sequence[Mention] = ()
) -> Mention | None:
    """What a trigger speaks of: the noun right behind it decides, else the nearest name, else the one before."""
    listed = agents[0].start if agents and agents[0].start >= near else sentence.end
    words = page.tokens_in(sentence.start, near)[-1:]
    beside = bool(words) and not page.text[words[0].end : near].strip()
    low = words[0].start if beside else near  # "which the partnership leads", where the verb stands last
    for head in page.heads_in(low, min(listed, sentence.end, near + 45)):
        if head.kind == "partnership" and focus.partnership and not page.overlapping(head.start, head.end):
            return focus.partnership
    spans = [(a.start, a.end) for a in agents]
    options = [m for m in in_sentence(page, sentence, *COLLABORATIONS) if not any(s <= m.start < e for s, e in spans)]
    options = [m for m in options if not _listed_with(page, m, agents) and not _inserted(page, sentence, m, near)]
    own = [m for m in options if m.type != "Initiative" or m.record is None]
    if any(m.type == "Partnership" for m in own):
        own = [m for m in own if m.type != "Network"]  # "with the network A we form the partnership B"
    bare = _bare(page, sentence, near)
    if bare and own and all(m.type == "Project" and m.start > bare + _ASIDE for m in own):
        return focus.project_near(sentence) or meant(page, focus, sentence)
    if own:
        return min(own, key=lambda m: (min(abs(m.start - near), abs(m.end - near)), m.start))
    return meant(page, focus, sentence)


def _listed_with(page: Page, m: Mention, agents: Sequence[Mention]) -> bool:
    """A partnership or network behind a list of who takes part, joined by "and": one of those listed."""
    before = [a for a in agents if a.end <= m.start]
    if m.type == "Project" or m.record is not None or len(before) < _LISTED:
        return False
    words = page.tokens_in(before[-1].end, m.start)
    linked = bool(words) and words[0].folded in page.pack.linking
    return linked and len(words) <= _WEIGHT and not re.search(r"[,;:.]", page.text[before[-1].end : m.start])


def _inserted(page: Page, sentence: Sentence, m: Mention, near: int) -> bool:
    """ "The partnership, which stands under A, is led by …": a name in a relative clause that is closed before a phrase,
    where another name or a bare noun for what is spoken of stands before that clause."""
    if m.start >= near or "," not in page.text[m.end : near]:
        return False
    pronouns = page.pack.trigger("relative").finditer(page.text, sentence.start, m.start)
    opened = [h.start() for h in pronouns if page.text[: h.start()].rstrip()[-1:] == ","][-1:]
    if not opened or page.text.count(",", opened[0], near) != 1:
        return False
    named = any(o.type in COLLABORATIONS for o in page.within(sentence.start, opened[0]))
    return named or any(h.kind in _WHOLES for h in page.heads_in(sentence.start, opened[0]))


def _bare(page: Page, sentence: Sentence, near: int) -> int:
    """Where "the project" stands beside a phrase without a name; 0 where nowhere."""
    for head in page.heads_in(max(sentence.start, near - _NOUN), min(sentence.end, near + _NOUN)):
        if head.kind == "project" and not any(
            m.type == "Project" for m in page.within(max(sentence.start, head.start - _NOUN), head.end + _NOUN)
        ):
            return head.start
    return 0


def says_where(page: Page, m: Mention) -> bool:
    """A region behind a preposition of place says where somebody is from."""
    if m.type != "Region":
        return False
    words = page.tokens_in(max(page.sentence_at(m.start).start, m.start - _NOUN), m.start)
    plain = [w for w in words if w.folded not in page.pack.articles - page.pack.locative]
    if len(plain) > 1 and page.heads_in(plain[-2].start, plain[-1].end):
        return False  # "the region of A"
    return bool(plain) and plain[-1].folded in page.pack.locative - page.pack.articles


def meant(page: Page, focus: Focus, sentence: Sentence) -> Mention | None:
    """What "it" means: the collaboration named last in the block, else in the heading above, else the page's.

    A noun in the sentence ("the partnership") decides which kind is meant.
    """
    heads = page.heads_in(sentence.start, sentence.end)
    nouns = {h.kind for h in heads}
    if "partnership" in nouns and focus.partnership and not _opens_with_project(page, sentence, heads):
        return _known(focus.partnership, sentence)
    block = page.blocks[sentence.block]
    before = [
        m for m in page.within(block.start, sentence.start) if m.type in COLLABORATIONS and m.type != "Initiative"
    ]
    if "project" in nouns:
        before = [m for m in before if m.type == "Project"]
    before = focus.told_of(before)
    told = focus.followed(sentence)
    if told and (told.type == "Project" or "project" not in nouns) and not _taken_over(page, sentence, told):
        return told
    one = len({m.key for m in before}) == 1
    if before and (one or "partnership" not in nouns or _carried(page, sentence, before)):
        return before[-1]
    if focus.practice and "project" not in nouns:
        return None  # who takes part in a practice is no partner of its project
    if "partnership" not in nouns and (above := headed(page, sentence)):
        return above
    if "project" in nouns and focus.project:
        return _known(focus.project, sentence)
    return _known(focus.collaboration(), sentence) or _known(focus.partnership, sentence) or focus.heralded


def _taken_over(page: Page, sentence: Sentence, told: Mention) -> bool:
    """Since something was spoken of in a paragraph another name has opened a sentence, which now speaks of that."""
    block = page.blocks[sentence.block]
    since = [m for m in page.within(block.start, sentence.start) if m.type in COLLABORATIONS]
    last = max((m.start for m in since if m.key == told.key), default=block.start)
    for m in since:
        opening = page.sentence_at(m.start).start
        words = page.tokens_in(opening, m.start)
        if m.start > last and all(page.heads_in(w.start, w.end) or w.folded in page.pack.light for w in words):
            return True
    return False


def _opens_with_project(page: Page, sentence: Sentence, heads: Sequence[Head]) -> bool:
    """ "This project, which came out of the alliance, …": the subject is a project, the other noun comes later."""
    if not heads or heads[0].kind != "project":
        return False
    return len(page.tokens_in(sentence.start, heads[0].start)) < _OPENS


def headed(page: Page, sentence: Sentence) -> Mention | None:
    """The collaboration that the heading right above a paragraph or its list names, by a name that opens it."""
    index = sentence.block - 1
    while index > 0 and page.blocks[index].kind in {"item", "row"}:
        index -= 1
    above = page.blocks[max(index, 0)]
    if not index or above.kind != "heading":
        return None
    named = [m for m in page.within(above.start, above.end) if m.type in COLLABORATIONS - {"Initiative"}]
    if len({m.key for m in named}) != 1:
        return None
    words = page.tokens_in(above.start, named[0].start)
    return named[0] if all(page.heads_in(w.start, w.end) or len(w.text) <= _OPENS for w in words) else None


def _carried(page: Page, sentence: Sentence, before: Sequence[Mention]) -> bool:
    """The sentence right before tells what the last one grew out of: what follows speaks of what has grown."""
    index = page.index_of(sentence)
    last = page.sentences[index - 1] if index else None
    if last is None or last.block != sentence.block or before[-1].start < last.start:
        return False
    return page.pack.trigger("springs").search(page.text, last.start, before[-1].start) is not None


def _known(target: Mention | None, sentence: Sentence) -> Mention | None:
    """What a page names only later is not what an earlier sentence means."""
    return target if target and target.start < sentence.end else None


def near_verb(page: Page, actor: Mention, start: int) -> bool:
    """The verb's subject: few words between, brackets and an inserted clause between commas not counted."""
    between = re.sub(r"\([^()]*\)?", "", gap(page.text, actor.end, start))
    plain = re.sub(r",[^,]*,", "", between)
    if "," in plain:
        behind = plain.rsplit(",", 1)[1].strip()
        if behind and not page.pack.trigger("relative").match(behind):
            return False
    return len(plain.split()) <= _BETWEEN and not unexplained(page, actor.end, start)


def unexplained(page: Page, start: int, end: int) -> bool:
    """A capitalised word between two offsets that belongs to no mention: a name no rule has read."""
    if page.pack.nouns_capital:
        return False
    return any(
        t.text[0].isupper()
        and len(t.text) > 1
        and not page.overlapping(t.start, t.end)
        and not _noun_at(page, t.start)
        and page.sentence_at(t.start).start != t.start
        and not _noun_at(page, t.end + 1)  # "the Flemish institute": an adjective
        for t in page.tokens_in(start, end)
    )


def _noun_at(page: Page, start: int) -> bool:
    """A noun of one or several words ("Region of") begins at an offset."""
    return any(h.start == start for h in page.heads_in(start, start + _NOUN))


def subject_of(page: Page, actors: Sequence[Mention], start: int) -> Mention | None:
    """The actor that a verb has as its subject: the nearest, or the one before an inserted clause."""
    if not actors or not near_verb(page, actors[-1], start):
        return None
    last = actors[-1]
    if len(actors) > 1 and page.text[last.end : start].startswith(","):
        before = actors[-2]
        if last.type == "Region" and before.type != "Region" and _from_there(page, before, last):
            return before
        if inserted(page, before, last) and not page.pack.trigger("with").search(page.text, before.end, last.start):
            return before
    return last


def _from_there(page: Page, body: Mention, region: Mention) -> bool:
    """A preposition and no mark between a body and a region: "the cluster A from Italian B"."""
    words = page.tokens_in(body.end, region.start)
    led = bool(words) and (
        words[0].folded in page.pack.locative | page.pack.connectors
        or page.pack.trigger("origin").fullmatch(words[0].text) is not None
    )
    return led and len(words) <= _WEIGHT and not re.search(r"[,;:()]", page.text[body.end : region.start])


def leads_to(page: Page, start: int, end: int) -> bool:
    """Few words of weight stand between: not counted are the collaboration's name, head nouns, copulas, articles."""
    if end - start >= _FAR or ";" in page.text[start:end]:
        return False
    light = page.pack.light
    words = [
        w
        for w in page.tokens_in(start, end)
        if w.folded not in light
        and not page.pack.trigger("copula").fullmatch(w.text)
        and not _noun_at(page, w.start)
        and not any(m.type in COLLABORATIONS for m in page.overlapping(w.start, w.end))
    ]
    return len(words) <= _WEIGHT and end - start < _FAR and not unexplained(page, start, end)
