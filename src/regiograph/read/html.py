"""HTML to text, in stages: parse (lxml, forgiving, offline) → main content (trafilatura) → where that finds little, the
page without its furniture (lxml), at worst the page without its tags → lines.

Headings become "# ", items "- " or "1. ", table rows "a | b"; one blank line stands between blocks.
"""

from __future__ import annotations

import copy
import html as html_entities
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from regiograph.errors import InputError
from regiograph.read.sources import is_date

MAX_MAIN_CONTENT = 4_000_000
"""Characters of markup above which the costly search for the main content is left out."""
_PROLOGUE = 10_000
MIN_MAIN_CONTENT = 200
"""Characters below which the main content is suspected to be missed."""

_DROP = {
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "canvas", "button", "select",
    "input", "textarea", "head", "nav", "footer", "aside", "dialog", "audio", "video",
}  # fmt: skip
_FURNITURE = re.compile(
    r"(?i)(?:^|[\s_-])(?:nav(?:bar|igation)?|menu|breadcrumbs?|cookies?|sidebar|footer|share|skip-?link)(?:$|[\s_-])"
)
_BLOCKS = {
    "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "form", "header", "hgroup", "html", "li", "main", "p", "pre", "quote", "section",
    "summary", "table", "td", "th", "tr", "cell", "item", "list", "row",
}  # fmt: skip
_LISTS = {"ul", "ol", "menu", "list"}
_ITEMS = {"li", "item"}
_PUBLISHED = (
    "article:published_time", "og:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
    "dcterms.date", "dcterms.issued", "dcterms.created", "dc.date.created", "citation_publication_date", "pubdate",
    "publish_date", "published",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a page and its metadata: title, language (ISO 639), canonical address, date of publication."""

    text: str
    title: str = ""
    language: str | None = None
    url: str | None = None
    published: str | None = None


def parse(markup: str) -> Page:
    """The main text and metadata of a page. Raises InputError when there is no text in it."""
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    # Characters that XML forbids end libxml2's parse early.
    clean = (
        re.sub(r"<!DOCTYPE[^>\[]*(?:\[[^\]]*\])?[^>]*>", "", markup[:_PROLOGUE], flags=re.IGNORECASE)
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
    headline = _first(_squeeze(h.text_content()) for h in tree.iter("h1"))
    text = _main_text(tree, len(clean)) or _without_markup(clean)
    if headline and headline not in _squeeze(text):
        text = f"# {headline}\n\n{text}"
    if not text.strip():
        raise InputError("the page holds no text", todo="save the page as a browser shows it, scripts having run")
    return Page(
        text=text.strip() + "\n",
        title=headline or _meta(tree, "og:title", "dcterms.title", "dc.title") or _first(
            _squeeze(t.text_content()) for t in tree.iter("title")
        ),
        language=_language(tree),
        url=_url(tree),
        published=published,
    )  # fmt: skip


def _main_text(tree: Any, size: int) -> str:
    whole = _without_furniture(tree)
    if size > MAX_MAIN_CONTENT:
        return whole
    import trafilatura

    try:
        found = trafilatura.bare_extraction(
            copy.deepcopy(tree), favor_recall=True, include_comments=False, with_metadata=False
        )
    except (RecursionError, ValueError, etree.LxmlError):
        found = None
    body = getattr(found, "body", None)
    main = _lines(body) if body is not None else ""
    return (whole or main) if len(main) < MIN_MAIN_CONTENT else main


def _without_markup(markup: str) -> str:
    """The last resort, for pages nested deeper than libxml2 reads: everything between the tags."""
    bare = re.sub(
        r"(?is)<(script|style|template|noscript|head|title)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", " ", markup
    )
    lines = html_entities.unescape(re.sub(r"<[a-zA-Z/!?][^<>]*>", "\n", bare)).split("\n")
    return "\n".join(filter(None, map(_squeeze, lines)))


def _without_furniture(tree: Any) -> str:
    body = tree.find(".//body")
    main = tree.xpath("//main | //*[@role='main']")
    return _lines(main[0] if len(main) == 1 else tree if body is None else body)


@dataclass(slots=True)
class _Lines:
    """Collects blocks; text that runs on waits in ``run`` until a block ends it."""

    blocks: list[str] = field(default_factory=list)
    run: list[str] = field(default_factory=list)

    def flush(self) -> None:
        lines = [re.sub(r"[ \t\n\r\f]+", " ", part).strip() for part in "".join(self.run).split("\v")]
        text = "\n".join(line for line in lines if line)
        self.run.clear()
        if text:
            self.blocks.append(text)


def _lines(root: Any) -> str:
    out = _Lines()
    _walk(root, out)
    out.flush()
    return "\n\n".join(out.blocks)


def _walk(node: Any, out: _Lines) -> None:
    """Depth is bounded: libxml2 nests no deeper than 256 elements."""
    out.run.append(node.text or "")
    for child in node:
        if isinstance(child.tag, str) and not _is_furniture(child):
            _element(child, out)
        out.run.append(child.tail or "")


def _element(node: Any, out: _Lines) -> None:
    tag = node.tag.lower()
    level = re.fullmatch(r"h([1-6])", node.get("rend", "") if tag == "head" else tag)
    if tag in {"br", "lb"}:
        out.run.append("\v")
    elif tag == "head" or level:
        out.flush()
        heading = _squeeze(_lines(node))
        if heading:
            out.blocks.append("#" * int(level[1] if level else 2) + " " + heading)
    elif tag in _LISTS and node.get("rend") != "dl":
        out.flush()
        items = list(_items(node, ordered=tag == "ol" or node.get("rend") == "ol", indent=""))
        if items:
            out.blocks.append("\n".join(items))
    elif tag in {"dl", "list"} and not _nests(node, "dl", "list"):
        out.flush()
        out.blocks.extend(filter(None, ["\n".join(_definitions(node))]))
    elif tag == "table" and not _nests(node, "table"):
        out.flush()
        out.blocks.extend(filter(None, ["\n".join(_rows(node))]))
    elif tag in _BLOCKS:
        out.flush()
        before = len(out.blocks)
        _walk(node, out)
        out.flush()
        if tag in _ITEMS and len(out.blocks) > before:
            out.blocks[before] = "- " + out.blocks[before]
    else:
        _walk(node, out)


def _items(node: Any, *, ordered: bool, indent: str) -> Iterator[str]:
    number = 0
    for child in node:
        if not isinstance(child.tag, str) or _is_furniture(child):
            continue
        nested = [n for n in child if isinstance(n.tag, str) and n.tag in _LISTS]
        if child.tag in _ITEMS:
            out = _Lines()
            out.run.append(child.text or "")
            for part in child:
                if isinstance(part.tag, str) and part not in nested and not _is_furniture(part):
                    _element(part, out)
                out.run.append(part.tail or "")
            out.flush()
            text = _squeeze(" ".join(out.blocks))
            if text:
                number += 1
                yield f"{indent}{f'{number}.' if ordered else '-'} {text}"
        elif child.tag in _LISTS:
            nested = [child]
        for deeper in nested:
            yield from _items(deeper, ordered=deeper.tag == "ol" or deeper.get("rend") == "ol", indent=indent + "  ")


def _nests(node: Any, *tags: str) -> bool:
    """Tables and definitions that hold others only lay out a page."""
    return any(inner is not node for inner in node.iter(*tags))


def _definitions(node: Any) -> Iterator[str]:
    term = ""
    for child in node.iter("dt", "dd", "item"):
        text = _squeeze(_lines(child))
        if (child.get("rend") or child.tag).startswith("dt"):
            if term:
                yield term
            term = text
        elif text:
            yield f"{term.rstrip(':')}: {text}" if term else text
            term = ""
    if term:
        yield term


def _rows(node: Any) -> Iterator[str]:
    for row in node.iter("tr", "row"):
        cells = [_squeeze(_lines(cell)) for cell in row if cell.tag in {"td", "th", "cell"}]
        if any(cells):
            yield " | ".join(cells)


def _is_furniture(node: Any) -> bool:
    tag = node.tag.lower()
    if tag == "head" and node.get("rend"):  # trafilatura's heading, not the head of a page
        return False
    if tag in _DROP or node.get("hidden") is not None or node.get("aria-hidden") == "true":
        return True
    if tag == "header":
        return next(node.iter("h1"), None) is None
    if tag not in {"div", "ul", "section"}:
        return False
    # A wrapper of the whole page may be called "with-sidebar".
    named = node.get("role") in {"navigation", "search"} or _FURNITURE.search(f"{node.get('class')} {node.get('id')}")
    return bool(named) and next(node.iter("h1", "main", "article", "p"), None) is None


def _squeeze(text: str) -> str:
    return " ".join(text.split())


def _first(texts: Iterator[str]) -> str:
    return next((t for t in texts if t), "")


def _meta(tree: Any, *names: str) -> str:
    """The content of the first of these metadata, in the order of the names."""
    found: dict[str, str] = {}
    for node in tree.iter("meta"):
        name = (node.get("property") or node.get("name") or node.get("itemprop") or "").lower()
        found.setdefault(name, _squeeze(node.get("content") or ""))
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
