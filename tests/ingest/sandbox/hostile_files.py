"""Make files that are meant to harm the program that reads them."""

import io
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

import docx
from pypdf import PdfWriter
from reportlab.pdfgen.canvas import Canvas

TEXT = "Kommunen leier ut boliger til den som trenger det."
STREAM = f"BT /F1 12 Tf 72 700 Td ({TEXT}) Tj ET".encode("latin-1")
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def plain_pdf() -> bytes:
    """Return a PDF of one page in which nothing is wrong."""
    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.drawString(72, 700, TEXT)
    canvas.save()
    return stream.getvalue()


def encrypted_pdf(password: str) -> bytes:
    """Return the same PDF, encrypted."""
    writer = PdfWriter(io.BytesIO(plain_pdf()))
    writer.encrypt(password, owner_password="eier", algorithm="AES-256")  # noqa: S106
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def raw_pdf(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """Return a PDF of these objects, the first of which is the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    out += b"trailer\n<< /Size %d /Root 1 0 R %b >>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        trailer,
        start,
    )
    return bytes(out)


def stream_object(content: bytes, extra: bytes = b"") -> bytes:
    """Return a stream object."""
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(content), extra, content)


def page_pdf(
    content: bytes = STREAM,
    filters: bytes = b"",
    page: bytes = b"",
    catalogue: bytes = b"",
    more: Sequence[bytes] = (),
) -> bytes:
    """Return a PDF of one page; `more` are objects 6 and on."""
    return raw_pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R %b >>" % catalogue,
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >> %b >>" % page,
            stream_object(content, filters),
            FONT,
            *more,
        ]
    )


def page_tree_pdf(pages: bytes, *more: bytes) -> bytes:
    """Return a PDF whose page tree is these objects."""
    return raw_pdf([b"<< /Type /Catalog /Pages 2 0 R >>", pages, *more])


def many_pages_pdf(count: int) -> bytes:
    """Return a PDF of `count` empty pages."""
    kids = b" ".join(b"%d 0 R" % (number + 3) for number in range(count))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    return page_tree_pdf(
        b"<< /Type /Pages /Kids [%b] /Count %d >>" % (kids, count), *([page] * count)
    )


def bomb_pdf() -> bytes:
    """Return a PDF of some kilobytes whose page, packed twice, unpacks to a gigabyte."""
    packer = zlib.compressobj(1)
    once = b"".join(packer.compress(b" " * 10_000_000) for _ in range(100)) + packer.flush()
    twice = zlib.compress(once, 9)
    return page_pdf(twice, b"/Filter [/FlateDecode /FlateDecode]")


def word_package(parts: dict[str, bytes]) -> bytes:
    """Return a document of Word in which `parts` replace its own of the same names."""
    whole = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(TEXT)
    document.save(whole)
    changed = io.BytesIO()
    with (
        zipfile.ZipFile(whole) as package,
        zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as out,
    ):
        for name in package.namelist():
            if name not in parts:
                out.writestr(name, package.read(name))
        for name, content in parts.items():
            out.writestr(name, content)
    return changed.getvalue()


def word_body(text: bytes, before: bytes = b"") -> bytes:
    """Return the main part of a document of Word with one paragraph."""
    space = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return (
        b"<?xml version='1.0'?>%b<w:document xmlns:w='%b'><w:body><w:p><w:r><w:t>%b</w:t></w:r>"
        b"</w:p></w:body></w:document>" % (before, space, text)
    )


def liar_package() -> bytes:
    """Return a package whose list says that a part is smaller than it really is."""
    body = word_body(b"x" * 5_000_000)
    content = word_package({"word/document.xml": body})
    return content.replace(len(body).to_bytes(4, "little"), (50).to_bytes(4, "little"))


def write_file(folder: Path, name: str, content: bytes) -> Path:
    """Write a file and return its path."""
    path = folder / name
    path.write_bytes(content)
    return path
