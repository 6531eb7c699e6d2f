"""A tree of elements to lines: the one place that says how structure looks in the normalised text.

Headings become "# ", items "- " or "1. ", table rows "a | b"; one blank line stands between blocks. The tree is HTML,
what trafilatura makes of HTML, or what the readers of office formats build from theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

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


@dataclass(slots=True)
class _Lines:
    """Collects blocks; text that runs on waits in ``run`` until a block ends it."""

    blocks: list[str] = field(default_factory=list)
    run: list[str] = field(default_factory=list)

    def flush(self) -> None:
        parts = [re.sub(r"[ \t\n\r\f]+", " ", part).strip() for part in "".join(self.run).split("\v")]
        text = "\n".join(line for line in parts if line)
        self.run.clear()
        if text:
            self.blocks.append(text)


def lines(root: Any) -> str:
    """The text of an element and all in it. The tree may be no deeper than Python's stack allows (libxml2's is not)."""
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
        heading = squeeze(lines(node))
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
            text = squeeze(" ".join(out.blocks))
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
        text = squeeze(lines(child))
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
        cells = [squeeze(lines(cell)) for cell in row if cell.tag in {"td", "th", "cell"}]
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


def squeeze(text: str) -> str:
    """The text with each run of white space as one blank."""
    return " ".join(text.split())
