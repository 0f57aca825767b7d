"""Pages that are images are read where it is asked for, and told of where it is not."""

from dataclasses import replace
from pathlib import Path

import pytest

from ingest.errors import FileTooSlow, OcrMissing
from ingest.pdf.ocr import NORWEGIAN_MODELS, ocr_languages
from ingest.sandbox.limits import OCR_LIMITS
from ingest.sandbox.read_safely import read_safely
from tests.scanned import needs_tesseract, write_scan

PRINTED = ["Kommunen leier ut boliger til vanske-", "ligstilte, også på Bømlo og i Vegårshei."]
READ = "Kommunen leier ut boliger til vanskeligstilte, også på Bømlo og i Vegårshei."


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """A page of text, an image of text and a blank image."""
    typed = ["Denne siden er skrevet på maskin og ikke skannet."]
    pages = (("text", typed), ("image", PRINTED), ("image", []))
    return write_scan(tmp_path / "skannet.pdf", *pages)


def test_without_ocr_the_pages_are_told_of(scan: Path) -> None:
    """What is an image is named by its number, and is no text."""
    quality = read_safely(scan).quality
    assert (quality.without_text, quality.recognised) == ((2, 3), ())


@needs_tesseract
def test_the_pages_that_are_images_are_read(scan: Path) -> None:
    """Lines become paragraphs; the other pages stay as they were, and a blank one stays blank."""
    plain = read_safely(scan)
    told: list[tuple[int, int]] = []
    reading = read_safely(
        scan,
        on_page=lambda done, total: told.append((done, total)),
        limits=OCR_LIMITS,
        ocr=ocr_languages(),
    )
    assert [page.text for page in reading.pages] == [plain.pages[0].text, READ, ""]
    assert (reading.quality.without_text, reading.quality.recognised) == ((3,), (2,))
    assert reading.quality.words == plain.quality.words + len(READ.split())
    assert told == [(1, 3), (2, 3), (3, 3), (1, 2), (2, 2)]


@needs_tesseract
def test_a_limit_stops_tesseract_too(scan: Path) -> None:
    """What reads the images ends with the process that reads the file."""
    with pytest.raises(FileTooSlow):
        read_safely(scan, limits=replace(OCR_LIMITS, wall=0), ocr=ocr_languages())


@needs_tesseract
def test_the_models_that_are_there_are_named() -> None:
    """Of the Norwegian ones; nynorsk has none of its own in most installations."""
    assert set(ocr_languages()) <= set(NORWEGIAN_MODELS)


def test_what_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without the program, and without its model."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(OcrMissing) as caught:
        ocr_languages()
    assert caught.value.what == "tesseract"
    (tmp_path / "tesseract").write_text("#!/bin/sh\necho 'List of available languages (1):\neng'\n")
    (tmp_path / "tesseract").chmod(0o755)
    with pytest.raises(OcrMissing) as caught:
        ocr_languages()
    assert caught.value.what == "tesseract: nor"
