"""Good practices with their sections, and case studies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from regiograph.extract.layout import Block
from regiograph.extract.names import LINKING, Run, quotes
from regiograph.extract.page import TERRITORIES, Mention, Page, key_of
from regiograph.model import EntityType

SECTIONS = ("summary", "description", "resources", "evidence", "difficulties", "potential", "further")
_TEMPLATE = {"resources", "evidence", "difficulties", "potential"}
_SURE = 2
"""Headings of the template that make a page one of its kind."""
_PARAGRAPH = 100
_SHORT = 40
_ITEM_NAME = re.compile(
    r"(?P<n>[A-ZÀ-ÞĀ-ŽΑ-ΩА-Я][^.,:;–—()\n]{2,80}?)(?=\s*(?:,\s|:\s|\s[-–—]\s|\(|;|\.?\s*$)|\s(?:and|et|und|y|e|och|og|en|ja|sekä|i|oraz|a|ir|un|és|și|in|te|και|и|u|agus)\s*$)"
)
"""The name that opens a list item, up to a comma, colon, dash or bracket."""
_NEAR_NOUN = 80
_LEAD = 30
"""Characters between a noun for examples and the first name behind it."""
_LONG = 9
"""Words of a title."""
_FOLLOWING = 4
_NO_SHOW = frozenset(("event_call", "event_weak"))


@dataclass(frozen=True, slots=True)
class Section:
    """One block of text under a heading of the practice template, in order."""

    kind: str
    start: int
    end: int
    position: int


def template_sections(page: Page) -> list[Section]:
    """The sections of a page that follows the good-practice template: at least two of its four headings stand there.

    The first paragraph before any heading is the summary, what follows it the description; paragraphs under one
    heading are one section, list items one each.
    """
    announced = [_section_kind(page, block) for block in page.blocks]
    if len(_TEMPLATE.intersection(k for k in announced if k)) < _SURE:
        return []
    kinds: set[str] = set()
    pieces: list[tuple[str, Block]] = []
    current = "summary"
    titled = False
    for kind, block in zip(announced, page.blocks, strict=True):
        if kind:
            current = kind
            kinds.add(kind)
            continue
        if block.kind == "heading":
            titled = True
            continue
        if not titled or _only_links(page, block) or _fact_line(page, block):
            continue
        if current == "further" and not kinds & _TEMPLATE and block.end - block.start > _PARAGRAPH:
            current = "summary"  # links above the text do not make it further information
        pieces.append((current, block))
        if current == "summary":
            current = "description"
    return _sections(pieces)


def _sections(pieces: list[tuple[str, Block]]) -> list[Section]:
    found: list[Section] = []
    before: Block | None = None
    for kind, block in pieces:
        last = found[-1] if found else None
        if last and before and last.kind == kind and block.kind == before.kind == "para":
            found[-1] = Section(kind, last.start, block.end, last.position)
        else:
            found.append(Section(kind, block.start, block.end, len(found) + 1))
        before = block
    return found


def _fact_line(page: Page, block: Block) -> bool:
    """Lines of a fact sheet ("Country: Estonia"), a date line or a signature in capitals: no text of a section."""
    lines = page.text[block.start : block.end].splitlines()
    facts = all(
        re.fullmatch(r"[^:.]{3,40}:\s?[^:]{2,80}", line.strip()) and not line.rstrip().endswith(".") for line in lines
    )
    short = block.end - block.start < _SHORT
    dated = short and any(d.end <= block.end for d in page.dates_in(block.start, block.end))
    return block.kind == "para" and (facts or dated)


def _only_links(page: Page, block: Block) -> bool:
    """A line of links or marks without a sentence of its own."""
    text = re.sub(r"!?\[[^\]]*\]\([^)]*\)|https?://\S+", "", page.text[block.start : block.end])
    return len(re.findall(r"[^\W\d_]{2,}", text)) < 2


def _section_kind(page: Page, block: Block) -> str | None:
    if block.kind not in {"heading", "para"}:
        return None
    text = page.text[block.start : block.end].strip(" :#*")
    if len(text) > 60:
        return None
    for kind in SECTIONS:
        m = page.pack.trigger(f"section_{kind}").match(text)
        if m and m.end() >= len(text) - 2:
            return kind
    return None


def find_practices(page: Page) -> None:
    """The page's own practice (template pages), practices that regions show each other, and numbered case studies."""
    of_template = bool(template_sections(page))
    title = next((b for b in page.blocks if b.kind == "heading" and _titles(page, b)), None) if of_template else None
    if title and not page.overlapping(title.start, title.end):
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
    announced = any(h.kind in {"case", "practice"} or h.kind.startswith("event") for h in page.heads)
    quoted = quotes(page) if announced else []
    _case_studies(page, quoted)
    _listed_practices(page, quoted)
    if not of_template:
        _shown_practices(page, quoted)
        _announced(page, quoted)


def _announced(page: Page, quoted: list[Run]) -> None:
    """Names that a noun for examples leads to: "two examples: “A” and “B”", "the practice “A”", "case studies: A".

    A plain noun ("example") needs a verb of showing beside it and an event on the page.
    """
    events = any(h.kind.startswith("event") and h.kind not in _NO_SHOW for h in page.heads)
    show = page.pack.trigger("show")
    for index, sentence in enumerate(page.sentences):
        leads = [(h.end, h.kind) for h in page.heads_in(sentence.start, sentence.end) if h.kind in {"case", "practice"}]
        if not leads and events and show.search(page.text, sentence.start, sentence.end):
            hits = page.pack.trigger("example").finditer(page.text, sentence.start, sentence.end)
            leads = [(m.end(), "practice") for m in hits]
        for end, kind in leads[-1:]:
            for start, stop in _named_behind(page, index, end, quoted):
                known = page.overlapping(start, stop)
                if not any(_keeps(m) or m.type in {"GoodPractice", "CaseStudy"} for m in known):
                    _shown(page, (start, stop), kind)


def _shown(page: Page, span: tuple[int, int], kind: str) -> None:
    name = page.text[span[0] : span[1]]
    sort: EntityType = "CaseStudy" if kind == "case" else "GoodPractice"
    page.replace(Mention(span[0], span[1], key_of(sort, name), sort, name, "practice-announced", 0.75))


def _named_behind(page: Page, index: int, end: int, quoted: list[Run]) -> list[tuple[int, int]]:
    """The quoted names right behind a noun, those of its list; names with a capital after a colon; else the quotes that
    open the next sentences."""
    sentence = page.sentences[index]
    behind = [q for q in quoted if end <= q.start < sentence.end and len(page.text[q.start : q.end].split()) <= _LONG]
    if behind:
        lead = page.text[end : behind[0].start]
        near = len(lead) <= _LEAD and not re.search(r"[.;!?]", lead)
        return [(q.start, q.end) for q in behind] if near or ":" in lead else []
    rest = page.text[end : sentence.end]
    colon = re.match(r"[^:.;]{0,60}:\s", rest)
    if colon:
        found = list(_listed_names(page, end + colon.end(), sentence.end))
        return found if len(found) > 1 else []
    if not re.fullmatch(r"[^.:;]{0,20}[.:]?\s*", rest):
        return []
    out: list[tuple[int, int]] = []
    for following in page.sentences[index + 1 : index + 1 + _FOLLOWING]:
        first = next((q for q in quoted if following.start <= q.start <= following.start + 2), None)
        if first is None or following.block != sentence.block:
            break
        out.append((first.start, first.end))
    return out


def _listed_names(page: Page, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Names with a capital that open the parts of a list: "A, which …, and B, whose …"."""
    joiners = "|".join(sorted(re.escape(w) for w in page.pack.linking | LINKING if w))
    part = re.compile(
        rf"(?:^|[,;]\s(?:{joiners})\s|;\s)(?P<n>[^\W\d_a-zà-ÿα-ωа-я][^,;.:()\n]{{3,60}}?)(?=[,;.(]|\s[–—-]\s|$|\s(?:{joiners})\s)"
    )
    for m in part.finditer(page.text[start:end]):
        yield start + m.start("n"), start + m.end("n")


def _titles(page: Page, block: Block) -> bool:
    """A heading that names something: not only the words "good practice"."""
    text = page.text[block.start : block.end]
    rest = page.pack.head("practice").sub("", text)
    return len(re.findall(r"[^\W\d_]{2,}", rest)) >= 2 and _section_kind(page, block) is None


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


def _listed_practices(page: Page, quoted: list[Run]) -> None:
    """Names that open the items of a list which a line about practices announces ("three good practices:")."""
    announced = False
    for block in page.blocks:
        if block.kind != "item":
            said = page.heads_in(block.start, block.end, "practice")
            announced = bool(said) and page.text[block.start : block.end].rstrip().endswith(":")
            continue
        if not announced:
            continue
        run = next((q for q in quoted if block.start <= q.start <= block.start + 3), None)
        head = _ITEM_NAME.match(page.text, block.start, block.end)
        span = (run.start, run.end) if run else (head.start("n"), head.end("n")) if head else None
        if span is None or any(_keeps(m) for m in page.overlapping(*span)):
            continue
        _practice(page, span, "practice-listed", 0.8)


def _called(page: Page, run: Run) -> bool:
    """A word for practices stands near a quoted name in its sentence ("“X”, today a good practice")."""
    sentence = page.sentence_at(run.start)
    near = page.heads_in(max(sentence.start, run.start - _NEAR_NOUN), min(sentence.end, run.end + _NEAR_NOUN))
    return any(h.kind == "practice" and not run.start <= h.start < run.end for h in near)


def _keeps(mention: Mention) -> bool:
    """A known thing other than a place, a body or an event is no practice."""
    return mention.type in {"Organisation", "Event"} or (mention.record is not None and mention.type not in TERRITORIES)


def _practice(page: Page, span: tuple[int, int], rule: str, confidence: float) -> None:
    name = page.text[span[0] : span[1]]
    key = key_of("GoodPractice", name)
    page.replace(Mention(span[0], span[1], key, "GoodPractice", name, rule, confidence))


def _shown_practices(page: Page, quoted: list[Run]) -> None:
    """On a page about good practices: quoted or capitalised names in sentences where somebody shows something."""
    about = sum(1 for h in page.heads if h.kind == "practice")
    if about < 1:
        return
    first = min(h.start for h in page.heads if h.kind == "practice")
    show = page.pack.trigger("show")
    for run in quoted:
        sentence = page.sentence_at(run.start)
        here = page.blocks[page.sentence_at(first).block].start
        if (run.start < min(first, here) and not _called(page, run)) or len(
            page.text[run.start : run.end].split()
        ) > _LONG:
            continue
        taken = page.overlapping(run.start, run.end)
        if any(m.type not in {"Programme", "Project", "Network"} or m.record for m in taken):
            continue
        if show.search(page.text, sentence.start, sentence.end) or _called(page, run):
            _practice(page, (run.start, run.end), "practice-shown", 0.75)
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
