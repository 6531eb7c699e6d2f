"""Who works on a project together: names listed side by side near a word of joint work, or below a project's name.

The phrases of ``roles`` say who takes part by their grammar. Here the layout of the names says it: two actors or more,
coordinated, in a clause with the stem of a word such as "partner", "consortium", "together", "carry out".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from regiograph.extract.reading.focus import Focus, claim, in_sentence
from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import ACTORS, Mention, Page, gap
from regiograph.extract.roles.acting import acting
from regiograph.extract.roles.members import members_after, members_before
from regiograph.extract.roles.visiting import visiting
from regiograph.model import Claim, EntityType

_JOINT: tuple[EntityType, ...] = ("Project", "Partnership", "Network")
_FAR = 110
"""Characters between a word of joint work and the nearest of the names it speaks of."""
_WORDS = 8
_VERBS = 5
"""Words of a verb between a project's name and those who do it, fewer than this."""
_NOUNS = frozenset({"project", "partnership", "network"})
_MARKS = 4
"""Characters of marks before a name that opens a block."""
_OPENS = 24
"""Characters within which the first name opens a sentence."""
_TITLE = 0.6
"""The share of a heading that a project's name takes where the text below is about it."""


def joint(page: Page, focus: Focus) -> Iterator[Claim]:
    """Partners told by being listed together: near a word of joint work, or as the subject below a project's name."""
    yield from _relatives(page)
    yield from visiting(page, focus)
    for sentence in page.naming(*ACTORS):
        index = page.index_of(sentence)
        actors = acting(page, sentence)
        if page.heads_in(sentence.start, sentence.end, "label"):
            actors = [a for a in actors if a.type != "Cluster"]
        seen = page.pack.trigger("visited").search(page.text, sentence.start, sentence.end)
        if seen:  # "les partenaires ont sillonné la Carinthie et la Styrie"
            actors = [a for a in actors if a.start < seen.start() or a.type == "Organisation"]
        if len({a.key for a in actors}) < 2 or page.blocks[sentence.block].kind in {"row", "heading"}:
            continue
        owner = _owner(page, sentence)
        target = _target(page, focus, sentence, owner)
        if target is None or _of_something_else(page, sentence, target):
            continue
        group = _near_stem(page, sentence, actors) or _wherein(page, sentence, target, actors)
        if not group and owner and owner.key == target.key:
            group = _subject(page, index, actors)
        if not group and _spoken_of(page, sentence, target):
            group = _side_by_side(page, actors)
        for agent in group:
            if agent.key != target.key and (agent.start >= target.end or agent.end <= target.start):
                yield claim(page, agent, "partnerIn", target, "partner-joint", 0.65, at=agent, role="partner")


def _relatives(page: Page) -> Iterator[Claim]:
    """ "…, the project X, in which A and B tested …": who stands behind a pronoun that takes up a project."""
    for sentence in page.telling("wherein"):
        for hit in page.pack.trigger("wherein").finditer(page.text, sentence.start, sentence.end):
            before = [m for m in page.within(sentence.start, hit.start()) if m.type in {*_JOINT, "Event", "Initiative"}]
            words = page.tokens_in(sentence.start, hit.start())
            taken_up = bool(words) and (
                "," in page.text[words[-1].end : hit.start()]
                or words[-1].folded in page.pack.linking
                or bool(before and page.heads_in(before[-1].end, hit.start(), "project"))
            )
            if not before or before[-1].type not in _JOINT or not taken_up or _event_noun(page, before[-1], hit):
                continue
            behind = [a for a in acting(page, sentence) if a.start >= hit.end()]
            near = bool(behind) and len(page.tokens_in(hit.end(), behind[0].start)) <= _VERBS
            if near and not re.search(r"[,;:()]", page.text[hit.end() : behind[0].start]) and not _led(page, behind[0]):
                for agent in members_after(page, behind[0], behind):
                    yield claim(page, agent, "partnerIn", before[-1], "partner-wherein", 0.65, at=agent, role="partner")


def _event_noun(page: Page, target: Mention, hit: re.Match[str]) -> bool:
    """A noun for an event stands between a project and the pronoun, which takes up that."""
    return any(h.kind.startswith("event") for h in page.heads_in(target.end, hit.start()))


def _led(page: Page, actor: Mention) -> bool:
    """A preposition stands before a name: it says where, from where or by whom."""
    word = next(iter(page.tokens_in(max(0, actor.start - 12), actor.start)[-1:]), None)
    plain = page.pack.locative - page.pack.articles
    return _locative(page, actor) or (
        word is not None and (word.folded in plain or bool(page.pack.trigger("origin").fullmatch(word.text)))
    )


def _spoken_of(page: Page, sentence: Sentence, target: Mention) -> bool:
    """The sentence names the joint work, or has a noun for it."""
    kinds = {h.kind for h in page.heads_in(sentence.start, sentence.end)}
    return sentence.start <= target.start < sentence.end or bool(kinds & {"project", "partnership", "network"})


def _side_by_side(page: Page, actors: Sequence[Mention]) -> list[Mention]:
    """The first list in a sentence on one project that names a body: nothing but commas and linking words between."""
    for first in actors:
        group = [first]
        for actor in (a for a in actors if a.start >= first.end):
            if not _coordinated(page, group[-1], actor):
                break
            group.append(actor)
        if len({a.key for a in group}) > 1 and any(a.type == "Organisation" for a in group):
            return [] if _locative(page, first) else group
    return []


def _wherein(page: Page, sentence: Sentence, target: Mention, actors: Sequence[Mention]) -> list[Mention]:
    """ "In the project X test A and B …", "Behind X stand A and B", "Five bodies form X: A, B, C": a list close behind
    the project that a preposition opens the sentence with, or behind it and a colon."""
    named = target.end if sentence.start <= target.start < sentence.end else 0
    nouns = [h.end for h in page.heads_in(sentence.start, sentence.start + _FAR // 2) if h.kind in _NOUNS]
    end = max([named, *[n for n in nouns if n - sentence.start <= _FAR // 2][:1]])
    behind = [a for a in actors if a.start >= end] if end else []
    words = page.tokens_in(sentence.start, sentence.end)[:1]
    if not behind or _locative(page, behind[0]):
        return []
    between = page.text[end : behind[0].start]
    listed = re.fullmatch(r"[\"”»“«’']?: (?:\w+ ){0,2}", between) is not None and named > 0
    led = words[0].folded in page.pack.locative or page.pack.trigger("behind").match(page.text, words[0].start)
    opens = end - sentence.start <= _FAR // 2 and len(between.split()) < _VERBS - 1
    opens = opens and not re.search(r"[,;:.()]", between)
    group = members_after(page, behind[0], behind) if listed or (led and opens) else []
    return group if len({a.key for a in group}) > 1 + listed else []


def _coordinated(page: Page, a: Mention, b: Mention) -> bool:
    between = gap(page.text, a.end, b.start)
    words = [w.strip(",").casefold() for w in between.split()]
    light = page.pack.articles | page.pack.linking
    links = [w for w in words if w in page.pack.linking or page.pack.trigger("list_link").fullmatch(w)]
    plain = all(not w or w in light or w in links for w in words)
    return plain and (bool(links) or between.lstrip().startswith(","))


def _near_stem(page: Page, sentence: Sentence, actors: Sequence[Mention]) -> list[Mention]:
    """The first list of two actors or more in the clause of a word of joint work, behind it or before it."""
    for hit in page.pack.trigger("joint").finditer(page.text, sentence.start, sentence.end):
        if page.overlapping(*hit.span()):
            continue
        behind = [a for a in actors if a.start >= hit.end()]
        if behind and _clause(page, hit.end(), behind[0].start):
            group = members_after(page, behind[0], behind)
            if len({a.key for a in group}) > 1 and not _locative(page, group[0]):
                return group
        ahead = [a for a in actors if a.end <= hit.start()]
        if ahead and _clause(page, ahead[-1].end, hit.start()):
            group = members_before(page, ahead[-1], ahead)
            if len({a.key for a in group}) > 1 and not _locative(page, group[0]):
                return group
        near = ahead[-1:] + behind[:1]
        if len(near) == 2 and all(a.type == "Organisation" for a in near) and _tight(page, near, hit):
            return near
    return []


def _tight(page: Page, near: Sequence[Mention], hit: re.Match[str]) -> bool:
    """ "A together with B": nothing but light words around the phrase."""
    words = page.tokens_in(near[0].end, hit.start()) + page.tokens_in(hit.end(), near[1].start)
    return sum(w.folded not in page.pack.light for w in words) <= 1


def _clause(page: Page, start: int, end: int) -> bool:
    """Two offsets in one clause, few words apart."""
    between = gap(page.text, start, end)
    return end - start <= _FAR and len(between.split()) <= _WORDS and not re.search(r"[;!?()]", between)


def _locative(page: Page, first: Mention) -> bool:
    """A list of regions behind "in" says where something is."""
    if first.type != "Region":
        return False
    words = page.tokens_in(max(0, first.start - 20), first.start)
    plain = [w for w in words if w.folded not in page.pack.articles]
    return bool(plain) and plain[-1].folded in page.pack.locative


def _owner(page: Page, sentence: Sentence) -> Mention | None:
    """The project whose name is the heading right above the paragraph, or opens the item."""
    block = page.blocks[sentence.block]
    first = next((m for m in page.within(block.start, block.end) if m.type in _JOINT), None)
    if first and first.start - block.start <= _MARKS and (block.kind == "item" or _titled(page, first)):
        return first
    if sentence.block == 0:
        return None
    above = page.blocks[sentence.block - 1]
    if above.end - above.start > 80 or "\n" in page.text[above.start : above.end]:
        return None
    named = [m for m in page.within(above.start, above.end) if m.type in _JOINT]
    long = [m for m in named if m.end - m.start >= _TITLE * (above.end - above.start)]
    years = [m for m in named if m.start - above.start <= 1 and page.text[m.end : above.end].lstrip()[:1] in "(:–"]
    return next(iter(long or years), None)


def _titled(page: Page, first: Mention) -> bool:
    """ "“ABC”. A and B …": a name and a mark that open a paragraph are its title."""
    return re.match(r"[\"”»“«’'*_]*[ \u00a0]?(?:[.:–—-](?=[ \u00a0]))", page.text[first.end :][:6]) is not None


def _target(page: Page, focus: Focus, sentence: Sentence, owner: Mention | None) -> Mention | None:
    """What the joint work is: the one named in the sentence, the owner of the paragraph, the last one before it."""
    named = {m.key: m for m in in_sentence(page, sentence, *_JOINT)}
    bare = _bare_noun(page, sentence)
    if named and bare and min(m.start for m in named.values()) > bare:
        meant = focus.project_near(sentence) or focus.project
        return meant if meant and meant.start < sentence.start else None
    if named:
        return next(iter(named.values())) if len(named) == 1 else None
    if owner:
        return owner
    block = page.blocks[sentence.block]
    before = focus.told_of([m for m in page.within(block.start, sentence.start) if m.type in _JOINT])
    if before:
        return before[-1]
    nouns = {h.kind for h in page.heads_in(sentence.start, sentence.end)}
    if "project" in nouns:
        return focus.project_near(sentence)
    if nouns & {"partnership", "network"}:
        return focus.partnership or (None if "network" in nouns else focus.project_near(sentence))
    if near := focus.project_near(sentence):
        return near
    every = {m.key: m for m in page.of(*_JOINT)}
    only = next(iter(every.values())) if len(every) == 1 else None
    return only if only and only.start < sentence.start else None


def _bare_noun(page: Page, sentence: Sentence) -> int:
    """Where "the project" stands without a name right behind or before it; 0 where nowhere."""
    for head in page.heads_in(sentence.start, sentence.end):
        if head.kind == "project" and not any(
            m.type == "Project" for m in page.within(max(sentence.start, head.start - 30), head.end + 30)
        ):
            return head.start
    return 0


def _of_something_else(page: Page, sentence: Sentence, target: Mention) -> bool:
    """The sentence speaks of an event, a programme's area or a cluster, not of who does the project."""
    inside = sentence.start <= target.start < sentence.end
    kinds = {h.kind for h in page.heads_in(sentence.start, sentence.end)}
    if any(k.startswith("event") for k in kinds) or in_sentence(page, sentence, "Event"):
        return True
    if inside:
        return False
    return "programme" in kinds or bool(in_sentence(page, sentence, "Programme", "Cluster", "Initiative"))


def _subject(page: Page, index: int, actors: Sequence[Mention]) -> list[Mention]:
    """Two bodies or more, coordinated, that open the first or second sentence below a project's name."""
    sentence = page.sentences[index]
    block = page.blocks[sentence.block]
    if sum(s.block == sentence.block for s in page.sentences[max(0, index - 3) : index]) > 1:
        return []
    opens = actors[0].start - max(sentence.start, block.start) <= _OPENS
    group = members_after(page, actors[0], actors)
    if not opens and not any(a.type == "Organisation" for a in group):
        return []
    return group if len({a.key for a in group}) > 1 and not _locative(page, group[0]) else []
