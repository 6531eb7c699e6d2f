"""Pages of HTML: the main text in lines, the metadata, and markup that is broken, deep or hostile."""

from __future__ import annotations

from pathlib import Path

import pytest

from regiograph.errors import InputError
from regiograph.model import Document
from regiograph.read import read_file
from regiograph.read.html import parse

PAGE = """<!DOCTYPE html>
<html lang="fi-FI"><head><meta charset="utf-8"><title>Klusterit – Sivusto</title>
<meta property="article:published_time" content="2018-02-14T14:46:00+02:00">
<link rel="canonical" href="https://example.org/fi/éù"><style>p { color: red }</style></head>
<body><nav><ul><li><a href="/">Etusivu</a></li><li><a href="/y">Yhteystiedot</a></li></ul></nav>
<main><h1>Pohjoiset klusterit</h1>
<p>Alue on mukana <b>COHES3ION</b>-hankkeessa, jota rahoittaa
Interreg Europe.<br>Toinen rivi Åland e\u0301.</p>
<h2>Kumppanit</h2><ul><li>Kainuu<ul><li>Kajaani</li></ul></li><li>Castilla y León</li></ul>
<ol><li>Ensimmäinen vierailu</li><li>Toinen vierailu</li></ol>
<table><tr><th>Alue</th><th>Summa</th></tr><tr><td>Lappi</td><td>432 760 €</td></tr></table>
<dl><dt>Kesto:</dt><dd>2017–2018</dd></dl>
<p>Lisätietoja hankkeesta ja sen kumppaneista saa <a href="#">seuraavalta sivulta</a>.</p></main>
<script>var x = "salaisuus";</script><footer>Evästeet ja tietosuoja</footer></body></html>"""


def page(tmp_path: Path, markup: str | bytes) -> Document:
    file = tmp_path / "page.html"
    file.write_bytes(markup.encode() if isinstance(markup, str) else markup)
    return read_file(file, date="2024-05-17").documents[0]


def test_the_main_text_is_in_lines_and_the_furniture_gone(tmp_path: Path) -> None:
    document = page(tmp_path, PAGE)
    assert document.text == (
        "# Pohjoiset klusterit\n\nAlue on mukana COHES3ION-hankkeessa, jota rahoittaa Interreg Europe.\n"
        "Toinen rivi Åland é.\n\n## Kumppanit\n\n- Kainuu\n  - Kajaani\n- Castilla y León\n\n"
        "1. Ensimmäinen vierailu\n2. Toinen vierailu\n\nAlue | Summa\nLappi | 432 760 €\n\nKesto: 2017–2018\n\n"
        "Lisätietoja hankkeesta ja sen kumppaneista saa seuraavalta sivulta.\n"
    )


def test_metadata(tmp_path: Path) -> None:
    document = page(tmp_path, PAGE)
    assert (document.title, document.language, document.published) == ("Pohjoiset klusterit", "fi", "2018-02-14")
    assert (document.url, document.media_type) == ("https://example.org/fi/éù", "text/html")


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta name="DC.date.issued" content="2020-03-01">', "2020-03-01"),
        (
            '<script type="application/ld+json">{"@graph":[{"datePublished":"2021-07-08T10:00Z"}]}</script>',
            "2021-07-08",
        ),
        ('<script type="application/ld+json">{broken</script><meta name="date" content="2019-01-02">', "2019-01-02"),
        ('<meta name="date" content="2019-02-31">', None),
        ('<meta name="description" content="On 3 May 2019 the region …">', None),
    ],
)
def test_dates_come_from_metadata_only(tmp_path: Path, head: str, published: str | None) -> None:
    body = "<p>Le 5 mars 2018, la région a lancé son programme pour les entreprises.</p>"
    assert page(tmp_path, f"<html><head>{head}</head><body>{body}</body></html>").published == published


def test_the_title_falls_back_and_a_heading_outside_the_main_text_is_kept(tmp_path: Path) -> None:
    text = "<p>" + "Region i jego partnerzy rozwijają klastry w Łodzi. " * 8 + "</p>"
    assert page(tmp_path, f"<title>Łódź éù</title>{text}").title == "Łódź éù"
    document = page(tmp_path, f"<header><h1>Klastry w Łodzi</h1></header><article>{text}</article>")
    assert document.title == "Klastry w Łodzi"
    assert document.text.startswith("# Klastry w Łodzi\n\n")
    assert document.language == "pl"


def test_a_page_with_little_text_is_read_too(tmp_path: Path) -> None:
    document = page(
        tmp_path, "<nav><a href=/>Home</a></nav><div class='cookie'>Cookies!</div><div>Åland joined REMIX</div>"
    )
    assert document.text == "Åland joined REMIX\n"


@pytest.mark.parametrize(
    ("markup", "has"),
    [
        ("<p>Łódź <b>Åland<div><li>yks<li>kaks <table><tr><td>a<td>b</table>", "a | b"),
        ("no markup at all, éù", "no markup at all, éù"),
        ("<html><body>" + "<div>" * 20_000 + "deep éù", "deep éù"),
        ("<p>ctrl \x01\x0b here &#0; &#xD800; &nosuch;</p>", "here"),
        ('<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><p>éù</p></html>', "éù"),
        ("<p>one line " + "x" * 500_000, "one line"),
    ],
)  # fmt: skip
def test_strange_markup_is_read(tmp_path: Path, markup: str, has: str) -> None:
    assert has in page(tmp_path, markup).text


def test_external_entities_stay_closed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("do not read me", "utf-8")
    markup = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]><html><body><p>Region &x; éù</p></body></html>'
    text = page(tmp_path, markup).text
    assert "éù" in text
    assert "do not read me" not in text
    assert "ENTITY" not in text


def test_a_declared_encoding_is_followed_without_a_notice(tmp_path: Path) -> None:
    file = tmp_path / "page.htm"
    file.write_bytes('<meta charset="iso-8859-1"><p>Västerbotten och Åland – ett projekt</p>'.encode("cp1252"))
    result = read_file(file, date="2024-05-17")
    assert result.documents[0].text == "Västerbotten och Åland – ett projekt\n"
    assert [f for f in result.findings if f.rule == "read.encoding"] == []


@pytest.mark.parametrize(
    "markup", ["<html><head><title>x</title></head><body><script>1</script></body></html>", "<!-- x -->"]
)
def test_a_page_without_text_is_refused(tmp_path: Path, markup: str) -> None:
    with pytest.raises(InputError, match="no text"):
        page(tmp_path, markup)


def test_a_claimed_language_that_the_text_contradicts_is_kept_and_said(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    text = "Maakunta ja sen kunnat kehittävät yhdessä yrityksiä ja tutkimusta. " * 10
    file.write_text(f"<html lang='en'><body><p>{text}</p></body></html>", "utf-8")
    result = read_file(file, date="2024-05-17")
    assert result.documents[0].language == "en"
    assert [f.rule for f in result.findings] == ["read.language"]


@pytest.mark.parametrize(
    "line", ['<p><time datetime="2019-05-20">Mon, 20/05/2019</time></p>', "<p>On <time>20/05/2019</time></p>"]
)
def test_a_date_in_a_time_element_stays_in_the_text(line: str) -> None:
    body = "<p>" + "Łódź and Åland meet again in Oulu, with éù. " * 6 + "</p>"
    page = parse(f"<html><body><article><h1>Łódź meets Åland</h1>{line}{body}</article></body></html>")
    assert "20/05/2019" in page.text
