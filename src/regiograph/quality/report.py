"""What check-catalog says: the score as a table, what to do for more points, and the findings."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from regiograph.model import Finding
from regiograph.quality.rules import Breach
from regiograph.quality.score import INDICATORS, POSSIBLE, Score

_RANK = {"violation": 0, "warning": 1, "info": 2}


@dataclass(frozen=True, slots=True)
class CatalogueReport:
    """The score of a catalogue and everything that was found; ``shapes`` names the shape files that were used."""

    score: Score
    breaches: tuple[Breach, ...] = ()
    shapes: tuple[str, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings, worst first."""
        return tuple(
            sorted((b.finding for b in self.breaches), key=lambda f: (_RANK[f.severity], f.focus, f.path, f.value))
        )

    def count(self, severity: str) -> int:
        """How many findings of a severity there are."""
        return sum(f.severity == severity for f in self.findings)

    def passes(self, least: int = 0) -> bool:
        """Whether nothing is violated and the score reaches ``least``."""
        return not self.count("violation") and self.score.total >= least

    def to_json(self) -> str:
        """JSON: total, possible, rating, the points by dataset and indicator, remedies, findings."""
        rows: list[dict[str, Any]] = [
            {
                "dataset": d.dataset, "title": d.title, "points": d.total, "distribution": d.distribution,
                "indicators": dict(d.points), "remedies": [text for _, text in d.remedies()],
            }
            for d in self.score.datasets
        ]  # fmt: skip
        whole = {
            "points": self.score.total, "possible": POSSIBLE, "rating": self.score.rating, "datasets": rows,
            "shapes": list(self.shapes), "findings": [asdict(f) for f in self.findings],
        }  # fmt: skip
        return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"

    def to_text(self, *, verbose: bool = False) -> str:
        """The table of indicators by dataset, remedies, and violations (with ``verbose`` all findings)."""
        return "\n".join([*self._table(), *self._remedies(), *self._found(verbose)]) + "\n"

    def _table(self) -> list[str]:
        names = [d.dataset.rstrip("/").rpartition("/")[2] for d in self.score.datasets]
        head = ["dimension", "indicator", *names, "all", "of"]
        body = [
            [
                i.dimension,
                i.key,
                *(str(d.points[i.key]) for d in self.score.datasets),
                f"{self.score.mean(i.key):g}",
                str(i.points),
            ]
            for i in INDICATORS
        ]
        foot = ["", "total", *(str(d.total) for d in self.score.datasets), str(self.score.total), str(POSSIBLE)]
        rows = [head, *body, foot]
        widths = [max(len(row[n]) for row in rows) for n in range(len(head))]
        lines = [_line(row, widths) for row in rows]
        rule = "-" * len(lines[0])
        verdict = f"{self.score.total}/{POSSIBLE} ({self.score.rating})"
        return [lines[0], rule, *lines[1:-1], rule, lines[-1], "", verdict]

    def _remedies(self) -> list[str]:
        todo = [text for d in self.score.datasets for _, text in d.remedies()]
        return ["", "To gain points:", *(f"  {text}" for text in todo)] if todo else []

    def _found(self, verbose: bool) -> list[str]:
        checked = f"our rules and {', '.join(self.shapes)}" if self.shapes else "our rules"
        lines = [
            "",
            f"DCAT-AP 3.0.1 by {checked}: {self.count('violation')} violation(s), {self.count('warning')} warning(s)",
        ]
        for f in self.findings:
            if f.severity == "violation" or verbose:
                value = f" ({f.value})" if f.value else ""
                lines += [f"  {f.severity}: {f.focus}: {f.message}{value}"] + (
                    [f"    → {f.remedy}"] if f.remedy else []
                )
        return lines


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = [c.ljust(w) if n < 2 else c.rjust(w) for n, (c, w) in enumerate(zip(row, widths, strict=True))]
    return "  ".join(cells).rstrip()
