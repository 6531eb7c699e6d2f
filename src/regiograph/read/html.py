"""HTML to text, in stages: parse (lxml, forgiving, offline) → main content (trafilatura) → where that finds little, the
page without its furniture (lxml), at worst the page without its tags → lines (:mod:`regiograph.read.lines`).
"""

from __future__ import annotations

import copy
import html as html_entities
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from regiograph.errors import InputError
from regiograph.read.lines import lines, squeeze
from regiograph.read.parsed import Notice
from regiograph.read.sources import is_date

MAX_MAIN_CONTENT = 4_000_000
"""Characters of markup above which the costly search for the main content is left out."""
MAX_DEPTHS = 400_000
"""Sum of the depths of all elements above which it is left out too, since its time grows with that (here: 5 s)."""
_PROLOGUE = 10_000
MIN_MAIN_CONTENT = 200
"""Characters below which the main content is suspected to be missed."""

_PUBLISHED = (
    "article:published_time", "og:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
    "dcterms.date", "dcterms.issued", "dcterms.created", "dc.date.created", "citation_publication_date", "pubdate",
    "publish_date", "published",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a page, its metadata (title, language, canonical address, date of publication), and notices."""

    text: str
    title: str = ""
    language: str | None = None
    url: str | None = None
    published: str | None = None
    notices: tuple[Notice, ...] = ()


def parse(markup: str) -> Page:
    """The main text and metadata of a page. Raises InputError when there is no text in it."""
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    # Characters that XML forbids end libxml2's parse early.
    clean = (
        re.sub(r"<!DOCTYPE[^>\[]*+(?:\[[^\]]*+\])?+[^>]*+>", "", markup[:_PROLOGUE], flags=re.IGNORECASE)
        + markup[_PROLOGUE:]
    )
    clean = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", " ", clean)
    try:
        tree = lxml_html.document_fromstring(clean.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise InputError("the page holds no text", todo="save the page again") from error
    published = _published(tree)
    for time in tree.iter("time"):
        time.tag = "span"  # trafilatura drops the element and the date in it
    headline = _first(squeeze(h.text_content()) for h in tree.iter("h1"))
    notices: list[Notice] = []
    text = "" if _is_cut(parser) else _main_text(tree, len(clean), notices)
    if not text.strip():
        text = _without_markup(clean)
        if text:
            notices = [_notice("elements nested too deep to be parsed: all text was read, its structure is lost")]
    if headline and headline not in squeeze(text):
        text = f"# {headline}\n\n{text}"
    if not text.strip():
        raise InputError("the page holds no text", todo="save the page as a browser shows it, scripts having run")
    return Page(
        text=text.strip() + "\n",
        title=headline or _meta(tree, "og:title", "dcterms.title", "dc.title") or _first(
            squeeze(t.text_content()) for t in tree.iter("title")
        ),
        language=_language(tree),
        url=_url(tree),
        published=published,
        notices=tuple(notices),
    )  # fmt: skip


def _notice(message: str) -> Notice:
    return Notice(message, "see whether menus or footers stand in the text", "read.markup")


def _is_cut(parser: Any) -> bool:
    """Whether libxml2 stopped within the page, which it does where elements nest too deep."""
    return any("depth" in entry.message.lower() for entry in parser.error_log)


def _depths(tree: Any) -> int:
    """The sum of the depths of all elements, or the limit when it is passed."""
    total = depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        total += depth
        if total > 2 * MAX_DEPTHS:
            break
    return total // 2


def _main_text(tree: Any, size: int, notices: list[Notice]) -> str:
    whole = _without_furniture(tree)
    if size > MAX_MAIN_CONTENT or _depths(tree) > MAX_DEPTHS:
        why = "is too large" if size > MAX_MAIN_CONTENT else "nests too deep"
        notices.append(_notice(f"the page {why} for its main text to be told from the rest: all of it was read"))
        return whole
    import trafilatura

    try:
        found = trafilatura.bare_extraction(
            copy.deepcopy(tree), favor_recall=True, include_comments=False, with_metadata=False
        )
    except (RecursionError, ValueError, etree.LxmlError):
        found = None
    body = getattr(found, "body", None)
    main = lines(body) if body is not None else ""
    return (whole or main) if len(main) < MIN_MAIN_CONTENT else main


def _without_markup(markup: str) -> str:
    """The last resort, for pages nested deeper than libxml2 reads: everything between the tags."""
    bare = re.sub(
        r"(?is)<(script|style|template|noscript|head|title)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", " ", markup
    )
    bare = html_entities.unescape(re.sub(r"<[a-zA-Z/!?][^<>]*>", "\n", bare))
    return "\n".join(filter(None, map(squeeze, bare.split("\n"))))


def _without_furniture(tree: Any) -> str:
    body = tree.find(".//body")
    main = tree.xpath("//main | //*[@role='main']")
    return lines(main[0] if len(main) == 1 else tree if body is None else body)


def _first(texts: Iterator[str]) -> str:
    return next((t for t in texts if t), "")


def _meta(tree: Any, *names: str) -> str:
    """The content of the first of these metadata, in the order of the names."""
    found: dict[str, str] = {}
    for node in tree.iter("meta"):
        name = (node.get("property") or node.get("name") or node.get("itemprop") or "").lower()
        found.setdefault(name, squeeze(node.get("content") or ""))
    return _first(found.get(name, "") for name in names)


def _language(tree: Any) -> str | None:
    root = tree if tree.tag == "html" else tree.getroottree().getroot()
    stated = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang")
    stated = stated or _meta(tree, "content-language", "dc.language", "dcterms.language", "og:locale")
    match = re.match(r"[a-z]{2,3}(?![a-z])", (stated or "").strip().lower())
    return match[0] if match else None


def _url(tree: Any) -> str | None:
    links = [n.get("href", "") for n in tree.iter("link") if "canonical" in (n.get("rel") or "").lower().split()]
    return next((u.strip() for u in (*links, _meta(tree, "og:url")) if re.match(r"\s*https?://[^\s/]", u)), None)


def _published(tree: Any) -> str | None:
    stated = [_meta(tree, name) for name in _PUBLISHED]
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            stated.extend(_json_dates(json.loads(script.text_content())))
        except (ValueError, RecursionError):
            continue
    stated.extend(
        node.get("datetime") or ""
        for node in tree.iter("time")
        if node.get("pubdate") is not None or (node.get("itemprop") or "").lower() == "datepublished"
    )
    return next((s[:10] for s in stated if is_date(s[:10])), None)


def _json_dates(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("datePublished"), str):
            yield value["datePublished"]
        for inner in value.values():
            yield from _json_dates(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _json_dates(inner)
