"""Word documents (.docx, ECMA-376 part 1, WordprocessingML): paragraphs, headings, lists and tables as structure.

Read as a reader sees the page: text that was inserted under revision counts, deleted text does not; fields show their
result; notes, headers and footers are left out, as a page's furniture is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from regiograph.media import MEDIA
from regiograph.read.office import Body, Package, damaged, opened
from regiograph.read.parsed import Parsed

_KIND = ".docx"
_MAIN = "word/document.xml"
_LINES = {"br": "\v", "cr": "\v", "tab": "\t", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_RUNS = {
    "p",
    "r",
    "hyperlink",
    "ins",
    "moveTo",
    "smartTag",
    "fldSimple",
    "sdt",
    "sdtContent",
    "customXml",
    "dir",
    "bdo",
}
_WRAPPERS = {"body", "sdt", "sdtContent", "customXml", "ins", "moveTo"}


@dataclass(frozen=True, slots=True)
class _Looks:
    """What styles make of a paragraph: style → level of heading, style → (list, level), (list, level) → numbered."""

    headings: dict[str, int]
    lists: dict[str, tuple[str, int]]
    ordered: dict[tuple[str, int], bool]


def parse(data: bytes) -> Parsed:
    """The text and metadata of a .docx. Raises InputError when it is damaged, a bomb or holds no text."""
    package = opened(data, _KIND)
    document = package.xml(_main_part(package))
    body = None if document is None else next((n for n in document if _name(n) == "body"), None)
    if body is None:
        raise damaged(_KIND, "it has no body")
    out = Body()
    _blocks(body, out, _looks(package))
    core = package.xml("docProps/core.xml")
    found = {_name(n): n.text or "" for n in core} if core is not None else {}
    return out.parsed(
        MEDIA["docx"].media_type, _KIND, title=found.get("title", ""), language=found.get("language", ""),
        published=found.get("modified") or found.get("created", ""),
    )  # fmt: skip


def _main_part(package: Package) -> str:
    """The part that the package names as its document; writers other than Word call it otherwise."""
    relations = package.xml("_rels/.rels")
    for relation in relations if relations is not None else ():
        if (relation.get("Type") or "").endswith("/officeDocument"):
            return str(relation.get("Target") or _MAIN).lstrip("/")
    return _MAIN


def _blocks(node: Any, out: Body, looks: _Looks) -> None:
    for child in node:
        name = _name(child)
        if name == "p":
            _paragraph(child, out, looks)
        elif name == "tbl":
            before = out.table()
            for row in _inside(child, "tr"):
                out.row()
                for cell in _inside(row, "tc"):
                    out.cell()
                    _blocks(cell, out, looks)
            out.close(before)
        elif name in _WRAPPERS:
            _blocks(child, out, looks)


def _inside(node: Any, wanted: str) -> Iterator[Any]:
    """The rows of a table or cells of a row, content controls and revisions looked through."""
    for child in node:
        if _name(child) == wanted:
            yield child
        elif _name(child) in _WRAPPERS:
            yield from _inside(child, wanted)


def _paragraph(node: Any, out: Body, looks: _Looks) -> None:
    text = "".join(_text(node))
    if not text.strip():
        return
    properties = next((n for n in node if _name(n) == "pPr"), None)
    style = _value(properties, "pStyle")
    outline = _value(properties, "outlineLvl")
    level = int(outline) + 1 if outline.isdigit() and int(outline) < 9 else looks.headings.get(style, 0)
    number = _numbering(properties) or looks.lists.get(style)
    if level:
        out.paragraph(text, level)
    elif number and number[0] != "0":
        out.item(text, number[1], ordered=looks.ordered.get(number, False))
    else:
        out.paragraph(text)


def _text(node: Any) -> Iterator[str]:
    for child in node:
        name = _name(child)
        if name == "t":
            yield child.text or ""
        elif name in _LINES:
            yield _LINES[name]
        elif name in _RUNS:
            yield from _text(child)


def _looks(package: Package) -> _Looks:
    headings: dict[str, int] = {}
    lists: dict[str, tuple[str, int]] = {}
    based: dict[str, str] = {}
    styles = package.xml("word/styles.xml")
    for style in styles if styles is not None else ():
        ident = _attribute(style, "styleId")
        if _name(style) != "style" or not ident:
            continue
        based[ident] = _value(style, "basedOn")
        properties = next((n for n in style if _name(n) == "pPr"), None)
        outline = _value(properties, "outlineLvl")
        name = re.fullmatch(r"heading (\d)", _value(style, "name").lower())
        if _value(style, "name").lower() == "title":
            headings[ident] = 1
        elif outline.isdigit() and int(outline) < 9:
            headings[ident] = int(outline) + 1
        elif name:
            headings[ident] = int(name[1])
        numbering = _numbering(properties)
        if numbering:
            lists[ident] = numbering
    for ident in based:
        above, seen = ident, {ident}
        while (above := based.get(above, "")) and above not in seen:
            seen.add(above)
            if ident not in headings and above in headings:
                headings[ident] = headings[above]
            if ident not in lists and above in lists:
                lists[ident] = lists[above]
    return _Looks(headings, lists, _forms(package))


def _forms(package: Package) -> dict[tuple[str, int], bool]:
    """(list, level) → whether its items are numbered rather than bulleted."""
    numbering = package.xml("word/numbering.xml")
    abstract: dict[str, dict[int, bool]] = {}
    forms: dict[tuple[str, int], bool] = {}
    for node in numbering if numbering is not None else ():
        if _name(node) == "abstractNum":
            levels = [n for n in node if _name(n) == "lvl"]
            abstract[_attribute(node, "abstractNumId")] = {
                int(at): _value(n, "numFmt") not in {"bullet", "none", ""}
                for n in levels if (at := _attribute(n, "ilvl")).isdigit()
            }  # fmt: skip
        elif _name(node) == "num":
            used = abstract.get(_value(node, "abstractNumId"), {})
            forms.update({(_attribute(node, "numId"), level): form for level, form in used.items()})
    return forms


def _numbering(properties: Any) -> tuple[str, int] | None:
    for node in properties if properties is not None else ():
        if _name(node) == "numPr":
            level = _value(node, "ilvl")
            return _value(node, "numId"), int(level) if level.isdigit() and len(level) < 3 else 0
    return None


def _value(node: Any, name: str) -> str:
    """The ``w:val`` of a child, or nothing."""
    child = next((n for n in node if _name(n) == name), None) if node is not None else None
    return _attribute(child, "val") if child is not None else ""


def _attribute(node: Any, name: str) -> str:
    """An attribute in whichever of the format's two namespaces (transitional, strict)."""
    return next((str(v) for k, v in node.attrib.items() if k.rpartition("}")[2] == name), "")


def _name(node: Any) -> str:
    return str(node.tag).rpartition("}")[2] if isinstance(node.tag, str) else ""
