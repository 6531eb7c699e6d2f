"""Partial dates: what they span, how they join, and which of several pages is followed."""

from __future__ import annotations

import pytest

from claim_builder import FI, PL, claim, domain, mapped
from regiograph.map.edtf import interval, span

P = "project/aland-aether"


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2019", "2019-01-01", "2019-12-31"),
        ("2019-03", "2019-03-01", "2019-03-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2018-02-14", "2018-02-14", "2018-02-14"),
        ("2018~", "2018-01-01", "2018-12-31"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("2018-XX", "2018-01-01", "2018-12-31"),
        ("2018-34", "2018-04-01", "2018-06-30"),
        ("2018-41", "2018-07-01", "2018-12-31"),
        ("2017-02-20/2018-12-31", "2017-02-20", "2018-12-31"),
        ("2017-11/2018", "2017-11-01", "2018-12-31"),
        ("../2018-02-14", None, "2018-02-14"),
        ("2016/..", "2016-01-01", None),
        ("2016/", "2016-01-01", None),
        ("[2018-10..2018-12]", "2018-10-01", "2018-12-31"),
        ("[..2018-12]", None, "2018-12-31"),
        ("[2017,2019-05]", "2017-01-01", "2019-05-31"),
        ("{2017..2018}", "2017-01-01", "2018-12-31"),
    ],
)
def test_the_days_that_a_date_spans(text: str, earliest: str | None, latest: str | None) -> None:
    days = span(text)
    assert (days.earliest and days.earliest.isoformat()) == earliest
    assert (days.latest and days.latest.isoformat()) == latest


@pytest.mark.parametrize(
    "text",
    ["", "..", "../..", "/", "18", "2018-13", "2018-00", "2018-02-30", "2018-24", "2018-XX-01", "kevät 2018",
     "2018-2-1", "2018-34-02", "[]", "12345"],
)  # fmt: skip
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        span(text)


def test_two_ends_make_one_interval() -> None:
    assert interval("2017-02-20", "2018-12-31") == "2017-02-20/2018-12-31"
    assert interval("2016", None) == "2016/.."
    assert interval(None, "2018-02-14") == "../2018-02-14"
    assert interval("2019", "2019") == "2019"
    assert interval("[2018-10..2018-12]", "2019") == "2018-10-01/2019"


def test_start_and_end_from_two_pages_are_one_interval_in_both_graphs() -> None:
    result = mapped([claim(FI, P, "startDate", value="2017-02-20"), claim(PL, P, "endDate", value="2018-12-31")])
    wanted = {(P, "edtf", "2017-02-20/2018-12-31"), (P, "earliest", "2017-02-20"), (P, "latest", "2018-12-31")}
    assert wanted <= domain(result, FI)
    assert wanted <= domain(result, PL)


def test_the_more_precise_of_two_compatible_dates_wins() -> None:
    result = mapped([claim(FI, P, "startDate", value="2017"), claim(PL, P, "startDate", value="2017-02-20")])
    assert (P, "edtf", "2017-02-20/..") in domain(result, PL)
    assert not [row for row in domain(result, FI) if row[1] == "edtf"]
    (finding,) = result.findings
    assert (finding.severity, finding.document, finding.value) == ("info", FI.id, "2017")
    assert "more precise" in finding.message


def test_a_contradiction_is_decided_by_the_weight_of_the_evidence() -> None:
    result = mapped(
        [
            claim(FI, "event/vierailu", "date", value="2018-03", confidence=0.9),
            claim(FI, "event/vierailu", "date", value="2018", confidence=0.9, quote="Yli 200 osallistujaa"),
            claim(PL, "event/vierailu", "date", value="2016-05-01", confidence=0.6),
        ]
    )
    assert {o for _, p, o in domain(result) if p == "edtf"} == {"2018-03"}
    messages = sorted(f.message for f in result.findings)
    assert len(messages) == 2
    assert "contradicts" in messages[0]
    assert "more precise" in messages[1]


def test_a_date_inside_known_ends_stays_out() -> None:
    result = mapped(
        [
            claim(FI, P, "startDate", value="2017-02-20"),
            claim(FI, P, "date", value="2017"),
        ]
    )
    assert {o for _, p, o in domain(result) if p == "edtf"} == {"2017-02-20/.."}
    assert len(result.findings) == 1


def test_an_editor_fixes_a_date() -> None:
    result = mapped(
        [
            claim(FI, P, "date", value="2017-05"),
            claim(FI, P, "rg:edtf", value="2017/2018", kind="editorial"),
            claim(FI, P, "rg:latest", value="2018-06-30", datatype="date", kind="editorial"),
        ]
    )
    rows = domain(result, FI)
    assert {o for _, p, o in rows if p == "edtf"} == {"2017/2018"}
    assert {o for _, p, o in rows if p == "latest"} == {"2018-06-30"}


def test_of_two_ends_that_of_the_sentence_with_both_is_chosen() -> None:
    result = mapped(
        [
            claim(FI, P, "startDate", value="2023-04-01"),
            claim(FI, P, "endDate", value="2026-03-31"),
            claim(FI, P, "startDate", value="2023-05-23", quote="Lapin liitto johtaa hanketta."),
            claim(FI, P, "endDate", value="2023-05-24", quote="Lapin liitto johtaa hanketta."),
        ]
    )
    assert {o for _, p, o in domain(result) if p == "edtf"} == {"2023-04-01/2026-03-31"}
