"""Recognise which report of the catalogue a file is, from what it prints about itself.

In reading order: `match` (the decision, and the evidence for it), `imprint` (the front pages and
the colophon, apart from the text), `identifiers` (ISBNs and numbers in a series) and `titles` (a
known title on a front page).
"""

from ingest.recognition.match import Match, Recognition, recognise

__all__ = ["Match", "Recognition", "recognise"]
