"""The regions that bear the name of their chief town: "Savona" the town, "Savona" the province."""

from __future__ import annotations

import re

from regiograph.authority import Authority, Record

_KIND = re.compile(
    r"^(?:(?:province|county|district|region) of |(?:landkreis|kreis|bezirk|provinz|region|oblast|okrug|provincie) )"
    r"|(?: (?:self-governing )?(?:province|county|district|region|subregion|oblast|voivodeship|department|raion"
    r"|prefecture|regional unit|kraj|megye|apskritis))$",
    re.IGNORECASE,
)
"""What a region's name adds to its town's; enough to have it in one language."""
_SMALL = 3
_TOWN = 5_000
"""Inhabitants of a town after which a region may be called."""


class Districts:
    """Which region is called after which town of the same country."""

    def __init__(self, authority: Authority) -> None:
        self._called: dict[tuple[str | None, str], Record] = {}
        for record in authority.records.values():
            if record.type == "Region" and record.code:
                for names in record.names.values():
                    for name in names:
                        key = record.country, _KIND.sub("", name).casefold()
                        known = self._called.get(key)
                        if known is None or (known.level or 0) < (record.level or 0) <= _SMALL:
                            self._called[key] = record

    def of(self, town: Record) -> Record | None:
        """The region called after a town, the smallest of several; ``None`` where there is none."""
        if town.type != "Place" or town.population < _TOWN:
            return None
        for language in ("mul", *sorted(town.names)):
            for name in town.names.get(language, ()):
                if (found := self._called.get((town.country, name.casefold()))) is not None:
                    return found
        return None
