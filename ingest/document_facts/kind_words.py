"""The nouns that say what kind of document a title is of."""

from ingest.document_facts.patterns import pattern

_PLAN = r"(?<!\w)\w*<<plans>>(?:en|a|et|er|ane|ene|r|ar)?(?![\w-])"
_STUDY = r"(?<!\w)\w*<<studies>>(?:en|a|et|er|ane|ene|ar|s)?(?![\w-])"


def plan_noun(text: str) -> str | None:
    """Return the first noun of a plan in `text`, unless that of a study of a plan is in front."""
    plan, study = pattern(_PLAN).search(text), pattern(_STUDY).search(text)
    if plan is None or (study is not None and study.start() < plan.start()):
        return None
    return plan[0]


def is_study(text: str) -> bool:
    """Return whether `text` has the noun of a study: a report, an analysis, an evaluation."""
    return pattern(_STUDY).search(text) is not None


def has_kind_noun(text: str) -> bool:
    """Return whether `text` has a noun that says what a document is."""
    return is_study(text) or pattern(_PLAN).search(text) is not None


def is_kind_noun(text: str) -> bool:
    """Return whether `text` is such a noun and nothing else, such as "Temaplan"."""
    kinds = (_PLAN, _STUDY, "<<papers>>")
    return any(pattern(kind).fullmatch(text.strip()) is not None for kind in kinds)
