"""Bodies and clusters named by a territory and words with capitals beside it: "Trentino Sviluppo", "ARPA Veneto"."""

from __future__ import annotations

from regiograph.extract.reading.page import TERRITORIES, Mention, Page, key_of
from regiograph.extract.territories.adjectives import peoples
from regiograph.extract.territories.gazetteer import Token
from regiograph.model import EntityType

_TAIL = 3
"""Words with capitals on either side of a territory."""
_NOUN = 40
"""Characters before a name within which a linking word stands."""


def find_placed(page: Page) -> None:
    """Bodies named by a territory and other words with capitals: "Trentino Sviluppo", "ARPA Veneto".

    Not where nouns have capitals, nor where the other word is a noun for a territory or tells its part; what begins
    with a landscape, which has no code, may be a project ("Kvarken Next").
    """
    if page.pack.nouns_capital:
        return
    for m in page.of("Region", "Place", "Country"):
        if m.form != "name":
            continue
        before, after = _capitals(page, m)
        if m.type == "Country":
            before = []
        elif m.type == "Region" and m.record is not None and m.record.code is None:
            after = []
        if not (before or after) or _only_opens(page, before, after) or any(_parts(page, t) for t in (*before, *after)):
            continue
        if before and _listed_with(page, before[0].start):
            continue
        start, end = (before[0].start if before else m.start), (after[-1].end if after else m.end)
        if all(o.type in {*TERRITORIES, "Theme"} for o in page.overlapping(start, end)):
            name = page.text[start:end]
            kind = _sort(page, start)
            page.insert(Mention(start, end, key_of(kind, name), kind, name, "placed-body", 0.6))


def _sort(page: Page, at: int) -> EntityType:
    """A cluster, where the sentence tells of labels or clusters; else a body."""
    sentence = page.sentence_at(at)
    told = [h for h in page.heads_in(sentence.start, sentence.end) if h.kind.startswith(("label", "cluster"))]
    return "Cluster" if told else "Organisation"


def _capitals(page: Page, m: Mention) -> tuple[list[Token], list[Token]]:
    """Free words with capitals right before and right behind a territory, one blank between each."""
    sides: tuple[list[Token], list[Token]] = ([], [])
    words = page.words_in(m.start, m.end)
    for side, step, at in ((sides[0], -1, words.start - 1), (sides[1], 1, words.stop)):
        edge = m.start if step < 0 else m.end
        while 0 <= at < len(page.tokens) and len(side) < _TAIL:
            token = page.tokens[at]
            between = page.document.text[token.end : edge] if step < 0 else page.document.text[edge : token.start]
            named = any(o.type != "Theme" for o in page.overlapping(token.start, token.end))
            if between != " " or not token.text[0].isupper() or named or page.dated.meet(token.start, token.end):
                break
            if page.pack.of_time(token.folded):
                break
            side.append(token)
            edge, at = (token.start if step < 0 else token.end), at + step
    sides[0].reverse()
    return sides


def _listed_with(page: Page, at: int) -> bool:
    """A linking word and a territory stand before a name, which then is one more of them."""
    words = page.tokens_in(at - _NOUN, at)[-1:]
    joined = bool(words) and words[0].folded in page.pack.linking
    return joined and any(m.type in TERRITORIES for m in page.overlapping(words[0].start - 2, words[0].start))


def _only_opens(page: Page, before: list[Token], after: list[Token]) -> bool:
    """The only other word opens its sentence, so that its capital tells nothing."""
    return (
        bool(before) and not after and len(before) == 1 and page.sentence_at(before[0].start).start == before[0].start
    )


def _parts(page: Page, token: Token) -> bool:
    """A noun for a territory or a town, or a word that says which part of one: "Nedre", "Żupania"."""
    pack = page.pack
    light = token.folded in pack.light or bool(pack.trigger("part_of_place").fullmatch(token.text))
    light = light or token.folded.startswith(peoples(pack.language))  # "Duitse Lausitz"
    return light or any(h.kind in {"region", "city", "place"} for h in page.heads_in(token.start, token.end))
