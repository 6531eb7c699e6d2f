"""Server-side pages: Jinja templates that escape everything, and the few words they share."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from regiograph.media import MEDIA
from regiograph.publish.manifest import sha256
from regiograph.serve.links import short

if TYPE_CHECKING:
    from regiograph.serve.visit import Visit

_HERE = Path(__file__).parent
STYLE = _HERE / "static" / "site.css"
ICON = _HERE / "static" / "icon.svg"


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    made.filters["size"] = size
    made.filters["short"] = short
    return made


@cache
def style_version() -> str:
    """Eight hex digits that change with the style sheet, so that browsers may keep it."""
    return sha256(STYLE.read_bytes())[:8]


def render(template: str, visit: Visit, values: Mapping[str, Any]) -> str:
    """A page for one request. Every value is escaped; what a template does not know raises."""
    shared = {
        "visit": visit, "links": visit.links, "language": visit.language, "style": style_version(), "media": MEDIA,
        "site_title": visit.release.manifest.about.get("title") or "Linked data", "version": visit.release.version,
        "languages": visit.edition.catalogue.languages, "here": visit.request.url.path,
        "carried": [(k, v) for k, v in visit.request.query_params.multi_items() if k != "lang"],
    }  # fmt: skip
    return _environment().get_template(template).render(shared | dict(values))


def size(count: int) -> str:
    """A number of bytes for people.

    >>> size(999), size(2_531_769)
    ('999 B', '2.5 MB')
    """
    number = float(count)
    for unit in ("B", "kB", "MB", "GB"):
        if number < 1000 or unit == "GB":
            return f"{number:.0f} {unit}" if unit == "B" or number >= 10 else f"{number:.1f} {unit}"
        number /= 1000
    return f"{count} B"
