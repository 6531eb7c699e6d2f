"""Good practices with their sections, case studies, and themes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from regiograph.extract.layout import Block
from regiograph.extract.names import Run, quotes
from regiograph.extract.page import Mention, Page, key_of

SECTIONS = ("summary", "description", "resources", "evidence", "difficulties", "potential", "further")
_TEMPLATE = {"resources", "evidence", "difficulties", "potential"}


@dataclass(frozen=True, slots=True)
class Section:
    """One block of text under a heading of the practice template, in order."""

    kind: str
    start: int
    end: int
    position: int


def template_sections(page: Page) -> list[Section]:
    """The sections of a page that follows the good-practice template: at least two of its four headings stand there."""
    found: list[Section] = []
    current: str | None = None
    position = 0
    kinds: set[str] = set()
    for block in page.blocks:
        kind = _section_kind(page, block)
        if kind:
            current = kind
            kinds.add(kind)
            continue
        if current is None or block.end - block.start < 3 or _label_like(page, block):
            continue
        position += 1
        found.append(Section(current, block.start, block.end, position))
    return found if len(kinds & _TEMPLATE) >= 2 else []


def _section_kind(page: Page, block: Block) -> str | None:
    text = page.text[block.start : block.end].strip(" :#*")
    if block.kind not in {"heading", "para"} or len(text) > 60:
        return None
    for kind in SECTIONS:
        m = page.pack.trigger(f"section_{kind}").match(text)
        if m and m.end() >= len(text) - 2:
            return kind
    return None


def _label_like(page: Page, block: Block) -> bool:
    text = page.text[block.start : block.end]
    return block.kind == "heading" and text.isupper() and len(text) < 40


def find_practices(page: Page) -> None:
    """The page's own practice (template pages), practices that regions show each other, and numbered case studies."""
    title = next((b for b in page.blocks if b.kind == "heading" and b.end - b.start > 12), None)
    if title and template_sections(page) and not page.overlapping(title.start, title.end):
        name = page.text[title.start : title.end]
        page.add(
            Mention(
                title.start,
                title.end,
                key_of("GoodPractice", name),
                "GoodPractice",
                _cased(name),
                "practice-template",
                0.9,
            )
        )
    quoted = quotes(page)
    _case_studies(page, quoted)
    _shown_practices(page, quoted)


def _cased(name: str) -> str:
    return name[0] + name[1:].lower() if name.isupper() else name


def _case_studies(page: Page, quoted: list[Run]) -> None:
    """Quoted titles that open the items of a list which case studies announce."""
    announced = [h.end for h in page.heads if h.kind == "case"]
    if not announced:
        return
    for block in page.blocks:
        if block.kind != "item" or block.start < announced[0]:
            continue
        run = next((q for q in quoted if block.start <= q.start <= block.start + 3), None)
        if run is None and block.number is not None:
            head = re.match(r"[^.:–;]{8,140}?(?=\s[-–:]\s|[.:;]|$)", page.text[block.start : block.end])
            if head and head.group()[0].isupper():
                run = Run(0, 0, block.start, block.start + head.end())
        if run:
            name = page.text[run.start : run.end]
            mention = Mention(run.start, run.end, key_of("CaseStudy", name), "CaseStudy", name, "case-list", 0.9)
            page.replace(mention)


def _shown_practices(page: Page, quoted: list[Run]) -> None:
    """On a page about good practices: quoted or capitalised names in sentences where somebody shows something."""
    about = sum(1 for h in page.heads if h.kind == "practice")
    if about < 1 or template_sections(page):
        return
    first = min(h.start for h in page.heads if h.kind == "practice")
    show = page.pack.trigger("show")
    for run in quoted:
        sentence = page.sentence_at(run.start)
        if run.start < first or len(page.text[run.start : run.end].split()) > 9:
            continue
        taken = page.overlapping(run.start, run.end)
        if any(m.type not in {"Programme", "Project", "Network"} or m.record for m in taken):
            continue
        if show.search(page.text, sentence.start, sentence.end):
            name = page.text[run.start : run.end]
            page.replace(
                Mention(run.start, run.end, key_of("GoodPractice", name), "GoodPractice", name, "practice-shown", 0.75)
            )
    verbs = page.pack.trigger("show")
    for sentence in page.sentences:
        if sentence.start < first:
            continue
        for verb in verbs.finditer(page.text, sentence.start, sentence.end):
            m = re.compile(r"[ \u00a0](?P<n>[A-Z][\w-]*[A-Z][\w-]*)(?![\w])").match(page.text, verb.end())
            verb_like = len(verb.group()) > 3 and verb.group().casefold() not in page.pack.locative
            if m and verb_like and not page.overlapping(m.start("n"), m.end("n")) and len(m["n"]) > 3:
                page.add(
                    Mention(
                        m.start("n"),
                        m.end("n"),
                        key_of("GoodPractice", m["n"]),
                        "GoodPractice",
                        m["n"],
                        "practice-shown",
                        0.7,
                    )
                )


def find_themes(page: Page, themes: Mapping[str, str]) -> None:
    """Themes by the labels of the theme scheme (``folded label → concept slug``), outside other names."""
    tokens = page.tokens
    longest = max((label.count(" ") + 1 for label in themes), default=0)
    i = 0
    while i < len(tokens):
        for width in range(min(longest, len(tokens) - i), 0, -1):
            last = tokens[i + width - 1]
            label = " ".join(t.folded for t in tokens[i : i + width])
            slug = themes.get(label) or themes.get(_stemmed(label))
            if slug and last.end - tokens[i].start < len(label) + 6:
                name = page.text[tokens[i].start : last.end]
                page.add(Mention(tokens[i].start, last.end, f"theme/{slug}", "Theme", name, "theme-label", 0.7))
                i += width - 1
                break
        i += 1


def _stemmed(label: str) -> str:
    return " ".join(stem(word) for word in label.split())


def stem(word: str) -> str:
    """A crude stem for comparing theme words across cases: long words lose their last third, at most four letters."""
    return word if len(word) < 6 else word[: len(word) - min(4, len(word) // 3)]
