"""Programmes, funding, membership of initiatives and lineage: what a sentence says between two collaborations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from regiograph.extract.focus import Focus, claim, in_sentence, programme_page
from regiograph.extract.layout import Sentence
from regiograph.extract.page import Mention, Page, gap
from regiograph.model import Claim, EntityType

_FAR = 160
"""Characters between a project and a programme beyond which a phrase joins them no longer."""
_VERB = 30
_CAUSES: frozenset[EntityType] = frozenset({"GoodPractice", "Event"})
"""What may lead to a project and is led to by none."""
_LABEL = 5
_BRACKET = re.compile(r"(?: [^\W\d_]+)? ?\( ?(?:[^()]{0,20} )?")


def programmes(page: Page, focus: Focus) -> Iterator[Claim]:
    """A project or initiative under a programme, by its sentence; else under the only programme of the page."""
    placed: set[str] = set()
    for found in _told(page, focus):
        placed.add(found.subject.id)
        yield found
    only = {m.key: m for m in page.of("Programme")}
    if len(only) == 1 and (not placed or programme_page(page, focus)):
        programme = next(iter(only.values()))
        for project in {m.key: m for m in reversed(page.of("Project"))}.values():
            if project.key not in placed and not _together(page, project, programme):
                yield claim(page, project, "partOfProgramme", programme, "programme-page", 0.6, at=project)


def _together(page: Page, project: Mention, programme: Mention) -> bool:
    """A sentence names both: what it says, or does not say, of them holds."""
    sentences = {page.sentence_at(m.start) for m in page.mentions if m.key == project.key}
    return any(page.sentence_at(m.start) in sentences for m in page.mentions if m.key == programme.key)


def _told(page: Page, focus: Focus) -> Iterator[Claim]:
    """ "P (Programme)", "Programme P", or a trigger between them."""
    for sentence in page.sentences:
        found = in_sentence(page, sentence, "Programme")
        if not found:
            continue
        subjects = in_sentence(page, sentence, "Project", "Initiative")
        if page.pack.trigger("negation").search(page.text, sentence.start, sentence.end):
            continue
        for programme in found:
            best = _under(page, programme, subjects)
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
    yield from _fact_lines(page)


def _fact_lines(page: Page) -> Iterator[Claim]:
    """Neighbouring lines of a fact sheet: "Project: ABC" and "Programme: …"."""
    named: Mention | None = None
    for line in re.finditer(r"[^\n]+", page.text):
        label, colon, _ = line.group().partition(":")
        value = line.start() + len(label) + len(colon)
        if not colon or len(label.split()) > _LABEL:
            named = None
            continue
        first = next((m for m in page.within(value, line.end()) if not page.text[value : m.start].strip(" *|")), None)
        if first and first.type == "Project" and page.heads_in(line.start(), value, "project"):
            named = first
        elif first and first.type == "Programme" and named and page.pack.trigger("fact_programme").search(label):
            yield claim(page, named, "partOfProgramme", first, "programme-fact-line", 0.8)


def _under(page: Page, programme: Mention, subjects: list[Mention]) -> tuple[Mention, str, float] | None:
    text = page.text
    subjects = sorted(subjects, key=lambda s: min(abs(s.start - programme.end), abs(programme.start - s.end)))
    for s in subjects:
        if s.end <= programme.start and _BRACKET.fullmatch(gap(text, s.end, programme.start)):
            return s, "programme-bracket", 0.9
        if programme.end <= s.start and re.fullmatch(r" ?[-–]? ?", gap(text, programme.end, s.start)):
            return s, "programme-before", 0.85
    for s in subjects:
        low, high = (s.end, programme.start) if s.end <= programme.start else (programme.end, s.start)
        behind = _VERB if s.end <= programme.start else 0  # "wird von … gefördert": the verb may stand at the end
        between = text[low:high] + text[programme.end : programme.end + behind]
        if high - low < _FAR and (
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
        starts = [*(a.start for a in page.money), *(n.start for n in page.percentages)]
        figures = any(sentence.start <= at < sentence.end for at in starts)
        if not sources or not (figures or page.pack.trigger("funding").search(page.text, sentence.start, sentence.end)):
            continue
        rate = page.pack.trigger("rate").search(page.text, sentence.start, sentence.end)
        subjects = in_sentence(page, sentence, "Project")
        subject = subjects[0] if subjects else None
        if (
            subject is None
            and focus.practice is None
            and any(m.type == "Organisation" for m in in_sentence(page, sentence))
            and not _anaphora(page, sentence, "project")
            and not (rate and figures)
        ):
            continue
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


def lineage(page: Page, focus: Focus) -> Iterator[Claim]:
    """What led to what: "A led to B", "B is a result of A", "the background of the partnership lies in A and B"."""
    kinds: tuple[EntityType, ...] = ("Project", "Partnership", "Network", "Initiative", "GoodPractice", "Event")
    for sentence in page.sentences:
        found = in_sentence(page, sentence, *kinds)
        for name, forward in (("lineage_to", True), ("lineage_from", False)):
            hit = page.pack.trigger(name).search(page.text, sentence.start, sentence.end)
            if hit is None:
                continue
            before = [m for m in found if m.end <= hit.start()]
            after = [m for m in found if m.start >= hit.end()]
            if forward:
                causes, effects = _listed_before(page, before), [m for m in after if m.type not in _CAUSES][:1]
            else:
                causes, effects = after, [m for m in before if m.type not in _CAUSES][-1:]
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
