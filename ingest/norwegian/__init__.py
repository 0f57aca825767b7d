"""What is known of the Norwegian language and of Norway's municipalities.

In the order to read: `language` tells bokmål, nynorsk and English apart; `municipalities` finds the
municipality that a text is about, and its county; `sentences` splits a line into sentences;
`hyphens` decides whether a hyphen at the end of a line belongs to the word.
"""

from ingest.norwegian.hyphens import between_lines
from ingest.norwegian.language import detect_language
from ingest.norwegian.municipalities import counties, find_municipality
from ingest.norwegian.sentences import split_sentences

__all__ = ["between_lines", "counties", "detect_language", "find_municipality", "split_sentences"]
