"""Names of persons in a text: evidence is summed around each capitalised pair, then what was found is sought elsewhere.

Stages: words → candidates (given name or initial, particles, surname) → evidence (given name, role, speech, telephone,
address; against it: an organisation's name around) → every other occurrence of the found names, inflected ones too.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from regiograph.model import folded
from regiograph.privacy.contacts import Span, find_contacts
from regiograph.privacy.names import Name, Token, is_capital, is_initial, same_surname, tokens_of
from regiograph.privacy.words import Words, common_words, given_names, words
from regiograph.terms import slug

Protected = Iterable[tuple[int, int]] | Callable[[str], Iterable[tuple[int, int]]]
"""Spans of known organisations, places and projects, or a function from a text to them."""

THRESHOLD = 3.0
"""Evidence from which a pair is a person: a sure given name has it alone, a role beside an unknown name nearly."""

_SURE, _AMBIGUOUS, _INFLECTED, _INITIAL, _UNKNOWN = 3.0, 1.5, 2.0, 1.0, 0.0
_REVERSED = 2.0
_NEARBY = 1.0
_SENTENCE_END = re.compile(r"[.!?]\s|\n")
_APPOSITION = re.compile(r"\s*(?:,|\(|\s[–—-]\s)\s*")
_RUN = re.compile(r"\S+")
_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


@dataclass(slots=True)
class _Page:
    """One text while it is searched."""

    text: str
    language: str
    words: Words
    tokens: list[Token]
    protected: list[tuple[int, int]]
    contacts: tuple[Span, ...]
    lower: frozenset[str]
    starts: list[int] = field(default_factory=list)

    def gap(self, left: int) -> str:
        """What stands between a word and the next; a line feed at either end of the text."""
        if not 0 <= left < len(self.tokens) - 1:
            return "\n"
        return self.text[self.tokens[left].end : self.tokens[left + 1].start]

    def joined(self, left: int) -> bool:
        """Whether a word and the next belong to one name as far as the characters between them go."""
        gap = self.gap(left)
        return gap in {" ", "\u00a0", "  "} or (gap in {". ", ".\u00a0", "."} and is_initial(self.tokens[left]))

    def shields(self, start: int, end: int) -> list[tuple[int, int]]:
        """Protected spans that overlap start to end."""
        at = max(0, bisect.bisect_left(self.starts, start) - 50)
        return [(s, e) for s, e in self.protected[at : bisect.bisect_left(self.starts, end)] if e > start]


def find_persons(text: str, language: str = "und", protected: Protected = ()) -> list[Span]:
    """Names, telephone numbers and personal addresses of persons in a text, in order and without overlap.

    ``protected`` are spans (code points) that name organisations, places or projects and are never taken for persons.
    """
    page = _page(text, language, protected)
    names = list(_names(page))
    spans = [Span(page.tokens[n.first].start, page.tokens[n.last].end, "name") for n in names]
    spans.extend(_elsewhere(page, names))
    spans = merged(spans)
    return merged([*spans, *find_contacts(text, tuple(spans))])


def spans_of_names(text: str, names: Iterable[str], language: str = "und", protected: Protected = ()) -> list[Span]:
    """Where the given full names, their surnames and their forms in addresses stand in another text."""
    page = _page(text, language, protected)
    known = [Name(0, 0, tuple(parts[:-1]), parts[-1]) for name in sorted(set(names)) if len(parts := name.split()) > 1]
    return merged(list(_elsewhere(page, known)))


def _page(text: str, language: str, protected: Protected) -> _Page:
    given = protected(text) if callable(protected) else protected
    shields = sorted((s, e) for s, e in given if s < e)
    tokens = tokens_of(text)
    contacts = find_contacts(text)
    # "j.virtanen" in an address does not make Virtanen a common word.
    plain = _RUN.sub(lambda m: " " * len(m[0]) if "@" in m[0] or "/" in m[0] or m[0].count(".") > 1 else m[0], text)
    lower = frozenset(t.text for t in tokens_of(plain) if t.text.islower())
    page = _Page(text, language, words(language), tokens, shields, contacts, lower)
    page.starts = [s for s, _ in shields]
    return page


def _names(page: _Page) -> Iterator[Name]:
    at = 0
    last: Name | None = None
    while at < len(page.tokens):
        found = None
        if is_capital(page.tokens[at]):
            readings = (_reading(page, at), _reversed_reading(page, at))
            found = next(
                (
                    name
                    for name, score in filter(None, readings)
                    if score + _evidence(page, name, score) >= THRESHOLD and not _is_employer(page, last, at, score)
                ),
                None,
            )
        if found:
            last = found
            yield found
        at = found.last + 1 if found else at + 1


def _is_employer(page: _Page, last: Name | None, at: int, score: float) -> bool:
    """What follows a person behind a comma, no given name in it, is a body: "director N. N., Łódź Digipolis"."""
    if last is None or score > _UNKNOWN:
        return False
    between = page.text[page.tokens[last.last].end : page.tokens[at].start]
    return bool(re.fullmatch(r",[ \u00a0]|[ \u00a0][–-][ \u00a0]|[ \u00a0]\(", between))


def _reading(page: _Page, at: int) -> tuple[Name, float] | None:
    """Given name(s), initials, particles and surname(s) from a word on, and what the given name itself proves."""
    tokens, given = page.tokens, given_names()
    first = tokens[at].text
    initial = is_initial(tokens[at]) and page.text[tokens[at].end : tokens[at].end + 1] == "."
    score = (
        _INITIAL if initial else _SURE if given.is_sure(first) else _AMBIGUOUS if given.is_ambiguous(first)
        else _INFLECTED if given.is_inflected(first) and page.words.inflected else _UNKNOWN
    )  # fmt: skip
    if score in {_UNKNOWN, _INFLECTED} and (len(first) < 3 or not _is_namelike(page, at)):
        return None
    end = at + 1
    while end - at < 3 and page.joined(end - 1) and end + 1 < len(tokens) and _is_middle(page, end):
        end += 1
    surname = end
    while surname - end < 3 and page.joined(surname - 1) and tokens[surname].text.lower() in page.words.particles:
        surname += 1
        if surname >= len(tokens):
            return None
    if not page.joined(surname - 1) or not _is_surname(page, surname, score):
        return None
    last = surname
    joint = (
        last + 2 if page.joined(last) and last + 2 < len(tokens) and tokens[last + 1].text in {"i", "y"} else last + 1
    )
    if (page.words.two_surnames or joint > last + 1) and all(page.joined(n) for n in range(last, joint)):
        second = joint < len(tokens) and _is_surname(page, joint, _UNKNOWN) and _is_namelike(page, joint)
        last = joint if second and not page.shields(tokens[joint].start, tokens[joint].end) else last
    name = Name(at, last, tuple(t.text for t in tokens[at:end]), tokens[surname].text)
    return (name, score) if _is_free(page, name, surname, score) else None


def _reversed_reading(page: _Page, at: int) -> tuple[Name, float] | None:
    """Surname first: as Hungarians write, and in lists with the surname in capitals."""
    tokens = page.tokens
    capitals = tokens[at].text.isupper() and len(tokens[at].text) > 2
    if not (page.language == "hu" or capitals) or not page.joined(at) or not _is_namelike(page, at):
        return None
    last = at + 1
    if not given_names().is_sure(tokens[last].text) or (capitals and tokens[last].text.isupper()):
        return None
    if page.joined(last) and last + 1 < len(tokens) and given_names().is_sure(tokens[last + 1].text):
        last += 1
    name = Name(at, last, tuple(t.text for t in tokens[at + 1 : last + 1]), tokens[at].text)
    return (name, _SURE if page.language == "hu" else _REVERSED) if _is_free(page, name, at, _SURE) else None


def _is_namelike(page: _Page, at: int) -> bool:
    word = page.tokens[at].text
    known = page.words
    return is_capital(page.tokens[at]) and not (
        known.is_stop(word) or known.is_head(word) or known.is_role(word) or known.is_honorific(word)
        or word.lower() in page.lower or known.is_speech(word)
    )  # fmt: skip


def _is_middle(page: _Page, at: int) -> bool:
    token, following = page.tokens[at], page.tokens[at + 1]
    given = given_names()
    if not (is_initial(token) or given.is_sure(token.text) or given.is_ambiguous(token.text)) or not page.joined(at):
        return False
    free = not page.shields(following.start, following.end)
    return following.text.lower() in page.words.particles or (_is_surname(page, at + 1, _SURE) and free)


def _is_surname(page: _Page, at: int, score: float) -> bool:
    token = page.tokens[at]
    if not is_capital(token) or is_initial(token) or len(token.text) < 2:
        return False
    if page.words.is_stop(token.text) or page.words.is_head(token.text) or page.words.is_role(token.text):
        return False
    if score < _AMBIGUOUS and given_names().is_sure(token.text):
        return False
    acronym = token.text.isupper() and len(token.text) < 6
    return not (acronym and score < _SURE and not page.tokens[at - 1].text.isupper())


def _is_free(page: _Page, name: Name, surname: int, score: float) -> bool:
    """Whether no protected span holds the name; one on the surname alone (Lahti) is overruled by a given name."""
    start, end = page.tokens[name.first].start, page.tokens[name.last].end
    only = (page.tokens[surname].start, page.tokens[surname].end)
    alone = (page.tokens[name.first].start, page.tokens[name.first].end)
    sure = score in {_SURE, _AMBIGUOUS}
    return all(sure and shield in {only, alone} for shield in page.shields(start, end))


def _evidence(page: _Page, name: Name, given: float) -> float:
    known, tokens = page.words, page.tokens
    score = 1.0 if known.is_surname_like(name.surname) else 0.0
    around = (max(_role_before(page, name.first, name.last), _role_after(page, name.last)), _speech(page, name))
    # A role or a verb somewhere in the sentence tells nothing of two capitalised words that are no known names.
    score += sum(part for part in around if part > _NEARBY or given > _UNKNOWN)
    end = tokens[name.last].end
    lines = page.text[end : end + 120].split("\n")
    reach = end + (min(60, len(lines[0])) if lines[0].strip() else sum(len(part) + 1 for part in lines[:4]))
    following = [c for c in page.contacts if end <= c.start <= reach]
    score += 2.0 if following else 0.0
    plain = slug(name.surname)
    plain = plain[:-1] if len(plain) > 5 else plain
    boxes = (
        re.split(r"@|\s*[(\[{]", page.text[m.start : m.end])[0] for m in page.contacts if end <= m.start <= end + 300
    )
    if len(plain) >= 4 and any(plain in slug(box) for box in boxes):
        score += 4.0
    return score - _organisation_around(page, name, given)


def _role_before(page: _Page, first: int, last: int) -> float:
    known, tokens = page.words, page.tokens
    if first == 0:
        return 0.0
    before, gap = tokens[first - 1].text, page.gap(first - 1)
    if known.is_honorific(before) and re.fullmatch(r"\.?[ \u00a0]", gap):
        return 3.0
    if known.is_role(before) and re.fullmatch(r"[ \u00a0]|,[ ]|:[ ]|\n|[ ][–-][ ]", gap):
        return 3.0 if not known.wary and gap in {" ", "\u00a0", ": "} else 2.0
    near = _before(page, first, 8)
    if gap == ", " and page.gap(last)[:1] in {",", ")"} and any(known.is_role(tokens[n].text) for n in near):
        return 2.0
    return _NEARBY if any(known.is_role(tokens[n].text) for n in near) else 0.0


def _role_after(page: _Page, last: int) -> float:
    match = _APPOSITION.match(page.text, page.tokens[last].end)
    if not match:
        return 0.0
    return 2.0 if any(page.words.is_role(page.tokens[n].text) for n in _after(page, last, 4)) else 0.0


def _speech(page: _Page, name: Name) -> float:
    tokens, said = page.tokens, page.words.is_speech
    if any(said(tokens[n].text) for n in (*_before(page, name.first, 1), *_after(page, name.last, 2))):
        return 2.0
    return (
        1.0 if any(said(tokens[n].text) for n in (*_before(page, name.first, 6), *_after(page, name.last, 6))) else 0.0
    )


def _before(page: _Page, first: int, count: int) -> list[int]:
    """Words before one, nearest first, within its sentence."""
    found: list[int] = []
    for n in range(first - 1, max(-1, first - 1 - count), -1):
        if _SENTENCE_END.search(page.gap(n)):
            break
        found.append(n)
    return found


def _after(page: _Page, last: int, count: int) -> list[int]:
    found: list[int] = []
    for n in range(last + 1, min(len(page.tokens), last + 1 + count)):
        if _SENTENCE_END.search(page.gap(n - 1)):
            break
        found.append(n)
    return found


def _organisation_around(page: _Page, name: Name, given: float = _UNKNOWN) -> float:
    """What speaks for an organisation, place or prize called after a person."""
    known, tokens = page.words, page.tokens
    first, last = name.first, name.last
    if folded(page.text[tokens[first].start : tokens[last].end]) in common_words("eponyms"):
        return 8.0
    if first and tokens[first - 1].text.lower() in common_words("saints") and page.gap(first - 1) in {" ", ". "}:
        return 8.0
    if first and tokens[first - 1].text.lower() in known.named_after and page.gap(first - 1).strip() in {"", "."}:
        return 8.0
    if page.gap(last) in {" ", " -", "-", " –", "\u00a0"} and known.is_head(tokens[last + 1].text):
        return 4.0
    if re.match(r"\s?&\s?\w", page.text[tokens[last].end :][:4]) or (
        "-" in name.surname and known.is_head(name.surname)
    ):
        return 4.0
    # Where names are inflected, an eponym stands in the genitive: "Fundacja Stefana", but "dyrektor klastra Stefan".
    titled = known.inflected and given == _SURE and any(known.is_role(tokens[n].text) for n in _before(page, first, 3))
    if known.head_first and first and not titled:
        link = (
            first - 2
            if tokens[first - 1].text.lower() in {"de", "del", "di", "da", "do", "della", "dr", "prof", "ks", "gen"}
            else first - 1
        )
        if link >= 0 and page.gap(link) in {" ", "\u00a0"} and known.is_head(tokens[link].text):
            return 4.0
    return 0.0


class _BySurname:
    """The surnames, among some, that a word is a form of: both begin with the same two letters, or one."""

    def __init__(self, surnames: Iterable[str], *, inflected: bool) -> None:
        self._inflected = inflected
        self._known: dict[str, list[str]] = {}
        self._seen: dict[str, list[str]] = {}
        for surname in surnames:
            self._known.setdefault(surname.lower()[:2], []).append(surname)

    def of(self, word: str) -> list[str]:
        """The surnames that a word is a form of."""
        found = self._seen.get(word)
        if found is None:
            low = word.lower()
            near = [s for opening in {low[:1], low[:2]} for s in self._known.get(opening, ())]
            found = self._seen[word] = [s for s in near if same_surname(word, s, inflected=self._inflected)]
        return found


def _elsewhere(page: _Page, names: list[Name]) -> Iterator[Span]:
    """Other occurrences of full names and surnames, and slugs of them in addresses of the web."""
    surnames = {n.surname for n in names}
    shielded = {page.text[s:e].lower() for s, e in page.protected}
    alone = {s for s in surnames if len(s) >= 4 and s.lower() not in page.lower | shielded}
    borne: dict[str, set[str]] = {}
    for name in names:
        if name.given:
            borne.setdefault(name.surname, set()).add(name.given[0])
    whole, forms = _BySurname(borne, inflected=True), _BySurname(alone, inflected=page.words.inflected)
    for at, token in enumerate(page.tokens) if names else ():
        if not is_capital(token):
            continue
        full = at > 0 and page.joined(at - 1) and any(
            same_surname(page.tokens[at - 1].text, given, inflected=True, stem=3)
            for surname in whole.of(token.text)
            for given in borne[surname]
        )  # fmt: skip
        single = bool(forms.of(token.text))
        if not (full or single) or _organisation_around(page, Name(at - 1 if full else at, at, (), token.text)):
            continue
        if any(s <= token.start and token.end <= e for s, e in page.shields(token.start, token.end)):
            continue
        yield Span(page.tokens[at - 1].start if full else token.start, token.end, "name")
    slugs = sorted(s for s in {slug(n) for n in surnames} if len(s) >= 4)
    for match in _URL.finditer(page.text):
        for plain in slugs:
            for found in re.finditer(rf"(?<![a-z]){re.escape(plain)}(?![a-z])", match[0].lower()):
                yield Span(match.start() + found.start(), match.start() + found.end(), "name")


def merged(spans: list[Span]) -> list[Span]:
    """Spans in order, those that overlap as one."""
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda s: (s.start, -s.end, s.kind)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
        elif span.end > kept[-1].end:
            kept[-1] = Span(kept[-1].start, span.end, kept[-1].kind)
    return kept
