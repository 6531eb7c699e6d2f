"""What pages say of practices and case studies: their project, where they lie, at which event they were shown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from regiograph.extract.practices.practices import paragraph_below, template_sections, told_below
from regiograph.extract.practices.taking import VISITS
from regiograph.extract.reading.focus import Focus, claim, in_sentence, literal
from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import Mention, Page, gap
from regiograph.model import Claim, Value

_NEAR = 60
_FEW_EVENTS = 2
"""Events before a practice, of which the last may be where it was shown."""
_SOON = 8
"""Sentences after a practice of which one may say where the practices were shown."""
_STEM = 5
"""Letters that a word shares with one of a practice's name."""
_PREPOSITION = 3
_PARAGRAPH = 100
"""Characters from which on a block is text, not a title or a fact line."""
_FIRST = 2
"""Words before whom a sentence begins with, at most: an article, another name."""


def practices(page: Page, focus: Focus, dated: frozenset[str], grown: frozenset[str]) -> Iterator[Claim]:
    """Practices and case studies: their project, where they come from, at which event they were shown.

    ``dated`` are the keys of the events whose dates the page gives, ``grown`` the ids of what came out of something.
    """
    for case in {m.key: m for m in page.of("CaseStudy")}.values():
        event = _shown_at(page, focus, case, dated) or focus.event
        if event:
            position = page.blocks[page.sentence_at(case.start).block].number
            yield claim(
                page, case, "presentedAt", event, "case-event", 0.8, position=str(position) if position else None
            )
        if project := _project_of(page, focus, case):
            yield claim(page, case, "partOfProject", project, "case-project", 0.6)
        block = page.blocks[page.sentence_at(case.start).block]
        regions = (m for m in page.within(block.start, block.end) if m.type == "Region")
        if named := next((m for m in regions if max(m.name.split(), key=len) in case.name), None):
            # "the role of A in the B region"
            yield claim(page, case, "locatedIn", named, "case-name-region", 0.7)
    for practice in {m.key: m for m in page.of("GoodPractice")}.values():
        if practice.rule == "practice-template" or (focus.practice and practice.key == focus.practice.key):
            yield from _own_practice(page, focus, focus.practice or practice, grown)
            continue
        if project := _project_of(page, focus, practice):
            yield claim(page, practice, "partOfProject", project, "practice-project", 0.7)
        if event := _shown_at(page, focus, practice, dated):
            yield claim(page, practice, "presentedAt", event, "practice-event", 0.7, at=practice)
        if below := paragraph_below(page, practice):
            yield from told_below(page, practice, below)
            continue
        sentence = page.sentence_at(practice.start)
        near = in_sentence(page, sentence, "Region", "Country", "Place")
        before = _regions_before(page, sentence, practice, [m for m in near if m.type != "Place"])
        after = [m for m in near if m.start >= practice.end and len(gap(page.text, practice.end, m.start).split()) <= 4]
        if after and not _shows(page, before, practice):
            yield claim(page, practice, "locatedIn", after[0], "practice-of", 0.75)
        elif before:
            own = [m for m in before if m.type == "Region"] or before
            yield claim(page, practice, "locatedIn", own[-1], "practice-by", 0.7)
        elif alone := _only_region(page, practice):
            yield claim(page, practice, "locatedIn", alone, "practice-item", 0.65)
        owners = [m for m in in_sentence(page, sentence, "Organisation", "Region") if m.end <= practice.start]
        if focus.project and owners and _opens(page, sentence, owners[0]):
            for owner in owners:
                yield claim(page, owner, "partnerIn", focus.project, "practice-owner", 0.6, role="partner")


def _only_region(page: Page, practice: Mention) -> Mention | None:
    """The one region that a list item which opens with a practice's name speaks of, of no other practice."""
    block = page.blocks[page.sentence_at(practice.start).block]
    named = page.within(block.start, block.end)
    regions = {m.key: m for m in reversed(named) if m.type == "Region"}
    shown = {m.key for m in named if m.type in {"GoodPractice", "CaseStudy"}}
    opens = practice.start <= block.start + 1 and block.kind in {"item", "row"}
    return next(iter(regions.values())) if opens and len(regions) == 1 and len(shown) == 1 else None


def _regions_before(page: Page, sentence: Sentence, practice: Mention, regions: list[Mention]) -> list[Mention]:
    """Territories before a practice, unless they only follow another: "A, from Värmland, and B"."""
    before = [m for m in regions if m.end <= practice.start]
    others = in_sentence(page, sentence, "GoodPractice", "CaseStudy")
    first = next((m for m in others if m.key != practice.key and m.end <= practice.start), None)
    return before if first is None or any(m.end <= first.start for m in before) else []


def _opens(page: Page, sentence: Sentence, owner: Mention) -> bool:
    """Who shows something begins the sentence: no word or ending for "in" leads to the name."""
    words = page.tokens_in(sentence.start, owner.start)
    led = any(w.folded in page.pack.locative for w in words)
    return len(words) <= _FIRST and not led and not (owner.form == "inflected" and page.pack.cased_places)


def _project_of(page: Page, focus: Focus, shown: Mention) -> Mention | None:
    """The project of a practice: the last before it in its sentence, else the page's."""
    before = [m for m in in_sentence(page, page.sentence_at(shown.start), "Project") if m.end <= shown.start]
    return before[-1] if before else focus.project


def _shown_at(page: Page, focus: Focus, practice: Mention, dated: frozenset[str]) -> Mention | None:
    """Where a practice was shown: the event of its sentence, of one that says so later, the one that the page is about,
    the last one named before in its paragraph or on a page of few events.

    Calls and events still to come show nothing, nor do events without a date where others have one.
    """
    sentence = page.sentence_at(practice.start)
    events = [m for m in page.of("Event") if page.events.get(m.key) != "event_call"]
    here = [m for m in events if sentence.start <= m.start < sentence.end]
    if here:
        return min(here, key=lambda m: abs(m.start - practice.start))
    if later := _shown_later(page, practice):
        return later
    held = [m for m in events if not _planned(page, m)]
    held = [m for m in held if m.key in dated] or held
    before = [m for m in held if m.start < practice.start]
    if not before:
        block = page.blocks[sentence.block]
        after = {m.key: m for m in reversed(held) if m.start < block.end}
        return next(iter(after.values())) if len(after) == 1 else None
    main = focus.event
    if main and any(m.key == main.key for m in before) and (main.start < focus.title_end or _guests(page, main)):
        return main
    alone = before[-1].start >= page.blocks[sentence.block].start or len({m.key for m in before}) <= _FEW_EVENTS
    return before[-1] if alone else None


def _guests(page: Page, event: Mention) -> bool:
    """A visit or a peer review, made to see what others do; the page tells of no other."""
    visits = {m.key for m in page.of("Event") if page.events.get(m.key) in VISITS and not _planned(page, m)}
    return visits == {event.key}


def _shown_later(page: Page, practice: Mention) -> Mention | None:
    """The event of the next sentence, or of a later one about "the practices", that says only where it was shown."""
    next_one = page.index_of(page.sentence_at(practice.start)) + 1
    still = True
    for sentence in page.sentences[next_one : next_one + _SOON]:
        others = in_sentence(page, sentence, "GoodPractice", "CaseStudy")
        follows, still = still, bool(others) and still
        event = next(iter(in_sentence(page, sentence, "Event")), None)
        about = any(h.kind in {"practice", "case"} for h in page.heads_in(sentence.start, sentence.end))
        if event is None and about:  # "Both practices were shown there", behind the sentence on the event
            block = page.blocks[sentence.block]
            event = next((m for m in reversed(page.within(block.start, sentence.start)) if m.type == "Event"), None)
        if others or event is None or page.events.get(event.key) == "event_call":
            continue
        told = page.pack.trigger("show").finditer(page.text, sentence.start, sentence.end)
        if (about or follows) and any(_verb(page, t) for t in told):
            return event
    return None


def _verb(page: Page, shown: re.Match[str]) -> bool:
    """A word of showing that is more than a preposition."""
    word = shown.group().casefold()
    return len(word) > _PREPOSITION and word not in page.pack.locative


def _shows(page: Page, before: list[Mention], practice: Mention) -> bool:
    """Somebody named before shows it: "Lower Austria brought its Energy Advice Bus, Drenthe …"."""
    if not before:
        return False
    told = page.pack.trigger("show").finditer(page.text, before[-1].end, practice.start)
    return any(_verb(page, t) for t in told) and "," not in page.text[before[-1].end : practice.start]


def _planned(page: Page, event: Mention) -> bool:
    sentence = page.sentence_at(event.start)
    return bool(page.pack.trigger("planned").search(page.text, sentence.start, sentence.end))


def _own_practice(page: Page, focus: Focus, practice: Mention, grown: frozenset[str]) -> Iterator[Claim]:
    """The sections of the page's practice, the region it speaks of most, and its project: that of a fact line, else
    the only one."""
    event = _own_event(page, practice)
    projects = [m for m in page.of("Project") if m.key not in grown]
    if project := _own_project(page, focus, practice, projects, event[0] if event else None):
        yield claim(page, practice, "partOfProject", *project, at=project[0])
    if event:
        yield claim(page, practice, "presentedAt", event[0], event[1], event[2], at=event[0])
    for section in template_sections(page):
        text = page.text[section.start : section.end]
        yield literal(
            page,
            practice,
            "section",
            Value(text, "string", page.language_at(section.start)),
            (section.start, section.end),
            "section",
            0.9,
            type=section.kind,
            position=str(section.position),
        )
    if region := _own_region(page):
        yield claim(page, practice, "locatedIn", *region)


def _own_region(page: Page) -> tuple[Mention, str, float] | None:
    """The region above the text or in the first paragraph that names one, else the one named most often."""
    regions = page.of("Region")
    if not regions:
        return None
    text = next((b for b in page.blocks if b.end - b.start > _PARAGRAPH and b.kind == "para"), None)
    first = next((m for m in regions if text and m.start < text.end), None)
    counts = Counter(m.key for m in regions)
    main = max(counts, key=lambda k: counts[k])
    return (
        (first, "practice-where", 0.7) if first else (next(m for m in regions if m.key == main), "practice-region", 0.6)
    )


def _own_project(
    page: Page, focus: Focus, practice: Mention, projects: list[Mention], event: Mention | None
) -> tuple[Mention, str, float] | None:
    """The project of the page's practice: that of a fact line or of a line above the text, the one beside the practice
    or a noun for it, the one of the event at which it was shown, else the only one; never what came out of it."""
    for project in projects:
        line = page.text.rfind("\n", 0, project.start) + 1
        if ":" in page.text[line : project.start] and page.heads_in(line, project.start, "project"):
            return project, "practice-fact-line", 0.85
    for project in projects:
        if project.start < focus.title_end:
            return project, "practice-title-project", 0.8
    for project in projects:
        sentence = page.sentence_at(project.start)
        named = any(m.key == practice.key for m in page.within(sentence.start, project.start))
        if named or page.heads_in(sentence.start, sentence.end, "practice"):
            return project, "practice-beside-project", 0.7
    if event:
        sentence = page.sentence_at(event.start)
        near = [m for m in projects if sentence.start <= m.start < sentence.end and abs(m.start - event.start) < _NEAR]
        if near:
            return near[0], "practice-event-project", 0.65
    for project in projects:
        if _spoken(page, page.sentence_at(project.start), project):
            return project, "practice-beside-project", 0.65
    if len({m.key for m in projects}) == 1:
        return projects[0], "practice-project", 0.7
    return None


def _spoken(page: Page, sentence: Sentence, project: Mention) -> bool:
    """ "The practice", at the start of a sentence, before the project's name."""
    hit = page.pack.trigger("examples").search(page.text, sentence.start, project.start)
    return hit is not None and len(page.tokens_in(sentence.start, hit.start())) <= _FIRST


def _own_event(page: Page, practice: Mention) -> tuple[Mention, str, float] | None:
    """Where the page's practice was shown, the rule and how sure: the event of a sentence that shows it, of one that
    speaks of it, or the only event that the page tells of.
    """
    for sentence in page.telling("show"):
        hits = page.pack.trigger("show").finditer(page.text, sentence.start, sentence.end)
        told = next((h for h in hits if _verb(page, h)), None)
        if told is None or any(
            _other_shown(page, practice, m, told) for m in page.within(sentence.start, told.start())
        ):
            continue
        event = next((m for m in in_sentence(page, sentence, "Event") if m.start > told.start()), None)
        if event:
            return event, "practice-event", 0.75
    if event := _spoken_of_at(page, practice):
        return event, "practice-spoken-of", 0.65
    held = [m for m in page.of("Event") if page.events.get(m.key) != "event_call" and not _planned(page, m)]
    return (held[0], "practice-only-event", 0.6) if len({m.key for m in held}) == 1 else None


def _other_shown(page: Page, practice: Mention, named: Mention, told: re.Match[str]) -> bool:
    """Something else was presented: another practice, or a project that the verb has as its subject."""
    if named.type in {"GoodPractice", "CaseStudy"}:
        return named.key != practice.key
    words = gap(page.text, named.end, told.start()).casefold().split()
    return named.type == "Project" and not any(w in page.pack.linking or w.endswith(",") for w in words)


def _spoken_of_at(page: Page, practice: Mention) -> Mention | None:
    """The event that was held, in a sentence of the practice's page that names it, or a word of its name, beside it."""
    stems = {w[:_STEM] for w in re.findall(r"[^\W\d_]+", practice.name.casefold()) if len(w) >= _STEM}
    for m in page.of("Event"):
        sentence = page.sentence_at(m.start)
        if page.events.get(m.key) == "event_call" or m.start < practice.end or _planned(page, m):
            continue
        named = any(x.key == practice.key for x in page.within(sentence.start, sentence.end))
        words = [w for w in page.tokens_in(sentence.start, sentence.end) if not m.start <= w.start < m.end]
        held = any(d.year for d in page.dates_in(sentence.start, sentence.end))
        if held and (named or any(w.folded[:_STEM] in stems for w in words if len(w.text) >= _STEM)):
            return m
    return None
