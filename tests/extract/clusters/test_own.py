"""What "we" do on a cluster's own page."""

from __future__ import annotations

import pytest

from extract_reading import read

CLUSTER = "Łódź Wool Cluster"


@pytest.mark.parametrize(
    ("told", "fact"),
    [
        ("In the project FLEECELOOP we try out new looms.", f"{CLUSTER} | partnerIn | FLEECELOOP"),
        ("The project FLEECELOOP began in May. Its coordination lies with us.", f"{CLUSTER} | leads | FLEECELOOP"),
        ("Since 2019 we have been on the European Cluster Collaboration Platform.",
         f"{CLUSTER} | memberOfInitiative | European Cluster Collaboration Platform"),
    ],
)  # fmt: skip
def test_what_we_do_is_what_the_cluster_does(told: str, fact: str) -> None:
    page = f"{CLUSTER}\n\nThe {CLUSTER} has its office by the river.\n\n{told}"
    assert fact in read(page).facts(fact.split(" | ")[1])


def test_a_project_of_others_is_not_the_clusters() -> None:
    page = f"{CLUSTER}\n\nThe {CLUSTER} has its office by the river.\n\nThe project FLEECELOOP began in May."
    assert not any(f.startswith(CLUSTER) for f in read(page).facts("partnerIn") | read(page).facts("leads"))
