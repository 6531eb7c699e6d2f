"""Who leads and who takes part: trigger phrases, lists, table rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from regiograph.extract.factsheet import Field, entries, fields, kind_of, member, whole
from regiograph.extract.focus import Focus, claim, in_sentence
from regiograph.extract.layout import Sentence
from regiograph.extract.members import inserted, members_after, members_before
from regiograph.extract.page import ACTORS, COLLABORATIONS, Mention, Page, gap
from regiograph.model import Claim

Spans = Sequence[tuple[int, int]]

_WEIGHT = 3
_FAR = 90
"""Words of weight, and characters, that may stand between a phrase and the first name it announces."""
_BETWEEN = 6
"""Words that may stand between a subject and its verb."""
_OBJECT = 60
_OPENS = 14
"""Characters at the start of a sentence within which a verb opens it."""
_WHOLES = frozenset({"project", "partnership", "network", "initiative"})


def roles(page: Page, focus: Focus) -> Iterator[Claim]:
    """Leaders and partners of projects and partnerships; a sentence that makes one the leader makes it no partner."""
    found = list(_roles(page, focus))
    leads = {_told(c) for c in found if c.predicate == "leads"}
    yield from (c for c in found if c.predicate != "partnerIn" or _told(c) not in leads)


def _told(claim: Claim) -> tuple[str, str, int]:
    """Who, in what, and where that is said."""
    return claim.subject.id, claim.object.id if claim.object else "", claim.evidence.start


def _roles(page: Page, focus: Focus) -> Iterator[Claim]:
    sheet = [f for f in fields(page) if f.kind in {"lead", "partners"}]
    labels = [(f.start, f.parts[0][0]) for f in sheet]
    for sentence in page.sentences:
        actors = in_sentence(page, sentence, *ACTORS)
        if not actors:
            continue
        told = [s for s in labels if sentence.start <= s[0] < sentence.end]
        yield from _leaders(page, focus, sentence, actors, told)
        yield from _partners(page, focus, sentence, actors, told)
    yield from _listed(page, focus, sheet)
    yield from _rows(page, focus)


def _collaboration(
    page: Page, focus: Focus, sentence: Sentence, near: int, agents: Sequence[Mention] = ()
) -> Mention | None:
    """What a trigger speaks of: the noun right behind it decides, else the nearest name, else the one before."""
    for head in page.heads_in(near, min(sentence.end, near + 45)):
        if head.kind == "partnership" and focus.partnership and not page.overlapping(head.start, head.end):
            return focus.partnership
    spans = [(a.start, a.end) for a in agents]
    options = [m for m in in_sentence(page, sentence, *COLLABORATIONS) if not any(s <= m.start < e for s, e in spans)]
    own = [m for m in options if m.type != "Initiative" or m.record is None] or options
    if own:
        return min(own, key=lambda m: (min(abs(m.start - near), abs(m.end - near)), m.start))
    return _meant(page, focus, sentence)


def _meant(page: Page, focus: Focus, sentence: Sentence) -> Mention | None:
    """What "it" means: the only collaboration named before in the block, else what the page is about.

    A noun in the sentence ("the partnership") decides which kind is meant.
    """
    nouns = {h.kind for h in page.heads_in(sentence.start, sentence.end)}
    if "partnership" in nouns and focus.partnership:
        return _known(focus.partnership, sentence)
    block = page.blocks[sentence.block]
    before = [
        m for m in page.within(block.start, sentence.start) if m.type in COLLABORATIONS and m.type != "Initiative"
    ]
    if "project" in nouns:
        before = [m for m in before if m.type == "Project"]
    if len({m.key for m in before}) == 1:
        return before[-1]
    return _known(focus.project if "project" in nouns and focus.project else focus.collaboration(), sentence)


def _known(target: Mention | None, sentence: Sentence) -> Mention | None:
    """What a page names only later is not what an earlier sentence means."""
    return target if target and target.start < sentence.end else None


def _leaders(page: Page, focus: Focus, sentence: Sentence, actors: list[Mention], labels: Spans) -> Iterator[Claim]:
    """Who leads: behind "led by", before "leads", or on the other side where nothing stands on the usual one."""
    for hit, passive in _lead_hits(page, sentence, labels):
        behind = [a for a in actors if a.start >= hit.end() and _leads_to(page, hit.end(), a.start)]
        ahead = [a for a in actors if a.end <= hit.start()]
        if passive:
            agents = members_after(page, behind[0], behind) if behind else _passive(page, actors, hit.start())
            if not agents and ahead and _adjacent(page, ahead[-1], hit.start()) and _verb(page, hit):
                agents = members_before(page, ahead[-1], ahead)
        elif subject := _subject(page, ahead, hit.start()):
            agents = members_before(page, subject, ahead)
        elif behind and _object_before(page, focus, sentence, hit.start()):
            agents = members_after(page, behind[0], behind)
        else:
            continue
        target = _collaboration(page, focus, sentence, hit.start(), agents)
        noun = page.pack.trigger("fact_lead").search(hit.group())  # "is the lead partner" needs no object
        titled = noun and not page.pack.trigger("lead_of").fullmatch(noun.group())
        if not agents or not (passive or titled or _object(page, focus, sentence, hit)):
            continue
        if target is None or any(a.key == target.key for a in agents):
            continue
        sure = 0.85 if target in in_sentence(page, sentence) else 0.7
        for agent in agents:
            yield claim(page, agent, "leads", target, "lead-after" if passive else "lead-before", sure, at=agent)


def _lead_hits(page: Page, sentence: Sentence, labels: Spans) -> list[tuple[re.Match[str], bool]]:
    """The phrases of leading in a sentence, longest first among those that overlap; whether the agent comes behind."""
    hits = [
        (hit, passive and not page.pack.trigger("lead_of").match(page.text, hit.start()))
        for name, passive in (("lead_by", True), ("lead_of", False))
        for hit in page.pack.trigger(name).finditer(page.text, sentence.start, sentence.end)
        if not _labels(hit, labels)
        and not any(m.start <= hit.start() and m.end >= hit.end() for m in page.overlapping(*hit.span()))
    ]
    longest = [h for h in hits if not any(_inside(h[0], o[0]) for o in hits)]
    return sorted(longest, key=lambda h: h[0].start())


def _of_leading(page: Page, sentence: Sentence, hit: re.Match[str]) -> bool:
    """The phrase is part of one of leading: "partner is" in "lead partner is"."""
    return any(
        o.start() <= hit.start() and o.end() >= hit.end() and o.span() != hit.span()
        for name in ("lead_by", "lead_of", "fact_lead")
        for o in page.pack.trigger(name).finditer(page.text, sentence.start, sentence.end)
    ) or any(
        o.start() < hit.start() < o.end()
        for o in page.pack.trigger("fact_lead").finditer(page.text, sentence.start, sentence.end)
    )


def _labels(hit: re.Match[str], labels: Spans) -> bool:
    """The phrase is a label of a fact sheet, which is read as such."""
    return any(start <= hit.start() < end for start, end in labels)


def _inside(a: re.Match[str], b: re.Match[str]) -> bool:
    return a.span() != b.span() and a.start() >= b.start() and a.end() <= b.end()


def _verb(page: Page, hit: re.Match[str]) -> bool:
    """The phrase leads also from behind its subject, as an active verb does."""
    return bool(page.pack.trigger("lead_of").fullmatch(hit.group()))


def _adjacent(page: Page, actor: Mention, start: int) -> bool:
    return not gap(page.text, actor.end, start).strip(" ,")


def _near(page: Page, actor: Mention, start: int) -> bool:
    """The verb's subject: few words between, brackets and an inserted clause between commas not counted."""
    between = re.sub(r"\([^()]*\)?", "", gap(page.text, actor.end, start))
    plain = re.sub(r",[^,]*,", "", between)
    if "," in plain:
        behind = plain.rsplit(",", 1)[1].strip()
        if behind and not page.pack.trigger("relative").match(behind):
            return False
    return len(plain.split()) <= _BETWEEN and not _unexplained(page, actor.end, start)


def _unexplained(page: Page, start: int, end: int) -> bool:
    """A capitalised word between two offsets that belongs to no mention: a name no rule has read."""
    if page.pack.nouns_capital:
        return False
    return any(
        t.text[0].isupper()
        and len(t.text) > 1
        and not page.overlapping(t.start, t.end)
        and not page.heads_in(t.start, t.end)
        and page.sentence_at(t.start).start != t.start
        for t in page.tokens_in(start, end)
    )


def _subject(page: Page, actors: Sequence[Mention], start: int) -> Mention | None:
    """The actor that a verb has as its subject: the nearest, or the one before an inserted clause that names another."""
    if not actors or not _near(page, actors[-1], start):
        return None
    last = actors[-1]
    if len(actors) > 1 and page.text[last.end : start].startswith(","):
        before = actors[-2]
        if inserted(page, before, last) and not page.pack.trigger("with").search(page.text, before.end, last.start):
            return before
    return last


def _object_before(page: Page, focus: Focus, sentence: Sentence, start: int) -> bool:
    """The collaboration, or a noun for it, stands before the verb, or the verb with a pronoun opens the sentence."""
    if any(m.type in COLLABORATIONS for m in page.within(sentence.start, start)):
        return True
    if any(h.kind in _WHOLES for h in page.heads_in(sentence.start, start)):
        return True
    return start - sentence.start <= _OPENS and focus.collaboration() is not None


def _leads_to(page: Page, start: int, end: int) -> bool:
    """Few words of weight stand between: not counted are the collaboration's name, head nouns, copulas, articles."""
    if end - start >= _FAR:
        return False
    light = page.pack.light
    words = [
        w
        for w in page.tokens_in(start, end)
        if w.folded not in light
        and not page.pack.trigger("copula").fullmatch(w.text)
        and not page.heads_in(w.start, w.end)
        and not any(m.type in COLLABORATIONS for m in page.overlapping(w.start, w.end))
    ]
    return len(words) <= _WEIGHT and end - start < _FAR and not _unexplained(page, start, end)


def _passive(page: Page, actors: Sequence[Mention], end: int) -> list[Mention]:
    """The agent of a passive whose verb stands at the end: "wird von der Hochschule … geleitet"."""
    last = next((a for a in reversed(actors) if a.end <= end), None)
    if last is None or len(gap(page.text, last.end, end).split()) > 1:
        return []
    before = [
        w for w in page.text[max(0, last.start - 20) : last.start].split() if w.casefold() not in page.pack.articles
    ]
    return [last] if before and page.pack.trigger("by").fullmatch(before[-1]) else []


def _object(page: Page, focus: Focus, sentence: Sentence, hit: re.Match[str]) -> bool:
    """An active verb of leading must have a collaboration (name or noun) as its object, or a pronoun right beside it."""
    if any(m.type in COLLABORATIONS for m in page.within(sentence.start, sentence.end)):
        return True
    heads = page.heads_in(max(sentence.start, hit.start() - _OBJECT), min(sentence.end, hit.end() + _OBJECT))
    if any(
        h.kind in _WHOLES | {"cluster"} or page.pack.trigger("undertaking").fullmatch(page.text[h.start : h.end])
        for h in heads
    ):
        return True
    if page.pack.trigger("undertaking").search(page.text, hit.start(), min(sentence.end, hit.end() + _OBJECT)):
        return True
    return hit.start() - sentence.start <= _OPENS and _spoken_of_before(page, focus, sentence)


def _spoken_of_before(page: Page, focus: Focus, sentence: Sentence) -> bool:
    """The block named or meant a collaboration before this sentence: "Koordinira ga …", "La coordina …"."""
    start = page.blocks[sentence.block].start
    if any(m.type in COLLABORATIONS for m in page.within(start, sentence.start)):
        return True
    return any(h.kind in _WHOLES for h in page.heads_in(start, sentence.start))


def _partners(page: Page, focus: Focus, sentence: Sentence, actors: list[Mention], labels: Spans) -> Iterator[Claim]:
    told: set[str] = set()
    for hit in page.pack.trigger("partner_in").finditer(page.text, sentence.start, sentence.end):
        if page.text[hit.end() : hit.end() + 1] == ":" or _labels(hit, labels) or _of_leading(page, sentence, hit):
            continue  # a label speaks of the names after it
        before = [a for a in actors if a.end <= hit.start()]
        after = [a for a in actors if a.start >= hit.end() and _leads_to(page, hit.end(), a.start)]
        shared = _both(page, sentence, hit.end())
        targets = shared or _targets(page, focus, sentence, hit)
        if subject := _subject(page, before, hit.start()):
            agents = members_before(page, subject, before)
        elif after:
            agents = members_after(page, after[0], after)
        else:
            continue
        for agent in agents:
            told.add(agent.key)
            for target in targets:
                if agent.key != target.key:
                    rule = "partner-both" if shared else "partner-before"
                    yield claim(page, agent, "partnerIn", target, rule, 0.7, at=agent, role="partner")
    for hit in page.pack.trigger("partner_list").finditer(page.text, sentence.start, sentence.end):
        if _labels(hit, labels) or _of_leading(page, sentence, hit):
            continue
        after = [a for a in actors if a.start >= hit.end()]
        if not after or not _leads_to(page, hit.end(), after[0].start):
            continue
        if in_sentence(page, sentence, "Event") and not in_sentence(page, sentence, *COLLABORATIONS):
            continue
        agents = members_after(page, after[0], after)
        target = _collaboration(page, focus, sentence, hit.start(), agents)
        if target is None:
            continue
        companions = page.pack.trigger("with").match(page.text, hit.start()) is not None
        for agent in agents:
            if agent.key != target.key and not (companions and agent.key in told):
                yield claim(page, agent, "partnerIn", target, "partner-list", 0.8, at=agent, role="partner")


def _targets(page: Page, focus: Focus, sentence: Sentence, hit: re.Match[str]) -> list[Mention]:
    """What somebody takes part in: the coordinated names behind the phrase, else a noun, else the nearest name."""
    named = in_sentence(page, sentence, *COLLABORATIONS)
    behind = [m for m in named if m.start >= hit.end()]
    near = min(sentence.end, behind[0].start if behind else sentence.end, hit.end() + 60)
    if focus.partnership and page.heads_in(hit.start(), near, "partnership"):
        return [focus.partnership]
    if behind:
        out = [behind[0]]
        for m in behind[1:]:
            if m.type != out[0].type or len(gap(page.text, out[-1].end, m.start).split()) > 4:
                break
            out.append(m)
        return out
    if focus.project and page.heads_in(hit.start(), min(sentence.end, hit.end() + 40), "project"):
        return [focus.project]
    return named[-1:]


def _both(page: Page, sentence: Sentence, start: int) -> list[Mention]:
    """ "partners in both projects": the two projects of the page."""
    hit = page.pack.trigger("both").search(page.text, start, min(sentence.end, start + 20))
    if hit is None or not page.heads_in(hit.end(), min(sentence.end, hit.end() + 20), "project"):
        return []
    projects = list({m.key: m for m in page.of("Project")}.values())
    return projects if len(projects) == 2 else []


def _listed(page: Page, focus: Focus, sheet: list[Field]) -> Iterator[Claim]:
    """The leaders and partners of fact sheets and of lists below a label, and where each of them is."""
    for field in sheet:
        target = _sheet_of(page, focus, field)
        if target is None:
            continue
        for entry in entries(page, field):
            found = member(page, entry)
            if found is None or found.key == target.key:
                continue
            shown = page.text[found.end : entry.end]
            lead = field.kind == "lead" or (field.listed and bool(page.pack.trigger("fact_lead").search(shown)))
            role = None if lead else "partner"
            yield claim(page, found, "leads" if lead else "partnerIn", target, "partner-item", 0.8, at=found, role=role)
            if found.type != "Region" or field.listed:
                for where in whole(page, entry, found):
                    if where.key != found.key:
                        yield claim(page, found, "locatedIn", where, "sheet-place", 0.8, at=found)


def _sheet_of(page: Page, focus: Focus, field: Field) -> Mention | None:
    """Whose sheet a field stands in: the project named by a label above it, else what the page is about."""
    named = [m for m in page.of("Project") if m.rule == "sheet" and m.start < field.start]
    inline = [m for m in page.within(page.sentence_at(field.start).start, field.start) if m.type in COLLABORATIONS]
    if inline and inline[-1].type != "Initiative":
        return inline[-1]
    return named[-1] if named else focus.collaboration()


def _rows(page: Page, focus: Focus) -> Iterator[Claim]:
    """Table rows that begin with an actor: another cell holds the role, another the country."""
    target = focus.collaboration()
    for block in page.blocks:
        if block.kind != "row":
            continue
        cells = [
            (m.start() + block.start, m.end() + block.start)
            for m in re.finditer(r"[^|\t]+", page.text[block.start : block.end])
        ]
        cells = [c for c in cells if page.text[slice(*c)].strip()]
        actors = [m for m in page.within(block.start, block.end) if m.type in ACTORS]
        first = next((m for m in actors if any(s <= m.start < e for s, e in cells[:2])), None)
        if first is None or len(cells) < 2:
            continue
        for start, end in (c for c in cells if c[0] >= first.end):
            cell = page.text[start:end].strip()
            country = next((m for m in page.within(start, end) if m.type == "Country"), None)
            if country and first.type == "Region":
                yield claim(page, first, "locatedIn", country, "table-country", 0.85)
            role = kind_of(page, cell)
            if target and role in {"lead", "partners"} and target.key != first.key:
                extra = None if role == "lead" else "partner"
                yield claim(
                    page, first, "leads" if role == "lead" else "partnerIn", target, "table-role", 0.85, role=extra
                )
