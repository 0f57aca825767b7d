"""What is read from a file of any type.

In the order to read: `file_text` defines the text of a file, its pages, headings and facts;
`list_and_table_marks` are the marks that a text has for list items and table cells;
`characters` cleans its characters while keeping track of where they came from; `facts` takes title
and authors from metadata that programs filled in as well; `quality` measures how well a file was
read and refuses files whose text is unusable.
"""

from ingest.reading.file_text import FileFacts, FileText, Heading, Page, Quality, Run

__all__ = ["FileFacts", "FileText", "Heading", "Page", "Quality", "Run"]
