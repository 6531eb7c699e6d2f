"""Who leads and who takes part: trigger phrases, lists, table rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from regiograph.extract.clusters.own import of_cluster, own
from regiograph.extract.reading.focus import Focus, claim, in_sentence
from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.meant import collaboration, leads_to, meant, says_where, subject_of
from regiograph.extract.reading.page import COLLABORATIONS, Mention, Page, gap
from regiograph.extract.roles.acting import acting
from regiograph.extract.roles.announced import announced, framed
from regiograph.extract.roles.completed import apposed, beside_it, completed
from regiograph.extract.roles.implied import implied
from regiograph.extract.roles.joint import joint
from regiograph.extract.roles.leaders import leaders
from regiograph.extract.roles.leading import of_leading
from regiograph.extract.roles.members import all_of, besides, members_after, members_before
from regiograph.extract.roles.offices import Spans, is_label
from regiograph.extract.sheets.factsheet import fields
from regiograph.extract.sheets.roles import listed, rows
from regiograph.model import Claim

_NOUNS = 3
"""Words between a noun for partners and what they take part in."""
_BESIDE = 24
"""Characters before a phrase of taking part within which a noun says in what."""


def roles(page: Page, focus: Focus) -> Iterator[Claim]:
    """Leaders and partners of projects and partnerships; a sentence that makes one the leader makes it no partner."""
    found = [c for c in _roles(page, focus) if not (_belongs(c) or _of_area(page, c))]
    leads = {_told(c) for c in found if c.predicate == "leads"}
    yield from (c for c in found if c.predicate != "partnerIn" or _told(c) not in leads)
    said = {_told(c)[:2] for c in found}
    there = {(_told(c)[0], _told(c)[2]) for c in found}
    for c in (*beside_it(page, focus, found), *completed(page, found), *apposed(page, focus), *own(page, focus, found)):
        if _told(c)[:2] not in said:
            said.add(_told(c)[:2])
            yield c
    for c in joint(page, focus):
        who, what, where = _told(c)
        here = any(m.key == what for m in page.named_in(page.sentence_at(where), ()))
        fits = (who, what) not in said and (here or (who, where) not in there)
        if fits and not _of_area(page, c):
            yield c


def _belongs(claim: Claim) -> bool:
    """A cluster in an initiative is its member, which ``belonging`` says."""
    return claim.subject.type == "Cluster" and claim.object is not None and claim.object.type == "Initiative"


def _of_area(page: Page, claim: Claim) -> bool:
    """ "Scope of the programme: in A and B regions take part": under a heading that speaks of a programme, a region
    lies in its area and is no partner of a project that stands elsewhere."""
    if claim.subject.type != "Region" or claim.object is None:
        return False
    index = page.sentence_at(claim.evidence.start).block
    if any(m.key == claim.object.id for m in page.within(page.blocks[index].start, page.blocks[index].end)):
        return False
    while index > 0 and page.blocks[index].kind != "heading":
        index -= 1
    above = page.blocks[index]
    named = any(m.type in COLLABORATIONS for m in page.within(above.start, above.end))
    return index > 0 and not named and bool(page.heads_in(above.start, above.end, "programme"))


def _told(claim: Claim) -> tuple[str, str, int]:
    """Who, in what, and where that is said."""
    return claim.subject.id, claim.object.id if claim.object else "", claim.evidence.start


def _roles(page: Page, focus: Focus) -> Iterator[Claim]:
    sheet = [f for f in fields(page) if f.kind in {"lead", "partners"}]
    labels = [(f.start, f.parts[0][0]) for f in sheet]
    for sentence in page.telling(
        "lead_by", "lead_of", "led", "lead_noun", "lead_duty", "lead_behind", "partner_in", "partner_list"
    ):
        actors = acting(page, sentence)
        if page.heads_in(sentence.start, sentence.end, "label"):
            taking_part = actors = [a for a in actors if a.type != "Cluster"]  # who holds a label
        elif cluster := _the_cluster(page, focus, sentence):
            taking_part = sorted([*actors, cluster], key=lambda a: a.start)
            actors = actors or taking_part  # who leads is rather one that is named
        else:
            taking_part = actors
        told = [s for s in labels if sentence.start <= s[0] < sentence.end]
        found = [*implied(page, focus, sentence, actors, told)]
        if actors:
            found += leaders(page, focus, sentence, actors, told)
            found += _partners(page, focus, sentence, taking_part, told)
        yield from found
        targets = {c.object.id for c in found if c.object}
        spoken_of = next((m for m in page.mentions if m.key in targets), None)
        if len(targets) == 1 and spoken_of:
            focus.follow(sentence, spoken_of)
    for sentence in page.telling("takes"):
        yield from framed(page, focus, sentence, acting(page, sentence))
    for sentence in page.naming("Project", "Partnership", "Network"):
        yield from announced(page, sentence, labels)
    yield from listed(page, focus, sheet)
    yield from rows(page, focus)


def _the_cluster(page: Page, focus: Focus, sentence: Sentence) -> Mention | None:
    """The cluster that "the cluster" means before a verb, where the sentence names a project: the only one so far."""
    if not any(m.start >= sentence.start for m in in_sentence(page, sentence, "Project", "Partnership")):
        return None
    before = {m.key: m for m in page.of("Cluster") if m.start < sentence.start}
    if in_sentence(page, sentence, "Cluster") or not before:
        return None
    meant = focus.cluster if focus.cluster and focus.cluster.key in before else None
    known = meant or (next(iter(before.values())) if len(before) == 1 else None)
    for hit in page.pack.trigger("the_cluster").finditer(page.text, sentence.start, sentence.end) if known else ():
        behind = page.text[hit.end() : hit.end() + 2]
        if known and behind[:1] in {" ", "\u00a0"} and behind[1:].islower() and not page.overlapping(*hit.span()):
            return replace(known, start=hit.start(), end=hit.end(), form="inflected")
    return None


def _partners(page: Page, focus: Focus, sentence: Sentence, actors: list[Mention], labels: Spans) -> Iterator[Claim]:
    told: set[str] = set()
    for hit in page.pack.trigger("partner_in").finditer(page.text, sentence.start, sentence.end):
        if page.text[hit.end() : hit.end() + 1] == ":" or is_label(hit, labels) or of_leading(page, sentence, hit):
            continue  # a label speaks of the names after it
        before = [a for a in actors if a.end <= hit.start() and not says_where(page, a)]
        after = [a for a in actors if a.start >= hit.end() and leads_to(page, hit.end(), a.start)]
        after = after if not after or not _guests(page, hit.end(), after[0]) else []
        after = after if not after or not _partners_act(page, hit, after[0]) else []
        shared = _both(page, sentence, hit.end())
        targets = shared or _targets(page, focus, sentence, hit)
        subject = subject_of(page, before, hit.start())
        if subject and after and gap(page.text, subject.end, hit.start()).strip() == ",":
            with_others = page.pack.trigger("with").search(page.text, hit.end(), after[0].start)
            subject = subject if with_others else None  # "led by A, take part B and C"
        every = all_of(page, sentence, hit, [a for a in actors if a.end <= hit.start()])
        if every:
            agents = every
        elif subject:
            agents = members_before(page, subject, before)
            if after and besides(page, sentence, agents[0]):
                agents += members_after(page, after[0], after)
        elif after:
            agents = members_after(page, after[0], after)
        else:
            continue
        for agent in agents:
            told.add(agent.key)
            for shared_in in targets:
                if agent.key != shared_in.key:
                    rule = "partner-both" if shared else "partner-before"
                    yield claim(page, agent, "partnerIn", shared_in, rule, 0.7, at=agent, role="partner")
    for hit in page.pack.trigger("partner_list").finditer(page.text, sentence.start, sentence.end):
        if is_label(hit, labels) or of_leading(page, sentence, hit) or of_cluster(page, focus, sentence, hit.start()):
            continue  # a cluster's members take part in no project thereby
        after = [a for a in actors if a.start >= hit.end()]
        if not after and _noun_behind(page, sentence, hit):
            ahead = [a for a in actors if a.end <= hit.start()]
            yield from _named_before(page, focus, sentence, hit, ahead)
            continue
        if not after or not leads_to(page, hit.end(), after[0].start) or _partners_act(page, hit, after[0]):
            continue
        if in_sentence(page, sentence, "Event") and not in_sentence(page, sentence, *COLLABORATIONS):
            continue
        agents = members_after(page, after[0], after)
        target = collaboration(page, focus, sentence, hit.start(), agents)
        if target is None:
            continue
        companions = page.pack.trigger("with").match(page.text, hit.start()) is not None
        for agent in agents:
            if agent.key != target.key and not (companions and agent.key in told):
                yield claim(page, agent, "partnerIn", target, "partner-list", 0.8, at=agent, role="partner")


def _guests(page: Page, start: int, first: Mention) -> bool:
    """ "… took part 42 experts from Wallonia": who came to an event, and from where."""
    return (
        first.type == "Region" and page.pack.trigger("participants").search(page.text, start, first.start) is not None
    )


def _partners_act(page: Page, hit: re.Match[str], first: Mention) -> bool:
    """ "The partners of ABC visited Carinthia": what they do something with is none of them, unless "are" is said."""
    if page.pack.trigger("fact_partners").search(hit.group()) is None:
        return False
    whole = next((m for m in page.within(hit.end(), first.start) if m.type in COLLABORATIONS), None)
    if whole is None or len(page.tokens_in(hit.end(), whole.start)) > _NOUNS:
        return False
    between = page.text[whole.end : first.start]
    same = ":" in between or any(page.pack.trigger(name).search(between) for name in ("copula", "be", "partner_list"))
    return not same and any(t.folded not in page.pack.light for t in page.tokens_in(whole.end, first.start))


def _noun_behind(page: Page, sentence: Sentence, hit: re.Match[str]) -> bool:
    """A noun for partners ends its clause: "A, B and C are the partners"."""
    noun = page.pack.trigger("fact_partners").fullmatch(hit.group()) is not None
    return noun and (hit.end() >= sentence.end - 1 or page.text[hit.end()] in ",;.)")


def _named_before(
    page: Page, focus: Focus, sentence: Sentence, hit: re.Match[str], ahead: list[Mention]
) -> Iterator[Claim]:
    subject = subject_of(page, ahead, hit.start())
    agents = members_before(page, subject, ahead) if subject else []
    target = collaboration(page, focus, sentence, hit.start(), agents) if len(agents) > 1 else None
    for agent in agents if target and not in_sentence(page, sentence, "Event") else ():
        if target and agent.key != target.key:
            yield claim(page, agent, "partnerIn", target, "partner-noun", 0.7, at=agent, role="partner")


def _targets(page: Page, focus: Focus, sentence: Sentence, hit: re.Match[str]) -> list[Mention]:
    """What somebody takes part in: the coordinated names behind the phrase, else a noun, else the nearest name."""
    named = in_sentence(page, sentence, *COLLABORATIONS)
    behind = [m for m in named if m.start >= hit.end()]
    near = min(sentence.end, behind[0].start if behind else sentence.end, hit.end() + 60)
    if focus.partnership and page.heads_in(max(sentence.start, hit.start() - _BESIDE), near, "partnership"):
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
    if named or in_sentence(page, sentence, "Event", "Programme"):
        return named[-1:]
    if page.pack.trigger("joint").search(page.text, hit.start(), hit.end()):
        near_project = focus.project_near(sentence)
        grown = meant(page, focus, sentence) if near_project and focus.is_origin(near_project) else None
        return [m for m in (grown or near_project,) if m]
    return _carried(page, focus, sentence, hit)


def _carried(page: Page, focus: Focus, sentence: Sentence, hit: re.Match[str]) -> list[Mention]:
    """ "A and B take part in it": what the paragraph has spoken of, where the sentence opens with the verb or ends."""
    opens = not page.within(sentence.start, hit.start())
    closes = not re.search(r"\w", page.text[hit.end() : sentence.end])
    if not (opens or closes) or any(h.kind.startswith("event") for h in page.heads_in(sentence.start, sentence.end)):
        return []
    spoken_of = meant(page, focus, sentence)
    block = page.blocks[sentence.block]
    return [spoken_of] if spoken_of and spoken_of.start >= block.start else []


def _both(page: Page, sentence: Sentence, start: int) -> list[Mention]:
    """ "partners in both projects": the two projects of the page."""
    hit = page.pack.trigger("both").search(page.text, start, min(sentence.end, start + 20))
    if hit is None or not page.heads_in(hit.end(), min(sentence.end, hit.end() + 20), "project"):
        return []
    projects = list({m.key: m for m in page.of("Project")}.values())
    return projects if len(projects) == 2 else []
