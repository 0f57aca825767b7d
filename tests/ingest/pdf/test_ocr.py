"""Pages that are images are read with OCR if asked for, and reported if not."""

from dataclasses import replace
from pathlib import Path

import pytest

from ingest.errors import FileTooSlow, OcrMissing
from ingest.pdf.ocr import NORWEGIAN_MODELS, ocr_languages
from ingest.pdf.reader import read_pdf
from ingest.progress import no_progress
from ingest.sandbox.limits import OCR_LIMITS
from ingest.sandbox.safe_reader import read_safely
from tests.scanned import needs_tesseract, write_scan

PRINTED = ["Kommunen leier ut boliger til vanske-", "ligstilte, også på Bømlo og i Vegårshei."]
READ = "Kommunen leier ut boliger til vanskeligstilte, også på Bømlo og i Vegårshei."


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """A page of text, an image of text and a blank image."""
    typed = ["Denne siden er skrevet på maskin og ikke skannet."]
    pages = (("text", typed), ("image", PRINTED), ("image", []))
    return write_scan(tmp_path / "skannet.pdf", *pages)


def test_without_ocr_the_pages_are_reported(scan: Path) -> None:
    """An image is reported by the number of its page, and has no text."""
    quality = read_safely(scan).quality
    assert (quality.without_text, quality.recognised) == ((2, 3), ())


@needs_tesseract
def test_the_pages_that_are_images_are_read(scan: Path) -> None:
    """Lines become paragraphs; the other pages stay as they were, and a blank one stays blank."""
    plain = read_safely(scan)
    reported: list[tuple[int, int]] = []
    file_text = read_safely(
        scan,
        on_page=lambda done, total: reported.append((done, total)),
        limits=OCR_LIMITS,
        ocr=ocr_languages(),
    )
    assert [page.text for page in file_text.pages] == [plain.pages[0].text, READ, ""]
    assert (file_text.quality.without_text, file_text.quality.recognised) == ((3,), (2,))
    assert file_text.quality.words == plain.quality.words + len(READ.split())
    assert reported == [(1, 3), (2, 3), (3, 3), (1, 2), (2, 2)]


@needs_tesseract
def test_a_limit_stops_tesseract_too(scan: Path) -> None:
    """The program that reads the images ends with the process that reads the file."""
    with pytest.raises(FileTooSlow):
        read_safely(scan, limits=replace(OCR_LIMITS, wall=0), ocr=ocr_languages())


@needs_tesseract
def test_the_installed_models_are_named() -> None:
    """Only Norwegian ones; most installations have none for nynorsk."""
    assert set(ocr_languages()) <= set(NORWEGIAN_MODELS)


def write_tesseract(folder: Path, confidence: float) -> None:
    """Write a program into `folder` that finds these words in any image, as sure of each."""
    words = (
        ("1", "1", "1", "Kommunen leier ut"),
        ("1", "1", "1", "vanske-"),
        ("1", "1", "2", "ligstilte"),
        ("1", "1", "2", "|"),
        ("1", "1", "2", "boliger."),
        ("1", "2", "1", "Nytt avsnitt."),
        ("2", "2", "1", "Ny spalte."),
    )
    rows = (
        "\t".join(("5", "1", block, paragraph, line, *"12345", str(confidence), text))
        for block, paragraph, line, text in words
    )
    table = "\n".join(("head", "\t".join(("4", *"1111111111", "no word")), *rows))
    (folder / "tesseract").write_text(f"#!/bin/sh\nprintf '%s' '{table}'\n")
    (folder / "tesseract").chmod(0o755)


@pytest.mark.parametrize(
    ("confidence", "text", "recognised"),
    [
        (40, "Kommunen leier ut vanskeligstilte boliger.\nNytt avsnitt.\nNy spalte.", (2, 3)),
        (39.9, "", ()),
    ],
)
def test_words_become_lines_and_paragraphs_if_tesseract_is_sure_of_them(
    confidence: float,
    text: str,
    recognised: tuple[int, ...],
    scan: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The lines of a table, which Tesseract takes for letters, are left out."""
    write_tesseract(tmp_path, confidence)
    monkeypatch.setenv("PATH", str(tmp_path))
    file_text = read_pdf(scan, None, no_progress, ["nor"])
    assert [page.text for page in file_text.pages[1:]] == [text, text]
    assert file_text.quality.recognised == recognised


def test_a_missing_program_or_model_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The error says which of the two is not installed."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(OcrMissing) as caught:
        ocr_languages()
    assert caught.value.what == "tesseract"
    (tmp_path / "tesseract").write_text("#!/bin/sh\necho 'List of available languages (1):\neng'\n")
    (tmp_path / "tesseract").chmod(0o755)
    with pytest.raises(OcrMissing) as caught:
        ocr_languages()
    assert caught.value.what == "tesseract: nor"
