"""Tell whether an address that ends a line goes on in the next: a URL, an e-mail address, a DOI.

Nothing marks that an address was broken. It is joined only if what follows looks like its rest,
since an address may also end with the line.
"""

import re

_ADDRESS = re.compile(
    r"""(?:[(«"<\[]*)(?:
        (?:https?|ftp):(?:/.*)?
      | mailto:.*
      | www\..*
      | (?:doi:|doi\.org/|10\.\d{4,9}/).*
      | [\w.+-]+@[\w.-]*
      | (?:[\w-]+\.)+[a-z]{2,6}/.*
    )$""",
    re.X | re.I,
)
_ENDS_OPEN = re.compile(r"[@_=&?%#~+-]$")
_BEGINS_INSIDE = re.compile(r"[/?=&_#%@~]+\w|[.-]\w")
_BEGINS_ADDRESS = re.compile(r"[(«\"<\[]*(?:https?:|ftp:|mailto:|doi:|[\w.+-]+@\w)", re.I)
_HAS_PARTS = re.compile(r"\w[-/._=?&%#@~]+\w|\w/|\d")
_LAST_PART = re.compile(
    r"(?:no|com|org|net|eu|dk|se|info|edu|pdf|html?|aspx?|php|docx?|xlsx?)(?![\w-])", re.I
)
_WHOLE_WORD = re.compile(r"[a-z\u00df-\u00ff]{6,}[.,;)»\"]*$")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_MAIL_BEGINS = re.compile(r"(?:post|mail)\W+(?:\w+\W+)?[\w.-]+\.$|[^\W_]+[_-]$", re.I)


def goes_on(before: str, after: str) -> bool:
    """Return whether the address at the end of `before`, if there is one, goes on in `after`."""
    last, first = before.rsplit(None, 1)[-1:], after.split(None, 1)[:1]
    if not last or not first:
        return False
    end, rest = last[0], first[0]
    if _MAIL.match(rest) and _MAIL_BEGINS.search(before[-40:]):
        return True
    if not _ADDRESS.match(end) or _BEGINS_ADDRESS.match(rest):
        return False
    if _BEGINS_INSIDE.match(rest) or end.endswith("://"):
        return True
    if not (rest[0].islower() or rest[0].isdigit()):
        return end[-1] == "/" and rest[0].isalnum() and "/" in rest
    if _ENDS_OPEN.search(end):
        return True
    if end[-1] not in "/.":
        return False
    if _LAST_PART.match(rest) or (end[-1] == "/" and after == rest and _WHOLE_WORD.match(rest)):
        return True
    return _HAS_PARTS.search(rest.rstrip('.,;:)»"')) is not None
