"""Numbers said in one word, in languages that put them together."""

from __future__ import annotations

import pytest

from regiograph.extract.money.spoken import spoken_number
from regiograph.extract.pack import load_pack


@pytest.mark.parametrize(
    ("language", "word", "number"),
    [
        ("cs", "osmapadesát", 58), ("de", "zweihundertfünfzig", 250), ("nl", "achtenvijftig", 58),
        ("da", "otteoghalvtreds", 58), ("sl", "oseminpetdeset", 58), ("sk", "päťdesiatosem", 58),
        ("it", "ventotto", 28), ("it", "centosei", 106), ("fi", "kaksisataa", 200), ("et", "kahesaja", 200),
        ("hu", "huszonöt", 25), ("sv", "femtioåtta", 58), ("de", "acht", 8),
        ("de", "einander", None), ("fi", "satamaa", None), ("cs", "stavba", None),
    ],
)  # fmt: skip
def test_number_words_are_put_together(language: str, word: str, number: int | None) -> None:
    assert spoken_number(word, load_pack(language)) == number
