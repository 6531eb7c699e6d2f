"""Who leads: phrases of leading, with their agent behind or before them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from regiograph.extract.reading.focus import Focus, claim, in_sentence
from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.meant import collaboration, leads_to, subject_of
from regiograph.extract.reading.page import COLLABORATIONS, Mention, Page, gap
from regiograph.extract.roles.leading import ends_active, lead_hits
from regiograph.extract.roles.members import behind_comma, besides, members_after, members_before
from regiograph.extract.roles.offices import WHOLES, Office, Spans, offices
from regiograph.model import Claim

_OBJECT = 60
_OPENS = 14  # characters at the start of a sentence within which a verb opens it
_APART = 28  # characters from a participle within which "by" belongs to it
_PRONOUN = 3  # words before a verb among which its object stands as a pronoun
# What a page of this kind names but tells no leader of, though a verb such as "runs" may stand beside it.
_NEVER_LED = frozenset({"Programme", "Fund", "Event", "GoodPractice", "Strategy"})
_SPOKEN = frozenset({"Project", "Partnership", "Network"})


def leaders(page: Page, focus: Focus, sentence: Sentence, actors: list[Mention], labels: Spans) -> Iterator[Claim]:
    """Who leads: behind "led by", before "leads", or on the other side where nothing stands on the usual one."""
    if _of_cluster(page, sentence):
        return
    for office in offices(page, sentence, labels):
        agents = _holders(page, office, actors)
        if office.behind and len(agents) > 1:
            continue
        target = collaboration(page, focus, sentence, office.low, agents) if agents else None
        for agent in agents if target and all(a.key != target.key for a in agents) else ():
            if target:
                sure = 0.85 if target in in_sentence(page, sentence) else 0.7
                yield claim(page, agent, "leads", target, "lead-office", sure, at=agent)
    for hit, passive in lead_hits(page, sentence, labels):
        behind = _from_first(page, actors, hit.end())
        if passive and behind and page.pack.trigger("with").search(page.text, hit.end(), behind[0].start):
            behind = []  # "is carried out in cooperation with A"
        ahead = [a for a in actors if a.end <= hit.start()]
        object_at = _object_relative(page, sentence, hit.start())
        if object_at:
            ahead = [a for a in ahead if a.start >= object_at]
        taken_up = _antecedent(page, sentence, hit)
        if taken_up and (taken_up.type in _NEVER_LED or (taken_up.record and taken_up.type == "Initiative")):
            continue
        clause = page.text.rfind(";", sentence.start, hit.start())
        if behind and clause >= 0:
            ahead = [a for a in ahead if a.start > clause]
        bracketed = _bracketed(page, hit, ahead) or _apposed(page, hit, ahead)
        told, agents = False, []  # told: the object stands before the verb
        if bracketed:
            agents = [bracketed]
        elif passive:
            agents = (
                members_after(page, behind[0], behind, strict=True) if behind else _passive(page, actors, hit.start())
            )
            if not agents and ahead and _adjacent(page, ahead[-1], hit.start()) and _verb(page, hit):
                agents = members_before(page, ahead[-1], ahead)
        if agents:
            pass
        elif subject := (None if passive and not ends_active(page, hit) else subject_of(page, ahead, hit.start())):
            agents = [subject] if _brought(page, subject) else members_before(page, subject, ahead)
            if besides(page, sentence, agents[0]):
                agents = behind_comma(page, agents)  # "Together with A and B it coordinates C": who does is not named
        elif behind and (object_at or _object_before(page, focus, sentence, hit.start())):
            agents, told = members_after(page, behind[0], behind, strict=True), True
        else:
            continue
        target = collaboration(page, focus, sentence, hit.start(), agents)
        noun = page.pack.trigger("fact_lead").search(hit.group())  # "is the lead partner" needs no object
        titled = noun and not page.pack.trigger("lead_of").fullmatch(noun.group())
        if not agents or not (bracketed or passive or titled or told or _object(page, sentence, hit)):
            continue
        if target is None or any(a.key == target.key for a in agents):
            continue
        sure = 0.85 if target in in_sentence(page, sentence) else 0.7
        for agent in agents:
            yield claim(page, agent, "leads", target, "lead-after" if passive else "lead-before", sure, at=agent)


def _antecedent(page: Page, sentence: Sentence, hit: re.Match[str]) -> Mention | None:
    """What a relative pronoun right before a verb takes up: "the platform that A runs" is not the page's project."""
    word = next(iter(page.tokens_in(sentence.start, hit.start())[-1:]), None)
    if word is None or not page.pack.trigger("relative").fullmatch(word.text):
        return None
    before = page.within(sentence.start, word.start)[-1:]
    if not before or page.tokens_in(before[0].end, word.start):
        return None
    noun = page.heads_in(before[0].start - _APART, before[0].start, "project")  # "a project of X that A runs"
    return None if noun else before[0]


def _object_relative(page: Page, sentence: Sentence, end: int) -> int:
    """Where a clause begins behind "which" as an object, "jota hallinnoi X": who leads stands in it; 0 where none."""
    hits = [
        h
        for h in page.pack.trigger("relative_object").finditer(page.text, sentence.start, end)
        if page.text[: h.start()].rstrip().endswith(",") and not re.search(r"[,;:]", page.text[h.end() : end])
    ]
    return hits[-1].end() if hits else 0


def _of_cluster(page: Page, sentence: Sentence) -> bool:
    """ "Its coordinator is A": what the sentence speaks of without naming it is the cluster named last before it."""
    if in_sentence(page, sentence, *COLLABORATIONS):
        return False
    block = page.blocks[sentence.block]
    kinds = COLLABORATIONS | {"Cluster"}
    named = [m for m in page.within(block.start, sentence.start) if m.type in kinds]
    other = any(h.kind in WHOLES for h in page.heads_in(sentence.start, sentence.end))
    return bool(named) and named[-1].type == "Cluster" and not other


def _holders(page: Page, office: Office, actors: Sequence[Mention]) -> list[Mention]:
    """Who holds an office: the actor between noun and verb, else the one behind a noun that comes first, else the
    subject before."""
    inside = [a for a in actors if a.start >= office.low and a.end <= office.high]
    if inside:
        return members_after(page, inside[0], inside, strict=True)
    ahead = [a for a in actors if a.end <= office.low]
    behind = _from_first(page, actors, office.high)
    between = page.text[office.high : behind[0].start] if behind else ""
    if re.search(r"[,;:]", between) or any(page.pack.trigger("joined_by").fullmatch(w) for w in between.split()):
        behind = []
    subject = subject_of(page, ahead, office.low)
    if behind and (office.noun_first or subject is None):
        return members_after(page, behind[0], behind, strict=True)
    return members_before(page, subject, ahead) if subject else []


def _from_first(page: Page, actors: Sequence[Mention], at: int) -> list[Mention]:
    """The actor that a phrase leads to, and all behind it up to a semicolon."""
    first = next((a.start for a in actors if a.start >= at and leads_to(page, at, a.start)), len(page.text))
    return [a for a in actors if a.start >= first and ";" not in page.text[first : a.start]]


def _bracketed(page: Page, hit: re.Match[str], ahead: Sequence[Mention]) -> Mention | None:
    """ "A (project leader), B": a bracket right behind a name says who leads."""
    opened = page.text.rfind("(", max(0, hit.start() - _APART), hit.start())
    if opened < 0 or ")" in page.text[opened : hit.start()] or not ahead:
        return None
    closed = page.text.find(")", hit.end(), hit.end() + _APART)
    near = ahead[-1].end <= opened and not page.text[ahead[-1].end : opened].strip()
    return ahead[-1] if near and closed >= 0 else None


def _apposed(page: Page, hit: re.Match[str], ahead: Sequence[Mention]) -> Mention | None:
    """ "Besides A as lead partner, B and C …", "A, lead partner, and B": a noun for a leader in apposition."""
    nouns = (page.pack.trigger(name).match(page.text, hit.start()) for name in ("fact_lead", "lead_noun"))
    if not ahead or _verb(page, hit) or not any(nouns) or page.text[hit.end() : hit.end() + 1] not in {",", ")", "."}:
        return None
    words = gap(page.text, ahead[-1].end, hit.start()).strip()
    return ahead[-1] if words == "," or page.pack.trigger("as_role").fullmatch(words.strip(" ,")) else None


def _verb(page: Page, hit: re.Match[str]) -> bool:
    """The phrase leads also from behind its subject, as an active verb does."""
    return bool(page.pack.trigger("lead_of").fullmatch(hit.group()))


def _brought(page: Page, subject: Mention) -> bool:
    """ "A and B take part with C as leader": a word for "with" right before the one who leads."""
    before = page.tokens_in(max(0, subject.start - _OPENS), subject.start)
    while before and before[-1].folded in page.pack.articles:
        before.pop()
    return bool(before) and page.pack.trigger("joined_by").fullmatch(before[-1].text) is not None


def _adjacent(page: Page, actor: Mention, start: int) -> bool:
    return not gap(page.text, actor.end, start).strip(" ,")


def _object_before(page: Page, focus: Focus, sentence: Sentence, start: int) -> bool:
    """The collaboration, or a noun for it, stands before the verb, or the verb with a pronoun opens the sentence."""
    if any(m.type in COLLABORATIONS for m in page.within(sentence.start, start)):
        return True
    if any(h.kind in WHOLES for h in page.heads_in(sentence.start, start)):
        return True
    if page.pack.trigger("undertaking").search(page.text, max(sentence.start, start - _OBJECT), start):
        return True  # "the work leads …", where cases say who does
    near = page.tokens_in(max(sentence.start, start - _APART), start)[-_PRONOUN:]
    near = [w for w in near if w.folded not in page.pack.articles] + [w for w in near[-1:] if w.text[0].islower()]
    if any(page.pack.trigger("object_pronoun").fullmatch(w.text) for w in near):
        return focus.collaboration() is not None  # "today A and B lead it together"
    return start - sentence.start <= _OPENS and focus.collaboration() is not None


def _passive(page: Page, actors: Sequence[Mention], end: int) -> list[Mention]:
    """The agent of a passive whose verb stands at the end: "wird von der Hochschule … geleitet"."""
    ahead = [a for a in actors if a.end <= end]
    if not ahead or len(gap(page.text, ahead[-1].end, end).split()) > 1:
        return []
    agents = members_before(page, ahead[-1], ahead)
    first = agents[0].start
    before = [w for w in page.text[max(0, first - 20) : first].split() if w.casefold() not in page.pack.articles]
    return agents if before and page.pack.trigger("by").fullmatch(before[-1]) else []


def _object(page: Page, sentence: Sentence, hit: re.Match[str]) -> bool:
    """An active verb of leading must have a collaboration (name or noun) as its object, or a pronoun beside it."""
    if any(m.type in COLLABORATIONS for m in page.within(sentence.start, sentence.end)):
        return True
    heads = page.heads_in(max(sentence.start, hit.start() - _OBJECT), min(sentence.end, hit.end() + _OBJECT))
    if any(
        h.kind in WHOLES | {"cluster"} or page.pack.trigger("undertaking").fullmatch(page.text[h.start : h.end])
        for h in heads
    ):
        return True
    if page.pack.trigger("undertaking").search(page.text, hit.start(), min(sentence.end, hit.end() + _OBJECT)):
        return True
    alone = page.text[hit.end() : hit.end() + 1] in {",", ".", ";"}  # "it is A that coordinates": no object of its own
    if alone and " " in hit.group() and len({m.key for m in page.within(0, sentence.start) if m.type in _SPOKEN}) == 1:
        return True  # "A took the lead", where the page has named one project so far
    alone = alone or hit.start() - sentence.start <= _OPENS or _pronoun_beside(page, sentence, hit)
    return alone and _spoken_of_before(page, sentence)


def _pronoun_beside(page: Page, sentence: Sentence, hit: re.Match[str]) -> bool:
    """ "A leads it", "A, which it leads": a pronoun for an object right before or behind a verb."""
    before = page.tokens_in(max(sentence.start, hit.start() - _APART), hit.start())[-1:]
    behind = page.tokens_in(hit.end(), min(sentence.end, hit.end() + _APART))[:1]
    closed = behind and not re.match(r"[ \u00a0]?\w", page.text[behind[0].end : behind[0].end + 2])
    behind = behind if closed or (behind and behind[0].folded not in page.pack.articles) else []
    return any(page.pack.trigger("object_pronoun").fullmatch(w.text) for w in (*before, *behind))


def _spoken_of_before(page: Page, sentence: Sentence) -> bool:
    """The block named or meant a collaboration before this sentence: "Koordinira ga …", "La coordina …"."""
    block = sentence.block
    first = not any(
        s.block == block for s in page.sentences[max(0, page.index_of(sentence) - 1) : page.index_of(sentence)]
    )
    if first and block and page.blocks[block].kind == "para" and page.blocks[block - 1].kind in {"para", "heading"}:
        block -= 1
    start = page.blocks[block].start
    if any(m.type in COLLABORATIONS for m in page.within(start, sentence.start)):
        return True
    return any(h.kind in WHOLES for h in page.heads_in(start, sentence.start))
