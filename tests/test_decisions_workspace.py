"""The editors' decisions of the repository's own workspace: all apply, they stay few, and no stated fact needs them."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from question_facts import FACTS
from regiograph import build, open_release, query
from regiograph.model import Value
from regiograph.pipeline import BuildOptions, BuildResult
from regiograph.pipeline import build as run
from regiograph.review import load_decisions
from workspaces import ROOT, once

MAX_SHARE = 0.15
"""The contract allows 25 per cent of editorial statements; this workspace keeps well below."""

STATED: dict[str, tuple[str, ...]] = {
    "partnership-members": ("region", "role", "country", "nuts"),
    "project-funding": ("total", "currency", "rate", "fund", "amount"),
    "sources": ("document", "language", "title", "issued"),
    "programmes": ("what", "programme"),
    "planned-events": ("event", "when", "place", "document"),
    "coverage": ("entity",),
    "cluster-labels": ("cluster", "level", "issuer", "knownBy"),
    "practice-sections": ("n", "text"),
}
"""Queries that the pages answer by themselves, with the columns that no editor's name or window changes."""

INFERRED = {"partnership-members": {("Calabria", "partner", "ITA", "ITF6")}}
"""Rows of these that only an editor's inference gives."""


@pytest.fixture(scope="session")
def undecided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same workspace without its decisions, built. Not to be changed."""

    def make(folder: Path) -> BuildResult:
        shutil.copytree(ROOT / "data", folder / "data", ignore=shutil.ignore_patterns("decisions"))
        shutil.copy(ROOT / "regiograph.toml", folder)
        return build(folder)

    return once(tmp_path_factory, "undecided", make)


def rows(folder: Path, name: str, columns: tuple[str, ...] = (), **params: str) -> list[tuple[str, ...]]:
    """The rows of a named query as text, of some columns or of all."""
    result = query(name, params, release=folder)
    wanted = [result.variables.index(c) for c in columns or result.variables]
    return [tuple(_text(row[n]) for n in wanted) for row in result.rows()]


def folded(found: Iterable[tuple[str, ...]]) -> set[tuple[str, ...]]:
    """Rows without regard to capitals: editors write some names small that open a sentence."""
    return {tuple(cell.casefold() for cell in row) for row in found}


def _text(cell: object) -> str:
    """A cell as text; numbers compare by magnitude, so "1.0" is "1"."""
    if not isinstance(cell, Value):
        return str(cell or "")
    return cell.lexical.removesuffix(".0") if cell.datatype == "decimal" else cell.lexical


def test_every_decision_applies_and_they_stay_few(tmp_path: Path) -> None:
    made = run(ROOT, BuildOptions(out=tmp_path, last="map", strict=True))
    assert [f.message for f in made.findings if f.rule.startswith("decision/")] == []
    assert 0 < made.editorial_share < MAX_SHARE


def test_decisions_are_signed_by_reason_and_date_and_stand_in_order() -> None:
    decisions = load_decisions(ROOT / "data" / "decisions")
    assert decisions
    for decision in decisions:
        assert decision.reason, decision.where
        assert decision.date == "2026-11-22", decision.where
        assert decision.document, decision.where
    places = [(d.file, d.document, d.subject) for d in decisions]
    assert places == sorted(places)
    said = Counter((d.action, d.document, d.subject, d.predicate, d.object, d.value, d.language) for d in decisions)
    assert [what for what, times in said.items() if times > 1] == []


@pytest.mark.parametrize("name", sorted(STATED))
def test_what_pages_state_needs_no_decision(name: str, sample: Path, undecided: Path) -> None:
    alone, decided = (folded(rows(folder, name, STATED[name])) for folder in (undecided, sample))
    assert alone
    if name == "coverage":
        # The slugs of cases and networks are pinned, and an editor may speak of a thing in one page more.
        assert {e for (e,) in alone if not e.startswith(("cluster/", "organisation/"))} <= {e for (e,) in decided}
        assert {"territory/lapland", "fund/erdf", "project/mireu", "project/remix"} <= {e for (e,) in alone}
        return
    pinned = {("project/lappi-arktinen-ja-kansainvalinen-menestyja", "project/lappi-menestyja")}
    alone = {tuple(dict(pinned).get(cell, cell) for cell in row) for row in alone}
    assert decided - folded(INFERRED.get(name, set())) == alone


@pytest.mark.parametrize("name", sorted(STATED))
def test_the_facts_of_the_questions_need_no_decision(name: str, undecided: Path) -> None:
    columns = tuple(c for c in STATED[name] if c in FACTS[name].columns)
    places = [FACTS[name].columns.index(c) for c in columns]
    facts = folded(tuple(row[n] for n in places) for row in FACTS[name].rows)
    assert facts <= folded(rows(undecided, name, columns))


def test_the_partners_of_the_partnership_are_whole_without_decisions(undecided: Path) -> None:
    members = rows(undecided, "partnership-members", FACTS["partnership-members"].columns)
    wanted = {row[1:] for row in FACTS["partnership-members"].rows}
    assert wanted in [{row[1:] for row in members if row[0] == whole} for whole in {row[0] for row in members}]


@pytest.mark.parametrize("workspace", ["sample", "undecided"])
def test_nothing_is_made_up(workspace: str, request: pytest.FixtureRequest) -> None:
    folder = request.getfixturevalue(workspace)
    release = open_release(folder)
    assert release.query("ASK { ?s a <http://xmlns.com/foaf/0.1/Person> }").truth is False
    assert not [row for row in rows(folder, "programmes") if row[0] == "project/remix"]
    conference = [row for row in rows(folder, "events") if row[2].startswith("Discovering the Arctic Future")]
    assert conference == [
        ("2017-11-01", "2017-11-30", "Discovering the Arctic Future - as Part of Europe", "", "reported as done")
    ]


def test_the_lineage_of_the_partnership(sample: Path) -> None:
    gvc, network = "partnership/s3-mining-gvc", "network/mining-metallurgy-regions"
    assert set(rows(sample, "lineage", to=gvc)) == {
        ("designation/lapland-model-region-2014", "precursorOf", network),
        ("initiative/raw-materials-commitment-2016", "ledTo", "project/mireu"),
        (network, "ledTo", "project/remix"),
        *((f"project/{p}", how, gvc) for p in ("mireu", "remix") for how in ("operationalisedBy", "precursorOf")),
    }


def test_the_territorial_map(sample: Path) -> None:
    links = rows(sample, "territorial-map", ("level", "kind", "source", "target", "area"))
    assert len(links) == 12
    assert Counter(level for level, *_ in links) == {
        "European Union": 3, "interregional": 1, "national": 1, "regional": 4, "sub-regional or metropolitan": 2,
        "local": 1,
    }  # fmt: skip
    assert [row[2:4] for row in links if row[1] == "anchoring of a cluster around an institution"] == [
        ("organisation/horst-gortz-institute", "cluster/cyber-security-ruhr")
    ]
    assert {row[3] for row in links if row[1] == "policy dialogue"} == {""}


def test_two_recognitions_of_lapland_stay_two(sample: Path) -> None:
    found = rows(sample, "disagreements", ("issuer", "when", "confidence"), thing="territory/lapland")
    assert found == [("European Commission", "../2018-02-14", "0.5"), ("European Cluster Observatory", "2014", "1")]


def test_what_editors_infer_is_unsure_and_the_rest_of_the_public_pages_is_read(sample: Path) -> None:
    pages = {"en-s3-mining", "fi-lappi-hanke", "fi-lappi-klusterit", "pl-essen", "pl-mining-network"}
    low = [row for row in rows(sample, "low-confidence", below="0.7") if row[5] in pages]
    guessed = [row for row in low if row[1] in {"disputed", "implied"}]
    assert len(guessed) == 27
    assert Counter(row[2] for row in guessed).most_common(2) == [
        ("designation/lapland-model-region-2018", 5), ("linkage/hgi-cluster", 5)
    ]  # fmt: skip
    # What a page states is accepted in accepted.toml once an editor has read it there.
    assert [row for row in low if row not in guessed] == []
    managers = set(rows(sample, "cluster-managers", ("organisation", "confidence")))
    assert managers >= {("Kemin Digipolis", "0.7"), ("ProAgria Lappi", "0.7")}


def test_lapland_counts_once_through_its_council(sample: Path) -> None:
    ((_, number, wholes),) = rows(sample, "regions-in-several", region="territory/lapland")
    assert int(number) == 5
    assert set(wholes.split(", ")) == {
        "network/ecei-partners", "network/mining-metallurgy-regions", "partnership/s3-mining-gvc", "project/mireu",
        "project/remix",
    }  # fmt: skip


def test_undated_pages_have_a_window(sample: Path) -> None:
    assert {row[0]: row[1] for row in rows(sample, "sources", ("document", "window")) if row[1]} == {
        "fi-lappi-hanke": "2017-11-01/2018-12-31",
        "pl-essen": "2020-01-16/2020-04-28",
        "pl-mining-network": "2016/..",
    }


def test_the_evidence_of_one_step(sample: Path) -> None:
    ((document, quote, confidence),) = rows(
        sample, "evidence", ("document", "quote", "confidence"),
        subject="initiative/raw-materials-commitment-2016", predicate="ledTo", object="project/mireu",
    )  # fmt: skip
    assert (document, confidence) == ("pl-mining-network", "1")
    assert quote.startswith("Zobowiązanie w sprawie surowców IIP (2016) doprowadziło do zawiązania konsorcjum")
