"""CLDR: subdivision names from the ``common/subdivisions`` files, countries and languages through Babel."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from babel import Locale
from lxml import etree

from authority_build.tables import EU_LANGUAGES, Names

OTHER_LANGUAGES = {
    "ca": ("es", "fr"), "eu": ("es", "fr"), "gl": ("es",), "is": ("is",), "no": ("no",), "sr": ("rs", "me", "ba"),
    "tr": ("tr",), "uk": ("ua",),
}  # fmt: skip
"""Languages beside the 24, each only for the countries (CLDR form) where it is spoken."""


def subdivisions(folder: Path) -> dict[str, Names]:
    """``fi10`` → names by language, for every language file of CLDR that the project speaks."""
    found: dict[str, Names] = {}
    for lang in (*EU_LANGUAGES, *OTHER_LANGUAGES):
        file = folder / f"{lang}.xml"
        if not file.exists():
            continue
        parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
        for element in etree.parse(str(file), parser).iter("subdivision"):
            code = element.get("type", "")
            name = re.sub(r"\s*(?:[²³†*]+|\([^)]*\))$", "", (element.text or "").strip())
            if name and code[:2] in OTHER_LANGUAGES.get(lang, (code[:2],)):
                found.setdefault(code, {}).setdefault(lang, []).append(name)
    return found


def countries() -> dict[str, Names]:
    """ISO 3166-1 alpha-2 → names in the 24 languages."""
    found: dict[str, Names] = {}
    for lang in EU_LANGUAGES:
        # Babel's plain "pt" is Brazilian.
        for locale in (Locale("pt", "PT"), Locale("pt")) if lang == "pt" else (Locale(lang),):
            for code, name in locale.territories.items():
                own = found.setdefault(code, {}).setdefault(lang, []) if _is_country(code) else [name]
                if name not in own:
                    own.append(name)
    return found


def _is_country(code: str) -> bool:
    return bool(re.fullmatch(r"[A-Z]{2}", code)) and code not in _NO_COUNTRY


def languages(codes: Iterable[str]) -> dict[str, dict[str, str]]:
    """ISO 639 code → names in en, fi and pl, for the codes asked for."""
    return {code: {lang: str(Locale(lang).languages.get(code, "")) for lang in ("en", "fi", "pl")} for code in codes}


# No countries of their own here: unions, reserved codes, and parts of member states that NUTS has as regions.
_NO_COUNTRY = frozenset(
    {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"}
    | {"AX", "GF", "GP", "MQ", "RE", "SJ", "YT"}
)
