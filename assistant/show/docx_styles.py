"""The look of a Word document: A4, and the styles of text, headings, quotes and links."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document as Word

QUOTE_STYLE = "Quote"
ITEM_STYLE = "Quote List"
LINK_STYLE = "Hyperlink"

FONT = "Calibri"
INK, LINK, GREY = "1F2937", "0B4F8A", "4B5563"
HEADING_POINTS = {1: 18, 2: 14, 3: 12}


def set_styles(word: "Word") -> None:
    """Give a document of python-docx's own template our paper and styles."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Cm, Pt, RGBColor

    for section in word.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)
        section.top_margin = section.bottom_margin = Cm(2.5)
    styles = word.styles
    _set_font(styles["Normal"])
    styles["Normal"].font.size = Pt(11)
    styles["Normal"].paragraph_format.space_after = Pt(6)
    for level, points in HEADING_POINTS.items():
        style = styles[f"Heading {level}"]
        _set_font(style)
        style.font.size, style.font.bold = Pt(points), True
        style.font.color.rgb = RGBColor.from_string(INK)
        style.paragraph_format.space_before = Pt(0 if level == 1 else points)
        style.paragraph_format.space_after = Pt(4)
    caption = styles["Caption"]
    caption.font.size, caption.font.bold = Pt(10), False
    caption.font.color.rgb = RGBColor.from_string(GREY)
    caption.paragraph_format.space_after = Pt(6)
    caption.paragraph_format.keep_with_next = True
    quote = styles[QUOTE_STYLE]
    quote.font.italic = False
    quote.font.color.rgb = RGBColor.from_string(INK)
    quote.paragraph_format.left_indent = Cm(0.8)
    quote.paragraph_format.right_indent = Cm(0.8)
    quote.paragraph_format.space_after = Pt(6)
    _set_bar(quote)
    item = styles.add_style(ITEM_STYLE, WD_STYLE_TYPE.PARAGRAPH)
    item.base_style = quote
    item.paragraph_format.left_indent, item.paragraph_format.first_line_indent = Cm(1.3), Cm(-0.5)
    item.paragraph_format.space_after = Pt(2)
    item.paragraph_format.tab_stops.add_tab_stop(Cm(1.3))
    link = styles.add_style(LINK_STYLE, WD_STYLE_TYPE.CHARACTER, builtin=True)
    link.font.underline, link.font.color.rgb = True, RGBColor.from_string(LINK)


def _set_font(style: "object") -> None:
    """Name the font of a style; headings of the template take theirs from its theme."""
    from docx.oxml.ns import qn

    style.font.name = FONT  # type: ignore[attr-defined]
    fonts = style.element.rPr.rFonts  # type: ignore[attr-defined]
    for name in [each for each in fonts.attrib if each.endswith("Theme")]:
        del fonts.attrib[name]
    fonts.set(qn("w:cs"), FONT)


def _set_bar(style: "object") -> None:
    """Draw a thin line to the left of what has the style."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    bar = f'<w:left w:val="single" w:sz="12" w:space="8" w:color="9CA3AF" {nsdecls("w")}/>'
    borders = parse_xml(f"<w:pBdr {nsdecls('w')}>{bar}</w:pBdr>")
    properties = style.element.get_or_add_pPr()  # type: ignore[attr-defined]
    # The order of the properties of a paragraph is fixed: spacing and indents come after borders.
    after = [child for child in properties if child.tag.endswith(("}spacing", "}ind"))]
    if after:
        after[0].addprevious(borders)
    else:
        properties.append(borders)
