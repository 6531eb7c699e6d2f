"""The vocabulary under HermiT and an OWL 2 DL profile checker; skipped where Java or owlready2 is not installed."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from ontology_files import ALIGNMENTS, CODES, HEADER, IRI, MODELLING, ONTOLOGY, ROOT, blocks, examples, graph
from rdflib import Graph, URIRef

from regiograph.terms import expand

DATA = ROOT / "tests" / "data" / "ontology"


def consistent(data: Graph) -> bool:
    """Whether HermiT finds the ontology with these data consistent, every class satisfiable."""
    owlready2 = pytest.importorskip("owlready2", reason="owlready2 (HermiT) is not installed")
    if shutil.which("java") is None:
        pytest.skip("java is not installed")
    merged = graph(ONTOLOGY) + data
    world = owlready2.World()
    loaded = world.get_ontology(f"{IRI}#").load(fileobj=io.BytesIO(merged.serialize(format="nt", encoding="utf-8")))
    try:
        with loaded:
            owlready2.sync_reasoner_hermit(world, debug=0, ignore_unsupported_datatypes=True)
        return not list(world.inconsistent_classes())
    except owlready2.OwlReadyInconsistentOntologyError:
        return False
    finally:
        world.close()


def test_hermit_finds_vocabulary_code_lists_and_worked_examples_consistent() -> None:
    assert consistent(graph(ALIGNMENTS, *CODES) + examples() + blocks(MODELLING))


@pytest.mark.parametrize("path", sorted(DATA.glob("*.ttl")), ids=lambda p: p.stem)
def test_hermit_refuses_what_is_wrong_and_only_that(path: Path) -> None:
    wrong = Graph().parse(path)
    suspects = {URIRef(expand(p)) for p in ("org:member", "rg:managedBy", "rg:underProgramme")}
    (offending,) = suspects & set(wrong.predicates())
    assert not consistent(wrong)
    wrong.remove((None, offending, None))
    assert consistent(wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        "cluster:éù a rg:Cluster ; rg:managedBy cluster:b . cluster:b a rg:Cluster .",
        "initiative:éù a rg:Initiative ; rg:managedBy initiative:éù .",
        "project:éù rg:ledTo network:b . network:b rg:precursorOf project:éù .",
        "territory:åland a rg:Territory , org:Organization .",
        "annotation:a rg:confidence 1.01 .",
    ],
    ids=[
        "cluster-manages-cluster",
        "initiative-manages-itself",
        "lineage-both-ways",
        "place-and-body",
        "too-confident",
    ],
)
def test_hermit_refuses(wrong: str) -> None:
    assert not consistent(Graph().parse(data=HEADER + wrong, format="turtle"))


def test_ontology_is_in_the_owl_2_dl_profile(tmp_path: Path) -> None:
    """By the OWL API: Debian's (libowlapi-java) where present, else the one inside owlready2's HermiT."""
    if shutil.which("java") is None:
        pytest.skip("java is not installed")
    jars = "/usr/share/java/*"
    if not Path("/usr/share/java/owlapi-api.jar").exists():
        owlready2 = pytest.importorskip("owlready2", reason="neither libowlapi-java nor owlready2 is installed")
        jars = str(Path(owlready2.__file__).with_name("hermit") / "HermiT.jar")
    broken = tmp_path / "broken.ttl"
    broken.write_text(ONTOLOGY.read_text("utf-8").replace("dcterms:title a owl:AnnotationProperty .", ""), "utf-8")
    program = DATA / "OwlDlProfile.java"
    run = subprocess.run(
        ["java", "-cp", jars, str(program), str(ONTOLOGY), str(ALIGNMENTS), str(broken)],
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    lines = run.stdout.splitlines()
    assert lines[-1] == "checked 3 files"
    assert {line.partition(":")[0] for line in lines[:-1]} == {"broken.ttl"}
