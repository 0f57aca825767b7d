"""Write a document of Word from the elements of its body, and read it as lines."""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from ingest.formats.docx import read_docx

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def word_bytes(
    body: str,
    styles: str = "",
    chunks: Mapping[str, tuple[str, bytes]] | None = None,
    relation: str = "aFChunk",
) -> bytes:
    """Return a document of Word.

    `chunks` are parts that it refers to by their name, with their type and their content;
    `relation` is the kind of that reference.
    """
    chunks = chunks or {}
    references = "".join(
        f'<Relationship Id="{name}" Type="{_RELATIONS}/{relation}" Target="{name}"/>'
        for name in chunks
    )
    types = "".join(
        f'<Override PartName="/word/{name}" ContentType="{kind}"/>'
        for name, (kind, _) in chunks.items()
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
        'package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPES}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_TYPES}.styles+xml"/>{types}</Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships"><Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {SPACES}>{styles}</w:styles>",
        "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/'
        f'package/2006/relationships"><Relationship Id="rId1" Type="{_RELATIONS}/styles" '
        f'Target="styles.xml"/>{references}</Relationships>',
        **{f"word/{name}": content for name, (_, content) in chunks.items()},
    }
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return whole.getvalue()


def paragraph(*runs: str, properties: str = "") -> str:
    """Return a paragraph of runs."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def run(text: str, properties: str = "") -> str:
    """Return a run; `properties` are those of its look."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def read(
    folder: Path, body: str, styles: str = "", chunks: Mapping[str, tuple[str, bytes]] | None = None
) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the lines of a document, and what was left out of it with the reason."""
    path = folder / "plan.docx"
    path.write_bytes(word_bytes(body, styles, chunks))
    text = read_docx(path)
    return text.pages[0].text.split("\n"), [(out.reason, out.text) for out in text.left_out]
