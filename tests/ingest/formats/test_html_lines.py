"""Tables of a web page keep their columns, whatever their markup is like."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.formats.gathered import Gathered
from ingest.formats.html import parse_html
from ingest.formats.html_lines import html_lines
from ingest.formats.unpaged import unpaged_text
from ingest.reading.file_text import FileFacts
from tests.ingest.formats.read_page import left_out, page_lines


def heads(page: str) -> list[str]:
    """Return the heads of the tables of a page."""
    gathered = Gathered()
    lines = html_lines(parse_html(page, "side.html"), gathered)
    return [table.head for table in unpaged_text("html", "lxml", lines, FileFacts()).tables]


def test_a_head_of_two_rows_is_joined_by_column() -> None:
    page = (
        "<table><caption>Tabell 1</caption>"
        "<thead><tr><th rowspan=2>Bydel<th colspan=2>2020</tr><tr><th>Boliger<th>Leide</tr></thead>"
        "<tfoot><tr><td>Sum<td>6<td>2</tfoot>"
        "<tbody><tr><td rowspan=0>Nordre<td>1<td>2<tr><td>5<td></tbody>"
        "<tbody><tr><td colspan=3>Søndre distrikt<tr><td><td>9<td>10</tbody></table>"
    )
    assert page_lines(page) == [
        "Tabell 1",
        "Bydel | 2020 | 2020",
        "Bydel | Boliger | Leide",
        "Nordre | 1 | 2",
        "Nordre | 5 | –",
        "Søndre distrikt",
        "– | 9 | 10",
        "Sum | 6 | 2",
    ]
    assert heads(page) == ["Bydel | 2020 Boliger | 2020 Leide"]


@pytest.mark.parametrize("span", ["0", "-1", "abc", "", "1.5", "1e9", " 1 ", "+1"])
def test_malformed_spans_are_one_column(span: str) -> None:
    page = f"<table><tr><td colspan='{span}'>a<td>b<tr><td>1<td>2</table>"
    assert page_lines(page) == ["a | b", "1 | 2"]


@pytest.mark.parametrize("span", ["1000000000", "99999999999999999999", "1000", "70000"])
def test_huge_spans_do_no_harm(span: str) -> None:
    page = f"<table><tr><th rowspan={span}>a<th colspan={span}>b<tr><td>1<td>2</table>"
    assert page_lines(page) == ["a | b | b", "a | 1 | 2"]


def test_rows_and_cells_that_are_hidden() -> None:
    page = (
        "<table><tr><th>Bydel<th hidden>Kode<th>Tall<tr><td>Nordre<td style='display: none'>x9"
        "<td>120<tr hidden><td>Utkast<td>y9<td>130<tr><td aria-hidden=true>pil<td>14</table>"
    )
    assert page_lines(page) == ["Bydel | Tall", "Nordre | 120", "– | 14"]
    assert left_out(page) == [("hidden", "Utkast y9 130"), ("hidden", "pil")]


def test_a_page_in_a_table_is_prose_with_its_headings_and_tables() -> None:
    page = (
        "<table width=100%><tr><td colspan=2><h1>Plan</h1><tr><td>Meny<td><h2>Mål</h2>"
        "<p>Avsnitt en.</p><p>Avsnitt to.</p><table><tr><th>År<th>Tall<tr><td>2020<td>5</table>"
        "</table>"
    )
    read = ["# Plan", "Meny", "## Mål", "Avsnitt en.", "Avsnitt to.", "År | Tall", "2020 | 5"]
    assert page_lines(page) == read
    assert page_lines("<table role=presentation><tr><td>a<td>b<tr><td>c<td>d</table>") == [
        "a",
        "b",
        "c",
        "d",
    ]


def test_what_stands_in_a_table_outside_its_cells_is_read() -> None:
    page = "<table>En<tr>To<td>a<td>b</tr><p>Tre</p><tr><td>1<td>2</table>Fire"
    assert sorted(page_lines(page)) == ["1 | 2", "En", "Fire", "To", "Tre", "a | b"]


def test_lists_breaks_and_tables_in_a_cell_stay_in_it() -> None:
    page = (
        "<table><tr><th>Tiltak<br>og mål<th>Ansvar<th>Frist<tr><td><ul><li>Ett<li>To</ul>"
        "<td>Nav<br>Husbanken<td><table><tr><td>a<td>1<tr><td>b<td></table></table>"
    )
    assert page_lines(page) == [
        "Tiltak og mål | Ansvar | Frist",
        "Ett; To | Nav; Husbanken | a, 1; b, –",
    ]


@pytest.mark.parametrize(
    "element", ["table><tr><td", "div", "div hidden", "ul><li", "b", "sup", "details"]
)
def test_deep_nesting_takes_no_time(element: str) -> None:
    depth = 1_900 // (1 + element.count(">"))
    start = time.monotonic()
    lines = page_lines(f"<p>Topp</p>{f'<{element}>a' * depth}")
    assert lines[0] == "Topp"
    assert time.monotonic() - start < 20


WORDS = st.sampled_from(["hus", "120", "plan", "9"])
INLINE = st.sampled_from(["{}", "<b>{}</b>", "<a href=/x>{}</a>", "<span>{}</span>"])
BLOCKS = st.sampled_from([
    "<p>{}</p>", "<h2>{}</h2>", "<ul><li>{}</li></ul>", "<div>{}</div>",
    "<table><tr><td>{}</td><td>1</td></tr><tr><td>2</td></tr></table>", "<details>{}</details>",
    "<section><article>{}</article></section>", "<blockquote>{}<br></blockquote>", "<td>{}",
])  # fmt: skip


@given(st.lists(st.tuples(BLOCKS, BLOCKS, INLINE, WORDS), min_size=1, max_size=6))
def test_every_word_is_read_or_told(parts: list[tuple[str, str, str, str]]) -> None:
    """Nothing is left out silently, however elements are nested."""
    page = "".join(
        outer.format(inner.format(inline.format(f"{word}x{number}")))
        for number, (outer, inner, inline, word) in enumerate(parts)
    )
    found = " ".join([*page_lines(page), *(text for _, text in left_out(page))])
    for number, (_, _, _, word) in enumerate(parts):
        assert f"{word}x{number}" in found


TOKENS = st.sampled_from([
    "Tekst 12", "<div hidden>", "</div>", "<table>", "<tr>", "<td>", "<td colspan=3>", "<th>",
    "<td rowspan=0>", "</table>", "<sup>", "</sup>", "</button>", "<a href='#c'>", "<a href=/x>",
    "<button aria-expanded=false aria-controls=c>", "</a>", "<main>", "</main>", "<!-- x -->",
    "<?pi?>", "<summary>", "<details>", "</details>", "<p>", "<li>", "<ul>", "<h1>", "</h1>",
    "<h2>", "</h2>", "<label>", "<section role=tabpanel id=c aria-labelledby=c>", "<thead>",
    "<caption>", "<form>", "<br>", "<pre>", "<div class=footer>", "<div class=cookie>", "<nav>",
    "<dl><dt>", "<dd hidden>", "<select>",
])  # fmt: skip


@given(st.lists(TOKENS, max_size=30), st.booleans())
def test_no_order_of_elements_makes_the_reader_fail(tokens: list[str], is_part: bool) -> None:
    """Such pages found two faults."""
    root = parse_html("".join(tokens), "side.html")
    texts = [line.text for line in html_lines(root, Gathered(), is_part)]
    assert all(text == " ".join(text.split()) != "" for text in texts)
