"""A web page is read as its reader reads it: without menus, scripts and hidden text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import FileDamaged, Reason
from ingest.formats.gathered import Gathered
from ingest.formats.html import parse_html, read_html
from ingest.formats.html_lines import html_lines
from ingest.reading.file_text import FileFacts, Heading

PAGE = """<!DOCTYPE html><html><head><title>Leie til eie – Ringsaker kommune</title>
<meta name="DC.creator" content="Kari Nordmann"><meta name="DC.date" content="2019-05-02">
<script>alert(1)</script><style>p { color: red }</style></head>
<body><nav><a href="/">Meny</a></nav>
<main><h1>Leie til <em>eie</em></h1>
<p>Barne&shy;familier kan&nbsp;kjøpe <b>bolig</b><br>etter tre år.<!-- utkast --> Det
virker.</p>
<ul><li>Ett<ul><li><p>Under ett</ul><li>To</ul>
<h2>Tall</h2>
<table><tr><th>År<th>Boliger<tr><td><p>2019</p><td>5</td></tr>
<tr><td><p>Mange</p><p>avsnitt</p></td><td>her</td></tr></table>
<pre>linje 1
linje 2</pre><p hidden>skjult</p><div style="display: none">skjult</div>
<button>Del siden</button></main><footer>Kontakt oss</footer></body></html>"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """The page as a file."""
    path = tmp_path / "side.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_what_is_read_is_what_a_reader_reads(page: Path) -> None:
    """Paragraphs, list items and rows of tables are lines; headings keep their levels."""
    file_text = read_html(page)
    assert (file_text.kind, file_text.paged, len(file_text.pages)) == ("html", False, 1)
    assert file_text.pages[0].text.split("\n") == [
        "Leie til eie",
        "Barnefamilier kan kjøpe bolig",
        "etter tre år. Det virker.",
        "• Ett",
        "• Under ett",
        "• To",
        "Tall",
        "År | Boliger",
        "2019 | 5",
        "Mange; avsnitt | her",
        "linje 1",
        "linje 2",
    ]
    assert file_text.headings == (Heading(1, 0, 1, "Leie til eie"), Heading(1, 92, 2, "Tall"))
    assert file_text.pages[0].text[92:96] == "Tall"
    assert file_text.facts == FileFacts(title="Leie til eie", authors=("Kari Nordmann",), year=2019)


def test_a_page_in_an_old_encoding_is_read_by_its_declaration(tmp_path: Path) -> None:
    """An encoding that is declared is used if the bytes are not UTF-8."""
    path = tmp_path / "gammel.htm"
    path.write_bytes('<meta charset="macintosh"><p>Blåbærsyltetøy</p>'.encode("mac-roman"))
    assert read_html(path).pages[0].text == "Blåbærsyltetøy"


def test_a_page_without_the_element_main_loses_its_surroundings_only(tmp_path: Path) -> None:
    """Without a main part, everything is read that is not marked as something else."""
    path = tmp_path / "side.html"
    path.write_text("<div role=banner>Logo</div><p>En<aside>To</aside>Tre<footer>Bunn</footer>")
    assert read_html(path).pages[0].text == "En\nTo\nTre"


def test_elements_deeper_than_any_page_has_are_refused(tmp_path: Path) -> None:
    """The text behind them would be lost without a word."""
    path = tmp_path / "dyp.html"
    path.write_text("<html>" + "<div>" * 100_000 + "Bunnen")
    with pytest.raises(FileDamaged) as caught:
        read_html(path)
    assert caught.value.reason == Reason.TOO_DEEP


@given(st.text(alphabet=st.sampled_from("<>/!-=\"' \0\naå&;")) | st.text())
def test_no_text_makes_the_parser_fail(text: str) -> None:
    """Whatever stands in a page, it has lines, and none of them is blank."""
    lines = html_lines(parse_html(text, "side.html"), Gathered())
    assert all(line.text.strip() for line in lines)
