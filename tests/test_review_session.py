"""A sitting over waiting claims: keys, the way back, files that git merges, decisions that survive an edited page."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from claim_builder import FI, claim, thing
from regiograph.api import decide, review_session, waiting_claims
from regiograph.errors import DecisionError, StaleDecisionError
from regiograph.model import Claim
from regiograph.pipeline import BuildOptions, BuildResult
from regiograph.pipeline import build as run
from regiograph.review import Decision, load_decisions, remove_decision, write_decision
from regiograph.review.console import KEYS, Terminal, converse
from regiograph.review.session import Session, decision_on, likely_twin
from regiograph.work import WorkFolder
from regiograph.workspace import Answers, create_workspace

P = "project/aland-aether"
AIM = claim(FI, P, "aim", value="kasvua", confidence=0.3)
LEADS = claim(FI, "territory/lapland", "leads", P, quote="Lapin liitto johtaa hanketta.", confidence=0.4)
TWIN = thing("project/aether", "Æther", reason="may be the same as project/aland-aether; names differ")
PARTNER = claim(FI, "territory/lapland", "partnerIn", TWIN, quote="Lapin liitto johtaa hanketta.", confidence=0.45)


class Sitting:
    """A session whose decisions go to a list, and a terminal that reads keys and lines from strings."""

    def __init__(
        self, *claims: Claim, decided: frozenset[str] = frozenset(), known: frozenset[str] = frozenset()
    ) -> None:
        self.kept: list[Decision] = []
        self.screen: list[str] = []
        self.session = Session(claims or (AIM, LEADS, PARTNER), self.save, self.kept.remove, decided, known)

    def save(self, decision: Decision) -> bool:
        self.kept.append(decision)
        return True

    def type(self, keys: str, *lines: str | None) -> str:
        """Press keys, answer questions, and return what the screen shows after the first card."""
        given: Iterator[str | None] = iter(lines)
        pressed = iter(keys)

        def line(_: str, before: str) -> str | None:
            answer = next(given)
            return before if answer == "" else answer

        terminal = Terminal(lambda: next(pressed, ""), line, self.screen.append, lambda text: f"*{text}*", 60)
        converse(self.session, terminal)
        return "\n".join(self.screen)

    def actions(self) -> list[tuple[str, str]]:
        return [(d.action, d.claim) for d in self.kept]


def test_each_key_does_its_act_and_moves_on() -> None:
    sitting = Sitting()
    screen = sitting.type("ars")
    assert sitting.actions() == [("accept", AIM.id), ("reject", LEADS.id)]
    assert sitting.session.current is None
    assert [f"{n} of 3" in screen for n in (1, 2, 3)] == [True] * 3
    assert sitting.session.taken == tuple(sitting.kept)


def test_the_card_shows_the_claim_the_reason_and_the_marked_span() -> None:
    start = FI.text.index("Lapin liitto johtaa")
    focus = (start, start + len("Lapin liitto"))
    marked = PARTNER.with_(
        evidence=PARTNER.evidence.__class__(FI.id, start, start + 29, FI.text[start : start + 29], focus)
    )
    screen = Sitting(marked).type("q")
    for part in ("Æther [project/aether]", "*partnerIn*", "0.45 sure", "may be the same as", FI.id, marked.id):
        assert part in screen
    assert "*⟦Lapin liitto⟧* johtaa hanketta." in screen
    assert all(f"{key} {name}" in screen for key, name in KEYS.items())


def test_a_long_span_is_marked_on_every_line_it_runs_over() -> None:
    text = "Åland ja Łódź " * 12
    long = AIM.with_(evidence=AIM.evidence.__class__(FI.id, 0, len(text), text, (9, len(text) - 5)))
    lines = [line for line in Sitting(long).type("q").splitlines() if "Łódź" in line]
    assert len(lines) > 2
    assert all(line.count("*") == 2 for line in lines)


def test_undo_takes_the_decision_back_and_returns_to_its_claim() -> None:
    sitting = Sitting()
    screen = sitting.type("asuur")
    assert sitting.actions() == [("reject", AIM.id)]
    assert screen.count("1 of 3") == 2
    assert sitting.session.at == 1
    assert "nothing to undo" in Sitting().type("u")


def test_undo_leaves_a_decision_that_stood_in_the_file_before() -> None:
    dropped: list[Decision] = []
    session = Session([AIM], lambda _: False, dropped.append)
    session.accept()
    session.undo()
    assert dropped == []


@pytest.mark.parametrize("end", ["q", "\x03", "\x04", ""])
def test_quitting_keeps_what_was_decided(end: str) -> None:
    sitting = Sitting()
    sitting.type(f"a{end}rrr" if end else "a")
    assert sitting.actions() == [("accept", AIM.id)]


def test_capital_letters_work_and_other_keys_do_no_harm() -> None:
    sitting = Sitting()
    screen = sitting.type("x\n 1?A")
    assert sitting.actions() == [("accept", AIM.id)]
    assert screen.count("does nothing") == 2
    assert "leave it for another day" in screen


def test_correct_asks_for_each_part_and_keeps_the_empty_ones() -> None:
    sitting = Sitting()
    sitting.type("c", "", "", "työtä Łódź")
    (decision,) = sitting.kept
    assert decision.changes == Decision("correct", value="työtä Łódź")
    assert (decision.claim, decision.subject, decision.predicate, decision.value) == (AIM.id, P, "aim", "kasvua")


def test_a_correction_that_is_none_or_no_good_leaves_the_claim_where_it_is() -> None:
    sitting = Sitting()
    screen = sitting.type("cccs", "", "", "", "", "aimm", "", None)
    assert sitting.kept == []
    assert "nothing was changed" in screen
    assert "'aim'" in screen
    assert "left as it was" in screen
    assert sitting.session.at == 1


def test_merge_offers_the_pair_that_linking_left_open_and_the_claim_stays() -> None:
    sitting = Sitting(PARTNER)
    sitting.type("ma", "", "")
    merge, accept = sitting.kept
    assert (merge.action, merge.subject, merge.into) == ("merge", "project/aether", P)
    assert (accept.action, accept.claim) == ("accept", PARTNER.id)
    assert likely_twin(PARTNER) == ("project/aether", P)
    assert likely_twin(AIM) is None


@pytest.mark.parametrize(
    ("subject", "into", "why"),
    [
        ("project/other", P, "does not speak of"),
        ("project/aether", "cluster/aether", "different kinds"),
        ("project/aether", "project/aether", "already"),
        ("project/aether", "project/aland-ether", f"did you mean {P}"),
    ],
)
def test_things_that_cannot_be_merged(subject: str, into: str, why: str) -> None:
    sitting = Sitting(PARTNER, known=frozenset({P, "cluster/aether", "project/aether"}))
    assert why in sitting.type("m", subject, into)
    assert sitting.kept == []


def test_a_merge_can_be_undone_and_not_run_in_a_circle() -> None:
    both = PARTNER.with_(subject=thing(P, "Ålands Æther"))
    sitting = Sitting(both)
    assert "already" in sitting.type("mm", "", "", P, "project/aether")
    assert [(d.subject, d.into) for d in sitting.kept] == [("project/aether", P)]
    sitting.type("um", P, "project/aether")
    assert [(d.subject, d.into) for d in sitting.kept] == [(P, "project/aether")]


def test_claims_that_have_a_decision_are_not_asked_for_again() -> None:
    sitting = Sitting(decided=frozenset({AIM.id}))
    assert (sitting.session.left_out, sitting.session.current) == (1, LEADS)


def test_nothing_can_be_judged_after_the_last_claim() -> None:
    session = Sitting(AIM).session
    session.skip()
    for act in (session.accept, session.reject, session.skip):
        with pytest.raises(DecisionError, match="no claim is left"):
            act()


# Files


def decided(document: str, subject: str, action: str = "accept") -> Decision:
    return decision_on(
        AIM.with_(evidence=AIM.evidence.__class__(document, 0, 4, "éù Ł"), subject=thing(subject, "x")),
        "accept" if action == "accept" else "reject", "näin on",
    )  # fmt: skip


def test_decisions_are_filed_in_order_whatever_the_order_of_judging(tmp_path: Path) -> None:
    made = [decided(d, s) for d in ("fi-b", "fi-a", "pl-c") for s in ("project/z", "project/ä", "project/b")]
    one, two = tmp_path / "one.toml", tmp_path / "two.toml"
    for decision in made:
        assert write_decision(one, decision)
    for decision in made[::-1]:
        assert write_decision(two, decision)
    assert one.read_bytes() == two.read_bytes()
    places = [(d.document, d.subject) for d in load_decisions(tmp_path)][:9]
    assert places == sorted(places)


HAND = """# Päätökset – éù

# tarkista tämä
[[decision]]
action  = "reject"   # käsin
document = "fi-b"
subject = "project/a"
quote = '''
[[decision]]
# ei otsikko'''

# toinen
# rivi
[[decision]]
action = "accept"
document = "pl-c"
subject = "project/a"
"""


@pytest.mark.parametrize("document", ["fi-a", "fi-c", "pl-d"])
@pytest.mark.parametrize("text", [HAND, HAND.replace("\n[[decision]]\n# ei otsikko'''", "joku'''")])
def test_lines_written_by_hand_stay_and_undo_restores_the_file(tmp_path: Path, document: str, text: str) -> None:
    path = tmp_path / "review.toml"
    path.write_text(text, "utf-8")
    before = {(d.document, d.subject, d.quote) for d in load_decisions(tmp_path)}
    new = decided(document, "project/b")
    assert write_decision(path, new)
    after = path.read_text("utf-8")
    assert {(d.document, d.subject, d.quote) for d in load_decisions(tmp_path)} == before | {
        (document, "project/b", "éù Ł")
    }
    assert [line for line in text.splitlines() if line not in after.splitlines()] == []
    assert '# toinen\n# rivi\n[[decision]]\naction = "accept"\ndocument = "pl-c"' in after
    assert after.startswith("# Päätökset – éù\n\n")
    if "ei otsikko" not in text:
        assert remove_decision(path, new)
        assert path.read_text("utf-8") == text
    assert not remove_decision(path, decided("fi-x", "project/none"))


def test_undoing_the_only_decision_leaves_no_file(tmp_path: Path) -> None:
    path = tmp_path / "new" / "review.toml"
    assert not remove_decision(path, decided("fi-a", "project/a"))
    write_decision(path, decided("fi-a", "project/a"))
    assert remove_decision(path, decided("fi-a", "project/a"))
    assert not path.exists()


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_two_editors_on_two_pages_merge_without_conflict(tmp_path: Path) -> None:
    base = [decided(d, "project/a") for d in ("fi-b", "fi-d", "fi-f")]
    added = {"ours": decided("fi-c", "project/a"), "theirs": decided("fi-e", "project/a"), "base": base[0]}
    for name, more in added.items():
        for decision in (*base, more):
            write_decision(tmp_path / name, decision)
    command = ["git", "merge-file", "-p", "ours", "base", "theirs"]
    merged = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True).stdout.decode()
    (tmp_path / "merged.toml").write_text(merged, "utf-8")
    assert [d.document for d in load_decisions(tmp_path)] == ["fi-b", "fi-c", "fi-d", "fi-e", "fi-f"]


# Two builds of one workspace


SENTENCE = "The lead partner is the Regional Council of Kymenlaakso."


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace read as far as review, in which much waits. Not to be changed."""
    folder = tmp_path_factory.mktemp("laid") / "w"
    create_workspace(folder, Answers())
    config = folder / "regiograph.toml"
    config.write_text(config.read_text("utf-8").replace("min_confidence = 0.5", "min_confidence = 0.99"), "utf-8")
    (folder / "data" / "documents" / "fi-puuklusteri.txt").unlink()
    run(folder, BuildOptions(last="review"))
    return folder


@pytest.fixture
def workspace(laid: Path, tmp_path: Path) -> Path:
    return shutil.copytree(laid, tmp_path / "w")


def edit(workspace: Path, change: Callable[[str], str], *, strict: bool = False) -> BuildResult:
    page = workspace / "data" / "documents" / "en-harbour-project.md"
    before = page.read_text("utf-8")
    after = change(before)
    assert after != before
    page.write_text(after, "utf-8")
    return run(workspace, BuildOptions(last="review", strict=strict))


def leading(workspace: Path) -> Claim:
    return next(c for c in waiting_claims(workspace) if c.predicate == "leads" and c.evidence.quote == SENTENCE)


def held(workspace: Path) -> dict[str, float]:
    claims = WorkFolder(workspace).load("review")
    return {c.evidence.quote: c.confidence for c in claims if c.predicate == "leads"}


def test_a_sitting_is_kept_on_disk_and_applied_by_the_next_build(workspace: Path) -> None:
    session = review_session(workspace)
    first, second = session.claims[:2]
    session.accept()
    session.reject()
    session.skip()
    session.undo()
    assert review_session(workspace).left_out == 2
    result = run(workspace, BuildOptions(last="review", strict=True))
    known = {c.id: c.confidence for c in WorkFolder(workspace).load("review")}
    assert known[first.id] == 1.0
    assert second.id not in known
    assert not {c.id for c in result.waiting} & {first.id, second.id}


@pytest.mark.parametrize(("action", "sure"), [("accept", 1.0), ("reject", None)])
def test_a_decision_survives_a_rebuild_and_a_small_edit_of_its_sentence(
    workspace: Path, action: str, sure: float | None
) -> None:
    claim_ = leading(workspace)
    decide(workspace, action, claim_.id, "näin on", {})
    edited = SENTENCE.replace("partner is", "partner is still")
    result = edit(workspace, lambda text: "Preface: Łódź.\n\n" + text.replace(SENTENCE, edited), strict=True)
    assert held(workspace).get(edited) == sure
    (found,) = [f for f in result.findings if f.rule == f"decision/{action}"]
    assert found.severity == "warning"
    assert "review.toml:1" in found.focus
    assert edited in found.message


def test_an_edit_elsewhere_on_the_page_is_not_worth_a_word(workspace: Path) -> None:
    decide(workspace, "accept", leading(workspace).id, "näin on", {})
    shouted = SENTENCE.replace("The lead ", "THE lead  ")
    result = edit(workspace, lambda text: "Åland and Łódź follow.\n\n" + text.replace(SENTENCE, shouted))
    assert held(workspace) == {shouted: 1.0}
    assert [f for f in result.findings if f.rule.startswith("decision")] == []


def test_a_quote_that_is_gone_is_reported_with_file_line_and_nearest_text(workspace: Path) -> None:
    decide(workspace, "accept", leading(workspace).id, "näin on", {})
    other = "Kymenlaakso, through its Regional Council, has stepped down as the one that leads."
    result = edit(workspace, lambda text: text.replace(SENTENCE, other))
    (found,) = [f for f in result.findings if f.rule == "decision/accept"]
    assert "the quote is not in the document" in found.message
    assert "review.toml:1" in found.focus
    assert found.value
    with pytest.raises(StaleDecisionError, match=r"review\.toml:1"):
        run(workspace, BuildOptions(last="review", strict=True))


def test_a_lost_decision_holds_for_the_likest_sentence_only(workspace: Path) -> None:
    decide(workspace, "reject", leading(workspace).id, "näin on", {})
    one = SENTENCE.replace("The lead partner is", "Today the lead partner is still")
    two = SENTENCE.replace(".", "!")
    edit(workspace, lambda text: text.replace(SENTENCE, f"{one}\n\n{two}"))
    assert list(held(workspace)) == [one]


def test_a_correction_names_old_and_new_values_apart(workspace: Path) -> None:
    decide(workspace, "correct", leading(workspace).id, "näin on", {"predicate": "partnerIn"})
    (decision,) = load_decisions(workspace / "data" / "decisions")
    assert (decision.predicate, decision.changes) == ("leads", Decision("correct", predicate="partnerIn"))
    assert decision.value is None
    edit(workspace, lambda text: text.replace(SENTENCE, SENTENCE.replace("The lead", "The  lead ")))
    assert held(workspace) == {}


def test_an_unknown_action_is_refused(workspace: Path) -> None:
    with pytest.raises(DecisionError, match="unknown action 'acept'"):
        decide(workspace, "acept", leading(workspace).id, "", {})
