"""Relations between the things of a sentence: who leads, who takes part, what funds, where it lies, what led to what.

Each function reads a page and yields claims. A relation needs a trigger phrase of the pack (or an apposition) and
things of the types that its row in docs/claims.md allows, on the side of the trigger where the language puts them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from regiograph.authority import Authority
from regiograph.extract.layout import Sentence
from regiograph.extract.page import ACTORS, COLLABORATIONS, TERRITORIES, Mention, Page, gap
from regiograph.model import Claim, EntityType, qualifiers

_RANK: dict[str, int] = {"Place": 1, "Region": 2, "Country": 3}


class Focus:
    """What the page is about: the project, collaboration, practice or event that "the project" means."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.project = self._main("Project")
        self.partnership = self._main("Partnership")
        self.programme = self._main("Programme")
        self.initiative = self._main("Initiative")
        self.event = self._main("Event")
        self.practice = next((m for m in page.of("GoodPractice") if m.rule == "practice-template"), None)

    def _main(self, kind: EntityType) -> Mention | None:
        """The most often named thing of a type; the title counts for four."""
        counts: dict[str, float] = {}
        first: dict[str, Mention] = {}
        for m in self.page.of(kind):
            first.setdefault(m.key, m)
            block = self.page.sentence_at(m.start).block
            weight = 4.0 if block <= 1 and self.page.blocks[block].kind == "heading" else 1.0
            counts[m.key] = counts.get(m.key, 0.0) + weight
        best = max(counts, key=lambda k: (counts[k], -first[k].start), default=None)
        return first[best] if best else None

    def project_at(self, sentence: Sentence) -> Mention | None:
        """What "the project" means in a sentence: the last one named before in its block, else the page's project."""
        block = self.page.blocks[sentence.block]
        before = [m for m in self.page.within(block.start, sentence.start) if m.type == "Project"]
        return before[-1] if before else self.project

    def collaboration(self) -> Mention | None:
        """What a bare "partners" speaks of: the partnership of the title, else the project, else a partnership."""
        title = self.page.blocks[0].end if self.page.blocks else 0
        if self.partnership and (self.partnership.start <= title + 200 or self.project is None):
            return self.partnership
        return self.project or self.partnership


def in_sentence(page: Page, sentence: Sentence, *types: EntityType) -> list[Mention]:
    """Mentions of some types in a sentence, in order."""
    return [m for m in page.within(sentence.start, sentence.end) if not types or m.type in types]


def claim(
    page: Page, subject: Mention, predicate: str, target: Mention, rule: str, confidence: float, **extra: str | None
) -> Claim:
    """A claim between two mentions; the evidence spans their sentences only where they share one."""
    low, high = min(subject.start, target.start), max(subject.end, target.end)
    first, last = page.sentence_at(low), page.sentence_at(high - 1)
    anchor = (low, high) if first == last else (target.start, target.end)
    return Claim(
        page.thing(subject), predicate, page.evidence(*anchor), page.thing(target), None, qualifiers(**extra), rule,
        round(confidence * min(subject.confidence, target.confidence, 1.0), 3),
    )  # fmt: skip


def located(page: Page) -> Iterator[Claim]:
    """Appositions "A (B)", "A, B", "A in the region of B"; places inside an event's name count as places."""
    mentions = [
        m for m in page.mentions if m.type in TERRITORIES or m.type in {"Organisation", "Cluster", "GoodPractice"}
    ]
    for index, a in enumerate(mentions):
        chain = [a]
        opened = False
        for b in mentions[index + 1 : index + 4]:
            last = chain[-1]
            if b.start < last.end or page.sentence_at(last.start) != page.sentence_at(b.start):
                break
            between = gap(page.text, last.end, b.start)
            if re.fullmatch(r" ?\( ?", between):
                opened = True
            elif not (between.strip() in {",", "/", "-", "–"} and (opened or _larger(last, b))) and not _inside(
                page, between
            ):
                break
            if b.type not in TERRITORIES or not _larger(a, b):
                break
            if opened or last is a:
                yield claim(page, a, "locatedIn", b, "apposition", 0.9)
            if last is not a and _larger(last, b):
                yield claim(page, last, "locatedIn", b, "apposition", 0.85)
            chain.append(b)
            if opened and page.text[b.end : b.end + 1] == ")":
                break
            if not opened and a.type not in {"Place", "Region"}:
                break


def scoped(page: Page, authority: Authority) -> Iterator[Claim]:
    """Smaller territories in the brackets or behind the colon of a larger one: "Veneto (Belluno, Vicenza)"."""
    territories = page.of("Region", "Country", "Place")
    for index, outer in enumerate(territories):
        sentence = page.sentence_at(outer.start)
        after = page.text[outer.end : outer.end + 2].strip()
        if outer.type == "Place" or after not in {"(", ":"}:
            continue
        close = page.text.find(")", outer.end) if after == "(" else sentence.end
        for m in territories[index + 1 :]:
            if m.start > close or m.start >= sentence.end:
                break
            known = (
                m.record is not None and outer.record is not None and outer.record.id in authority.ancestors(m.record)
            )
            if m.key != outer.key and (known or (m.record is None and _RANK[m.type] < _RANK[outer.type])):
                yield claim(page, m, "locatedIn", outer, "scope", 0.85)


def _larger(a: Mention, b: Mention) -> bool:
    if b.type not in TERRITORIES or a.key == b.key:
        return False
    if a.type not in TERRITORIES:
        return True
    if _RANK[a.type] == _RANK[b.type] == 2 and a.record and b.record:
        return b.record.id in a.record.within
    return _RANK[a.type] < _RANK[b.type]


def _inside(page: Page, between: str) -> bool:
    """Only words such as "in the region of" stand between."""
    words = between.strip().split()
    if not 1 <= len(words) <= 5 or not between.startswith(" "):
        return False
    allowed = page.pack.locative | page.pack.articles | page.pack.connectors
    if words[0].casefold() not in page.pack.locative and not page.pack.head("region").fullmatch(words[0]):
        return False
    return all(
        w.casefold() in allowed or page.pack.head("region").fullmatch(w) or page.pack.head("city").fullmatch(w)
        for w in words
    )


def adjectives(page: Page, adjective: dict[str, Mention]) -> Iterator[Claim]:
    """ "The Finnish regions A and B": the adjective's country, where the page names that country too."""
    for token in page.tokens:
        country = adjective.get(token.folded)
        if country is None or not (token.text[0].isupper() or page.pack.language != "en"):
            continue
        sentence = page.sentence_at(token.start)
        heads = page.heads_in(token.end, min(token.end + 25, sentence.end))
        following = [
            m for m in page.within(token.end, min(sentence.end, token.end + 60)) if m.type in {"Region", "Place"}
        ]
        near = [m for m in following if len(gap(page.text, token.end, m.start).split()) <= (2 if heads else 1)]
        for m in _run_of(page, near[0], following) if near else []:
            yield claim(page, m, "locatedIn", country, "adjective", 0.8)


def _run_of(page: Page, first: Mention, candidates: Sequence[Mention]) -> list[Mention]:
    """``first`` and what is coordinated with it: commas and short linking words between."""
    out = [first]
    for m in candidates:
        if m.start <= first.start:
            continue
        between = gap(page.text, out[-1].end, m.start)
        stripped = re.sub(r"\([^()]*\)?", "", between).strip(" ,;•*-)")
        words = stripped.split()
        if len(words) <= 4 and all(len(w) <= 6 or page.pack.head("region").fullmatch(w) for w in words):
            out.append(m)
        else:
            break
    return out


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
    """The collaboration a trigger speaks of: the noun right behind it decides, else the nearest name, else the focus."""
    for head in page.heads_in(near, min(sentence.end, near + 45)):
        if head.kind == "partnership" and focus.partnership and not page.overlapping(head.start, head.end):
            return focus.partnership
    options = [m for m in in_sentence(page, sentence, "Project", "Partnership", "Network", "Initiative")]
    own = [m for m in options if m.type != "Initiative"] or options
    if own:
        return min(own, key=lambda m: (min(abs(m.start - near), abs(m.end - near)), m.start))
    return focus.collaboration()


def _leaders(page: Page, focus: Focus, sentence: Sentence, actors: list[Mention]) -> Iterator[Claim]:
    for name, rule in (("lead_by", "lead-after"), ("lead_of", "lead-before")):
        for hit in page.pack.trigger(name).finditer(page.text, sentence.start, sentence.end):
            if name == "lead_by":
                side = [
                    a for a in actors if a.start >= hit.end() and len(gap(page.text, hit.end(), a.start).split()) <= 3
                ]
                agents = _run_of(page, side[0], side) if side else []
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
        if not after or len(gap(page.text, hit.end(), after[0].start).split()) > 4:
            continue
        if in_sentence(page, sentence, "Event") and not in_sentence(page, sentence, *COLLABORATIONS):
            continue
        target = _collaboration(page, focus, sentence, hit.start())
        if target is None:
            continue
        for agent in _run_of(page, after[0], after):
            if agent.key != target.key:
                yield claim(page, agent, "partnerIn", target, "partner-list", 0.8, role="partner")
    for hit in page.pack.trigger("partner_in").finditer(page.text, sentence.start, sentence.end):
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
    """A heading or line that announces partners, and the items, rows or lines below it."""
    role: str | None = None
    for index, block in enumerate(page.blocks):
        text = page.text[block.start : block.end].strip()
        label, _, rest = re.sub(r"^.*[.!?]\s+", "", text, flags=re.DOTALL).partition(":")
        announced = _announces(page, label if rest or text.endswith(":") else text)
        if announced and (block.kind == "heading" or text.endswith(":") or rest):
            role = None if rest.strip() else announced
            if rest.strip():
                yield from _members(page, focus, block.end - len(rest), block.end, announced, index)
            continue
        if role and block.kind in {"item", "row"}:
            yield from _members(page, focus, block.start, block.end, role, index)
        elif role and block.kind in {"heading", "para"}:
            role = None


def _rows(page: Page, focus: Focus) -> Iterator[Claim]:
    """Table rows that begin with an actor and hold a role in another cell; a country's cell tells where the actor is."""
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
            role = _announces(page, cell)
            if target and role and target.key != first.key:
                extra = None if role == "lead" else "partner"
                yield claim(
                    page, first, "leads" if role == "lead" else "partnerIn", target, "table-role", 0.85, role=extra
                )


def _announces(page: Page, label: str) -> str | None:
    label = label.strip(" *#|•-")
    for name, role in (("fact_lead", "lead"), ("fact_partners", "partner")):
        m = page.pack.trigger(name).search(label)
        if m and len(label) <= 60 and len(label.split()) <= 6:
            return role
    return None


def _members(page: Page, focus: Focus, start: int, end: int, role: str, block: int) -> Iterator[Claim]:
    target = focus.collaboration()
    if target is None:
        return
    found = [m for m in page.within(start, end) if m.type in ACTORS]
    chosen = [m for m in found if m.type == "Organisation"] or [m for m in found if m.type == "Region"] or found[:1]
    line = page.text[start:end]
    lead = role == "lead" or bool(page.pack.trigger("fact_lead").search(line))
    for m in chosen if role == "partner" and page.blocks[block].kind == "para" else chosen[:3]:
        yield claim(
            page, m, "leads" if lead else "partnerIn", target, "partner-item", 0.8, role=None if lead else "partner"
        )


def programmes(page: Page, focus: Focus) -> Iterator[Claim]:
    """A project or initiative under a programme: "P (Programme)", "Programme P", or a trigger between them."""
    for sentence in page.sentences:
        found = in_sentence(page, sentence, "Programme")
        if not found:
            continue
        subjects = in_sentence(page, sentence, "Project", "Initiative")
        if page.pack.trigger("negation").search(page.text, sentence.start, sentence.end):
            continue
        for programme in found:
            best = _under(page, sentence, programme, subjects)
            if best:
                yield claim(page, best[0], "partOfProgramme", programme, best[1], best[2])
                continue
            meant = focus.project_at(sentence)
            spoken_of = _anaphora(page, sentence, "project") or (
                meant is not None and page.blocks[sentence.block].start <= meant.start < sentence.start
            )
            if (
                not subjects
                and meant
                and spoken_of
                and page.pack.trigger("programme").search(page.text, sentence.start, programme.start)
            ):
                yield claim(page, meant, "partOfProgramme", programme, "programme-anaphora", 0.7)
    yield from _examples(page, focus)


def _under(
    page: Page, sentence: Sentence, programme: Mention, subjects: list[Mention]
) -> tuple[Mention, str, float] | None:
    text = page.text
    for s in subjects:
        if s.end <= programme.start and re.fullmatch(r" ?\( ?(?:[^()]{0,20} )?", gap(text, s.end, programme.start)):
            return s, "programme-bracket", 0.9
        if programme.end <= s.start and re.fullmatch(r" ?[-–]? ?", gap(text, programme.end, s.start)):
            return s, "programme-before", 0.85
    for s in subjects:
        low, high = (s.end, programme.start) if s.end <= programme.start else (programme.end, s.start)
        between = text[low:high]
        if len(between) < 160 and (
            page.pack.trigger("programme").search(between) or page.pack.trigger("member_of").search(between)
        ):
            return s, "programme-trigger", 0.8
    return None


def _anaphora(page: Page, sentence: Sentence, kind: str) -> bool:
    """The sentence speaks of "the project" without its name."""
    return bool(page.heads_in(sentence.start, sentence.end, kind))


def _examples(page: Page, focus: Focus) -> Iterator[Claim]:
    """On a programme's own page, the projects under a heading with the word project are its projects."""
    if focus.programme is None or focus.programme.start > page.blocks[0].end + 250:
        return
    announced = False
    for block in page.blocks:
        if block.kind == "heading":
            announced = bool(page.heads_in(block.start, block.end, "project"))
            continue
        if not announced:
            continue
        first = next((m for m in page.within(block.start, block.end) if m.type == "Project"), None)
        if first and first.start - block.start < 60:
            yield claim(page, first, "partOfProgramme", focus.programme, "programme-examples", 0.7)


def funding(page: Page, focus: Focus) -> Iterator[Claim]:
    """A fund (or a programme as a source of money) in a sentence with a word of funding."""
    for sentence in page.sentences:
        sources = in_sentence(page, sentence, "Fund", "Programme")
        if page.pack.trigger("negation").search(page.text, sentence.start, sentence.end):
            continue
        figures = any(sentence.start <= n.start < sentence.end for n in (*page.money, *page.percentages))
        if not sources or not (figures or page.pack.trigger("funding").search(page.text, sentence.start, sentence.end)):
            continue
        subjects = in_sentence(page, sentence, "Project")
        subject = subjects[0] if subjects else None
        if (
            subject is None
            and focus.practice is None
            and any(m.type == "Organisation" for m in in_sentence(page, sentence))
            and not _anaphora(page, sentence, "project")
        ):
            continue
        rate = page.pack.trigger("rate").search(page.text, sentence.start, sentence.end)
        default = focus.project_at(sentence) or (focus.programme if rate else None)
        if focus.practice is not None:
            subject = focus.practice
        elif subject is None:
            owner = focus.programme if focus.programme and _on_programme_page(page, focus) else default
            subject = owner
        if subject is None:
            continue
        for source in sources:
            if source.key == subject.key or (source.type == "Programme" and focus.practice is None):
                continue
            yield claim(page, subject, "fundedBy", source, "funding", 0.75)


def _on_programme_page(page: Page, focus: Focus) -> bool:
    return focus.programme is not None and bool(page.blocks) and focus.programme.start <= page.blocks[0].end


def memberships(page: Page, focus: Focus) -> Iterator[Claim]:
    """Clusters, partnerships and bodies that belong to an initiative."""
    for sentence in page.sentences:
        initiatives = in_sentence(page, sentence, "Initiative")
        trigger = page.pack.trigger("member_of").search(page.text, sentence.start, sentence.end)
        for initiative in initiatives:
            if trigger is None:
                continue
            members = in_sentence(page, sentence, "Cluster", "Partnership")
            if not members and focus.partnership and page.heads_in(sentence.start, initiative.start, "partnership"):
                members = [focus.partnership]
            for m in members:
                if m.start < initiative.start:
                    yield claim(page, m, "memberOfInitiative", initiative, "member-of", 0.75)
        partner = page.pack.trigger("partner_in").search(page.text, sentence.start, sentence.end)
        noun = page.heads_in(sentence.start, sentence.end, "initiative")
        target = initiatives[0] if initiatives else focus.initiative if noun else None
        if partner and target and not in_sentence(page, sentence, "Project", "Partnership"):
            for body in in_sentence(page, sentence, "Organisation"):
                if body.end <= partner.start() and len(gap(page.text, body.end, partner.start()).split()) <= 6:
                    yield claim(page, body, "partnerIn", target, "partner-initiative", 0.7, role="partner")


def lineage(page: Page, focus: Focus) -> Iterator[Claim]:
    """What led to what: "A led to B", "B is a result of A", "the background of the partnership lies in A and B"."""
    kinds: tuple[EntityType, ...] = ("Project", "Partnership", "Network", "Initiative", "GoodPractice")
    for sentence in page.sentences:
        found = in_sentence(page, sentence, *kinds)
        for name, forward in (("lineage_to", True), ("lineage_from", False)):
            hit = page.pack.trigger(name).search(page.text, sentence.start, sentence.end)
            if hit is None:
                continue
            before = [m for m in found if m.end <= hit.start()]
            after = [m for m in found if m.start >= hit.end()]
            if forward:
                causes, effects = _listed_before(page, before), [m for m in after if m.type != "GoodPractice"][:1]
            else:
                causes, effects = after, before[-1:]
                if not effects and focus.partnership and page.heads_in(sentence.start, sentence.end, "partnership"):
                    effects = [focus.partnership]
                if not causes and focus.practice and effects:
                    causes = [focus.practice]
            for cause in causes:
                for effect in effects:
                    if cause.key != effect.key:
                        yield claim(page, cause, "ledTo", effect, f"lineage-{'to' if forward else 'from'}", 0.75)
            break


def _listed_before(page: Page, found: list[Mention]) -> list[Mention]:
    """The last mention and those coordinated with it."""
    out = found[-1:]
    for m in reversed(found[:-1]):
        if len(gap(page.text, m.end, out[0].start).strip(" ,;").split()) > 1 or m.type != out[0].type:
            break
        out.insert(0, m)
    return out


def sisters(page: Page) -> Iterator[Claim]:
    """ "its sister project B": two projects of one sentence are sisters."""
    for sentence in page.sentences:
        if page.pack.trigger("sister").search(page.text, sentence.start, sentence.end):
            projects = list({m.key: m for m in in_sentence(page, sentence, "Project")}.values())
            if len(projects) == 2:
                yield claim(page, projects[0], "ledTo", projects[1], "sister", 0.85, relation="sisterOf")
