"""Measure extraction on annotated pages: score_dev.py FOLDER, where FOLDER holds seeds/ and eval/ (score.py, dev/).

Each page is read through the library as a user reads it: persons masked, its language found out. Predictions go to a
temporary folder, and only figures are printed. Without the folder there is nothing to measure, which is no mistake.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from regiograph import extract


def annotated_pages(shared: Path) -> list[Path]:
    """The pages that have an annotation, sorted by name."""
    folders = (shared / "seeds", shared / "eval" / "dev" / "docs")
    names = sorted(gold.stem for gold in (shared / "eval" / "dev" / "gold").glob("*.json"))
    return [page for name in names for folder in folders for page in sorted(folder.glob(f"{name}.*"))[:1]]


def main(shared: Path) -> int:
    """Predict, score and print the table; returns the exit code of the scorer."""
    scorer = shared / "eval" / "score.py"
    if not scorer.is_file():
        print(f"There are no annotated pages at {shared}: nothing to measure.")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        for page in annotated_pages(shared):
            prediction = json.dumps(extract(page).to_json(), ensure_ascii=False)
            (Path(folder) / f"{page.stem}.json").write_text(prediction, encoding="utf-8")
        command = [sys.executable, str(scorer), "--gold", str(shared / "eval" / "dev" / "gold"), "--pred", folder]
        return subprocess.run(command, check=False).returncode  # noqa: S603 - the scorer that was asked for


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")))
