"""Names: one preferred label a language, other spellings beside it, inflected forms for known names only."""

from __future__ import annotations

from claim_builder import FI, PL, claim, domain, mapped, mention, rows, thing

P = "project/aland-aether"


def _labels(result_rows: set[tuple[str, str, str]], ident: str) -> set[tuple[str, str]]:
    return {(p.partition(":")[2], o) for s, p, o in result_rows if s == ident and p.startswith("skos:")}


def test_the_most_frequent_name_of_a_language_is_preferred() -> None:
    result = mapped(
        [
            mention(FI, P, "Æther Åland"),
            mention(FI, P, "Åland Æther", quote="Yli 200 osallistujaa"),
            mention(FI, P, "Åland Æther", quote="Lapin liitto johtaa hanketta."),
            mention(PL, P, "Åland Æther"),
            mention(PL, P, "AE", "acronym"),
            mention(PL, P, "projekt bałtycki", "alias"),
        ]
    )
    assert _labels(domain(result, FI), P) == {("prefLabel", "Åland Æther@fi"), ("altLabel", "Æther Åland@fi")}
    assert _labels(domain(result, PL), P) == {
        ("prefLabel", "Åland Æther@pl"), ("altLabel", "AE@mul"), ("altLabel", "projekt bałtycki@pl"),
    }  # fmt: skip


def test_among_equals_the_earlier_name_is_preferred() -> None:
    result = mapped(
        [
            mention(FI, P, "Toinen", quote="Lapin liitto johtaa hanketta."),
            mention(FI, P, "Ensimmäinen"),
        ]
    )
    assert ("prefLabel", "Ensimmäinen@fi") in _labels(domain(result), P)


def test_spellings_that_differ_by_case_only_are_one_name() -> None:
    result = mapped(
        [
            mention(FI, P, "Åland Æther"),
            mention(FI, P, "ÅLAND  ÆTHER", quote="Yli 200 osallistujaa"),
            mention(PL, P, "ålandzka", "alias"),
            mention(PL, P, "Ålandzka", "alias", quote="Budżet: 400 000 PLN."),
        ]
    )
    assert _labels(domain(result), P) == {("prefLabel", "Åland Æther@fi"), ("altLabel", "ålandzka@pl")}


def test_what_is_only_abbreviated_is_labelled_by_its_abbreviation() -> None:
    result = mapped([mention(FI, P, "AE", "acronym"), mention(PL, P, "AE", "acronym")])
    assert _labels(domain(result), P) == {("prefLabel", "AE@mul")}


def test_an_inflected_form_is_no_label() -> None:
    result = mapped([mention(FI, thing(P, "Åland Æther", language="fi"), "Åland Ætherin", "inflected")])
    assert _labels(domain(result), P) == {("prefLabel", "Åland Æther@fi")}
    assert ("document/fi-hanke", "schema:mentions", P) in domain(result)
    given = mapped([mention(FI, P, "Ætheriin", "inflected", base="Æther")])
    assert _labels(domain(given), P) == {("prefLabel", "Æther@fi")}


def test_a_page_that_inflects_a_known_name_uses_that_name() -> None:
    result = mapped(
        [
            mention(FI, "fund/erdf", "Euroopan aluekehitysrahaston", "inflected"),
            mention(FI, "fund/erdf", "EAKR", "acronym"),
            mention(PL, "fund/erdf", "EFRR", "acronym"),
        ]
    )
    fi = ("prefLabel", "Euroopan aluekehitysrahasto@fi")
    assert _labels(domain(result, FI), "fund/erdf") == {fi, ("altLabel", "EAKR@fi")}
    assert _labels(domain(result, PL), "fund/erdf") == {("altLabel", "EFRR@pl")}
    assert _labels(rows(result.reference), "fund/erdf") == {
        ("prefLabel", "European Regional Development Fund@en"), ("altLabel", "ERDF@en"),
        ("prefLabel", "Europejski Fundusz Rozwoju Regionalnego@pl"),
    }  # fmt: skip


def test_an_unlike_inflected_form_is_no_name() -> None:
    result = mapped([mention(FI, "fund/erdf", "EAKR:stä", "inflected")])
    assert not _labels(domain(result), "fund/erdf")
    assert ("prefLabel", "Euroopan aluekehitysrahasto@fi") in _labels(rows(result.reference), "fund/erdf")


def test_a_known_name_in_another_tongue_keeps_its_own_language() -> None:
    result = mapped(
        [
            mention(FI, "fund/erdf", "european regional development fund"),
            mention(FI, "fund/erdf", "Rahasto"),
        ]
    )
    labels = _labels(domain(result), "fund/erdf")
    assert labels == {("prefLabel", "European Regional Development Fund@en"), ("altLabel", "Rahasto@fi")}


def test_an_editor_fixes_a_preferred_label() -> None:
    result = mapped(
        [
            mention(FI, "territory/lapland", "Lappi"),
            claim(FI, "territory/lapland", "skos:prefLabel", value="Lapin maakunta", kind="editorial"),
            claim(FI, "territory/lapland", "skos:altLabel", value="Lappi ja Lappi", kind="editorial"),
        ]
    )
    assert _labels(domain(result), "territory/lapland") == {
        ("prefLabel", "Lapin maakunta@fi"), ("altLabel", "Lappi@fi"), ("altLabel", "Lappi ja Lappi@fi"),
    }  # fmt: skip
    assert ("prefLabel", "Lappi@fi") not in _labels(rows(result.reference), "territory/lapland")


def test_themes_and_pages_get_no_labels_from_pages() -> None:
    result = mapped(
        [mention(FI, "theme/mining-industry", "kaivosteollisuus"), mention(FI, "document/fi-hanke", "sivu")]
    )
    assert domain(result) == {("document/fi-hanke", "schema:mentions", "theme/mining-industry")}


def test_labels_of_an_undetermined_language_are_mul() -> None:
    page = FI.__class__("und", "u.txt", "Æther", language="und")
    result = mapped([mention(page, P, "Æther")], page)
    assert _labels(domain(result), P) == {("prefLabel", "Æther@mul")}
