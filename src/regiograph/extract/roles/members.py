"""Who is coordinated with whom: the members of a list in running text, past brackets, places and relative clauses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from regiograph.extract.reading.layout import Sentence
from regiograph.extract.reading.page import Mention, Page, gap
from regiograph.extract.territories.appositions import among_regions, next_listed
from regiograph.extract.territories.places import run_of

_BRACKETS = re.compile(r"\([^()]*\)")
_SEPARATOR = re.compile(r"[,;·•]|(?<!\w)(?P<word>&|\w{1,8})(?!\w)")
_ASIDE = re.compile(r"[ \u00a0,]*(?P<link>\w+),[ \u00a0][^,;:.()]{3,60},")
"""A remark between commas behind a linking word: "A and, across the border, B"."""
_TAIL = 1
"""Words of weight that may stand between a separator and the next member: an adjective such as "the Irish"."""
_BODY = 2
_CLAUSE = 130
"""Characters of a relative clause that a list runs past."""
_SKIPPED = 4
_ATTRIBUTE = 40
"""Characters before a territory in which the word that leads to it stands."""


def besides(page: Page, sentence: Sentence, first: Mention) -> bool:
    """ "Besides A and B also C takes part": the names before the verb are not all."""
    return any(
        all(w.folded in page.pack.light for w in page.tokens_in(hit.end(), first.start))
        for hit in page.pack.trigger("with").finditer(page.text, sentence.start, first.start)
    )


def behind_comma(page: Page, agents: list[Mention]) -> list[Mention]:
    """ "Together with A, B leads": those behind the last comma; none where no comma parts them."""
    cuts = [i for i, (a, b) in enumerate(pairwise(agents), 1) if gap(page.text, a.end, b.start).strip() == ","]
    return agents[cuts[-1] :] if cuts else []


def all_of(page: Page, sentence: Sentence, hit: re.Match[str], before: Sequence[Mention]) -> list[Mention]:
    """ "All three are, like D, partners": the regions and bodies named before, and those that the clause compares."""
    low = max(sentence.start, hit.start() - _CLAUSE // 2)
    words = [m for m in page.pack.trigger("all_of").finditer(page.text, low, hit.start()) if m.end() < hit.start()]
    if not words:
        return []
    start = words[-1].start()
    if page.pack.trigger("fact_partners").search(page.text, start, hit.start()):
        return []
    named = [a for a in before if a.end <= start]
    if not named:
        index = page.index_of(sentence)
        last = page.sentences[index - 1] if index else None
        named = page.actors_in(last) if last and last.block == sentence.block else []
    named = list({a.key: a for a in named if a.type in {"Region", "Organisation"}}.values())
    return [*named, *(a for a in before if a.start > start)] if len(named) > 1 else []


def members_after(page: Page, first: Mention, candidates: Sequence[Mention], strict: bool = False) -> list[Mention]:
    """``first`` and the members listed behind it; where it is a body, regions that only say where one is are none.

    ``strict``: nothing but a comma, a linking word and articles may stand between two of them.
    """
    out = [first]
    short = {id(m) for m in run_of(page, first, candidates)}
    skipped = 0
    for m in candidates:
        if m.start < out[-1].end:
            continue
        if strict and page.tokens_in(out[-1].end, m.start) and not _tight(page, out[-1], m):
            break
        if joined(page, out[-1], m) or (id(m) in short and not _only_where(page, out[-1], m)):
            out.append(m)
            skipped = 0
        else:
            skipped += 1
            if skipped > _SKIPPED or (m.type == out[-1].type and m.type == "Organisation"):
                break
    return out


def _tight(page: Page, a: Mention, b: Mention) -> bool:
    cut = _last_separator(page, a.end, b.start)
    if cut is None or page.text[slice(*cut)] == ";" or page.pack.trigger("with").fullmatch(page.text[slice(*cut)]):
        return False  # who works "together with" a leader leads not
    where = {m.start for m in page.within(cut[1], b.start) if m.type == "Country"}  # "Austria's Styria"
    again = page.pack.trigger("by")  # "par la région A et par B"
    tokens = page.tokens_in(cut[1], b.start)
    nouns = {h.start for h in page.heads_in(cut[1], b.start, "region")}  # "y por la región de Murcia"
    light = page.pack.articles | (page.pack.connectors - page.pack.linking if nouns else frozenset())
    if b.type == "Region" and is_link(page, page.text[slice(*cut)].casefold()):  # "and the Austrian land of Styria"
        low, high = next(((h.start, h.end) for h in page.heads_in(cut[1], b.end, "region")), (0, 0))
        described = [t for t in tokens if t.start < low and t.folded not in light]
        tokens = tokens if len(described) > _BODY else [t for t in tokens if t.start >= high]
    return all(t.folded in light or t.start in where | nouns or again.fullmatch(t.text) for t in tokens)


def members_before(page: Page, last: Mention, candidates: Sequence[Mention]) -> list[Mention]:
    """``last`` and the members listed before it."""
    out = [last]
    for m in reversed(candidates):
        if m.end > out[0].start:
            continue
        if _closed(page, m, out[0], candidates):
            break
        if not joined(page, m, out[0], loose=True):
            if m.type == "Region" and out[0].type == "Organisation":
                continue
            break
        out.insert(0, m)
    return out


def _closed(page: Page, last: Mention, other: Mention, candidates: Sequence[Mention]) -> bool:
    """ "Behind it stand A, B and C, and D leads": a list that a linking word closed ends at a comma."""
    if page.pack.language == "en":
        return False
    links = [w for w in page.tokens_in(last.end, other.start)[:1] if is_link(page, w.folded)]
    before = next((m for m in reversed(candidates) if m.end <= last.start), None)
    if not links or before is None or "," not in page.text[last.end : links[0].start]:
        return False
    words = page.tokens_in(before.end, last.start)
    return bool(words) and is_link(page, words[0].folded) and "," not in page.text[before.end : last.start]


def inserted(page: Page, a: Mention, b: Mention) -> bool:
    """``b`` stands in a remark on ``a``: "A, a body of B, …"."""
    cut = _last_separator(page, a.end, b.start)
    if _in_clause(page, a.end, b.start):
        return False
    return cut is not None and page.text[slice(*cut)] == "," and _weighty(page, cut[1], b.start, ()) > 0


def joined(page: Page, a: Mention, b: Mention, loose: bool = False) -> bool:
    """Two names of one list: a separator between them, and nothing that says something of its own.

    ``loose``: a verb may stand before "together with" (A have together with B joined …).
    """
    between = page.text[a.end : b.start]
    if (
        "\n\n" in between
        or ":" in between
        or _open(between)
        or page.sentence_at(a.start) is not page.sentence_at(b.start)
    ):
        return False
    places = [m for m in page.within(a.end, b.start) if m.type in {"Place", "Country", "Region"}]
    cut = _last_separator(page, a.end, b.start)
    clause = page.pack.trigger("relative").match(page.text, _letters(page.text, a.end, b.start), b.start)
    closed = page.text.find(",", clause.end(), b.start) if clause else -1  # who leads may be said in the clause
    if cut is None or _only_where(page, a, b) or _other_role(page, max(a.end, closed), b.start):
        return False
    if _in_clause(page, a.end, b.start):
        return False
    tail = _weighty(page, _noun_phrase(page, cut[1], b), b.start, _from(page, cut[1], places))
    if page.pack.trigger("with").fullmatch(page.text[slice(*cut)]) and not loose:
        return tail <= _TAIL and _weighty(page, a.end, cut[0], places) == 0
    if clause and cut[0] > clause.end():
        return tail <= _from_there(page, b) and len(between) <= _CLAUSE
    aside = _ASIDE.match(page.text, a.end, b.start)
    if aside and aside.end() == cut[1] and is_link(page, aside["link"].casefold()):
        return tail <= _TAIL
    return tail <= _TAIL and _weighty(page, a.end, cut[0], places) <= _BODY


def _noun_phrase(page: Page, start: int, m: Mention) -> int:
    """Where the noun begins that leads to a name, if at most an article and two words describe it: "the Estonian island
    county of A"; else ``start``."""
    noun = next(
        (h for h in page.heads_in(start, m.end) if h.kind in {"region", "city"} and h.start < m.start + 1), None
    )
    if noun is None or m.type not in {"Region", "Organisation"}:
        return start
    words = [t for t in page.tokens_in(start, noun.start) if t.folded not in page.pack.articles]
    described = len(words) <= _BODY and not any(t.folded in page.pack.locative for t in words)
    return noun.start if described else start


def _in_clause(page: Page, start: int, end: int) -> bool:
    """ "A, from where B came, too": a relative clause that opens between two names holds the second one."""
    for hit in page.pack.trigger("relative").finditer(page.text, start, end):
        opens = page.text[start : hit.start()].rstrip().endswith(",") and "," not in page.text[hit.end() : end]
        if opens and hit.group().casefold() not in page.pack.articles:
            return True
    return False


def _from_there(page: Page, m: Mention) -> int:
    """ "…, and groups from A": words of weight that may stand before a territory, by what leads to it."""
    before = page.tokens_in(m.start - _ATTRIBUTE, m.start)[-1:]
    return int(bool(before) and before[0].folded in page.pack.locative - page.pack.articles)


def _from(page: Page, start: int, places: Sequence[Mention]) -> list[Mention]:
    """Territories right behind a separator and a preposition: ", from Italy the chamber of …"."""
    found = [m for m in places if m.start >= start]
    words = page.tokens_in(start, found[0].start) if found else []
    if found and not words and page.pack.cased_places and found[0].form == "inflected":
        return found  # an ending says "from"
    return found if words and all(w.folded in page.pack.locative | page.pack.articles for w in words) else []


def _other_role(page: Page, start: int, end: int) -> bool:
    """A phrase of leading or taking part between two names starts another list."""
    companions = [m.span() for m in page.pack.trigger("with").finditer(page.text, start, end)]
    return any(
        not any(s <= hit.start() and e >= hit.end() for s, e in companions)
        for name in ("lead_by", "lead_of", "partner_list", "partner_in")
        for hit in page.pack.trigger(name).finditer(page.text, start, end)
    )


def _letters(text: str, start: int, end: int) -> int:
    """The first letter behind brackets, commas and blanks."""
    hit = re.compile(r"(?:\s|,|\([^()]*\))*").match(text, start, end)
    return hit.end() if hit else start


def _open(between: str) -> bool:
    plain = _BRACKETS.sub("", between)
    return "(" in plain or ")" in plain.lstrip(" )")


def _last_separator(page: Page, start: int, end: int) -> tuple[int, int] | None:
    """The last comma or linking word outside brackets between two offsets."""
    covered = [(m.start() + start, m.end() + start) for m in _BRACKETS.finditer(page.text[start:end])]
    found: tuple[int, int] | None = None
    for m in _SEPARATOR.finditer(page.text, start, end):
        if m["word"] and not is_link(page, m["word"].casefold()):
            continue
        if not any(s <= m.start() < e for s, e in covered):
            found = m.start(), m.end()
    for m in page.pack.trigger("with").finditer(page.text, start, end):
        if found is None or m.end() > found[1]:
            found = m.start(), m.end()
    return found


def _only_where(page: Page, a: Mention, b: Mention) -> bool:
    """``b`` says where the body ``a`` is: "A in B", "A (B)", "A, B" where no linking word joins them."""
    if a.type == "Region" or b.type != "Region":
        return False
    between = page.text[a.end : b.start]
    words = [w.casefold().strip(",") for w in between.replace("(", " ").split()]
    if "(" in between:
        return True
    if _of_its_own(page, a.end, b.start):
        return False
    if between.lstrip().startswith(",") and among_regions(page, a, b):
        return False
    if between.strip() == "," and next_listed(page, b):
        return False
    return not any(is_link(page, w) for w in words)


def _of_its_own(page: Page, start: int, end: int) -> bool:
    """ ", la province de Zélande", ", l'Algarve": a territory with an article of its own does not say where one is."""
    if not re.match(r"[ \u00a0]?,[ \u00a0]", page.text[start:end]):
        return False
    words = page.tokens_in(start, end)
    plain = page.pack.articles - page.pack.locative
    return bool(words) and words[0].text.islower() and words[0].folded in plain


def is_link(page: Page, word: str) -> bool:
    """A word that joins the members of a list."""
    return word == "&" or word in page.pack.linking or bool(page.pack.trigger("list_link").fullmatch(word))


def _weighty(page: Page, start: int, end: int, places: Sequence[Mention]) -> int:
    """How many words in a stretch carry meaning: no articles, prepositions, head nouns, brackets, places."""
    pack = page.pack
    light = pack.articles | pack.connectors | pack.locative | pack.linking
    covered = [(m.start() + start, m.end() + start) for m in _BRACKETS.finditer(page.text[start:end])]
    covered += [(m.start, m.end) for m in places]
    count = 0
    for t in page.tokens_in(start, end):
        if t.folded in light or len(t.text) <= 2 or any(s <= t.start < e for s, e in covered):
            continue
        if page.heads_in(t.start, t.end, "region") or page.heads_in(t.start, t.end, "city"):
            continue
        if page.heads_in(t.start, t.end, "organisation") or page.heads_in(t.start, t.end, "cluster"):
            continue
        if pack.trigger("also").fullmatch(t.text) or pack.trigger("list_link").fullmatch(t.text):
            continue
        count += 1
    return count
