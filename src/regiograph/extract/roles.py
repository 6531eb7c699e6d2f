"""Who leads and who takes part: trigger phrases, lists, table rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from regiograph.extract.factsheet import Field, entries, fields, kind_of, member, whole
from regiograph.extract.focus import Focus, claim, in_sentence
from regiograph.extract.layout import Sentence
from regiograph.extract.page import ACTORS, COLLABORATIONS, Mention, Page, gap
from regiograph.extract.places import run_of
from regiograph.model import Claim

_WEIGHT = 3
_FAR = 90
"""Words of weight, and characters, that may stand between a phrase and the first name it announces."""


def roles(page: Page, focus: Focus) -> Iterator[Claim]:
    """Leaders and partners of projects and partnerships."""
    for sentence in page.sentences:
        actors = in_sentence(page, sentence, *ACTORS)
        if not actors:
            continue
        yield from _leaders(page, focus, sentence, actors)
        yield from _partners(page, focus, sentence, actors)
    yield from _listed(page, focus)
    yield from _rows(page, focus)


def _collaboration(page: Page, focus: Focus, sentence: Sentence, near: int) -> Mention | None:
    """What a trigger speaks of: the noun right behind it decides, else the nearest name, else the focus."""
    for head in page.heads_in(near, min(sentence.end, near + 45)):
        if head.kind == "partnership" and focus.partnership and not page.overlapping(head.start, head.end):
            return focus.partnership
    options = in_sentence(page, sentence, *COLLABORATIONS)
    own = [m for m in options if m.type != "Initiative"] or options
    if own:
        return min(own, key=lambda m: (min(abs(m.start - near), abs(m.end - near)), m.start))
    return focus.collaboration()


def _leaders(page: Page, focus: Focus, sentence: Sentence, actors: list[Mention]) -> Iterator[Claim]:
    for name, rule in (("lead_by", "lead-after"), ("lead_of", "lead-before")):
        for hit in page.pack.trigger(name).finditer(page.text, sentence.start, sentence.end):
            if name == "lead_by":
                side = [a for a in actors if a.start >= hit.end() and _leads_to(page, hit.end(), a.start)]
                agents = run_of(page, side[0], side) if side else _passive(page, actors, hit.start())
            else:
                side = [a for a in actors if a.end <= hit.start()]
                agents = _run_before(page, side, hit.start())
            if not agents:
                continue
            target = _collaboration(page, focus, sentence, hit.start())
            if name == "lead_of" and not _object_after(page, sentence, hit.end()):
                continue
            if target is None or any(a.key == target.key for a in agents):
                continue
            sure = 0.85 if target in in_sentence(page, sentence) else 0.7
            for agent in agents:
                yield claim(page, agent, "leads", target, rule, sure)


def _leads_to(page: Page, start: int, end: int) -> bool:
    """Few words of weight stand between: not counted are the collaboration's name, head nouns, copulas, articles."""
    light = page.pack.articles | page.pack.locative | page.pack.connectors
    words = [
        w
        for w in page.tokens
        if w.start >= start
        and w.end <= end
        and w.folded not in light
        and not page.pack.trigger("copula").fullmatch(w.text)
        and not page.heads_in(w.start, w.end)
        and not any(m.type in COLLABORATIONS for m in page.overlapping(w.start, w.end))
    ]
    return len(words) <= _WEIGHT and end - start < _FAR


def _passive(page: Page, actors: Sequence[Mention], end: int) -> list[Mention]:
    """The agent of a passive whose verb stands at the end: "wird von der Hochschule … geleitet"."""
    last = next((a for a in reversed(actors) if a.end <= end), None)
    if last is None or len(gap(page.text, last.end, end).split()) > 1:
        return []
    before = [
        w for w in page.text[max(0, last.start - 20) : last.start].split() if w.casefold() not in page.pack.articles
    ]
    return [last] if before and page.pack.trigger("by").fullmatch(before[-1]) else []


def _object_after(page: Page, sentence: Sentence, start: int) -> bool:
    """An active verb of leading must have a collaboration (name or noun) as its object."""
    if any(m.type in COLLABORATIONS and m.start >= start for m in page.within(start, sentence.end)):
        return True
    kinds = {"project", "partnership", "network", "initiative", "cluster"}
    near = [h for h in page.heads_in(max(sentence.start, start - 60), sentence.end) if h.kind in kinds]
    return any(abs(h.start - start) < 60 for h in near)


def _run_before(page: Page, actors: Sequence[Mention], end: int) -> list[Mention]:
    """The coordinated actors that the verb ending at ``end`` has as its subject."""
    if not actors:
        return []
    last = actors[-1]
    between = gap(page.text, last.end, end)
    if len(re.sub(r",[^,]*,", "", between).split()) > 4:
        return []
    out = [last]
    for m in reversed(actors[:-1]):
        words = gap(page.text, m.end, out[0].start).strip(" ,;").split()
        if len(words) <= 1:
            out.insert(0, m)
        else:
            break
    return out


def _partners(page: Page, focus: Focus, sentence: Sentence, actors: list[Mention]) -> Iterator[Claim]:
    for hit in page.pack.trigger("partner_list").finditer(page.text, sentence.start, sentence.end):
        after = [a for a in actors if a.start >= hit.end()]
        if not after or not _leads_to(page, hit.end(), after[0].start):
            continue
        if in_sentence(page, sentence, "Event") and not in_sentence(page, sentence, *COLLABORATIONS):
            continue
        target = _collaboration(page, focus, sentence, hit.start())
        if target is None:
            continue
        for agent in run_of(page, after[0], after):
            if agent.key != target.key:
                yield claim(page, agent, "partnerIn", target, "partner-list", 0.8, role="partner")
    for hit in page.pack.trigger("partner_in").finditer(page.text, sentence.start, sentence.end):
        if page.text[hit.end() : hit.end() + 1] == ":":
            continue  # a label speaks of the names after it
        before = [a for a in actors if a.end <= hit.start()]
        shared = _both(page, sentence, hit.end())
        for agent in _run_before(page, before, hit.start()) if shared else ():
            for project in shared:
                yield claim(page, agent, "partnerIn", project, "partner-both", 0.75, role="partner")
        if shared:
            continue
        targets = _targets(page, focus, sentence, hit)
        for agent in before:
            for target in targets:
                if agent.key != target.key:
                    yield claim(page, agent, "partnerIn", target, "partner-before", 0.7, role="partner")


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


def _listed(page: Page, focus: Focus) -> Iterator[Claim]:
    """The leaders and partners of fact sheets and of lists below a label, and where each of them is."""
    sheets = fields(page)
    for field in sheets:
        if field.kind not in {"lead", "partners"}:
            continue
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
