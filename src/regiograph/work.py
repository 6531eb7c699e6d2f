"""Working files between rooms: claims as JSON Lines in ``.regiograph/work/``, readable by the user alone."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from regiograph.config import MARK
from regiograph.errors import ReleaseError
from regiograph.model import Claim, claim_from_json, claim_to_json


class WorkFolder:
    """The working files of one workspace or --out folder."""

    def __init__(self, root: Path) -> None:
        self.folder = root / MARK / "work"

    def keep(self, stage: str, claims: Iterable[Claim]) -> None:
        """Write the claims that a stage gave; the file appears whole or not at all. Raises ReleaseError."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self.folder.parent.chmod(0o700)
            partial = self.folder / f"{stage}.jsonl.part"
            with partial.open("w", encoding="utf-8") as out:
                for claim in claims:
                    out.write(json.dumps(claim_to_json(claim), ensure_ascii=False, sort_keys=True) + "\n")
            partial.replace(self.folder / f"{stage}.jsonl")
        except OSError as error:
            raise ReleaseError(
                f"working files cannot be written: {error.strerror or error}", where=str(self.folder),
                todo="free space or mend the permissions, then build again; the last release is untouched",
            ) from error  # fmt: skip

    def load(self, stage: str) -> tuple[Claim, ...]:
        """The claims that a stage gave in an earlier build. Raises ReleaseError when there are none or damaged ones."""
        file = self.folder / f"{stage}.jsonl"
        if not file.is_file():
            raise ReleaseError(
                f"nothing is kept from the stage {stage!r}", where=str(file), todo="build once without --from"
            )
        try:
            with file.open(encoding="utf-8") as lines:
                return tuple(claim_from_json(json.loads(line)) for line in lines)
        except (ValueError, KeyError, TypeError) as error:
            raise ReleaseError(
                "the working file is damaged", where=str(file), todo="build once without --from"
            ) from error
