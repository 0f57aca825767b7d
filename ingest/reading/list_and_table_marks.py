"""The marks of list items and table cells in a text, whatever the file that it was read from has.

Every reader writes them, and whatever cuts or shows a text may rely on them.
"""

BULLET = "•"
"""Begins the line of a list item, whatever mark the file itself uses."""

CELL = " | "
"""Separates the cells of a table row."""
