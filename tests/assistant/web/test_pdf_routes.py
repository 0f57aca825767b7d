"""The pages of added reports over HTTP: images, the PDF, and nothing that is not in the library."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from starlette.testclient import TestClient

from assistant.reports.pdf_page import write_stretches
from assistant.search.live import LiveSearcher
from assistant.search.searcher import Searcher
from assistant.search.verdict import read_calibration
from assistant.show.texts import texts_in
from assistant.web.app import build_app
from assistant.web.middleware import HEADERS, PDF_POLICY
from index.encoder.onnx_runtime import OnnxEncoder
from index.generation import open_live
from ingest.library import Library
from tests.conftest import RINGSAKER
from tests.made_report import REPORT

KEPT = "private, no-cache"
SHOWN = {"content-security-policy": PDF_POLICY}


@pytest.fixture(scope="module")
def searcher(with_report: Path, encoder: OnnxEncoder) -> Searcher:
    """A searcher over the source page and the report."""
    calibration = read_calibration(with_report, encoder.identity.sha256)
    return Searcher(open_live(with_report), encoder, calibration)


@pytest.fixture(scope="module")
def client(searcher: Searcher) -> Iterator[TestClient]:
    """A client of the whole application."""
    with TestClient(build_app(LiveSearcher(searcher), texts_in("nb"))) as client:
        yield client


def test_a_page_with_its_words_boxed(client: TestClient, searcher: Searcher) -> None:
    """Another image than without, and only where the word is printed."""
    passage = next(p for p in searcher.generation.passages if "Radiatorer" in p.text)
    start = passage.text.index("Radiatorer")
    asked = {"at": passage.id, "ord": write_stretches([(start, start + 10)])}
    plain, boxed = (
        client.get(f"/side/{REPORT}/5.png", params=params) for params in ({"at": passage.id}, asked)
    )
    assert (plain.status_code, plain.headers["content-type"]) == (200, "image/png")
    images = [Image.open(io.BytesIO(each.content)) for each in (plain, boxed)]
    changed = ImageChops.difference(*images).getbbox()
    assert changed is not None
    # The page lies on its side, and the word on it goes downwards.
    assert changed[3] - changed[1] > changed[2] - changed[0]
    bare, unknown = (
        client.get(f"/side/{REPORT}/5.png", params=params)
        for params in ({}, {**asked, "at": "nope", "utsnitt": "1"})
    )
    assert unknown.content == bare.content != plain.content


def test_a_page_is_cropped_to_the_passage(client: TestClient, searcher: Searcher) -> None:
    """With a box around it; a large picture has twice the pixels each way."""
    (passage,) = searcher.generation.passages_of(REPORT)
    sizes = []
    for more in ({}, {"utsnitt": "1"}, {"utsnitt": "1", "stor": "1"}, {"utsnitt": "0"}):
        response = client.get(f"/side/{REPORT}/2.png", params={"at": passage.id, **more})
        assert (response.status_code, response.headers["content-type"]) == (200, "image/png")
        sizes.append(Image.open(io.BytesIO(response.content)).size)
    whole, crop, large, same = sizes
    assert whole == same
    assert crop[1] < whole[1] / 2
    assert large == pytest.approx([2 * side for side in crop], abs=2)


def test_the_passage_of_another_document_is_not_boxed(
    client: TestClient, searcher: Searcher
) -> None:
    """An address may name any."""
    other = searcher.generation.passages_of(RINGSAKER)[0]
    plain = client.get(f"/side/{REPORT}/2.png").content
    asked = {"at": other.id, "utsnitt": "1", "ord": "0-9"}
    assert client.get(f"/side/{REPORT}/2.png", params=asked).content == plain


def test_what_the_browser_has_is_not_sent_again(client: TestClient) -> None:
    """It keeps images and files for one reader, and asks each time whether they still hold."""
    page, other, file = f"/side/{REPORT}/1.png", f"/side/{REPORT}/2.png", f"/fil/{REPORT}.pdf"
    tags = []
    for path in (page, other, file):
        response = client.get(path)
        assert response.headers["cache-control"] == KEPT
        tags.append(response.headers["etag"])
        for told in (tags[-1], f'"x", W/{tags[-1]}'):
            again = client.get(path, headers={"if-none-match": told})
            assert (again.status_code, again.content) == (304, b"")
            assert (again.headers["etag"], again.headers["cache-control"]) == (tags[-1], KEPT)
        assert client.get(path, headers={"if-none-match": '"x"'}).status_code == 200
    assert len(set(tags)) == 3


def test_the_pdf_is_shown_in_the_browser(client: TestClient, with_report: Path) -> None:
    """As it was added, not as a download, whole or in ranges, and unpacked."""
    (kept,) = Library.of(with_report).files_folder.iterdir()
    whole = client.get(f"/fil/{REPORT}.pdf", headers={"accept-encoding": "gzip"})
    assert whole.content == kept.read_bytes()
    assert "content-encoding" not in whole.headers
    assert whole.headers["content-type"] == "application/pdf"
    assert whole.headers["content-disposition"] == f'inline; filename="{REPORT}.pdf"'
    part = client.get(f"/fil/{REPORT}.pdf", headers={"range": "bytes=0-7"})
    assert (part.status_code, part.content[:5]) == (206, b"%PDF-")
    assert part.headers["cache-control"] == KEPT


def test_images_and_files_have_the_security_headers(client: TestClient) -> None:
    """The type that is named is the type, and no other site can frame them."""
    for path in (f"/side/{REPORT}/1.png", f"/fil/{REPORT}.pdf", "/fil/nope.pdf"):
        response = client.get(path)
        policy = {} if response.status_code == 404 or ".png" in path else SHOWN
        for name, value in {**HEADERS, **policy}.items():
            assert response.headers[name] == value
    assert "object-src 'none'" not in PDF_POLICY
    known = {"if-none-match": client.get(f"/fil/{REPORT}.pdf").headers["etag"]}
    unchanged = client.get(f"/fil/{REPORT}.pdf", headers=known)
    assert unchanged.status_code == 304
    assert unchanged.headers["content-security-policy"] == PDF_POLICY


@pytest.mark.parametrize(
    ("path", "status", "sentence"),
    [
        (
            f"/side/{REPORT}/6.png",
            404,
            f"PDF-en til «{REPORT}» har ingen side 6.",
        ),
        (f"/side/{REPORT}/0.png?lang=nn", 404, f"PDF-en til «{REPORT}» har inga side 0."),
        (
            f"/side/{RINGSAKER}/1.png?lang=en",
            404,
            f"There is no PDF of “{RINGSAKER}” in the library.",
        ),
        (f"/fil/{RINGSAKER}.pdf", 404, f"«{RINGSAKER}» har ingen PDF i biblioteket."),
        (
            "/fil/nope.pdf",
            404,
            "Det finnes ingen kilde med ID «nope».",
        ),
        (
            f"/side/{REPORT}/1.png?ord=alt",
            400,
            "Verdien «alt» kan ikke brukes for ord i adressen; ventet 12-18.30-40.",
        ),
    ],
)
def test_what_is_not_there_is_told_in_a_sentence(
    client: TestClient, path: str, status: int, sentence: str
) -> None:
    """In the language of the address, and kept by nobody."""
    response = client.get(path)
    assert (response.status_code, response.text) == (status, sentence)
    assert response.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    [
        "/fil/..%2F..%2Fcurrent.pdf",
        "/fil/../current.pdf",
        "/fil/%2e%2e%2fcurrent.pdf",
        "/fil/{sha256}.pdf",
        "/side/{sha256}/1.png",
        "/side/..%2f..%2ffiles%2f{sha256}/1.png",
        "/side/{report}/-1.png",
        "/side/{report}/1e3.png",
    ],
)
def test_an_address_names_no_file(client: TestClient, with_report: Path, path: str) -> None:
    """Only the id of a document leads anywhere."""
    library = Library.of(with_report)
    (kept,) = library.files_folder.iterdir()
    assert library.path_of(kept.stem) == kept
    response = client.get(path.format(sha256=kept.stem, report=REPORT))
    assert response.status_code == 404


def test_a_file_that_is_gone_is_told(client: TestClient, with_report: Path) -> None:
    """Removed by hand while the server runs: a sentence, no error of the server."""
    (kept,) = Library.of(with_report).files_folder.iterdir()
    away = kept.with_suffix(".away")
    kept.rename(away)
    try:
        response = client.get(f"/fil/{REPORT}.pdf")
    finally:
        away.rename(kept)
    assert (response.status_code, response.text) == (
        404,
        f"«{REPORT}» har ingen PDF i biblioteket.",
    )
