"""The SHACL engines behind the gate: how one is chosen, and that both say the same."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from rdflib import Graph, URIRef

import test_shapes as examples
from regiograph.api import validate as validate_any
from regiograph.errors import InputError
from regiograph.validate import Background, Report, validate, validate_path
from regiograph.validate._engine import ENGINES
from workspaces import Command

turbo = pytest.mark.skipif(find_spec("pyshacl_turbo") is None, reason="pyshacl-turbo is not installed")
every_engine = pytest.mark.parametrize("engine", ["pyshacl", pytest.param("pyshacl-turbo", marks=turbo)])
PREFIXES = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix rg: <https://w3id.org/regiograph/ns#> .\n"
CLUSTER = """@prefix rg: <https://w3id.org/regiograph/ns#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://data.example.org/id/cluster/éù> a rg:Cluster ; skos:prefLabel "Łódź"@en , "Åland"@en .
"""


def scope_of(case: dict[str, str]) -> str:
    return examples.scope_of(case["rule"].partition("/")[0])


def check(graph: Graph, scope: str, engine: str) -> Report:
    return validate(graph, examples.FILES, background=examples.background(), scopes=[scope], engine=engine)


def said(report: Report) -> list[tuple[str, ...]]:
    """Focus, rule, path, severity, component, value and words of each result."""
    return sorted(
        (str(r.focus), r.finding.rule, str(r.path), r.finding.severity, str(r.component), str(r.value),
         r.finding.message)
        for r in report.results
    )  # fmt: skip


def both(graph: Graph, scope: str) -> tuple[Report, Report]:
    one, other = (check(graph, scope, engine) for engine in ENGINES)
    return one, other


@turbo
@pytest.mark.parametrize("side", ["good", "bad"])
@pytest.mark.parametrize("scope", ["document", "release", "evidence"])
def test_the_engines_agree_on_the_examples_of_the_shapes(scope: str, side: str) -> None:
    graph, count = Graph(), 0
    for number, case in enumerate(examples.cases()):
        if scope_of(case) == scope and not examples.is_alone(case):
            graph += examples.read(case[side], examples.base_of(number, side))
            count += 1
    assert count
    one, other = both(graph, scope)
    assert one.conforms == other.conforms
    assert said(one) == said(other)
    assert one.to_turtle() == other.to_turtle()
    assert side == "good" or len(one.results) >= count


ALONE = [n for n, case in enumerate(examples.cases()) if examples.is_alone(case)]


@turbo
@pytest.mark.parametrize("side", ["good", "bad"])
@pytest.mark.parametrize("number", ALONE, ids=lambda n: examples.cases()[n]["rule"])
def test_the_engines_agree_on_blank_nodes_and_codes(number: int, side: str) -> None:
    case = examples.cases()[number]
    one, other = both(examples.read(case[side], examples.base_of(number, side)), scope_of(case))
    assert one.conforms == other.conforms
    assert said(one) == said(other)


@pytest.fixture
def cluster(tmp_path: Path) -> Path:
    file = tmp_path / "klasteri-éù.ttl"
    file.write_text(CLUSTER, "utf-8")
    return file


@every_engine
def test_a_file_a_graph_and_the_command_line_take_an_engine(engine: str, cluster: Path, command: Command) -> None:
    by_file = validate_path(cluster, examples.FILES, engine=engine)
    by_graph = validate_any(Graph().parse(cluster), engine=engine)
    for report in (by_file, by_graph):
        assert "Label-one-per-language" in {f.rule for f in report.findings}
    answer = command("validate", cluster, "--engine", engine)
    assert (answer.code, answer.err) == (1, "")
    assert answer.out == command("validate", cluster).out


@every_engine
@pytest.mark.parametrize("language", ["en", "fi", "pl"])
def test_the_command_line_speaks_the_language_that_was_asked_for(
    language: str, engine: str, cluster: Path, command: Command
) -> None:
    holder = URIRef(examples.SHAPE + "Label-one-per-language")
    words = {m.language: str(m).partition(" → ") for m in examples.spoken(holder)}
    out = command("validate", cluster, "--engine", engine, "--lang", language).out
    assert [tag for tag, (what, _, todo) in words.items() if what in out and f"→ {todo}" in out] == [language]


def test_an_unknown_engine_is_refused_before_anything_is_read(tmp_path: Path, command: Command) -> None:
    with pytest.raises(InputError, match="'pyshacl-turob' is not known") as caught:
        validate_path(tmp_path / "Łódź.ttl", [], engine="pyshacl-turob")
    assert caught.value.todo == "did you mean 'pyshacl-turbo'? One of: pyshacl, pyshacl-turbo"
    answer = command("validate", tmp_path / "Łódź.ttl", "--engine", "Åland")
    assert (answer.code, answer.out) == (2, "")
    assert "'Åland' is not known" in answer.err
    assert "One of: pyshacl, pyshacl-turbo" in answer.err


def test_an_engine_that_is_not_installed_says_how_to_install_it(
    cluster: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyshacl_turbo", None)
    answer = command("validate", cluster, "--engine", "pyshacl-turbo")
    assert (answer.code, answer.out) == (2, "")
    assert "'pyshacl-turbo' is not installed" in answer.err
    assert "pip install 'regiograph[turbo]'" in answer.err


@every_engine
@pytest.mark.parametrize(
    "shape",
    [
        "sh:property [ sh:minCount 1 ]",
        "sh:sparql [ sh:select 'SELECT $this WHERE {' ]",
        "sh:sparql [ sh:select 'SELECT $this { VALUES ?x { 1 } }' ]",
        "sh:sparql [ sh:select 'SELECT $this { $this rg:undeclared ?value }' ]",
    ],
)
def test_no_engine_takes_what_is_no_shape(shape: str, engine: str, tmp_path: Path) -> None:
    file = tmp_path / "own.ttl"
    file.write_text(f"{PREFIXES}<https://example.org/s#own> a sh:NodeShape ; sh:targetClass rg:Cluster ; {shape} .")
    with pytest.raises(InputError, match=r"the shapes cannot be used: .+") as caught:
        validate(Graph().parse(data=CLUSTER), [file], background=Background(), engine=engine)
    assert caught.value.todo


@every_engine
def test_an_engine_is_imported_only_where_it_is_used(engine: str, cluster: Path) -> None:
    script = (
        "import sys\nfrom pathlib import Path\nfrom regiograph.validate import validate_path\n"
        "engines = {'pyshacl': 'pyshacl', 'pyshacl-turbo': 'pyshacl_turbo'}\n"
        "assert not set(engines.values()) & set(sys.modules)\n"
        "validate_path(Path(sys.argv[1]), [], engine=sys.argv[2])\n"
        "print([name for name, module in engines.items() if module in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", script, cluster, engine], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == (str([engine]), "")
