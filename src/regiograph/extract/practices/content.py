"""Themes, aims and kinds of actors: what is said of a thing by the kind of thing it is."""

from __future__ import annotations

from collections.abc import Iterator

from regiograph.extract.practices.themes import ThemeIndex, announces, within
from regiograph.extract.reading.focus import Focus, claim, in_sentence, literal
from regiograph.extract.reading.page import Mention, Page
from regiograph.extract.territories.gazetteer import Token
from regiograph.model import Claim, Value

_LEADING = 4
"""How many words between a name and the theme it is followed by."""
_NEAR = 60
_LAST_PART = 8
"""Letters that the last part of a compound needs to be taken for a kind of actor."""


def themes(page: Page, focus: Focus) -> Iterator[Claim]:
    """Themes in lists that announce them, behind a word of focus, and beside a cluster, case or practice."""
    subject = focus.partnership or focus.project or focus.practice
    whole = focus.practice or _announcer(focus) or subject
    listed = False
    for block in page.blocks:
        if block.kind in {"heading", "para"}:
            listed = announces(page, block.start, block.end, block.kind == "heading")
        for m in page.within(block.start, block.end):
            if m.type != "Theme":
                continue
            if whole and ((listed and block.kind in {"item", "row"}) or m.rule == "theme-announced"):
                yield claim(page, whole, "hasTheme", m, "theme-list", 0.9, at=m)
            elif owner := _theme_owner(page, focus, m, subject):
                yield claim(page, owner[0], "hasTheme", m, owner[1], owner[2], at=m)


def _announcer(focus: Focus) -> Mention | None:
    """Whose themes a page announces: what its title names, a programme too."""
    title = focus.title_end
    named = (focus.partnership, focus.project, focus.programme, focus.cluster)
    return next((m for m in named if m is not None and m.start < title), None)


def _theme_owner(
    page: Page, focus: Focus, theme: Mention, subject: Mention | None
) -> tuple[Mention, str, float] | None:
    """What a theme in running text is said of, the rule and how sure."""
    sentence = page.sentence_at(theme.start)
    owners = [c for c in in_sentence(page, sentence, "Cluster", "Project", "Partnership") if c.end <= theme.start]
    if owners and len(page.text[owners[-1].end : theme.start].split()) <= _LEADING:
        return owners[-1], "theme-beside", 0.75
    about = page.pack.trigger("focus").search(page.text, max(sentence.start, theme.start - _NEAR), theme.start)
    noun = page.heads_in(sentence.start, theme.start, "partnership") or page.heads_in(
        sentence.start, theme.start, "project"
    )
    if about and (owners or (noun and subject)):
        return owners[-1] if owners else subject or owners[-1], "theme-focus", 0.75
    if owners and owners[-1].type == "Cluster":
        return owners[-1], "theme-cluster", 0.6
    if focus.practice and theme.start < focus.practice.end:
        return focus.practice, "theme-title", 0.75
    return None


def own_themes(page: Page, index: ThemeIndex) -> Iterator[Claim]:
    """Themes in the item that presents a case study, its title included, and in the name of a cluster or network."""
    for case in page.of("CaseStudy"):
        block = page.blocks[page.sentence_at(case.start).block]
        for start, end, slug in index.hits(page.tokens_in(block.start, block.end)):
            yield claim(page, case, "hasTheme", _theme(page, start, end, slug), "theme-case", 0.75)
    for thing in page.of("Cluster", "Network"):
        tokens = page.tokens_in(thing.start, thing.end)
        for start, end, slug in (*index.hits(tokens), *within(tokens, index.labels)):
            yield claim(page, thing, "hasTheme", _theme(page, start, end, slug), "theme-in-name", 0.75)


def _theme(page: Page, start: int, end: int, slug: str) -> Mention:
    return Mention(start, end, f"theme/{slug}", "Theme", page.text[start:end], "theme-label", 0.9)


def actors(page: Page, index: ThemeIndex) -> Iterator[Claim]:
    """Kinds of actors (the quadruple helix) in a sentence that says who belongs to a cluster."""
    for sentence in page.telling("belongs"):
        clusters = list({m.key: m for m in in_sentence(page, sentence, "Cluster")}.values())
        if len(clusters) != 1 or not page.pack.trigger("belongs").search(page.text, sentence.start, sentence.end):
            continue
        tokens = page.tokens_in(clusters[0].end, sentence.end)
        found = list(index.hits(tokens))
        rest = [t for t in tokens if not any(start <= t.start < end for start, end, _ in found)]
        for start, end, slug in [*found, *_compounds(rest, index)]:
            if all(m.type == "Theme" for m in page.overlapping(start, end)):
                yield literal(page, clusters[0], "classification", Value(slug), (start, end), "actor-type", 0.7)


def _compounds(tokens: list[Token], index: ThemeIndex) -> Iterator[tuple[int, int, str]]:
    """Compounds whose last part is a long label: "kaivosteollisuus", "Automobilindustrie"."""
    for token in tokens:
        for at in range(1, len(token.folded) - _LAST_PART + 1):
            if slug := index.labels.get(token.folded[at:]):
                yield token.start, token.end, slug
                break


def aims(page: Page, focus: Focus) -> Iterator[Claim]:
    """List items under a line that announces aims."""
    subject = focus.collaboration()
    position = 0
    listed = False
    for block in page.blocks:
        text = page.text[block.start : block.end]
        if block.kind in {"heading", "para"}:
            listed = (
                len(text) < 120
                and bool(page.pack.trigger("aims_list").search(text))
                and (text.rstrip().endswith(":") or block.kind == "heading")
            )
            position = 0
        elif listed and subject and block.kind == "item":
            position += 1
            value = Value(text.rstrip(" ;.,"), "string", page.language_at(block.start))
            yield literal(
                page, subject, "aim", value, (block.start, block.end), "aim-item", 0.85, position=str(position)
            )
