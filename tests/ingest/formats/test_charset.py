"""Whatever encoding a text was saved in, it comes out with its own letters."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.formats.charset import decode
from ingest.formats.file_type import file_type
from tests.leaflets import LEAFLETS

TEXT = f"{LEAFLETS['nb']} Området på Ås og i Ærøy skal være grønt. «Når må vi få svar i Ørland?»"


@pytest.mark.parametrize("text", [TEXT, LEAFLETS["nn"], LEAFLETS["da"], LEAFLETS["sv"]])
@pytest.mark.parametrize(
    "name",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman", "cp850"],
)
def test_nordic_text(text: str, name: str) -> None:
    assert decode(text.encode(name)) == text


@pytest.mark.parametrize("name", ["cp1252", "mac_roman", "cp865", "utf-16-le"])
@pytest.mark.parametrize(
    "question",
    [
        "hvordan få flere boliger på bygda?",
        "bolig i Bærum",
        "KORLEIS FÅ FLEIRE BUSTADER PÅ BYGDA",
        "Øvre Eiker",
        "på",
        "Ås",
    ],
)
def test_a_short_question(question: str, name: str) -> None:
    assert decode(question.encode(name)) == question


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("pl", "cp1250"),
        ("hr", "cp1250"),
        ("uk", "cp1251"),
        ("ru", "koi8_r"),
        ("lt", "cp1257"),
        ("tr", "cp1254"),
        ("ar", "cp1256"),
        ("el", "cp1253"),
        ("de", "cp1252"),
        ("fi", "cp1252"),
        ("uk", "utf-16-le"),
        ("th", "utf-16-be"),
    ],
)
def test_other_languages(code: str, name: str) -> None:
    text = LEAFLETS[code].encode(name, "ignore").decode(name)
    assert decode(text.encode(name)) == text


@pytest.mark.parametrize("place", [TEXT.index("å"), TEXT.index("ø"), TEXT.rindex("å")])
def test_one_wrong_byte_is_read_alone(place: int) -> None:
    raw = TEXT[:place].encode() + TEXT[place].encode("cp1252") + TEXT[place + 1 :].encode()
    assert decode(raw) == TEXT


@pytest.mark.parametrize(("letter", "cut"), [("å", 1), ("–", 1), ("–", 2), ("\U0001f3e0", 3)])
def test_a_file_that_ends_within_a_letter_lacks_that_letter(letter: str, cut: int) -> None:
    assert decode(f"{TEXT}{letter}".encode()[:-cut]) == TEXT


def test_a_file_may_change_its_encoding() -> None:
    assert decode(f"{TEXT}\n".encode() + TEXT.encode("cp1252")) == f"{TEXT}\n{TEXT}"


@pytest.mark.parametrize("times", [1, 2])
def test_what_was_encoded_twice_is_turned_back(times: int) -> None:
    twice = TEXT
    for _ in range(times):
        twice = twice.encode().decode("latin-1")
    assert decode(twice.encode()) == TEXT
    assert decode(f"Løvåsen\n{twice}".encode()) == f"Løvåsen\n{TEXT}"


@pytest.mark.parametrize(
    "text",
    [
        "Tegnet Ã¥ står for å, og Ã¦ for æ.",
        "NÃO É SÃO PAULO. Não é.",
        "«Ä» og Å–Ø",
        "Bare Ã¥ her",
    ],
)
def test_what_a_person_wrote_stays(text: str) -> None:
    assert decode(text.encode()) == text


def test_a_lost_letter_is_shown_as_lost() -> None:
    """Without it "Lvsen" would be quoted as a word."""
    assert decode("L\ufffdv\ufffdsen".encode()) == "L□v□sen"


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\ufffd\ufeff\x00ÂÃÄÅÐÑâ")))
def test_valid_utf_8_comes_out_as_it_is(text: str) -> None:
    assert decode(text.encode()) == text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("From: Boligkontoret\nTil: Formannskapet\n\nKommunen leier boliger.", "text"),
        ("Content-Type: det står i brevet\nHei", "text"),
        ("From: a@b.no\r\nTo: c@d.no\r\nMIME-Version: 1.0\r\n\r\nSGVp", None),
        ("Date: i dag\n i morgen\nContent-Type: multipart/related;\n\nHei", None),
    ],
)
def test_a_letter_is_text_and_mail_is_not(tmp_path: Path, text: str, kind: str | None) -> None:
    path = tmp_path / "brev.txt"
    path.write_bytes(text.encode())
    assert file_type(path) == kind
