"""Pages in several languages: each passage is read with its own pack, and one page holds what all of them name.

views    the page once a language, the rest blanked: layout, words and names are found in each with its own rules
shared   names that one passage explains are known in the others; a date that one gives the page dates them all
joined   one page with all mentions, grouped once more, so that what is named twice is one thing
passes   that page once a language, with that language's pack, for what the sentences in it say
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from regiograph.extract.names.spread import find_repeats
from regiograph.extract.pack import load_pack
from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.opening import open_page
from regiograph.extract.reading.page import Mention, Page, key_of
from regiograph.extract.reading.plaintext import unwrapped
from regiograph.extract.time.calendar import page_date
from regiograph.model import Document, EntityType

NEUTRAL = "mul"
"""No language: its pack is what all languages share."""


def views(document: Document) -> list[Page]:
    """The document opened once for each of its languages, the page's own first; offsets are those of the document."""
    pages = [
        open_page(replace(document, text=text, language=language, passages=()), load_pack(language))
        for language, text in document.by_language().items()
    ]
    dated = next((date for date in map(page_date, pages) if date), None)
    for page in pages:
        if dated and page_date(page) is None:
            page.document = replace(page.document, published=dated)
    return pages


def share_names(pages: Sequence[Page]) -> None:
    """Finds the names of each view in the others too."""
    named = [list(page.mentions) for page in pages]
    for page in pages:
        for other, mentions in zip(pages, named, strict=True):
            if other is not page:
                find_repeats(page, other, mentions)


def joined(document: Document, pages: Sequence[Page]) -> Page:
    """One page of all views: their blocks, sentences, words, literals and mentions in the order of the text."""
    order = sorted(
        (block.start, view, index) for view, page in enumerate(pages) for index, block in enumerate(page.blocks)
    )
    number = {(view, index): n for n, (_, view, index) in enumerate(order)}
    blocks = [pages[view].blocks[index] for _, view, index in order]
    told = [Sentence(s.start, s.end, number[view, s.block]) for view, page in enumerate(pages) for s in page.sentences]
    page = Page(
        document,
        load_pack(NEUTRAL),
        blocks,
        sorted(told, key=lambda s: s.start),
        sorted((t for p in pages for t in p.tokens), key=lambda t: t.start),
        sorted((h for p in pages for h in p.heads), key=lambda h: (h.start, -h.end)),
        sorted((d for p in pages for d in p.dates), key=lambda d: d.start),
        sorted((a for p in pages for a in p.money), key=lambda a: a.start),
        sorted((n for p in pages for n in p.percentages), key=lambda n: n.start),
        unwrapped(document.text, blocks),
        sorted(n for p in pages for n in p.number_starts),
    )
    named = {(m.type, m.name) for p in pages for m in p.mentions if m.record is None}
    page.mentions = sorted((_bare(p, m, named) for p in pages for m in p.mentions), key=lambda m: m.start)
    for view in pages:
        page.types |= view.types
        page.series |= view.series
        page.events |= view.events
    return page


def _bare(page: Page, mention: Mention, named: set[tuple[EntityType, str]]) -> Mention:
    """A name without the noun that opens it ("Partnerschaft X"), where a passage names the thing without one."""
    opening, _, rest = mention.name.partition(" ")
    if mention.record is not None or (mention.type, rest) not in named:
        return mention
    if not page.heads_in(mention.start, mention.start + len(opening)):
        return mention
    return replace(mention, key=key_of(mention.type, rest), name=rest)


def passes(page: Page) -> Iterator[tuple[str, Page]]:
    """(language, the page with that language's pack), in turn; the phrases of a pack hit in its own passages only."""
    for language, text in page.document.by_language().items():
        page.pack, _ = load_pack(language).placed(page.text, unwrapped(text, page.blocks))
        yield language, page
