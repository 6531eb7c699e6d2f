"""The whole check of one catalogue: rules, score, and what official shapes said of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from regiograph.errors import InputError
from regiograph.publish.catalog_codes import Codes
from regiograph.quality.graph import CatalogueGraph
from regiograph.quality.reach import Reach
from regiograph.quality.report import CatalogueReport
from regiograph.quality.rules import Breach, rule_findings
from regiograph.quality.score import score

PROFILES: dict[str, tuple[str, ...]] = {
    "dcat-ap-3.0.1": (
        "shapes.ttl", "range.ttl", "mdr-vocabularies.shape.ttl", "shapes_recommended.ttl", "deprecateduris.ttl",
    ),
}  # fmt: skip
"""Profile → its shape files, as its publisher names them."""


def profile_files(profile: str, folder: Path) -> list[Path]:
    """The shape files of a profile in a folder. Raises InputError naming those that are missing."""
    if profile not in PROFILES:
        raise InputError(f"no profile {profile!r}", todo=f"one of {', '.join(PROFILES)}")
    missing = [name for name in PROFILES[profile] if not (folder / name).is_file()]
    if missing:
        raise InputError(
            f"the folder lacks {', '.join(missing)}", where=str(folder),
            todo=f"download the SHACL files of {profile} from SEMIC into one folder",
        )  # fmt: skip
    return [folder / name for name in PROFILES[profile]]


def check(
    graph: CatalogueGraph,
    codes: Codes,
    reach: Reach | None = None,
    official: Iterable[Breach] = (),
    shapes: Sequence[str] = (),
) -> CatalogueReport:
    """The report on a catalogue; ``official`` is what shapes of others found, and counts for the score as ours does."""
    breaches = (*rule_findings(graph, codes), *official)
    broken = {b.node for b in breaches if b.finding.severity == "violation"}
    return CatalogueReport(score(graph, broken, codes, reach), breaches, tuple(shapes))


def shape_files(profile: str | None, shapes: Sequence[Path]) -> list[Path]:
    """The shape files that a user means: single files, or a profile's files in the one folder that is given.

    Raises InputError for a folder without a profile and a profile without a folder.
    """
    if profile is None:
        folder = next((s for s in shapes if s.is_dir()), None)
        if folder is not None:
            raise InputError(
                "a folder of shapes needs --profile", where=str(folder), todo=f"add --profile {next(iter(PROFILES))}"
            )
        return list(shapes)
    if len(shapes) != 1 or not shapes[0].is_dir():
        raise InputError(f"--profile {profile} needs the folder of its shapes", todo="add --shapes DIR")
    return profile_files(profile, shapes[0])
