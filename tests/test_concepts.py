"""The code lists: labels of SKOS concepts by scheme, with those that a workspace adds."""

from __future__ import annotations

from pathlib import Path

from regiograph.concepts import label_index, load_scheme

OURS = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix t: <https://w3id.org/regiograph/voc/theme/> .
t:zinc skos:prefLabel "Zinc éù"@en, "Sinkki"@fi ; skos:altLabel "Tin"@en ; skos:hiddenLabel "Zn" .
t:amber skos:prefLabel "Amber  ŁÓDŹ"@en ; skos:altLabel "tin"@en ; skos:definition "no label"@en .
<https://example.org/other> skos:prefLabel "Elsewhere"@en .
"""


def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "ontology" / "codes"
    folder.mkdir(parents=True)
    (folder / "theme.ttl").write_text(OURS, "utf-8")
    (tmp_path / "ontology" / "theme.ttl").write_text(OURS.replace("zinc", "wrong"), "utf-8")
    return tmp_path


def test_a_workspace_s_scheme_takes_the_place_of_the_packaged_one(tmp_path: Path) -> None:
    amber, zinc = load_scheme("theme", workspace(tmp_path))
    assert (amber.slug, zinc.slug) == ("amber", "zinc")
    assert zinc.labels == {"en": ("Zinc éù", "Tin"), "fi": ("Sinkki",), "mul": ("Zn",)}


def test_the_index_folds_labels_and_the_first_concept_wins(tmp_path: Path) -> None:
    index = label_index("theme", workspace(tmp_path))
    assert index == {"amber łódź": "amber", "tin": "amber", "zinc éù": "zinc", "sinkki": "zinc", "zn": "zinc"}


def test_the_packaged_schemes() -> None:
    assert {c.slug for c in load_scheme("label-level")} == {"gold", "silver", "bronze"}
    assert all(c.labels["en"] for c in load_scheme("theme"))
    assert [c.slug for c in load_scheme("theme")] == sorted(c.slug for c in load_scheme("theme"))


def test_a_scheme_that_is_not_there_is_empty() -> None:
    assert load_scheme("no-such-scheme") == ()
    assert label_index("no-such-scheme") == {}
