"""Decision files: read with file and line, refused with a hint, written so that nothing else in the file changes."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from regiograph.errors import DecisionError
from regiograph.review import Decision, decision_of, format_decision, load_decisions, write_decision

FILE = '''# Lapin päätökset – éù
[[decision]]
action = "accept"
claim = "0123456789ab"

[[decision]]
action = "add"
document = "fi-hanke"
subject = "territory/lapland"
predicate = "quantity"
value = 20.50
qualifiers = { unit = "per cent", approximation = "top-share" }
confidence = 0.4
kind = "disputed"
quote = """parhaan 20 %
joukossa"""
reason = "Łódź \\"éù\\""
date = 2024-05-01
'''


def test_decisions_are_read_with_their_place(tmp_path: Path) -> None:
    (tmp_path / "b.toml").write_text(FILE, "utf-8")
    (tmp_path / "a.toml").write_text(
        '[[decision]]\naction = "merge"\nsubject = "project/a"\ninto = "project/b"\n', "utf-8"
    )
    merge, accept, add = load_decisions(tmp_path)
    assert (merge.action, merge.into, merge.line) == ("merge", "project/b", 1)
    assert (accept.claim, accept.line, accept.file) == ("0123456789ab", 2, str(tmp_path / "b.toml"))
    assert (add.value, add.datatype, add.confidence, add.kind) == ("20.50", "decimal", 0.4, "disputed")
    assert add.qualifiers == (("approximation", "top-share"), ("unit", "per cent"))
    assert (add.quote, add.reason, add.date) == ("parhaan 20 %\njoukossa", 'Łódź "éù"', "2024-05-01")
    assert add.where.endswith("b.toml:6")
    assert load_decisions(tmp_path / "none") == ()


@pytest.mark.parametrize(
    ("text", "line", "what", "hint"),
    [
        ('[[decision]]\naction = "acept"\nclaim = "x"', 1, "action 'acept'", "'accept'"),
        ('[[decision]]\nclaim = "x"', 1, "action ''", "known:"),
        ('\n[[decision]]\naction = "accept"\nclam = "x"', 4, "key 'clam'", "'claim'"),
        ('[[decision]]\naction = "accept"', 1, "needs claim", "missing"),
        ('[[decision]]\naction = "add"\nsubject = "project/a"', 1, "document, predicate, quote", "missing"),
        ('[[decision]]\naction = "add"\ndocument = "d"\nsubject = "project/a"\npredicate = "aim"\nquote = "q"', 1,
         "object or value", "one of"),
        ('[[decision]]\naction = "reject"\npredicate = "hasTeme"', 1, "predicate 'hasTeme'", "'hasTheme'"),
        ('[[decision]]\naction = "reject"\npredicate = "xx:y"', 1, "predicate 'xx:y'", "known:"),
        ('[[decision]]\naction = "reject"\nsubject = "projet/a"', 1, "thing 'projet/a'", "'project'"),
        ('[[decision]]\naction = "merge"\nsubject = "project/a"', 1, "needs into", "missing"),
        ('[[decision]]\naction = "reject"\nsubject = "project/a b"', 1, "part of an IRI", "hyphens"),
        ('[[decision]]\naction = "correct"\nclaim = "x"\nvalue = "y"\nlanguage = "in Finnish"', 1, "no language tag",
         "fi"),
        ('[[decision]]\naction = "correct"\nclaim = "x"', 1, "what to change", "set ="),
        ('[[decision]]\naction = "correct"\nclaim = "x"\nset = { objct = "project/a" }', 1, "key 'objct' in set",
         "'object'"),
        ('[[decision]]\naction = "correct"\nclaim = "x"\nset = "y"', 1, "must be a table", "set ="),
        ('[[decision]]\naction = "accept"\nclaim = "x"\nconfidence = 2', 1, "from 0 to 1", "0.7"),
        ('[[decision]]\naction = "accept"\nclaim = "x"\nconfidence = true', 1, "from 0 to 1", "0.7"),
        ('[[decision]]\naction = "accept"\nclaim = "x"\nkind = "statd"', 1, "kind 'statd'", "'stated'"),
        ('[[decision]]\naction = "accept"\nclaim = 5', 1, "claim must be a string", 'claim = "'),
        ('[[decision]]\naction = "accept"\nclaim = "x"\nqualifiers = "lead"', 1, "qualifiers must be", "role"),
        ('[[decision]]\naction = "correct"\nsubject = "project/a"\nslug = "Å a"', 1, "slug 'Å a'", "small letters"),
        ('[[decision]]\naction = "accept"\nclaim = "x\n', 3, "not valid TOML", "mend"),
        ('[decision]\naction = "accept"', None, "no decision", "[[decision]]"),
        ('[[desicion]]\naction = "accept"', None, "no decision", "[[decision]]"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_refused_with_place_and_hint(
    tmp_path: Path, text: str, line: int | None, what: str, hint: str
) -> None:
    path = tmp_path / "x.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(DecisionError) as error:
        load_decisions(tmp_path)
    assert what in error.value.what
    assert hint in error.value.todo
    assert error.value.where == (f"{path}:{line}" if line else str(path))


SAMPLES: list[dict[str, Any]] = [
    {"action": "accept", "claim": "0123456789ab", "reason": "näin on"},
    {"action": "merge", "subject": "project/a", "into": "project/b", "slug": "b-2"},
    {"action": "correct", "claim": "0123456789ab", "object": "project/remix", "qualifiers": {"role x": "lead"}},
    {"action": "correct", "subject": "project/a", "predicate": "aim", "set": {"value": "Łódź", "language": "pl"}},
    {"action": "add", "document": "d", "subject": "project/a", "predicate": "aim", "value": "x\x7f\ty",
     "quote": 'sanoi "éù"\\\nja muuta'},
]  # fmt: skip


@pytest.mark.parametrize("sample", SAMPLES)
def test_what_is_written_reads_back_the_same(tmp_path: Path, sample: dict[str, Any]) -> None:
    decision = decision_of(sample)
    path = tmp_path / "new" / "x.toml"
    assert write_decision(path, decision)
    (back,) = load_decisions(path.parent)
    assert replace(back, file="", line=0) == replace(decision, file="", line=0)
    assert not write_decision(path, decision)
    assert len(load_decisions(path.parent)) == 1
    assert sorted(p.name for p in path.parent.iterdir()) == ["x.toml"]


def test_writing_keeps_what_people_wrote(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text(FILE.rstrip("\n"), "utf-8")
    assert write_decision(path, Decision("reject", claim="ba9876543210", document="fi-hanke"))
    text = path.read_text("utf-8")
    assert text.startswith(FILE)
    assert text.endswith('\n\n[[decision]]\naction = "reject"\ndocument = "fi-hanke"\nclaim = "ba9876543210"\n')
    assert len(tomllib.loads(text)["decision"]) == 3


def test_a_decision_that_is_not_in_order_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    with pytest.raises(DecisionError, match="needs claim"):
        write_decision(path, Decision("accept"))
    assert not path.exists()


def test_keys_are_written_in_one_order() -> None:
    row = {"reason": "r", "quote": "q", "value": "1", "predicate": "aim", "subject": "project/a"}
    shown = format_decision(decision_of(row | {"document": "d", "action": "add", "confidence": 0}))
    assert [line.partition(" ")[0] for line in shown.splitlines()] == [
        "[[decision]]", "action", "document", "subject", "predicate", "value", "confidence", "quote", "reason",
    ]  # fmt: skip
