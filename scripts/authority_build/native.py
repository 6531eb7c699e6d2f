"""What a NUTS label becomes as names: languages, statistical clutter stripped, doubles split, official forms added."""

from __future__ import annotations

import re
from collections.abc import Callable

from authority_build.tables import Names
from authority_build.workbook import Row

LANGUAGE = {
    "AL": "sq", "AT": "de", "BA": "bs", "BE": "nl", "BG": "bg", "CH": "de", "CY": "el", "CZ": "cs", "DE": "de",
    "DK": "da", "EE": "et", "ES": "es", "FI": "fi", "FR": "fr", "GB": "en", "GR": "el", "HR": "hr", "HU": "hu",
    "IE": "en", "IS": "is", "IT": "it", "LI": "de", "LT": "lt", "LU": "fr", "LV": "lv", "ME": "sr", "MK": "mk",
    "MT": "en", "NL": "nl", "NO": "no", "PL": "pl", "PT": "pt", "RO": "ro", "RS": "sr", "SE": "sv", "SI": "sl",
    "SK": "sk", "TR": "tr", "UA": "uk", "XK": "sq",
}  # fmt: skip
"""The language of a country's labels in the workbook (one of them where there are several)."""

# Code prefixes whose labels are in another language than their country's; the longest wins.
_BY_CODE = {
    "BE1": "fr", "BE3": "fr", "BE336": "de", "CH01": "fr", "CH02": "fr", "CH021": "de", "CH023": "de", "CH07": "it",
    "ES51": "es", "ES511": "ca", "ES512": "ca", "ES513": "ca", "ES514": "ca", "ES52": "ca", "ES521": "es",
    "ES522": "es", "ES523": "es", "ES53": "ca", "FI2": "sv",
}  # fmt: skip

_UNSPLIT = ("NL226", "AT126", "AT127", "UKK1")


def language(code: str, country: str) -> str:
    """The language of a unit's label; the longest matching code prefix wins over the country's."""
    best = max((p for p in _BY_CODE if code.startswith(p)), key=len, default="")
    return _BY_CODE[best] if best else LANGUAGE[country]


def names(row: Row, towns: frozenset[str]) -> Names:
    """Names in the label's language, transliterations under ``mul``. ``towns`` are case-folded names of the country."""
    lang = language(row.code, row.country)
    label = re.sub(r"\s*\((?:BE|BG|DE|ES|IT|NL|PT|England|столица)\)$", "", row.label)
    parts = [label] if row.code.startswith(_UNSPLIT) else [p.strip() for p in label.split("/")]
    rule = _RULES.get(row.country)
    found: Names = {}
    for position, part in enumerate(parts):
        spoken = _SECOND.get((row.code[:4], position), _SECOND.get((row.code[:2], position), lang))
        variants = rule(row, part, towns) if rule else [part]
        found.setdefault(spoken, []).extend(v for v in variants if v not in found[spoken])
    latin = re.sub(r"\s*\(.*?\)$", "", _unaccent(row.latin))
    if latin and latin not in found.get(lang, []):
        found["mul"] = [latin]
    return found


# (code prefix, position in a doubled label) → language, where it is not the unit's own.
_SECOND = {
    ("BE1", 1): "nl", ("BE10", 1): "nl", ("CH01", 1): "de", ("CH02", 1): "fr", ("CH05", 1): "it", ("CH05", 2): "mul",
    ("ES21", 0): "eu", ("ES52", 1): "ca", ("ITC2", 1): "fr", ("ITH1", 1): "de", ("MT", 1): "mt", ("MT00", 1): "mt",
    ("NO", 1): "mul", ("NO", 2): "mul", ("XK", 1): "sr",
}  # fmt: skip


def _unaccent(text: str) -> str:
    return text.translate(str.maketrans("áéíóúýÁÉÍÓÚÝ", "aeiouyAEIOUY"))


def _austria(row: Row, part: str, towns: frozenset[str]) -> list[str]:
    return [f"Region {part}"] if row.level == 3 and part.casefold() in towns and row.code != "AT130" else [part]


def _belgium(row: Row, part: str, _: frozenset[str]) -> list[str]:
    name = re.sub(r"^(Prov\.|Arr\.( van| de)?|Bezirk) ", "", part.split(" – ")[0])
    french = language(row.code, "BE") == "fr"
    if row.level == 2 and part.startswith("Prov."):
        official = _de(f"Province de {name}") if french else f"Provincie {name}"
        return [name, official]
    if part.startswith("Arr."):
        return [_de(f"Arrondissement de {name}") if french and "Brussel-" not in name else f"Arrondissement {name}"]
    return [part.replace("Bezirk Verviers – ", "")] if row.code == "BE336" else [name]


def _de(text: str) -> str:
    return re.sub(r"\bde (?=[AEIOUHÉ])", "d’", text)


def _germany(row: Row, part: str, towns: frozenset[str]) -> list[str]:
    name, _, kind = part.partition(", ")
    if kind:
        return [f"{kind} {name}", *([f"Stadt {name}"] if kind != "Landkreis" else [f"Kreis {name}"])]
    if row.level == 2 and name.casefold() in towns and len(row.code) == 4 and not row.code.endswith("0"):
        return [f"Regierungsbezirk {name}"]
    if row.level == 3 and name.casefold() in towns:
        kreis = "Kreis" if row.code.startswith(("DEA", "DEF")) else "Landkreis"
        return [f"{kreis} {name}", *([f"Kreis {name}"] if kreis != "Kreis" else [])]
    return [name]


def _poland(row: Row, part: str, _: frozenset[str]) -> list[str]:
    low = part[0].lower() + part[1:]
    if row.level == 2 and not row.code.startswith("PL9"):
        return [f"województwo {low}", low]
    if row.level == 3:
        return [part] if part.startswith("Miasto") else [f"podregion {low}"]
    return [part]


def _sweden(_: Row, part: str, __: frozenset[str]) -> list[str]:
    if not part.endswith(" län"):
        return [part]
    stem = part.removesuffix(" län")
    noun = {"Uppsala": stem, "Kalmar": stem, "Örebro": stem, "Skåne": stem, "Blekinge": stem}.get(
        stem, stem.removesuffix("s")
    )
    # A county named after its seat is called by its full name first; the bare name is the town's.
    return [part] if noun in {"Stockholm", "Uppsala", "Kalmar", "Örebro", "Jönköping"} else [noun, part]


def _bulgaria(row: Row, part: str, _: frozenset[str]) -> list[str]:
    if row.level == 3:
        return ["Област София (столица)", "София (столица)"] if row.code == "BG411" else [f"Област {part}", part]
    return [part, f"{part} район"] if row.level == 2 else [part]


def _romania(row: Row, part: str, _: frozenset[str]) -> list[str]:
    modern = part.translate(str.maketrans("şţŞŢ", "șțȘȚ"))
    both = list(dict.fromkeys([modern, part]))
    if row.level == 3:
        return [*both, f"județul {modern}"] if modern != "București" else both
    return [*both, f"Regiunea {modern}"] if row.level == 2 else both


def _hungary(row: Row, part: str, _: frozenset[str]) -> list[str]:
    if row.level == 3 and part != "Budapest":
        return [f"{part} megye", f"{part} vármegye", part]
    return [part]


def _greece(row: Row, part: str, _: frozenset[str]) -> list[str]:
    return [part.replace(", Θράκη", " και Θράκη"), part] if row.code == "EL51" else [part]


def _ireland(_: Row, part: str, __: frozenset[str]) -> list[str]:
    return [f"{part} Region"] if part in {"Border", "West", "Southern", "Midland"} else [part, f"{part} Region"]


def _italy(row: Row, part: str, _: frozenset[str]) -> list[str]:
    if row.level == 3 and row.code not in {"ITC20", "ITH10", "ITH20"}:
        return [part, f"provincia di {part}"]
    return [part, f"Regione {part}"] if row.level == 2 and not part.startswith("Provincia") else [part]


def _spain(_: Row, part: str, __: frozenset[str]) -> list[str]:
    short = re.sub(r"^(Principado de|Comunidad Foral de|Comunidad de|Comunitat|Región de|Ciudad de|Illes) ", "", part)
    if part.startswith(("Principado", "Comunidad Foral", "Ciudad")):
        return [short, part]
    return [part]


def _ukraine(_: Row, part: str, __: frozenset[str]) -> list[str]:
    part = part.replace("'", "’")
    if part.startswith("Макрорегіон_"):
        return [part.replace("_", " ")]
    words = part.split(" ")
    return [" ".join([*words[:-1], words[-1].lower()])] if words[-1] in {"Область", "Район"} else [part]


def _kingdom(row: Row, part: str, towns: frozenset[str]) -> list[str]:
    match part.split(", "):
        case [name, "City of" | "County of" as kind]:
            return [f"{kind} {name}"]
    if row.level == 3 and part.casefold() in towns:
        return [f"{part} district"]
    return [re.sub(r" CC$", "", part).replace("&", "and")]


def _turkey(row: Row, part: str, _: frozenset[str]) -> list[str]:
    return [part, f"{part} ili"] if row.level == 3 else [part]


def _french(_: Row, part: str, __: frozenset[str]) -> list[str]:
    part = part.replace(" – Régions Ultrapériphériques Françaises", "").replace(
        "Centre – Val de Loire", "Centre-Val de Loire"
    )
    part = part.replace("Ile-de-France", "Île-de-France").replace("Nord-Pas de Calais", "Nord-Pas-de-Calais")
    return [part, part.replace("’", "'")] if "’" in part else [part]


def _portugal(_: Row, part: str, __: frozenset[str]) -> list[str]:
    short = part.removeprefix("Região Autónoma dos ").removeprefix("Região Autónoma da ")
    return [short, part] if short != part else [part]


def _denmark(row: Row, part: str, _: frozenset[str]) -> list[str]:
    return [f"Region {part}", part] if row.level == 2 else [part]


def _netherlands(row: Row, part: str, _: frozenset[str]) -> list[str]:
    plain = part.replace("’", "'") if "’" in part else part
    return [part, f"Provincie {part}"] if row.level == 2 else list(dict.fromkeys([part, plain]))


_RULES: dict[str, Callable[[Row, str, frozenset[str]], list[str]]] = {
    "AT": _austria, "BE": _belgium, "BG": _bulgaria, "DE": _germany, "DK": _denmark, "ES": _spain, "FR": _french,
    "GB": _kingdom, "GR": _greece, "HU": _hungary, "IE": _ireland, "IT": _italy, "NL": _netherlands, "PL": _poland,
    "PT": _portugal, "RO": _romania, "SE": _sweden, "TR": _turkey, "UA": _ukraine,
}  # fmt: skip
