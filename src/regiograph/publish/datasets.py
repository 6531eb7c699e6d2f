"""The datasets of a release: their IRIs and dumps, as in the catalogue; licences by code."""

from __future__ import annotations

from dataclasses import dataclass

from regiograph.config import Config
from regiograph.terms import EU, Iris


@dataclass(frozen=True, slots=True)
class Dataset:
    """One dataset: its short name, and how the names of its dumps begin."""

    name: str
    dumps: tuple[str, ...]


DATASETS: tuple[Dataset, ...] = (
    Dataset("core", ("dumps/core.",)),
    Dataset("evidence", ("dumps/evidence.", "dumps/rdf12.")),
    Dataset("vocabulary", ("dumps/vocabulary.",)),
)
"""Every dataset of a release, in the order of a reader's interest."""

LICENCES: dict[str, tuple[str, str]] = {
    "CC0": ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "CC_BY": ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "CC_BY_3_0": ("CC-BY-3.0", "https://creativecommons.org/licenses/by/3.0/"),
    "CC_BY_4_0": ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "CC_BYSA_3_0": ("CC-BY-SA-3.0", "https://creativecommons.org/licenses/by-sa/3.0/"),
    "CC_BYSA_4_0": ("CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    "CC_BYNC_4_0": ("CC-BY-NC-4.0", "https://creativecommons.org/licenses/by-nc/4.0/"),
    "CC_BYND_4_0": ("CC-BY-ND-4.0", "https://creativecommons.org/licenses/by-nd/4.0/"),
    "EUPL_1_2": ("EUPL-1.2", "https://joinup.ec.europa.eu/collection/eupl/eupl-text-eupl-12"),
    "ODC_BL": ("ODbL-1.0", "https://opendatacommons.org/licenses/odbl/1-0/"),
    "ODC_BY": ("ODC-By-1.0", "https://opendatacommons.org/licenses/by/1-0/"),
    "ODC_PDDL": ("PDDL-1.0", "https://opendatacommons.org/licenses/pddl/1-0/"),
}
"""Code of the EU licence table → SPDX identifier and address of the text."""


def dataset_iri(iris: Iris, name: str) -> str:
    """The IRI of a dataset, the same from release to release."""
    return f"{iris.base}dataset/{name}"


def licence_iri(config: Config) -> str:
    """The licence of the data as an IRI of the EU licence table."""
    return f"{EU}licence/{config.data.licence}"
