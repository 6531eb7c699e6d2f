"""OpenDocument texts (.odt, OASIS OpenDocument 1.3 part 3): paragraphs, headings, lists and tables as structure.

Deleted text under revision, notes, comments and frames are left out; a list without numbering style is bulleted.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from regiograph.errors import InputError
from regiograph.media import MEDIA
from regiograph.read.office import MAX_DEPTH, Body, Package, damaged, opened
from regiograph.read.parsed import Parsed

_KIND = ".odt"
_SKIP = {
    "note",
    "annotation",
    "annotation-end",
    "tracked-changes",
    "frame",
    "custom-shape",
    "ruby-text",
    "bibliography-mark",
}
_WRAPPERS = {"text", "section", "index-body", "table-of-content", "alphabetical-index", "illustration-index"}
_CONTENTS = {"table-of-content", "alphabetical-index", "illustration-index"}
_SPACES = 1000


def parse(data: bytes) -> Parsed:
    """The text and metadata of an .odt. Raises InputError: encrypted, damaged, a bomb, or without text."""
    package = opened(data, _KIND)
    manifest = package.xml("META-INF/manifest.xml")
    if manifest is not None and any(_name(n) == "encryption-data" for n in manifest.iter()):
        raise InputError("the .odt file is encrypted", todo="save it without a password")
    content = package.xml("content.xml")
    text = None if content is None else next((n for n in content.iter() if _name(n) == "text"), None)
    if text is None:
        raise damaged(_KIND, "it has no text body")
    out = Body()
    _blocks(text, out, _numbered(package, content))
    found = _metadata(package)
    return out.parsed(
        MEDIA["odt"].media_type, _KIND, title=found.get("title", ""), language=found.get("language", ""),
        published=found.get("date") or found.get("creation-date", ""),
    )  # fmt: skip


def _metadata(package: Package) -> dict[str, str]:
    meta = package.xml("meta.xml")
    return {_name(n): n.text or "" for group in meta for n in group} if meta is not None else {}


def _blocks(node: Any, out: Body, numbered: set[str]) -> None:
    for child in node:
        name = _name(child)
        if name == "h":
            level = _attribute(child, "outline-level")
            out.paragraph("".join(_text(child)), int(level) if level.isdigit() and level != "0" else 1)
        elif name == "p":
            out.paragraph("".join(_text(child)))
        elif name == "list":
            _items(child, out, numbered, 0, "")
        elif name == "table":
            before = out.table()
            for row in _inside(child, "table-row"):
                out.row()
                for cell in _inside(row, "table-cell"):
                    out.cell()
                    _blocks(cell, out, numbered)
            out.close(before)
        elif name in _WRAPPERS and name not in _CONTENTS:
            _blocks(child, out, numbered)


def _inside(node: Any, wanted: str) -> Iterator[Any]:
    """The rows of a table or cells of a row, groups of them looked through, tables in cells not."""
    for child in node:
        name = _name(child)
        if name == wanted:
            yield child
        elif name.startswith("table-") and name not in {"table-cell", "table-row"}:
            yield from _inside(child, wanted)


def _items(node: Any, out: Body, numbered: set[str], level: int, style: str) -> None:
    style = _attribute(node, "style-name") or style
    for item in node:
        began = False
        for child in item if _name(item) in {"list-item", "list-header"} else ():
            name = _name(child)
            if name == "list":
                _items(child, out, numbered, level + 1, style)
            elif name in {"p", "h"}:
                text = "".join(_text(child))
                if name == "h" and not began:
                    # Numbered headings are items of a list in this format.
                    out.paragraph(text, min(level + 1, 6))
                elif text.strip():
                    out.item(text, level, ordered=f"{style}#{min(level + 1, MAX_DEPTH)}" in numbered)
                began = True


def _text(node: Any) -> Iterator[str]:
    yield _plain(node.text)
    for child in node:
        name = _name(child)
        if name == "line-break":
            yield "\v"
        elif name == "tab":
            yield "\t"
        elif name == "s":
            count = _attribute(child, "c")
            yield " " * min(int(count) if count.isdigit() and len(count) < 6 else 1, _SPACES)
        elif name and name not in _SKIP:
            yield from _text(child)
        yield _plain(child.tail)


def _plain(text: str | None) -> str:
    """White space of the file is that of XML: line ends within a paragraph are blanks."""
    return (text or "").replace("\v", " ")


def _numbered(package: Package, content: Any) -> set[str]:
    """``style#level`` of every level of a list style that numbers its items."""
    found: set[str] = set()
    styles = package.xml("styles.xml")
    for root in (content, styles):
        for style in root.iter() if root is not None else ():
            if _name(style) == "list-style":
                found.update(
                    f"{_attribute(style, 'name')}#{_attribute(level, 'level')}"
                    for level in style
                    if _name(level) == "list-level-style-number" and _attribute(level, "num-format")
                )
    return found


def _attribute(node: Any, name: str) -> str:
    return next((str(v) for k, v in node.attrib.items() if k.rpartition("}")[2] == name), "")


def _name(node: Any) -> str:
    return str(node.tag).rpartition("}")[2] if isinstance(node.tag, str) else ""
