"""Decide what becomes of a raised figure: the mark of a note goes, an exponent stays.

All readers share this rule, whether a file says by markup that a figure is raised (`<sup>`, a run
in Word) or by where it stands (PDF). A mark that stayed as a digit would become part of the number
in front of it: "12³ boliger" would be quoted as "123 boliger".
"""

import re

_SUPERSCRIPTS = str.maketrans("0123456789+-\N{MINUS SIGN}=()nix", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱˣ")
_NOTE_MARK = re.compile(
    r"""(?:
        \(?\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*[).]?       # 3 or 1,2 or 4)
      | \[\s*\w{1,4}(?:\s*[,;]\s*\w{1,4})*\s*\]        # [12] or [a]
      | [*†‡§¶\N{LOW ASTERISK}]{1,4}\)?
      | \(?[a-hj-mo-wy-z]\)?                           # a; but n, i and x may be powers
    )""",
    re.X,
)
_EXPONENT = re.compile(r"[+\N{MINUS SIGN}-]?(?:\d{1,3}|[nix])")
_UNIT = re.compile(r"(?<![^\W\d_])(?:[kcdm]?m|ft|in|s)$")  # an area, a volume, an acceleration
_VARIABLE = re.compile(r"(?<![^\W_])[^\W\d_]$")  # R², x²
_FORMULA = re.compile(r"(?<![^\W_])CO$")  # CO², a common slip for CO₂
_TEN = re.compile(r"(?<![\d.,\N{NO-BREAK SPACE}])10$")  # 10⁶

_DEGREE = re.compile(r"\d\s?$")  # 20 °C, set as a raised letter or nought
_CLOCK = re.compile(r"\bkl\.?\s*(?:\d{1,2}(?:[.:]\d\d)?\s*(?:[–-]|til|og)\s*)?\d{1,2}$", re.I)
_MINUTES = re.compile(r"[0-5]\d")


def raised_text(raised: str, before: str) -> str:
    """Return what stands in the text for a raised figure: "" for the mark of a note.

    `before` is the text in front of it. An exponent (m², 10⁶, R²) is written in superscript digits,
    a degree as its sign, and minutes behind a full stop ("kl. 10.30"). Anything else that is
    raised, such as the ending of an ordinal number, stays as it is.
    """
    figure = raised.strip()
    if _MINUTES.fullmatch(figure) and _CLOCK.search(before):
        return f".{figure}"
    if figure in ("o", "0") and _DEGREE.search(before) and not _TEN.search(before):
        return "°"
    if _is_exponent(figure, before):
        return figure.translate(_SUPERSCRIPTS)
    return "" if _NOTE_MARK.fullmatch(figure) else raised


def _is_exponent(figure: str, before: str) -> bool:
    if not _EXPONENT.fullmatch(figure):
        return False
    patterns = (_UNIT, _VARIABLE, _FORMULA)
    if figure in ("2", "3") and any(pattern.search(before) for pattern in patterns):
        return True
    return not figure[0].isdecimal() or _TEN.search(before) is not None
