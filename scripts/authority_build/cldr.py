"""CLDR: subdivision names from the ``common/subdivisions`` files, countries and languages through Babel."""

from __future__ import annotations

import re
from pathlib import Path

from babel import Locale
from lxml import etree

from authority_build.tables import EU_LANGUAGES, Names

OTHER_LANGUAGES = ("ca", "eu", "gl", "is", "no", "sr", "tr", "uk")


def subdivisions(folder: Path) -> dict[str, Names]:
    """``fi10`` → names by language, for every language file of CLDR that the project speaks."""
    found: dict[str, Names] = {}
    for lang in (*EU_LANGUAGES, *OTHER_LANGUAGES):
        file = folder / f"{lang}.xml"
        if not file.exists():
            continue
        parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
        for element in etree.parse(str(file), parser).iter("subdivision"):
            if name := re.sub(r"\s*[²³†*]+$", "", (element.text or "").strip()):
                found.setdefault(element.get("type", ""), {}).setdefault(lang, []).append(name)
    return found


def countries() -> dict[str, Names]:
    """ISO 3166-1 alpha-2 → names in the 24 languages."""
    found: dict[str, Names] = {}
    for lang in EU_LANGUAGES:
        for code, name in Locale(lang).territories.items():
            if re.fullmatch(r"[A-Z]{2}", code) and code not in _NO_COUNTRY:
                found.setdefault(code, {}).setdefault(lang, []).append(name)
    return found


def languages() -> dict[str, dict[str, str]]:
    """ISO 639 code → names in en, fi and pl."""
    return {
        code: {lang: Locale(lang).languages.get(code, "") for lang in ("en", "fi", "pl")}
        for code in Locale("en").languages
        if re.fullmatch(r"[a-z]{2}", code)
    }


_NO_COUNTRY = frozenset(("EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"))
