"""Mend text in UTF-8 that a program took for Windows-1252 and wrote in UTF-8 once more.

"på" has then become "pÃ¥". A line is mended if all of its letters beyond ASCII can be turned back;
one that has a proper letter too may speak of such signs, and stays.
"""

import re

MIN_SEQUENCES = 2
"""Pairs such as "Ã¥" that a text must have to be mended: one may be what the text is about."""

# Some programs made control characters of what are quotation marks and dashes in Windows-1252.
_WINDOWS_BYTES = {chr(byte): byte for byte in range(0x80, 0x100)} | {
    letter: byte
    for byte in range(0x80, 0xA0)
    if (letter := bytes([byte]).decode("cp1252", "ignore"))
}
_LEAD = r"[\u00c2-\u00c5\u00d0\u00d1\u00e2]"
_SEQUENCE = re.compile(
    f"{_LEAD}[{re.escape(''.join(k for k, v in _WINDOWS_BYTES.items() if v < 0xC0))}]"
)


def once_decoded(text: str) -> str:
    """Return `text` with the lines turned back that were encoded twice or three times."""
    for _ in range(2):  # three times has been seen
        if len(_SEQUENCE.findall(text)) < MIN_SEQUENCES:
            break
        lines = text.splitlines(keepends=True)
        mended = [_turned_back(line) if _SEQUENCE.search(line) else line for line in lines]
        text = "".join(mended)
    return text


def _turned_back(line: str) -> str:
    """Return `line` decoded once, or as it is if that is not possible."""
    raw = bytearray()
    for letter in line:
        if letter.isascii():
            raw.append(ord(letter))
        elif letter in _WINDOWS_BYTES:
            raw.append(_WINDOWS_BYTES[letter])
        else:
            return line
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return line
