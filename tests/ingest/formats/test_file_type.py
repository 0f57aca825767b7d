"""The bytes of a file decide its type; its name is asked only if they are ambiguous."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import FileDamaged, FileLocked, Reason
from ingest.formats.charset import decode
from ingest.formats.file_type import file_type

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("rapport.docx", b"%PDF-1.7\n", "pdf"),
        ("rapport.pdf", b"PK\x03\x04", "docx"),
        ("side.txt", "\ufeff \n<!-- a -->\n<!DOCTYPE HTML><p>å".encode(), "html"),
        ("side.txt", b'<?xml version="1.0"?><html xmlns="">', "html"),
        ("side.txt", "<html>".encode("utf-16"), "html"),
        ("side.htm", b"<p>Uten ramme", "html"),
        ("notat.txt", b"<p>Uten ramme", "text"),
        ("notat.MD", b"# Tittel", "markdown"),
        ("notat.txt", "# Blåbær".encode("cp1252"), "text"),
        ("notat", b"Kommunen", "text"),
        ("bilde.txt", b"\x89PNG\r\n\x1a\n\x00", None),
        ("brev.txt", rb"{\rtf1 Kommunen}", None),
        ("data.txt", b'<?xml version="1.0"?><svg/>', None),
        ("side.mht", b"From: <Saved>\r\nMIME-Version: 1.0\r\n", None),
        ("gammel.doc", OLE + bytes(600), None),
        ("blank.txt", b" \n\t ", "text"),
    ],
)
def test_the_content_decides(tmp_path: Path, name: str, content: bytes, kind: str | None) -> None:
    """A wrong name deceives nobody."""
    path = tmp_path / name
    path.write_bytes(content)
    assert file_type(path) == kind


@pytest.mark.parametrize("name", ["rapport.pdf", "rapport.DOCX"])
def test_a_page_that_was_saved_instead_of_a_report_is_refused(tmp_path: Path, name: str) -> None:
    """The page with which a publisher answers that there is no file is not a report."""
    path = tmp_path / name
    path.write_bytes(b"<!doctype html><h1>404 Not Found</h1>")
    with pytest.raises(FileDamaged) as caught:
        file_type(path)
    assert caught.value.reason == Reason.HTML == "html"


def test_an_encrypted_document_of_word_is_told_from_an_old_one(tmp_path: Path) -> None:
    """A password would help with the one alone."""
    path = tmp_path / "plan.docx"
    path.write_bytes(OLE + bytes(70_000) + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(FileLocked):
        file_type(path)


@pytest.mark.parametrize(
    ("raw", "declared", "text"),
    [
        ("\ufeffå".encode(), "latin-1", "å"),
        ("å".encode("utf-16"), "", "å"),
        ("å".encode(), "latin-1", "å"),
        ("å–".encode("cp1252"), "", "å–"),
        ("å–".encode("cp1252"), "iso-8859-1", "å–"),
        ("å".encode("cp865"), "cp865", "å"),
        ("å".encode("cp1252"), "zip", "å"),
        ("å".encode("cp1252"), "ingen slik", "å"),
    ],
)
def test_old_encodings(raw: bytes, declared: str, text: str) -> None:
    """The mark decides, then UTF-8, then the declaration, then Windows."""
    assert decode(raw, declared) == text


@given(st.binary(), st.text(max_size=20))
def test_no_bytes_make_decoding_fail(raw: bytes, declared: str) -> None:
    """A file and what it declares may be anything."""
    assert isinstance(decode(raw, declared), str)
