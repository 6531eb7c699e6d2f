"""How good a catalogue is: DCAT-AP 3.0.1 rules that need no file from elsewhere, and the score of data.europa.eu.

read_catalogue(path)                 a DCAT catalogue in any RDF format → CatalogueGraph
rule_findings(graph, codes)          mandatory, recommended and code-list rules → findings with the node they are on
score(graph, breaches, codes, …)     the 23 indicators for each dataset → Score
"""

from regiograph.quality.graph import CatalogueGraph, background, read_catalogue
from regiograph.quality.reach import Reach, url_map
from regiograph.quality.report import CatalogueReport
from regiograph.quality.rules import Breach, rule_findings
from regiograph.quality.score import INDICATORS, Score, score

__all__ = [
    "INDICATORS",
    "Breach",
    "CatalogueGraph",
    "CatalogueReport",
    "Reach",
    "Score",
    "background",
    "read_catalogue",
    "rule_findings",
    "score",
    "url_map",
]
