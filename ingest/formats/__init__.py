"""Read a file of any type that the program knows, as the text of its pages.

In reading order: `read_file` (picks the reader by `file_type`), `charset` (bytes to characters),
`unpaged` (a file text of lines, which all readers here but the PDF's return), `html`, `markdown`
(rendered to HTML first), `docx` with `docx_package` and `docx_numbering`, and `plain`. PDF has a
package of its own, `ingest.pdf`. Functions have the names of their modules, so the package hands
out none.
"""
