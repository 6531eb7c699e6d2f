"""Blocks in the place of persons, with every offset kept; and the search for persons in the bytes of a release."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from regiograph.config import PrivacyOptions
from regiograph.model import Document, folded
from regiograph.privacy.contacts import Span, find_contacts
from regiograph.privacy.names import same_surname, tokens_of
from regiograph.privacy.persons import Protected, find_persons, merged, spans_of_names
from regiograph.terms import digest, slug

BLOCK = "█"
"""U+2588: one stands for each masked character."""

_WRAPPED = re.compile(r"(?<=[^\n]{60}[^\s.:!?])\n(?=[^\W\d_])")
"""The end of a long line that the next one carries on."""


def mask(text: str, spans: Iterable[Span]) -> str:
    """The text with every character of the spans a block; its length and all offsets stay.

    >>> mask("Ms Éva Åström", [Span(3, 13, "name")])
    'Ms ███ ██████'
    """
    out = list(text)
    for span in spans:
        for at in range(max(0, span.start), min(span.end, len(out))):
            if not out[at].isspace():
                out[at] = BLOCK
    return "".join(out)


def names_in(text: str, spans: Iterable[Span]) -> frozenset[str]:
    """The names among the spans, as written, white space collapsed."""
    return frozenset(" ".join(text[s.start : s.end].split()) for s in spans if s.kind == "name")


def mask_names(text: str, names: Iterable[str], language: str = "und") -> str:
    """Another text of the same page (a title, a label) with its names and contacts masked."""
    return mask(text, [*spans_of_names(text, names, language), *find_contacts(text)])


def masked_document(
    document: Document, options: PrivacyOptions, authority_names: frozenset[str] = frozenset(), *,
    date: str, protected: Iterable[tuple[int, int]] = (),
) -> tuple[Document, tuple[Span, ...]]:  # fmt: skip
    """A copy without persons in text, title, path, address and id, and the spans masked in its text.

    Persons of ``options`` with a legal basis and an entry that has not expired on ``date`` (the build's, yyyy-mm-dd)
    keep their names, never their numbers and addresses. ``authority_names`` and ``protected`` spans of the text name
    organisations and places, which stay.
    """
    shields = [*protected, *_authority_spans(document.text, authority_names)]
    allowed = _allowed(options, date)
    found = _persons(document, shields)
    heading = find_persons(document.title, document.language, list(_authority_spans(document.title, authority_names)))
    spans = tuple(s for s in found if not _may_stay(document.text, s, allowed))
    kept = [s for s in heading if not _may_stay(document.title, s, allowed)]
    names = names_in(document.text, spans) | names_in(document.title, kept)
    full = {n for n in names if " " in n}
    text = mask(document.text, spans)
    hidden = bool(full) and _slug_holds(document.id, full)
    return replace(
        document,
        text=text,
        title=mask(document.title, [*kept, *spans_of_names(document.title, full, document.language)]),
        path=_masked_path(document.path, full),
        url=_masked_url(document.url, full),
        id=f"{_without_slugs(document.id, full)}-{digest(text, length=6)}".strip("-") if hidden else document.id,
    ), spans  # fmt: skip


def _unwrapped(text: str) -> str:
    """The text with the line ends inside wrapped paragraphs as blanks, so that a name goes on behind them."""
    return _WRAPPED.sub(" ", text)


def _persons(document: Document, shields: Protected) -> list[Span]:
    """Persons of a document, each passage searched with the words of its language; names of one are masked in all."""
    if not document.passages:
        return find_persons(_unwrapped(document.text), document.language, shields)
    parts = {language: _unwrapped(text) for language, text in document.by_language().items()}
    spans = [span for language, text in parts.items() for span in find_persons(text, language, shields)]
    full = {name for name in names_in(document.text, spans) if " " in name}
    spans += [span for language, text in parts.items() for span in spans_of_names(text, full, language, shields)]
    return merged(spans)


def leaks(content: bytes | str, persons: Collection[str], *, allowed: Collection[str] = ()) -> list[str]:
    """What a release still says of persons, sorted: found names (any case, slugs too), numbers, personal addresses.

    ``persons`` are names that :func:`names_in` gave; ``allowed`` holds addresses that may stay (the publisher's own).
    """
    raw = content.decode("utf-8", "replace") if isinstance(content, bytes) else content
    found: set[str] = set()
    for text in dict.fromkeys((raw, _unescaped(raw))):
        plain = folded(text)
        squeezed = slug(text) if any(" " in p for p in persons) else ""
        for person in persons:
            known, short = folded(person), slug(person)
            in_words = re.search(rf"(?<!\w){re.escape(known)}(?!\w)", plain)
            in_slugs = "-" in short and re.search(rf"(?<![a-z0-9]){short}(?![a-z0-9])", squeezed)
            if in_words or in_slugs:
                found.add(person)
        found |= {text[s.start : s.end] for s in find_contacts(text) if text[s.start : s.end] not in allowed}
    return sorted(found)


def _unescaped(text: str) -> str:
    """Escapes of JSON and N-Triples, entities of HTML and XML, and percent signs of addresses undone."""
    text = re.sub(r"\\u([0-9A-Fa-f]{4})", lambda m: chr(int(m[1], 16)), text)
    return unicodedata.normalize("NFC", unquote(html.unescape(text), errors="replace"))


def _allowed(options: PrivacyOptions, date: str) -> tuple[str, ...]:
    """Names whose entry has a legal basis and holds on that day (the last day included)."""
    return tuple(p.name for p in options.persons if p.legal_basis.strip() and p.expires >= date)


def _may_stay(text: str, span: Span, allowed: tuple[str, ...]) -> bool:
    """Whether every word of a name belongs to one allowed person."""
    if span.kind != "name":
        return False
    found = [t.text for t in tokens_of(text[span.start : span.end])]
    return any(
        all(any(same_surname(word, part, inflected=True, stem=3) for part in name.split()) for word in found)
        for name in allowed
    )


@lru_cache(maxsize=4)
def _index(names: frozenset[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """First word → the names that begin with it, as folded words, longest first."""
    index: dict[str, set[tuple[str, ...]]] = {}
    for name in names:
        parts = tuple(t.text.casefold() for t in tokens_of(unicodedata.normalize("NFC", name)))
        if parts:
            index.setdefault(parts[0], set()).add(parts)
    return {first: tuple(sorted(all_, key=lambda p: (-len(p), p))) for first, all_ in index.items()}


def _authority_spans(text: str, names: frozenset[str]) -> Iterator[tuple[int, int]]:
    if not names:
        return
    index, tokens = _index(names), tokens_of(text)
    lows = [t.text.casefold() for t in tokens]
    for at, token in enumerate(tokens):
        for parts in index.get(lows[at], ()):
            # Names are compared by words, but not across a line or a sentence.
            last = at + len(parts) - 1
            if tuple(lows[at : last + 1]) == parts and not re.search(
                r"\n|[.!?]\s", text[token.start : tokens[last].end]
            ):
                yield token.start, tokens[last].end
                break


def _slugs(names: Iterable[str]) -> list[str]:
    """Slugs of whole names and of surnames of four letters and more, the longest first."""
    found = {slug(n) for n in names} | {s for n in names if len(s := slug(n.split()[-1])) >= 4}
    return sorted(found - {""}, key=lambda s: (-len(s), s))


def _slug_holds(text: str, names: Iterable[str]) -> bool:
    plain = slug(text)
    return any(re.search(rf"(?:^|-){re.escape(s)}(?:-|$)", plain) for s in _slugs(names))


def _without_slugs(ident: str, names: Iterable[str]) -> str:
    for short in _slugs(names):
        ident = re.sub(rf"(?:^|-){re.escape(short)}(?=-|$)", "", ident)
    return ident.strip("-") or "document"


def _masked_path(path: str, names: Iterable[str]) -> str:
    """A path with the letters of names in blocks, however the words are joined in it."""
    for name in sorted(n for n in names if _slug_holds(path, [n])):
        for word in sorted({*name.split(), *slug(name).split("-")}, key=lambda w: (-len(w), w)):
            path = re.sub(rf"(?i)(?<![^\W\d_]){re.escape(word)}(?![^\W\d_])", lambda m: BLOCK * len(m[0]), path)
    return path


def _masked_url(url: str | None, names: Iterable[str]) -> str | None:
    """An address that holds a name is cut back to its host, so that it still resolves."""
    if url is None or not _slug_holds(unquote(url), names):
        return url
    parts = urlsplit(url)
    return None if _slug_holds(parts.netloc, names) else f"{parts.scheme}://{parts.netloc}/"
